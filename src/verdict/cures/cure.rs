//! A change to try.

use crate::num::{parse, shortest};
use crate::spec::{Knob, Rule, Spec, choices};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

choices! {
    /// What a change is offered for.
    CureKind {
        Remedy "remedy" "remedy" "expected to make the network learn, or to keep its numbers finite",
        Relief "relief" "relief" "removes the finding; this alone does not make the network learn",
        Doubtful "doubtful" "does it help?" "often tried for this; it does not help here, or only under a condition \
            that is not known",
        Break "break" "break it" "spoils a network that works",
        Purpose "purpose" "what it is for" "a regularizer, where the network memorizes its training examples",
    }
}

/// A change to try: knobs and their new values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// Label of the button.
    pub label: String,
    /// What it does, in a few words.
    pub note: &'static str,
    /// What it is offered for.
    pub kind: CureKind,
    /// Knob and value, as in links.
    pub changes: Vec<(&'static str, String)>,
    /// Whether smaller values of its knobs do as well.
    or_less: bool,
}

impl Cure {
    /// A change of one or several knobs.
    pub(super) fn new(kind: CureKind, label: &str, note: &'static str, changes: &[(&'static str, &str)]) -> Cure {
        let changes = changes.iter().map(|(key, value)| (*key, value.to_string())).collect();
        Cure { label: label.into(), note, kind, changes, or_less: false }
    }

    /// The same change, which counts as in effect where the knobs have smaller values, too.
    pub(super) fn or_less(self) -> Cure {
        Cure { or_less: true, ..self }
    }

    /// Whether the knobs already have these values.
    pub(in crate::verdict) fn in_effect(&self, spec: &Spec) -> bool {
        let number = |value: &str| parse(value).unwrap_or(f64::NAN);
        let stands = |knob: &Knob, value: &str| {
            let now = knob.read(spec);
            now == value || self.or_less && number(&now) <= number(value)
        };
        let has = |key: &str, value: &str| Knob::named(key).is_some_and(|knob| stands(knob, value));
        // A learning rate that goes with another change does not count.
        let alone = self.changes.len() == 1;
        let mut counts = self.changes.iter().filter(|change| alone || change.0 != "learning_rate");
        counts.all(|(key, value)| has(key, value))
    }

    /// Lowers the learning rate to `rate`, if it is higher.
    pub(super) fn at_most(self, spec: &Spec, rate: f64) -> Cure {
        self.where_above(spec, rate, rate)
    }

    /// Lowers the learning rate to `rate`, if it is higher than the network bears. Momentum makes steps longer by
    /// 1/(1 − momentum).
    pub(super) fn where_above(self, spec: &Spec, bears: f64, rate: f64) -> Cure {
        let adds_up = matches!(spec.optimizer, Rule::Momentum | Rule::Nesterov);
        let share = if adds_up { 1.0 - spec.momentum } else { 1.0 };
        self.at(spec.learning_rate > 1.000001 * share * bears, share * rate)
    }

    /// Raises the learning rate of plain gradient descent to `rate`, if it is lower.
    pub(super) fn at_least(self, spec: &Spec, rate: f64) -> Cure {
        self.at(spec.optimizer == Rule::Sgd && spec.learning_rate < rate, rate)
    }

    fn at(mut self, changes: bool, rate: f64) -> Cure {
        if changes {
            let rate = in_decimals(rate);
            self.and("learning_rate", &rate, &format!(", rate {rate}"));
        }
        self
    }

    /// Adds a change, and says so on the button.
    pub(super) fn and(&mut self, key: &'static str, value: &str, words: &str) {
        self.changes.push((key, value.into()));
        self.label.push_str(words);
    }
}

/// 0.7/10 must not read 0.06999999999999999.
pub(super) fn in_decimals(rate: f64) -> String {
    shortest(libm::round(rate * 1e9) / 1e9)
}

//! The diagnosis: what is wrong with a run, by which rule, on what evidence, why, and what to try.

use super::causes::decide::{Beside, cause_of};
use super::cures::cure::Cure;
use super::cures::offer::offered;
use super::facts::Facts;
use super::limits::{Limit, Limits};
use super::rules::found::Found;
use super::rules::{flow, learning, time, units, weights};
use super::symptom::{Gravity, Symptom};
use super::words::cause_words;
use crate::probe::Frame;
use crate::spec::Choice;
use alloc::string::String;
use alloc::vec::Vec;

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which symptom.
    pub symptom: Symptom,
    /// How serious it is.
    pub gravity: Gravity,
    /// The numbers it rests on, in a sentence.
    pub evidence: String,
    /// The likely cause, in a sentence.
    pub cause: String,
    /// Changes to try. None of them is in effect already.
    pub cures: Vec<Cure>,
    /// The thresholds of its rule.
    pub limits: &'static [Limit],
}

impl Finding {
    /// Key, title and rule.
    pub fn words(&self) -> &'static Choice {
        self.symptom.choice()
    }
}

type Rule = fn(&Facts, &Limits) -> Option<Found>;

/// In the order in which findings are listed, the gravest first.
const RULES: &[Rule] = &[
    learning::not_finite,
    flow::exploding,
    time::exploding,
    weights::growing,
    flow::vanishing,
    time::vanishing,
    flow::stuck,
    units::dead,
    units::saturated,
    learning::at_chance,
    weights::vanishing,
    learning::poor,
    learning::clipping,
];

/// Everything that holds of a run: what is wrong, the gravest first, or that it learns; then single factors that are
/// unusual. Several findings may hold at once. Empty if the trace is too short for every rule.
///
/// ```
/// use gradient_lab::session::Session;
/// use gradient_lab::spec::Link;
/// use gradient_lab::verdict::{Limits, Symptom, diagnose};
///
/// let link = Link::parse("data=circles&hidden_layers=10&width=8&activation=sigmoid&init=xavier_normal");
/// let mut session = Session::<f32>::new(&link.spec)?;
/// session.run(30);
///
/// let findings = diagnose(&session.frame(), &Limits::default());
/// assert_eq!(findings[0].symptom, Symptom::Vanishing);
/// for cure in &findings[0].cures {
///     println!("{} ({}): {}", cure.label, cure.kind.key(), cure.note);
/// }
/// # Ok::<(), gradient_lab::spec::SpecError>(())
/// ```
pub fn diagnose(run: &Frame, limits: &Limits) -> Vec<Finding> {
    judge(&Facts::of(run, limits), limits)
}

/// The same from facts alone.
///
/// ```
/// use gradient_lab::verdict::{Facts, Limits, Symptom, judge};
///
/// let facts = Facts { losses: vec![0.7; 30], clipped: 0.9, ..Facts::default() };
/// let findings = judge(&facts, &Limits::default());
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].symptom, Symptom::Clipping);
/// ```
pub fn judge(facts: &Facts, limits: &Limits) -> Vec<Finding> {
    let mut found: Vec<Found> = RULES.iter().filter_map(|rule| rule(facts, limits)).collect();
    let fault = found.iter().any(|found| found.gravity == Gravity::Sick);
    if !fault {
        found.extend(learning::healthy(facts, limits));
    }
    let product = found.iter().any(|found| matches!(found.symptom, Symptom::Vanishing | Symptom::Exploding));
    found.extend(flow::outside(facts, limits, product));
    found.into_iter().map(|found| explain(found, facts, limits, Beside { product, fault })).collect()
}

/// Adds cause and cures.
fn explain(found: Found, facts: &Facts, limits: &Limits, beside: Beside) -> Finding {
    let cause = cause_of(found.symptom, facts, limits, beside);
    let mut cures: Vec<Cure> = Vec::new();
    for cure in offered(found.symptom, cause, facts, limits) {
        if !cure.in_effect(&facts.spec) && cures.iter().all(|other| other.changes != cure.changes) {
            cures.push(cure);
        }
    }
    let Found { symptom, gravity, evidence, limits } = found;
    Finding { symptom, gravity, evidence, cause: cause_words(cause, facts), cures, limits }
}

//! Two runs side by side, in words.

use crate::num::{count, shortest, two_digits};
use crate::probe::{Frame, RECENT};
use crate::spec::{Group, KNOBS, Knob, LiveKnob, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How two runs' settings differ, and how their results compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Label, value in the first run and value in the second, of every knob that differs.
    pub knobs: Vec<(&'static str, String, String)>,
    /// Name of the second run: the values that differ.
    pub name: String,
    /// How the two runs compare.
    pub sentence: String,
}

/// Compares run `there` with run `here`, which the sentence calls A.
pub fn compare(here: &Frame, there: &Frame) -> Difference {
    let specs = [here, there].map(Frame::settings);
    let knobs: Vec<(&'static str, String, String)> = KNOBS
        .iter()
        .filter(|knob| knob.key != "live")
        .map(|knob| (knob.label, shown(knob, &specs[0]), shown(knob, &specs[1])))
        .filter(|(_, here, there)| here != there)
        .collect();
    let values = knobs.iter().map(|(label, _, value)| {
        // A number needs the name of its knob; most choices name themselves.
        if value.bytes().next().is_some_and(|first| first.is_ascii_digit())
            || matches!(value.as_str(), "on" | "off" | "none" | "plain")
        {
            format!("{label} {value}")
        } else {
            value.clone()
        }
    });
    let name = match knobs.len() {
        0 => "the same".to_string(),
        _ => values.collect::<Vec<String>>().join(", "),
    };
    let alike = |spec: &Spec| {
        let drawn =
            |knob: &&Knob| matches!(knob.group, Group::Data | Group::Seed) || matches!(knob.key, "batch" | "sampling");
        KNOBS.iter().filter(drawn).map(|knob| shown(knob, spec)).collect::<Vec<String>>()
    };
    let sentence = fared(here, there, &name, alike(&specs[0]) == alike(&specs[1]));
    Difference { knobs, name, sentence }
}

fn shown(knob: &Knob, spec: &Spec) -> String {
    match LiveKnob::from_key(knob.key) {
        Some(live) => shortest(spec.tuning().of(live)),
        None => knob.label_of(&knob.read(spec)),
    }
}

fn fared(here: &Frame, there: &Frame, name: &str, same_batches: bool) -> String {
    let outcome = |run: &Frame| {
        let after = count(run.place.steps, "step");
        match run.stopped {
            Some(_) => format!("stopped after {after}"),
            None if run.trace.rows().is_empty() => "has not started".to_string(),
            None => {
                let last = run.trace.rows().len().min(RECENT);
                let of = if last > 1 { format!(", mean of the last {last} on record,") } else { String::new() };
                format!("is at a loss of {}{of} after {after}", two_digits(run.trace.recent_loss()))
            }
        }
    };
    let gradient = match (here.whole_factor(), there.whole_factor()) {
        (Some(a), Some(b)) if a.is_finite() && b.is_finite() && a > 0.0 && b > 0.0 => {
            let lowest = if here.through_time() { "step" } else { "layer" };
            format!(
                " On its way to {lowest} 1 the gradient is multiplied by {} in A and by {} in the other run.",
                two_digits(a),
                two_digits(b)
            )
        }
        _ => String::new(),
    };
    let same = if same_batches { "From the same seed and the same batches: " } else { "" };
    format!("{same}A {}; with {name} it {}.{gradient}", outcome(here), outcome(there))
}

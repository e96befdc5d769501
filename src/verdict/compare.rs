//! How two runs differ, in words.

use crate::num::shortest;
use crate::probe::Frame;
use crate::spec::{KNOBS, Knob, LiveKnob, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How two runs' settings differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Label, value in the first run and value in the second, of every knob that differs.
    pub knobs: Vec<(&'static str, String, String)>,
    /// Name of the second run: the values that differ.
    pub name: String,
}

/// Compares run `there` with run `here`.
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
        if value.bytes().next().is_some_and(|first| first.is_ascii_digit() || first == b'-')
            || matches!(value.as_str(), "on" | "off" | "none" | "plain")
        {
            format!("{label} {value}")
        } else {
            value.clone()
        }
    });
    let name = match knobs.len() {
        0 => "the same".to_string(),
        _ => values.collect::<Vec<String>>().join(" + "),
    };
    Difference { knobs, name }
}

fn shown(knob: &Knob, spec: &Spec) -> String {
    match LiveKnob::from_key(knob.key) {
        Some(live) => shortest(spec.tuning().of(live)),
        None => knob.label_of(&knob.read(spec)),
    }
}

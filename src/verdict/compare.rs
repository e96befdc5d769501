//! How two runs differ, in words.

use crate::num::shortest;
use crate::probe::Frame;
use crate::spec::{Group, KNOBS, Knob, LiveKnob, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How two runs' settings differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Label, value in the first run and value in the second, of every knob that differs.
    pub knobs: Vec<(&'static str, String, String)>,
    /// Name of the second run: the values that differ, such as "ReLU + He + no clipping".
    pub name: String,
}

/// Compares run `there` with run `here`.
pub fn compare(here: &Frame, there: &Frame) -> Difference {
    let specs = [here, there].map(Frame::settings);
    let changed: Vec<(&Knob, String, String)> = KNOBS
        .iter()
        .filter(|knob| knob.key != "live")
        .map(|knob| (knob, shown(knob, &specs[0]), shown(knob, &specs[1])))
        .filter(|(_, here, there)| here != there)
        .collect();
    let name = match changed.len() {
        0 => "the same".to_string(),
        _ => changed.iter().map(|(knob, _, value)| named(knob, value)).collect::<Vec<String>>().join(" + "),
    };
    Difference { knobs: changed.into_iter().map(|(knob, here, there)| (knob.label, here, there)).collect(), name }
}

/// A value that makes sense alone: a number needs the name of its knob; most choices name themselves.
fn named(knob: &Knob, value: &str) -> String {
    let off = matches!(value, "off" | "none" | "plain") || knob.group == Group::Limits && value == "0";
    let number = value.trim_start_matches('−').starts_with(|first: char| first.is_ascii_digit());
    match value {
        _ if off && knob.key.starts_with("clip") => "no clipping".into(),
        _ if off => format!("no {}", inside(knob.label)),
        _ if number || value == "on" => format!("{} {value}", knob.label),
        _ => value.into(),
    }
}

/// A label inside a phrase: without its capital, but L2 stays L2.
fn inside(label: &str) -> String {
    let mut label: String = label.into();
    if label.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        label[..1].make_ascii_lowercase();
    }
    label
}

fn shown(knob: &Knob, spec: &Spec) -> String {
    let value = match LiveKnob::from_key(knob.key) {
        Some(live) => shortest(spec.tuning().of(live)),
        None => knob.label_of(&knob.read(spec)),
    };
    match value.strip_prefix('-') {
        Some(size) if size.starts_with(|first: char| first.is_ascii_digit()) => format!("−{size}"),
        _ => value,
    }
}

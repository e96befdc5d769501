//! Every choice as data: what the page makes its controls from.

use super::object;
use crate::spec::{Choice, Group, KNOBS, Kind, Knob, PRESETS, Spec};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[derive(Serialize)]
struct Catalog {
    version: u32,
    groups: Vec<GroupEntry>,
    knobs: Vec<KnobEntry>,
    presets: Vec<PresetEntry>,
}

#[derive(Serialize)]
struct GroupEntry {
    key: &'static str,
    title: &'static str,
    effect: &'static str,
}

#[derive(Serialize)]
struct KnobEntry {
    key: &'static str,
    group: &'static str,
    label: &'static str,
    help: &'static str,
    kind: &'static str,
    default: String,
    low: Option<f64>,
    high: Option<f64>,
    scale: &'static str,
    step: Option<f64>,
    options: Option<Vec<OptionEntry>>,
    live: bool,
    needs: Option<Needs>,
    advanced: bool,
}

#[derive(Serialize)]
struct OptionEntry {
    value: &'static str,
    label: &'static str,
    help: &'static str,
}

#[derive(Serialize)]
struct Needs {
    key: &'static str,
    values: &'static [&'static str],
}

#[derive(Serialize)]
struct PresetEntry {
    id: &'static str,
    title: &'static str,
    claim: &'static str,
    spec: &'static str,
    steps: u32,
}

/// Groups, knobs with their limits and words, presets.
#[wasm_bindgen]
pub fn catalog() -> JsValue {
    let group = |group: &Group| {
        let (key, title, effect) = group.words();
        GroupEntry { key, title, effect }
    };
    let preset =
        |p: &crate::spec::Preset| PresetEntry { id: p.id, title: p.title, claim: p.claim, spec: p.spec, steps: p.step };
    object(&Catalog {
        version: 1,
        groups: Group::ALL.iter().map(group).collect(),
        knobs: KNOBS.iter().map(entry).collect(),
        presets: PRESETS.iter().map(preset).collect(),
    })
}

fn entry(knob: &Knob) -> KnobEntry {
    let (low, high, log) = match knob.kind {
        Kind::Number { low, high, log } => (Some(low), Some(high), log),
        Kind::Integer { low, high } => (Some(f64::from(low)), Some(f64::from(high)), false),
        _ => (None, None, false),
    };
    KnobEntry {
        key: knob.key,
        group: knob.group.words().0,
        label: knob.label,
        help: knob.help,
        kind: kind(knob),
        default: (knob.read)(&Spec::default()),
        low,
        high,
        scale: if log { "log" } else { "linear" },
        step: if matches!(knob.kind, Kind::Integer { .. }) { Some(1.0) } else { None },
        options: options(knob),
        live: knob.live,
        needs: knob.needs.map(|(key, values)| Needs { key, values }),
        advanced: knob.advanced,
    }
}

fn kind(knob: &Knob) -> &'static str {
    match knob.kind {
        _ if knob.key == "seed" => "seed",
        Kind::Choice { .. } => "choice",
        Kind::Number { .. } => "number",
        Kind::Integer { .. } => "integer",
        Kind::Flag => "flag",
        Kind::List => "list",
    }
}

fn options(knob: &Knob) -> Option<Vec<OptionEntry>> {
    let Kind::Choice { options, extra } = knob.kind else { return None };
    let entry = |choice: &Choice| OptionEntry { value: choice.key, label: choice.label, help: choice.help };
    Some(extra.iter().chain(options).map(entry).collect())
}

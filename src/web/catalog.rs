//! Every choice as data: what the page makes its controls from.

use super::{Value, object};
use crate::spec::{Choice, Dataset, Group, KNOBS, Kind, Knob, Spec};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Groups, and knobs with their limits and words.
#[wasm_bindgen]
pub fn catalog() -> JsValue {
    let group = |group: &Group| {
        let (key, title, effect) = group.words();
        object! { key: key, title: title, effect: effect }
    };
    let catalog = object! {
        version: 1_u32,
        through_time: cfg!(feature = "time"),
        sequences: Value::list(Dataset::ALL.iter().filter(|data| data.is_sequence()).map(|data| data.key())),
        groups: Value::list(Group::ALL.iter().map(group)),
        knobs: Value::list(KNOBS.iter().map(entry)),
    };
    catalog.to_js()
}

fn entry(knob: &Knob) -> Value {
    let limits = knob.kind.limits();
    object! {
        key: knob.key,
        group: knob.group.words().0,
        label: knob.label,
        help: knob.help,
        kind: kind(knob),
        default: knob.read(&Spec::default()),
        low: limits.map(|limits| limits.0),
        high: limits.map(|limits| limits.1),
        scale: if matches!(knob.kind, Kind::Number { log: true, .. }) { "log" } else { "linear" },
        step: matches!(knob.kind, Kind::Integer { .. }).then_some(1.0),
        options: options(knob),
        live: knob.live,
        depth: knob.acts.0,
        time: knob.acts.1,
        needs: knob.needs.map(|(key, values)| object! { key: key, values: values.to_vec() }),
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

fn options(knob: &Knob) -> Value {
    let entry = |choice: &Choice| object! { value: choice.key, label: choice.label, help: choice.help };
    let choice = matches!(knob.kind, Kind::Choice { .. });
    Value::from(choice.then(|| Value::list(knob.kind.options().map(entry))))
}

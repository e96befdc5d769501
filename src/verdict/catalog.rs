//! Every choice as data: what the page makes its controls from, and the diagnosis in words.
//!
//! The page fetches it as a file, `www/pkg/catalog.json`, which `cargo xtask build` writes.

use super::diagnosis::Symptom;
use super::limits::{Limit, Limits};
use crate::spec::{Choice, Group, KNOBS, Kind, Knob, Spec};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::{Value, json};

/// Groups, knobs with their limits and words, cells, findings and the thresholds they rest on, as one JSON object.
pub fn catalog() -> String {
    let group = |group: &Group| {
        let (key, title, effect) = group.words();
        json!({ "key": key, "title": title, "effect": effect })
    };
    let finding = |symptom: &Symptom| {
        let words = symptom.choice();
        (words.key.to_string(), json!({ "title": words.label, "rule": words.help }))
    };
    json!({
        "groups": Group::ALL.iter().map(group).collect::<Vec<_>>(),
        "knobs": KNOBS.iter().map(entry).collect::<Vec<_>>(),
        "cells": super::describe::cells(),
        "findings": Value::Object(Symptom::ALL.iter().map(finding).collect()),
        "limits": Value::Object(Limit::ALL.iter().map(limit).collect()),
    })
    .to_string()
}

fn limit(limit: &Limit) -> (String, Value) {
    let (words, (low, high)) = (limit.choice(), limit.range());
    let usual = Limits::default().of(*limit);
    (words.key.to_string(), json!({ "label": words.label, "low": low, "high": high, "usual": usual }))
}

fn entry(knob: &Knob) -> Value {
    let limits = knob.kind.limits();
    json!({
        "key": knob.key,
        "group": knob.group.words().0,
        "label": knob.label,
        "help": knob.help,
        "kind": kind(knob),
        "default": knob.read(&Spec::default()),
        "low": limits.map(|limits| limits.0),
        "high": limits.map(|limits| limits.1),
        "scale": if matches!(knob.kind, Kind::Number { log: true, .. }) { "log" } else { "linear" },
        "step": matches!(knob.kind, Kind::Integer { .. }).then_some(1.0),
        "options": options(knob),
        "live": knob.live,
        "depth": knob.acts.0,
        "time": knob.acts.1,
        "needs": knob.needs.map(|(key, values)| json!({ "key": key, "values": values })),
        "advanced": knob.advanced,
    })
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

fn options(knob: &Knob) -> Option<Vec<Value>> {
    let entry = |choice: &Choice| json!({ "value": choice.key, "label": choice.label, "help": choice.help });
    matches!(knob.kind, Kind::Choice { .. }).then(|| knob.kind.options().map(entry).collect())
}

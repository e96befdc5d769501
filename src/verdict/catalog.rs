//! Every choice as data: the page builds its controls from it, and takes the words of the diagnosis.
//!
//! `cargo xtask build` writes it to `www/pkg/catalog.json`, which the page fetches.

use super::limits::{Limit, LimitRow};
use super::symptom::Symptom;
use crate::probe::meter::{Axis, METERS, Meter, Scale, Source};
use crate::spec::{Choice, Group, KNOBS, Kind, Knob, Spec};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::{Value, json};

/// Groups, knobs with their limits and words, cells, meters, findings, and thresholds with their default and range, as
/// one JSON object.
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
        "version": env!("CARGO_PKG_VERSION"),
        "groups": Group::ALL.iter().map(group).collect::<Vec<_>>(),
        "knobs": KNOBS.iter().map(entry).collect::<Vec<_>>(),
        "cells": super::describe::cells(),
        "meters": METERS.iter().map(meter).collect::<Vec<_>>(),
        "findings": Value::Object(Symptom::ALL.iter().map(finding).collect()),
        "limits": Value::Object(Limit::ALL.iter().map(limit).collect()),
    })
    .to_string()
}

fn limit(limit: &Limit) -> (String, Value) {
    let LimitRow { key, label, usual, range: (low, high), .. } = *limit.row();
    (key.to_string(), json!({ "label": label, "low": low, "high": high, "usual": usual }))
}

fn meter(meter: &Meter) -> Value {
    let (scale, low, high) = match meter.scale {
        Scale::Log(low, high) => ("log", low, high),
        Scale::Share(low) => ("share", low, 0),
        Scale::Linear(low, high) => ("linear", low, high),
    };
    let (depth, time, absent) = match meter.axis {
        Axis::Depth => (true, false, None),
        Axis::Time => (false, true, None),
        Axis::Both => (true, true, None),
        Axis::DepthBecause(sentence) => (true, false, Some(sentence)),
    };
    let column = match meter.source {
        Source::Figures(column) => Some(column),
        Source::Demand(_) => None,
    };
    json!({
        "key": meter.key,
        "label": meter.label,
        "symbol": meter.symbol,
        "help": meter.help,
        "tone": meter.tone,
        "scale": scale,
        "low": low,
        "high": high,
        "waiting": meter.waiting,
        "depth": depth,
        "time": time,
        "absent": absent,
        "column": column,
    })
}

fn entry(knob: &Knob) -> Value {
    json!({
        "key": knob.key,
        "group": knob.group.words().0,
        "label": knob.label,
        "help": knob.help,
        "kind": kind(knob),
        "default": knob.read(&Spec::default()),
        "high": knob.kind.limits().map(|(_, high)| high),
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

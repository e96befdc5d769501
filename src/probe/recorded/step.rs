//! The other lines of a trace file: one training step each.

use super::head::Head;
use super::json::Json;
use super::run::{RecordedRow, RecordedStop};
use crate::num::{floor, sqrt};
use crate::probe::{Row, Stopped};
use crate::train::Phase;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// One line: its figures, and the first number of the step that is not finite.
#[derive(Debug)]
pub(super) struct Step {
    pub row: RecordedRow,
    pub bad: Option<RecordedStop>,
}

/// The lists of a line: root mean squares by layer, then shares. The first four must be there.
const COLUMNS: [&str; 9] = ["a", "dz", "w", "by", "dw", "far", "zero", "flat", "off"];
const NEEDED: usize = 4;

/// Reads the line of a step. `before`: rms of W before it.
///
/// # Errors
/// What is wrong with it, as the end of a sentence.
pub(super) fn step(line: &Json, head: &Head, before: &[f64]) -> Result<Step, String> {
    let number = |key: &str| line.member(key).and_then(Json::number);
    let whole = number("step").filter(|step| *step >= 0.0 && *step < 4e9 && floor(*step) == *step);
    let step = whole.ok_or("has no whole number “step”")? as u32;
    let loss = number("loss").ok_or("has no number “loss”")?;
    let layers = head.layers.len();
    let mut columns: [Vec<f64>; COLUMNS.len()] = Default::default();
    for (at, (key, column)) in COLUMNS.iter().zip(&mut columns).enumerate() {
        match line.member(key) {
            Some(list) => read(list, key, layers, column)?,
            None if at < NEEDED => return Err(format!("has no list “{key}”")),
            None => column.resize(layers, f64::NAN),
        }
    }
    let [a, d_z, w, mut by, mut d_w, mut far, zero, saturated, dead] = columns;
    for (k, layer) in head.layers.iter().enumerate() {
        by[k] /= before[k]; // where W was 0 this is ∞ or NaN, as in the lab's own trace
        d_w[k] *= sqrt(layer.weights);
        far[k] /= layer.start;
    }
    let clipped = line.member("clipped") == Some(&Json::Flag(true));
    let row = Row { step, loss, a, d_z, update_ratio: by, w, clipped, after: [f64::NAN; 2] };
    let accuracy = number("accuracy").filter(|share| (0.0..=1.0).contains(share));
    let learning_rate = number("rate").filter(|rate| rate.is_finite());
    // A file that does not say where it began.
    let stopped = Stopped { step, phase: Phase::Loss, quantity: "loss", value: loss };
    let lost = (!loss.is_finite()).then_some(RecordedStop { stopped, layer: None });
    let bad = line.member("bad").and_then(Json::list).and_then(|bad| stop(bad, step, layers)).or(lost);
    Ok(Step { row: RecordedRow { accuracy, learning_rate, d_w, distance: far, zero, saturated, dead, row }, bad })
}

/// Reads a list with a size for each layer, NaN where it is null.
fn read(list: &Json, key: &str, layers: usize, into: &mut Vec<f64>) -> Result<(), String> {
    let Json::List(list) = list else { return Err(format!("has a “{key}” that is no list")) };
    if list.len() != layers {
        return Err(format!("has {} numbers in “{key}”, and the head has {layers} layers", list.len()));
    }
    into.reserve(layers);
    for item in list {
        let size = if *item == Json::Null { Some(f64::NAN) } else { item.number() };
        match size {
            Some(size) if size.is_nan() || size >= 0.0 => into.push(size),
            _ => return Err(format!("has something in “{key}” that is no size")),
        }
    }
    Ok(())
}

/// `["backward", "dz", "Infinity", 3]`: phase, quantity, value and layer. None if it names no phase.
fn stop(bad: &[Json], step: u32, layers: usize) -> Option<RecordedStop> {
    let layer = bad.get(3).and_then(Json::number).map(|layer| layer as usize).filter(|layer| *layer < layers);
    let stage = layer.unwrap_or(0);
    let phase = match bad.first()?.text()? {
        "forward" => Phase::Forward { stage },
        "loss" => Phase::Loss,
        "backward" => Phase::Backward { stage },
        "update" => Phase::Update,
        _ => return None,
    };
    let quantity = match bad.get(1)?.text()? {
        "a" => "a",
        "z" => "z",
        "loss" => "loss",
        "dz" => "∂L/∂z",
        "dw" => "∂L/∂W",
        _ => "W",
    };
    let value = bad.get(2)?.number().filter(|value| !value.is_finite())?;
    Some(RecordedStop { stopped: Stopped { step, phase, quantity, value }, layer })
}

impl RecordedRow {
    /// A row in which nothing is known but W.
    pub(super) fn unknown(head: &Head) -> RecordedRow {
        let unknown = || -> Vec<f64> { head.layers.iter().map(|_| f64::NAN).collect() };
        let [a, d_z, update_ratio] = [(); 3].map(|()| unknown());
        let [d_w, distance, zero, saturated, dead] = [(); 5].map(|()| unknown());
        let w = head.layers.iter().map(|layer| layer.start).collect();
        let row = Row { step: 0, loss: f64::NAN, a, d_z, update_ratio, w, clipped: false, after: [f64::NAN; 2] };
        RecordedRow { row, accuracy: None, learning_rate: None, d_w, distance, zero, saturated, dead }
    }

    /// What a run shows that stopped at this number: figures of later phases are still those of the step before.
    pub(super) fn stop_at(&mut self, stop: &RecordedStop, before: RecordedRow) {
        let layers = self.d_w.len();
        let (reached, told) = match stop.stopped.phase {
            Phase::Forward { stage } => (stage + 1, layers),
            Phase::Backward { stage } => (layers, stage),
            Phase::Loss => (layers, layers),
            _ => return,
        };
        let now = core::mem::replace(self, before);
        self.row.step = now.row.step;
        if reached == layers {
            self.row.loss = now.row.loss;
        }
        let forward = [(&mut self.row.a, now.row.a), (&mut self.saturated, now.saturated), (&mut self.dead, now.dead)];
        for (old, new) in forward {
            old[..reached].copy_from_slice(&new[..reached]);
        }
        for (old, new) in [(&mut self.row.d_z, now.row.d_z), (&mut self.zero, now.zero), (&mut self.d_w, now.d_w)] {
            old[told..].copy_from_slice(&new[told..]);
        }
    }
}

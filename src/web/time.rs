//! The data of the page's time view: gates, the inside of a cell, reach, the sequence.

use super::budget::Counted;
use super::functions::with_pixels;
use super::{Lab, Value, object};
use crate::figure;
use crate::net::cell::Part;
use crate::num::in_units;
use crate::probe::{Frame, PartView, Wire, common_exponent};
use crate::session::Job;
use crate::verdict::reach_words;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Sizes of a network through time; none through depth.
pub(super) fn shape(run: &Frame) -> Option<Value> {
    let (cells, shape) = (run.cells(0), run.spec.sequence()?);
    let cell = cells.last()?;
    Some(object! {
        steps: shape.steps,
        inputs: shape.features,
        answers: shape.answers,
        hidden: cell.size,
        cell: cell.about.id,
        levels: cells.len(),
    })
}

impl Lab {
    /// Part `at` in the list of all cells' parts, the lowest cell's first: its level, its index there, and the part.
    fn part(&self, mut at: usize) -> Option<(usize, usize, Part)> {
        for (level, cell) in self.frame_now().cells(0).iter().enumerate() {
            match cell.parts().get(at) {
                Some(part) => return Some((level, at, *part)),
                None => at -= cell.parts().len(),
            }
        }
        None
    }
}

#[wasm_bindgen]
impl Lab {
    /// The parts of the cells in the order of their equations; empty through depth.
    pub fn cell_parts(&self) -> JsValue {
        let mut parts = Vec::new();
        while let Some((level, _, part)) = self.part(parts.len()) {
            parts.push(object! {
                name: part.name,
                word: part.word,
                formula: part.formula,
                role: part.role.key(),
                gate: part.is_gate(),
                level: level,
            });
        }
        Value::List(parts).to_js()
    }

    /// A part as a picture, unit × time, for one example: gates from paper to blue, the others signed.
    pub fn gate_map(&mut self, part: usize, example: usize, dark: bool) -> JsValue {
        let Some((level, _, part)) = self.part(part) else { return JsValue::NULL };
        let (width, height) = figure::gates(&self.experiment.frame(), level, &part, example, dark, &mut self.rgba);
        with_pixels(&object! { width: width, height: height }, &self.rgba)
    }

    /// Mean of a part at every step over units and batch, and for a gate the fraction that is saturated.
    pub fn gate_figures(&self, part: usize) -> JsValue {
        let Some((level, at, part)) = self.part(part) else { return JsValue::NULL };
        let (mean, saturated): (Vec<f64>, Vec<f64>) = self.frame_now().gate_figures(level, at).into_iter().unzip();
        object! { mean: mean, saturated: part.is_gate().then_some(saturated) }.to_js()
    }

    /// The inside of a cell at one step, for one unit and example; null if there is none, or if nothing has run yet.
    /// Gradients on wires are in units of 10^`exponent`.
    pub fn cell_view(&self, step: usize, level: usize, unit: usize, example: usize) -> JsValue {
        let run = self.frame_now();
        let parts = run.cell(step, level, unit, example);
        let known = run.figures.get(step).is_some_and(|figures| figures.a.is_some());
        if parts.is_empty() || !known {
            return JsValue::NULL;
        }
        let entry = |view: PartView| {
            let operand = |(name, value): (&'static str, f64)| object! { name: name, value: value };
            object! {
                name: view.part.name,
                word: view.part.word,
                formula: view.part.formula,
                numbers: view.part.numbers,
                sum: view.part.is_sum(),
                squashed: view.part.is_squashed(),
                value: view.value,
                d: view.d,
                operands: Value::list(view.operands.into_iter().map(operand)),
            }
        };
        let wires = run.wires(step, level, unit, example);
        let exponent = common_exponent(&wires);
        let in_units = |d: f64| in_units(d, exponent);
        let wire = |wire: Wire| object! { name: wire.name, value: wire.value, d: in_units(wire.d) };
        let (x, d_x): (Vec<f64>, Vec<f64>) = run.wire_x(step, level, example).into_iter().unzip();
        let cell = object! {
            x: x,
            d_x: Value::list(d_x.into_iter().map(in_units)),
            exponent: f64::from(exponent),
            wires: Value::list(wires.into_iter().map(wire)),
            parts: Value::list(parts.into_iter().map(entry)),
        };
        cell.to_js()
    }

    /// Starts to compute the reach of one example in the present state of the run.
    /// Returns why there is no memory for it; undefined if there is.
    pub fn reach_begin(&mut self, example: usize) -> Option<String> {
        let bytes = self.experiment.footprint_of(Job::Reach);
        Counted::begin(&mut self.reach.under_way, bytes, || self.experiment.reaching(example))
    }

    /// Computes up to `steps` more time steps of it. Returns whether that was all; undefined if none is under way.
    pub fn reach_advance(&mut self, steps: usize) -> Option<bool> {
        let reaching = self.reach.under_way.as_mut()?.job.as_mut()?;
        let done = (0..steps).any(|_| reaching.advance());
        if done {
            let reaching = self.reach.under_way.take().and_then(|counted| counted.job);
            self.reach.last = reaching.map(|reaching| reaching.reach().curve());
        }
        Some(done)
    }

    /// Cancels it; the last result stays.
    pub fn reach_cancel(&mut self) {
        self.reach.under_way = None;
    }

    /// The last result in a sentence; undefined if there is no result yet.
    pub fn reach(&self) -> Option<String> {
        self.reach.last.as_ref().map(|reach| reach_words(&self.frame_now(), reach))
    }

    /// One example of the batch, with the network's answer; null through depth.
    pub fn sequence(&self, example: usize) -> JsValue {
        let run = self.frame_now();
        let Some(view) = run.sequence(example) else { return JsValue::NULL };
        let about = run.spec.data.description();
        let sequence = object! {
            x: view.x,
            most: view.most,
            target: view.target,
            answer: view.answer,
            span: vec![view.span.0, view.span.1],
            first: view.first,
            classes: view.classes,
            wanted: view.wanted,
            says: view.says,
            odds: view.odds,
            digit: view.digit,
            remember: about.remember,
            names: run.spec.class_names(),
        };
        sequence.to_js()
    }
}

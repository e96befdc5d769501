//! The learning-rate range test, in slices.

use super::budget::Counted;
use super::{Lab, Value, object};
use crate::session::Job;
use crate::train::RangeCurve;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The range of rates, and the number of steps.
const RATES: (f64, f64) = (1e-5, 10.0);
const STEPS: u32 = 120;

#[wasm_bindgen]
impl Lab {
    /// Starts the test from the present state. The run itself does not change. Returns why there is no memory for it;
    /// undefined if there is.
    pub fn range_begin(&mut self) -> Option<String> {
        let bytes = self.experiment.footprint_of(Job::Range);
        Counted::begin(&mut self.range, bytes, || self.experiment.range_test(RATES, STEPS))
    }

    /// Starts an empty curve, to which `range_meet` adds the results of a worker.
    pub fn range_listen(&mut self) {
        self.range = Some(Counted::small(Box::new(RangeCurve::default())));
    }

    /// Runs up to `phases` more phases; null if no test is under way. `draw_chart("range")` displays the curve.
    pub fn range_advance(&mut self, phases: u32) -> JsValue {
        let Some(range) = &mut self.range else { return JsValue::NULL };
        let done = range.job.advance_phases(phases);
        let progress = range.job.progress();
        if done {
            // Its networks go.
            *range = Counted::small(Box::new(range.job.curve().clone()));
        }
        object! { done: done, progress: progress }.to_js()
    }

    /// What the results so far suggest: a rate, and the one at which the loss has finished its fall. Undefined where no
    /// rate helps.
    pub fn range_advice(&self) -> Option<Vec<f64>> {
        let (rate, finished) = self.range.as_ref()?.job.curve().advice()?;
        Some(vec![rate, finished])
    }

    /// The results so far, three numbers a point: rate, loss, and the loss of the same batch at the initial weights.
    pub fn range_met(&self) -> JsValue {
        Value::list(self.range.as_ref().map_or(Vec::new(), |range| range.job.curve().met())).to_js()
    }

    /// Adds a result computed by a worker.
    pub fn range_meet(&mut self, rate: f64, loss: f64, before: f64) {
        if let Some(range) = &mut self.range {
            range.job.curve_mut().meet([rate, loss, before]);
        }
    }

    /// Cancels the test.
    pub fn range_cancel(&mut self) {
        self.range = None;
    }
}

//! The learning-rate range test, in slices.

use super::{Lab, object};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Rates that the test goes through, and in how many steps.
const RATES: (f64, f64) = (1e-5, 10.0);
const STEPS: u32 = 120;

#[wasm_bindgen]
impl Lab {
    /// Starts the test from the state as it stands; the run itself stays where it is.
    pub fn range_begin(&mut self) {
        self.range = Some(self.run.range_test(RATES, STEPS));
    }

    /// Up to `steps` more; null if no test is under way. `draw_chart("range")` shows it.
    pub fn range_advance(&mut self, steps: u32) -> JsValue {
        let Some(range) = &mut self.range else { return JsValue::NULL };
        let done = range.advance(steps);
        object! { done: done, progress: range.progress(), suggestion: range.suggestion().filter(|_| done) }.to_js()
    }

    /// Drops the test.
    pub fn range_cancel(&mut self) {
        self.range = None;
    }
}

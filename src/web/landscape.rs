//! The landscape of the loss over two parameters, for the page.

use super::{Lab, Value, object};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// The course of a run with exactly two parameters, x and y in turn; see [`Experiment::path`]. Empty for others.
    ///
    /// [`Experiment::path`]: crate::session::Experiment::path
    pub fn path(&self) -> Vec<f64> {
        self.experiment.path().concat()
    }

    /// The mean loss over all training examples at each of these points, given as x and y in turn; see
    /// [`Experiment::loss_at`]. Costly: ask for a row of points at a time.
    ///
    /// [`Experiment::loss_at`]: crate::session::Experiment::loss_at
    pub fn losses_at(&mut self, points: Vec<f64>) -> Vec<f64> {
        let loss = |point: &[f64]| self.experiment.loss_at([point[0], point[1]]).unwrap_or(f64::NAN);
        points.chunks_exact(2).map(loss).collect()
    }

    /// The names of the tensors of all parameters, and ∂L/∂parameter of the first two as computed last.
    pub fn slopes(&self) -> JsValue {
        let run = self.frame_now();
        let slope = |n: usize| (n < run.sizes.parameters).then(|| run.gradients().at(n));
        let names = Value::list(run.parameters.iter().map(|tensor| tensor.name.clone()));
        object! { names: names, x: slope(0), y: slope(1) }.to_js()
    }
}

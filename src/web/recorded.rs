//! A recorded run for the page: a trace file that is read piece by piece, then looked at row by row.

use super::diagnosis::findings;
use super::frame::stop_entry;
use super::functions::with_pixels;
use super::{Value, object};
use crate::chart::draw_on_canvas;
use crate::figure::{recorded_loss, recorded_river};
use crate::num::sqrt;
use crate::probe::{Recorded, RecordedLayer, RecordedRow, RecordedStop, TraceReader};
use crate::verdict::{Limits, diagnose_recorded};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use web_sys::HtmlCanvasElement;

/// A run that PyTorch trained.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RecordedRun {
    run: Recorded,
}

/// Reads a trace file.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct TraceFile {
    reader: TraceReader,
}

#[wasm_bindgen]
impl TraceFile {
    /// Begins a file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> TraceFile {
        TraceFile::default()
    }

    /// Reads the next piece.
    ///
    /// # Errors
    /// A sentence with the number of the line that is wrong.
    pub fn push(&mut self, piece: &str) -> Result<(), JsError> {
        self.reader.push(piece).map_err(|why| JsError::new(&why))
    }

    /// The run, after the last piece.
    ///
    /// # Errors
    /// A sentence, if there is no run in the file.
    pub fn finish(self) -> Result<RecordedRun, JsError> {
        self.reader.finish().map(|run| RecordedRun { run }).map_err(|why| JsError::new(&why))
    }
}

#[wasm_bindgen]
impl RecordedRun {
    /// Layers, task and optimizer, how many rows there are, and sentences on what was left out.
    pub fn about(&self) -> JsValue {
        let Recorded { task, optimizer, layers, rows, steps, notes, .. } = &self.run;
        let layer = |layer: &RecordedLayer| {
            object! { name: layer.name.clone(), kind: layer.kind.clone(), then: layer.then.clone() }
        };
        let about = object! {
            classes: task.classes,
            regression: task.regression,
            chance: task.chance,
            optimizer: optimizer.clone(),
            layers: Value::list(layers.iter().map(layer)),
            rows: rows.len(),
            steps: *steps,
            notes: notes.clone(),
        };
        about.to_js()
    }

    /// Step, loss and the like of a row, and where the run stopped if it is the last one.
    pub fn moment(&self, at: usize) -> JsValue {
        let run = &self.run;
        let now = self.row(at);
        let stopped = run.stopped.filter(|stop| stop.stopped.step == now.row.step);
        let stop = |stop: RecordedStop| stop_entry(stop.stopped, stop.layer, stop.words(run));
        let moment = object! {
            step: now.row.step + u32::from(stopped.is_none()),
            loss: now.row.loss,
            accuracy: now.accuracy,
            learning_rate: now.learning_rate,
            stopped: stopped.map(stop),
        };
        moment.to_js()
    }

    /// The figures of a row, a number for each layer: rms of a and of ∂L/∂z, ‖∂L/∂W‖, ‖W‖, ‖ΔW‖/‖W‖, what the layer
    /// multiplies the gradient by, distance from the start, and the shares of zero, saturated and dead. NaN = unknown.
    pub fn figures(&self, at: usize) -> Vec<f64> {
        let (layers, RecordedRow { row, d_w, distance, zero, saturated, dead, .. }) = (&self.run.layers, self.row(at));
        let norms: Vec<f64> = row.w.iter().zip(layers).map(|(rms, layer)| rms * sqrt(layer.weights)).collect();
        let d_z: Vec<f64> = row.d_z.iter().zip(layers).map(|(rms, layer)| rms * sqrt(layer.units)).collect();
        let factors: Vec<f64> =
            (0..d_z.len()).map(|k| d_z.get(k + 1).map_or(f64::NAN, |above| d_z[k] / above)).collect();
        [&row.a, &row.d_z, d_w, &norms, &row.update_ratio, &factors, distance, zero, saturated, dead]
            .map(|column| &column[..])
            .concat()
    }

    fn row(&self, at: usize) -> &RecordedRow {
        &self.run.rows[at.min(self.run.rows.len() - 1)]
    }

    /// What the diagnosis says at a row.
    pub fn diagnosis(&self, at: usize) -> JsValue {
        let limits = Limits::default();
        findings(diagnose_recorded(&self.run, at, &limits), &limits)
    }

    /// The gradient river of the whole run: a pixel per layer and row, the oldest row at the top.
    pub fn river(&self, dark: bool) -> JsValue {
        let mut rgba = Vec::new();
        let height = recorded_river(&self.run, dark, &mut rgba);
        let [first, last] = [0, height - 1].map(|at| self.run.rows[at].row.step);
        with_pixels(
            &object! { width: self.run.layers.len(), height: height, first_step: first, last_step: last },
            &rgba,
        )
    }

    /// The step of each row.
    pub fn steps(&self) -> Vec<u32> {
        self.run.rows.iter().map(|row| row.row.step).collect()
    }

    /// Draws the loss up to a row over a canvas of that many CSS pixels.
    ///
    /// # Errors
    /// If the canvas has no 2-D context.
    pub fn draw_loss(
        &self,
        canvas: &HtmlCanvasElement,
        at: usize,
        width: f64,
        height: f64,
        dpr: f64,
        dark: bool,
    ) -> Result<(), JsError> {
        let chart = recorded_loss(&self.run, at);
        draw_on_canvas(canvas, &chart, width, height, dpr, dark).map_err(|why| JsError::new(&why))
    }
}

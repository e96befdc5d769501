//! Pictures for the page: charts on its canvases, heat maps as pixels, the diagram's data.

use super::Lab;
use super::functions::with_pixels;
use super::{Value, object};
use crate::chart::draw_on_canvas;
use crate::figure::{self, RunChart};
use crate::probe::diagram;
use js_sys::{Float32Array, Reflect};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use web_sys::HtmlCanvasElement;

#[wasm_bindgen]
impl Lab {
    /// Draws a [`RunChart`], named by its key, over a canvas of that many CSS pixels.
    ///
    /// # Errors
    /// If there is no such chart, or the canvas has no 2-D context.
    pub fn draw_chart(
        &self,
        canvas: &HtmlCanvasElement,
        kind: &str,
        width: f64,
        height: f64,
        dpr: f64,
        dark: bool,
    ) -> Result<(), JsError> {
        let kind = RunChart::named(kind).map_err(|why| JsError::new(&why))?;
        let range = self.range.as_ref().map_or(&[][..], |range| range.job.curve().points());
        let chart = figure::run_chart(kind, &self.frame_now(), range);
        draw_on_canvas(canvas, &chart, width, height, dpr, dark).map_err(|why| JsError::new(&why))
    }

    /// The gradient river: a pixel per stage and recorded step, the oldest step at the top.
    pub fn river(&mut self, dark: bool) -> JsValue {
        let run = self.experiment.frame();
        let height = figure::river(&run, dark, &mut self.rgba);
        let rows = run.trace.rows();
        let river = object! {
            width: run.place.stages,
            height: height,
            first_step: rows.first().map(|row| row.step),
            last_step: rows.last().map(|row| row.step),
        };
        with_pixels(&river, &self.rgba)
    }

    /// The numbers behind one pixel of the river; null outside it.
    pub fn river_value(&self, row: usize, stage: usize) -> JsValue {
        let row = self.frame_now().trace.rows().get(row).filter(|row| stage < row.d_z.len());
        let value = row.map(|row| {
            object! {
                step: row.step,
                loss: row.loss,
                d_z_rms: row.d_z[stage],
                forward_rms: row.a[stage],
                update_ratio: row.update_ratio[stage],
            }
        });
        Value::from(value).to_js()
    }

    /// Columns of units and the strongest weights between them, for one example of the batch; `focus` is a stage or −1.
    pub fn diagram(&self, units: usize, edges: usize, example: usize, focus: i32) -> JsValue {
        let run = self.frame_now();
        let (columns, edges) = diagram(&run, units, edges, example, usize::try_from(focus).ok());
        let (figures, sampled) = (run.figures, run.place.done > 0);
        let entry = |(column, c): (usize, crate::probe::Column)| {
            // Column 0 is the input, known from the first sample on; the others from their own phases on.
            let stage = column.checked_sub(1).map(|k| figures[k]);
            let a_known = stage.map_or(sampled, |figures| figures.a.is_some());
            let d_known = stage.is_some_and(|figures| figures.d_z.is_some());
            object! {
                size: c.size,
                shown: c.shown,
                a: a_known.then_some(c.a),
                z: a_known.then_some(c.z),
                b: c.b,
                p: c.p,
                d_z: d_known.then_some(c.d_z),
                dropped: c.dropped,
                skip: c.skip,
            }
        };
        let columns = Value::list(columns.into_iter().enumerate().map(entry));
        let mut flat: Vec<f32> = Vec::with_capacity(6 * edges.len());
        for e in &edges {
            flat.extend([e.stage, e.from, e.to].map(|place| place as f32));
            flat.extend([e.w, e.d_w, e.delta_w].map(|number| number as f32));
        }
        let object = object! { columns: columns }.to_js();
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str("edges"), &Float32Array::from(flat.as_slice()));
        object
    }

    /// Computes the next points of the picture of the network's answers, of `size` × `size` points. Returns whether it
    /// is complete for the present step; at once where the data are not two-dimensional.
    pub fn boundary_some(&mut self, size: usize) -> bool {
        self.boundary.advance(&mut self.experiment, size.clamp(1, 512))
    }

    /// The network's answers over the plane of its data, as last computed; null before, and where the data are not
    /// two-dimensional.
    pub fn boundary(&mut self, dark: bool) -> JsValue {
        let Some(done) = &self.boundary.done else { return JsValue::NULL };
        let [x_low, x_high, y_low, y_high] = done.edges;
        let (width, height) = (done.size, done.size);
        done.paint(dark, &mut self.rgba);
        let edges =
            object! { width: width, height: height, x_low: x_low, x_high: x_high, y_low: y_low, y_high: y_high };
        with_pixels(&edges, &self.rgba)
    }

    /// The points of two-dimensional data as x, y, target, is-test; null for others.
    pub fn points(&self) -> Option<Float32Array> {
        let run = self.frame_now();
        figure::plane(&run)?;
        let of = |test: bool| -> Vec<f32> {
            let (x, y) = (run.examples(test, false), run.examples(test, true));
            let test = f32::from(u8::from(test));
            x.chunks_exact(2).zip(&y).flat_map(|(x, &y)| [x[0], x[1], y, test]).collect()
        };
        Some(Float32Array::from([of(false), of(true)].concat().as_slice()))
    }
}

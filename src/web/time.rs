//! The data of the page's time view: gates, the inside of a cell, reach, the sequence.

use super::functions::with_pixels;
use super::{Lab, Value, object};
use crate::figure;
use crate::net::cell::Part;
use crate::probe::{Frame, PartView, Wire};
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

/// The input of one example at one time step.
fn input_at(run: &Frame, step: usize, example: usize) -> Vec<f64> {
    let (features, batch) = (run.layers[step].inputs, run.place.batch);
    (0..features).map(|i| run.tensors.inputs().at((step * features + i) * batch + example)).collect()
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
        let wire = |wire: Wire| object! { name: wire.name, value: wire.value, d: wire.d };
        let (x, d_x): (Vec<f64>, Vec<f64>) = run.wire_x(step, level, example).into_iter().unzip();
        let wires = Value::list(run.wires(step, level, unit, example).into_iter().map(wire));
        object! { x: x, d_x: d_x, wires: wires, parts: Value::list(parts.into_iter().map(entry)) }.to_js()
    }

    /// Starts to compute the reach of one example in the present state of the run.
    pub fn reach_begin(&mut self, example: usize) {
        self.reach.under_way = self.experiment.reaching(example);
    }

    /// Computes up to `steps` more time steps of it. Returns true when nothing is left to do.
    pub fn reach_advance(&mut self, steps: usize) -> bool {
        let Some(mut reaching) = self.reach.under_way.take() else { return true };
        for _ in 0..steps {
            if reaching.advance() {
                self.reach.last = Some(reaching.reach());
                return true;
            }
        }
        self.reach.under_way = Some(reaching);
        false
    }

    /// The last result: norms of ∂s_T/∂s_t, the lag at which they have halved, and the spectral radius of the weights
    /// from h to h, with their name. Null if there is no result yet.
    pub fn reach(&self) -> JsValue {
        let Some(reach) = &self.reach.last else { return JsValue::NULL };
        let (matrix, radius) = self.frame_now().recurrent_radius().unzip();
        object! { norms: reach.frobenius(), half_life: reach.half_life(), radius: radius, matrix: matrix }.to_js()
    }

    /// One example of the batch: its input by step, its target and the network's answer by output; null through depth.
    pub fn sequence(&self, example: usize) -> JsValue {
        let run = self.frame_now();
        let (Some(shape), batch) = (run.spec.sequence(), run.place.batch) else { return JsValue::NULL };
        if !run.through_time() || example >= batch {
            return JsValue::NULL;
        }
        let last = shape.steps;
        let by_output = |number: &dyn Fn(usize) -> f64| {
            let row = |o: usize| (0..shape.answers).map(move |m| (o * shape.answers + m) * batch + example);
            Value::list((0..shape.outputs).map(|o| row(o).map(number).collect::<Vec<f64>>()))
        };
        object! {
            x: Value::list((0..shape.steps).map(|step| input_at(&run, step, example))),
            target: by_output(&|n| run.tensors.targets().at(n)),
            answer: by_output(&|n| run.block(last, 0).value.at(n)),
            first: shape.steps - shape.answers,
            classes: run.spec.data.task().has_classes(),
        }
        .to_js()
    }
}

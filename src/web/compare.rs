//! Up to four runs on common axes.

use super::{Lab, Value, object};
use crate::chart::{LogScale, draw_on_canvas};
use crate::figure::{Compared, ComparedChart, compared_chart};
use crate::verdict::{Outcomes, Quantity, compare, compare_seeds, holds};
use js_sys::Function;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};
use web_sys::HtmlCanvasElement;

/// Copies of the runs' figures, so that the runs can go on while they are compared.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Comparison {
    runs: Vec<Compared>,
}

#[wasm_bindgen]
impl Comparison {
    /// An empty comparison.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Comparison {
        Comparison::default()
    }

    /// Adds the present figures of a run, under a name. One that has not reached the step of the others yet is drawn
    /// only where the steps are on an axis.
    pub fn add(&mut self, lab: &Lab, name: &str, level: bool) {
        let run = Compared::of(&lab.frame_now(), name);
        self.runs.push(if level { run } else { run.on_the_way() });
    }

    /// Adds the reach that a run computed last to the run that was added last.
    pub fn add_reach(&mut self, lab: &Lab) {
        if let (Some(run), Some(reach)) = (self.runs.last_mut(), &lab.reach.last) {
            run.add_reach(&lab.frame_now(), &reach.norms);
        }
    }

    /// Draws a [`ComparedChart`], named by its key, over a canvas.
    ///
    /// # Errors
    /// If there is no such chart, or the canvas has no 2-D context.
    pub fn draw(
        &self,
        canvas: &HtmlCanvasElement,
        kind: &str,
        width: f64,
        height: f64,
        dpr: f64,
        dark: bool,
    ) -> Result<(), JsError> {
        let kind = ComparedChart::named(kind).map_err(|why| JsError::new(&why))?;
        draw_on_canvas(canvas, &compared_chart(kind, &self.runs), width, height, dpr, dark)
            .map_err(|why| JsError::new(&why))
    }
}

/// Whether the criterion of a named experiment holds for the runs as they stand; undefined while a number is missing.
/// `measure(run, n)` is [`Lab::quantity`] of that run, counted from 0.
#[wasm_bindgen]
pub fn claim_holds(criterion: &str, measure: &Function) -> Option<bool> {
    let ask = |run: usize, quantity: Quantity| {
        measure.call2(&JsValue::NULL, &run.into(), &(quantity as usize).into()).ok()?.as_f64()
    };
    holds(criterion, &ask)
}

/// What the outcomes of several seeds are worth together: `outcomes[n]` is one of run `of[n]`. Each run has one of the
/// `letters`. With the ends of a logarithmic axis for losses, as exponents.
#[wasm_bindgen]
pub fn over_seeds(letters: &str, of: &[u32], outcomes: &[f64], classes: bool, chance: Option<f64>) -> JsValue {
    let mut all = vec![Outcomes::default(); letters.len()];
    of.iter().zip(outcomes).for_each(|(&run, &outcome)| all[run as usize].add(outcome));
    let LogScale { low, high } = LogScale::around(outcomes.iter().copied().chain(chance));
    let words = Value::list(all.iter().map(|run| run.words(classes)));
    let verdict = compare_seeds(&all, letters, classes);
    object! { low: f64::from(low), high: f64::from(high), words: words, verdict: verdict }.to_js()
}

#[wasm_bindgen]
impl Lab {
    /// The `n`th quantity that a criterion may ask for.
    pub fn quantity(&self, n: usize) -> Option<f64> {
        Quantity::ALL.get(n)?.1.of(&self.frame_now())
    }

    /// How the settings of the two runs differ.
    pub fn differs(&self, other: &Lab) -> JsValue {
        let compared = compare(&self.frame_now(), &other.frame_now());
        let knob = |(label, here, there): (&'static str, String, String)| {
            object! { label: label, here: here, there: there }
        };
        let knobs = Value::list(compared.knobs.into_iter().map(knob));
        object! { knobs: knobs, name: compared.name }.to_js()
    }
}

//! Jobs that run in slices beside the training: the gradient check, the reach of the gradient, the boundary.

use super::budget::Counted;
use super::{Value, object};
use crate::figure::Boundary;
use crate::probe::{CheckReport, LayerReport, ReachCurve, Reaching};
use crate::session::Experiment;
use wasm_bindgen::JsValue;

/// The reach of the gradient: the computation under way, none of a network through depth, and the last result.
#[derive(Default)]
pub struct ReachJob {
    pub(super) under_way: Option<Counted<Option<Reaching>>>,
    pub(super) last: Option<ReachCurve>,
}

/// The picture of the boundary: the one under way, and the last complete one.
#[derive(Default)]
pub struct BoundaryJob {
    /// The step that the picture under way, or else the last one, is of.
    step: Option<u32>,
    under_way: Option<Boundary>,
    pub(super) done: Option<Boundary>,
}

impl BoundaryJob {
    /// Goes on with the picture of the present step. Returns whether it is complete, or there is none.
    pub(super) fn advance(&mut self, experiment: &mut Experiment, size: usize) -> bool {
        let run = experiment.frame();
        let step = Some(run.place.steps);
        if self.step != step {
            (self.step, self.under_way) = (step, Boundary::of(&run, size));
        }
        let Some(picture) = &mut self.under_way else { return true };
        let complete = picture.advance(experiment);
        if complete {
            self.done = self.under_way.take();
        }
        complete
    }
}

/// The check's report as an object: a row for each layer; through time one for the cell and one for the output.
pub(super) fn check_report(mut report: CheckReport, in_time: bool) -> JsValue {
    let sentence = report.words();
    if in_time {
        report.join_steps();
    }
    let entry = |layer: LayerReport| {
        object! {
            agreed: layer.agreed,
            too_small: layer.too_small,
            at_kink: layer.at_kink,
            stage_agreed: layer.stage_agreed,
            failed: layer.failed,
            worst: layer.worst,
            worst_name: layer.worst_name,
            worst_place: layer.worst_place.to_vec(),
        }
    };
    let layers = Value::list(report.layers.into_iter().map(entry));
    object! { done: report.done, progress: report.progress, sentence: sentence, layers: layers }.to_js()
}

//! Jobs that run in slices beside the training: the gradient check and the reach of the gradient.

use super::{Value, object};
use crate::probe::{CheckReport, LayerReport, Reach, Reaching};
use wasm_bindgen::JsValue;

/// The reach of the gradient: the computation under way, and the last result.
#[derive(Default)]
pub struct ReachJob {
    pub(super) under_way: Option<Reaching>,
    pub(super) last: Option<Reach>,
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

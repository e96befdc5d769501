//! The sentence about a stop at a number that is not finite.

use super::facts::Stop;
use super::names::stage_name;
use crate::num::count;
use crate::probe::{Frame, Stopped};
use alloc::format;
use alloc::string::String;

/// "After 3 steps the loss became NaN." `place` names the layer or the time step.
pub(super) fn stop_words(stopped: Stopped, place: Option<String>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" of {place}"));
    let value = if stopped.value.is_nan() { "NaN (not a number)" } else { "infinite" };
    let when = match stopped.step {
        0 => "In the very first step".into(),
        steps => format!("After {}", count(steps, "step")),
    };
    let quantity = if stopped.quantity == "loss" { "the loss" } else { stopped.quantity };
    format!("{when} {quantity}{place} became {value}.")
}

impl Stopped {
    /// Where the run stopped, as a sentence: step, tensor, layer and value.
    pub fn words(self, run: &Frame) -> String {
        let name = |stage| stage_name(run.spec.through_time(), run.place.stages, stage);
        stop_words(self, Stop::of(run).and_then(|stop| stop.stage).map(name))
    }
}

//! The sentence about a stop at a number that is not finite.

use super::facts::Stop;
use super::names::stage_name;
use super::parts::{explosion, unmarked};
use crate::num::thousands;
use crate::probe::{Frame, Stopped};
use crate::train::Phase;
use alloc::format;
use alloc::string::String;

/// "The numbers became too large in training step 3: infinite from layer 2 on." `place` names the layer or the time
/// step.
pub(super) fn stop_words(stopped: Stopped, place: Option<String>) -> String {
    unmarked(&marked_stop_words(stopped, place))
}

/// The same with its value marked.
fn marked_stop_words(stopped: Stopped, place: Option<String>) -> String {
    let nan = stopped.value.is_nan();
    let value = explosion(if nan { "not a number" } else { "infinite" });
    let step = format!("training step {}", thousands(f64::from(stopped.step + 1), 0));
    let (before, after) = match stopped.phase {
        Phase::Forward { .. } => (" from ", " on"),
        _ if stopped.in_gradient() => (" from ", if stopped_in_time(&place) { " back" } else { " down" }),
        _ => (" of ", ""),
    };
    let place = place.map_or_else(String::new, |place| [before, &place, after].concat());
    let start = match stopped.phase {
        Phase::Forward { .. } => "The numbers became too large",
        // 0/0 gives NaN too, and no number need be large for it.
        _ if stopped.in_gradient() && nan => "The gradient became wrong",
        _ if stopped.in_gradient() => "The gradient became too large",
        _ => {
            let quantity = match stopped.quantity {
                "loss" => "the loss",
                "W" => "a weight",
                "b" => "a bias",
                "∂L/∂W" => "the gradient",
                other => other,
            };
            return format!("In {step} {quantity}{place} is {value}.");
        }
    };
    format!("{start} in {step}: {value}{place}.")
}

fn stopped_in_time(place: &Option<String>) -> bool {
    place.as_ref().is_some_and(|place| place.starts_with("time"))
}

/// The same for the headline.
pub(super) fn stop_headline(stopped: Stopped, run: &Frame) -> String {
    marked_stop_words(stopped, place(run)) + " The run stopped there."
}

fn place(run: &Frame) -> Option<String> {
    let stage = Stop::of(run).and_then(|stop| stop.stage)?;
    Some(stage_name(run.spec.through_time(), run.place.stages, stage))
}

impl Stopped {
    /// Where the run stopped, as a sentence: training step, layer and value.
    pub fn words(self, run: &Frame) -> String {
        stop_words(self, place(run))
    }
}

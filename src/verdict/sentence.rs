//! The status line: what is happening, in one sentence with its numbers.
//!
//! It reads the frame and not [`super::Facts`]: it is rewritten at every phase, and needs only a few norms.

use super::names::stage_name;
use super::parts::{Part, gradient, plain, signal};
use super::through_time;
use crate::num::{count, percent, share_of};
use crate::probe::Frame;
use crate::train::Phase;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The status line of a run.
pub fn sentence(run: &Frame) -> Vec<Part> {
    if let Some(stopped) = run.stopped {
        return vec![
            gradient(stopped.words(run)),
            plain(" The run stopped there. No number was replaced; step back to see the state just before."),
        ];
    }
    if run.spec.through_time() {
        return through_time::sentence(run);
    }
    let layers = run.place.stages - 1;
    let norm = |k: usize| run.figures.get(k).and_then(|f| f.d_z).map(|n| n.l2);
    match (norm(0), layers.checked_sub(1).and_then(norm)) {
        _ if layers < 2 => few_layers(run),
        (Some(_), Some(0.0)) => vec![
            plain("No gradient reaches any hidden layer: it is "),
            gradient("exactly 0"),
            plain(format!(" at layer {layers} already.")),
        ],
        (Some(first), Some(last)) => arrived(run, first / last, layers),
        (None, Some(_)) => vec![
            plain("The gradient is on its way down: it has reached "),
            gradient(layer_name(run, reached(run))),
            plain("."),
        ],
        _ => before_the_first_backward(run, layers),
    }
}

fn arrived(run: &Frame, ratio: f64, layers: usize) -> Vec<Part> {
    let steps = run.place.steps;
    let (share, of) = share_of(ratio, &format!("layer {layers}’s gradient."));
    let mut parts = vec![plain("Layer 1 receives "), gradient(share), plain(of)];
    if steps > 0 {
        parts.push(plain(" "));
        parts.extend(moved(run, "its"));
    }
    parts
}

/// How far the first layer's weights have moved since the start.
fn moved(run: &Frame, whose: &str) -> Vec<Part> {
    let (steps, share) = (count(run.place.steps, "step"), run.distance(0));
    if share == f64::INFINITY {
        return vec![plain(format!("In {steps} {whose} weights have moved away from 0, where they started."))];
    }
    vec![plain(format!("In {steps} {whose} weights have moved by ")), gradient(percent(share)), plain(".")]
}

fn few_layers(run: &Frame) -> Vec<Part> {
    if run.place.steps == 0 {
        return before_the_first_backward(run, run.place.stages - 1);
    }
    moved(run, "the first layer’s")
}

fn before_the_first_backward(run: &Frame, layers: usize) -> Vec<Part> {
    let spec = run.spec;
    let network = match layers {
        0 => "A network without hidden layers".into(),
        _ => format!(
            "{} of {}",
            count(layers as u32, &format!("{} layer", spec.activation.choice().label)),
            count(spec.width, "unit")
        ),
    };
    let does = if layers <= 1 { "is" } else { "are" };
    match run.place.next {
        Phase::Forward { stage } if stage > 0 => {
            vec![plain("The signal is on its way up: it has reached "), signal(layer_name(run, stage - 1)), plain(".")]
        }
        Phase::Backward { .. } => vec![plain("The loss is known; its gradient now goes down, layer by layer.")],
        _ if layers == 0 => vec![plain(format!("{network} is ready to learn. Press Play."))],
        _ => vec![plain(format!(
            "{network} {does} ready to learn. Press Play and watch how much gradient reaches layer 1."
        ))],
    }
}

fn reached(run: &Frame) -> usize {
    match run.place.next {
        Phase::Backward { stage } => stage + 1,
        _ => 0,
    }
}

fn layer_name(run: &Frame, stage: usize) -> String {
    stage_name(false, run.place.stages, stage)
}

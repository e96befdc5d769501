//! What is happening, in one sentence of plain words with its numbers.

use super::through_time;
use crate::num::{count, percent, share_words};
use crate::probe::{Frame, Stopped};
use crate::train::Phase;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What a number in a sentence is about; the page colours by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Words.
    Plain,
    /// A number about the gradient coming down.
    Gradient,
    /// A number about the signal going up.
    Signal,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its words.
    pub text: String,
    /// What they are about.
    pub tone: Tone,
}

pub(super) fn plain(text: impl Into<String>) -> Part {
    Part { text: text.into(), tone: Tone::Plain }
}

pub(super) fn gradient(text: impl Into<String>) -> Part {
    Part { text: text.into(), tone: Tone::Gradient }
}

/// The status line.
pub fn sentence(session: &Frame) -> Vec<Part> {
    if let Some(stopped) = session.stopped {
        return vec![
            gradient(stop_words(session, stopped)),
            plain(" The run stopped there and nothing was replaced; step back to see just before."),
        ];
    }
    if session.through_time() {
        return through_time::sentence(session);
    }
    let layers = session.place.stages - 1;
    let norm = |k: usize| session.figures.get(k).and_then(|f| f.d_z).map(|n| n.l2);
    match (norm(0), layers.checked_sub(1).and_then(norm)) {
        _ if layers < 2 => few_layers(session),
        (Some(_), Some(0.0)) => vec![
            plain("No gradient reaches any hidden layer: it is "),
            gradient("exactly 0"),
            plain(format!(" at layer {layers} already.")),
        ],
        (Some(first), Some(last)) => arrived(session, first / last, layers),
        (None, Some(_)) => vec![
            plain("The gradient is on its way down: it has reached "),
            gradient(layer_name(session, reached(session))),
            plain("."),
        ],
        _ => before_the_first_backward(session, layers),
    }
}

fn arrived(session: &Frame, ratio: f64, layers: usize) -> Vec<Part> {
    let steps = session.place.steps;
    let (share, of) = share_words(ratio);
    let mut parts =
        vec![plain("Layer 1 receives "), gradient(share), plain(format!("{of} layer {layers}’s gradient."))];
    if steps > 0 {
        parts.push(plain(format!(" In {} its weights have moved by ", count(steps, "step"))));
        parts.push(gradient(percent(session.distance(0))));
        parts.push(plain("."));
    }
    parts
}

fn few_layers(session: &Frame) -> Vec<Part> {
    let steps = session.place.steps;
    if steps == 0 {
        return before_the_first_backward(session, session.place.stages - 1);
    }
    let moved = percent(session.distance(0));
    vec![
        plain(format!("In {} the first layer’s weights have moved by ", count(steps, "step"))),
        gradient(moved),
        plain("."),
    ]
}

fn before_the_first_backward(session: &Frame, layers: usize) -> Vec<Part> {
    let spec = session.spec;
    let network = match layers {
        0 => "A network without hidden layers".into(),
        _ => format!(
            "{} of {}",
            count(layers as u32, &format!("{} layer", spec.activation.choice().label)),
            count(spec.width, "unit")
        ),
    };
    let does = if layers == 1 || layers == 0 { "is" } else { "are" };
    match session.place.next {
        Phase::Forward { stage } if stage > 0 => vec![
            plain("The signal is on its way up: it has reached "),
            Part { text: layer_name(session, stage - 1), tone: Tone::Signal },
            plain("."),
        ],
        Phase::Backward { .. } => vec![plain("The loss is known; its gradient now goes down, layer by layer.")],
        _ if layers == 0 => vec![plain(format!("{network} is about to learn. Press Play."))],
        _ => vec![plain(format!(
            "{network} {does} about to learn. Press Play and watch how much gradient reaches layer 1."
        ))],
    }
}

fn reached(session: &Frame) -> usize {
    match session.place.next {
        Phase::Backward { stage } => stage + 1,
        _ => 0,
    }
}

/// "layer 4", "the output layer".
pub(super) fn layer_name(session: &Frame, stage: usize) -> String {
    if session.through_time() {
        return through_time::name(session, stage);
    }
    if stage + 1 >= session.place.stages { "the output layer".into() } else { format!("layer {}", stage + 1) }
}

/// "After 3 steps the loss became NaN."
pub(super) fn stop_words(session: &Frame, stopped: Stopped) -> String {
    let place = match session.crash().and_then(|crash| crash.stage) {
        Some(stage) => format!(" of {}", layer_name(session, stage)),
        None => String::new(),
    };
    let value = if stopped.value.is_nan() { "NaN (not a number)" } else { "infinite" };
    let when = match stopped.step {
        0 => "In the very first step".into(),
        steps => format!("After {}", count(steps, "step")),
    };
    let quantity = if stopped.quantity == "loss" { "the loss" } else { stopped.quantity };
    format!("{when} {quantity}{place} became {value}.")
}

impl Stopped {
    /// The same as a sentence: step, tensor, layer and value.
    pub fn words(self, session: &Frame) -> String {
        stop_words(session, self)
    }
}

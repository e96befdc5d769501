//! The status line of a network through time, where a stage is a time step.

use super::cells;
use super::names::stage_name;
use super::parts::{Part, gradient, plain, signal};
use crate::num::{count, share_of, two_digits};
use crate::probe::Frame;
use crate::train::Phase;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

/// What is happening, while a run goes on.
pub(super) fn sentence(run: &Frame) -> Vec<Part> {
    let place = run.place;
    let last = place.stages - 1;
    let name = |stage| stage_name(true, place.stages, stage);
    match (place.next, run.whole_factor()) {
        (Phase::Forward { stage }, _) if stage > 0 => {
            vec![plain("The network reads step by step: it has reached "), signal(name(stage - 1)), plain(".")]
        }
        (Phase::Backward { stage }, _) if stage < last => {
            vec![plain("The gradient goes back through time: it has reached "), gradient(name(stage + 1)), plain(".")]
        }
        (Phase::Backward { .. }, _) => vec![plain("The loss is known; its gradient now goes back through time.")],
        (_, Some(whole)) => arrived(run, whole, last),
        // After a step back to an earlier checkpoint the loss is not known until the next one.
        _ if place.steps > 0 && run.answers_per_example() > 1 && !run.loss_value.is_nan() => loss_so_far(run),
        _ => vec![plain(format!(
            "{} reads {last} steps. Press Play and watch how far back the gradient of its answer reaches.",
            cells::indefinite(run.spec)
        ))],
    }
}

/// With many answers there is no single gradient to follow, so the line shows the loss.
fn loss_so_far(run: &Frame) -> Vec<Part> {
    let mut parts = vec![
        plain(format!("After {} the last batch’s loss is ", count(run.place.steps, "step"))),
        signal(two_digits(run.loss_value)),
    ];
    if let Some(chance) = run.chance() {
        parts.extend([plain("; guessing has a loss of "), signal(two_digits(chance.loss))]);
    }
    parts.push(plain("."));
    parts
}

fn arrived(run: &Frame, whole: f64, last: usize) -> Vec<Part> {
    let mut parts = vec![plain("In this batch time step 1 receives ")];
    let (share, of) = share_of(whole, &format!("time step {last}’s ∂L/∂h"));
    parts.extend([gradient(share), plain(of)]);
    if let Some(c) = run.along_c() {
        parts.push(plain(", and along c "));
        let (share, of) = share_of(c, "its ∂L/∂c");
        parts.extend([gradient(share), plain(of)]);
    }
    parts.push(plain("."));
    parts
}

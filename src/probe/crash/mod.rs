//! The crash record: the first number that is not finite, and what it was computed from.

mod block;
mod found;
mod parameter;
mod record;
mod time;

pub(crate) use found::{not_finite, seems_finite};
pub use record::{Crash, Stopped};

use super::Frame;
use crate::net::layer::{Computation, Join, Reading};
use crate::train::Phase;
use alloc::format;
use block::{Block, blocks, named};
use parameter::{memory, parameter, penalty};

/// Finds the number in the blocks, which still hold it.
pub(super) fn find(run: &Frame, stopped: Stopped) -> Option<Crash> {
    let crash = match stopped.phase {
        Phase::Sample => None,
        Phase::Forward { stage } => forward(run, stage),
        Phase::Loss => loss(run),
        Phase::Backward { stage } => backward(run, stage),
        Phase::Clip => parameter(run, stopped.phase, &|_| true).or_else(|| penalty(run, stopped.value)),
        Phase::Update => memory(run).or_else(|| parameter(run, stopped.phase, &|_| true)),
    }?;
    // A number of one stage belongs to that stage; a number of the whole network to the stage of its tensor.
    Some(Crash { stage: stopped.phase.words().1.or(crash.stage), ..crash })
}

fn forward(run: &Frame, k: usize) -> Option<Crash> {
    if let Some(crash) = time::forward(run, k) {
        return Some(crash);
    }
    let bad = blocks(run, k).find_map(|block| Some((block, block.bad(Block::value)?)));
    let Some((block, n)) = bad else { return variance(run, k) };
    let Computation { formula: operation, terms: operands } = block.op().computed(&block, n);
    Some(Crash { tensor: block.name(), stage: None, place: block.place(n), value: block.value(n), operation, operands })
}

fn variance(run: &Frame, k: usize) -> Option<Crash> {
    let (block, (n, made)) = blocks(run, k).find_map(|block| Some((block, block.op().overflow(&block)?)))?;
    let Computation { formula: operation, terms: operands } = made;
    let tensor = format!("the variance of layer {}", k + 1);
    Some(Crash { tensor, stage: None, place: block.place(n), value: f64::INFINITY, operation, operands })
}

fn loss(run: &Frame) -> Option<Crash> {
    if run.loss_value.is_finite() {
        return first_gradient(run);
    }
    let output = blocks(run, run.place.stages - 1).last()?;
    let (z, y) = (|n| output.value(n), |n| run.tensors.targets().at(n));
    // The logit with the largest magnitude: its term left the range. Of several, one whose p rounds to 1 where y is 1,
    // which is NaN in the textbook formula.
    let further = |best, n| if (z(n).abs(), z(n), y(n)) > (z(best).abs(), z(best), y(best)) { n } else { best };
    let n = (0..output.len()).fold(0, further);
    let operands = named(&[("z", z(n)), ("y", y(n))]);
    let (value, operation) = (run.loss_value, run.loss.help());
    Some(Crash { tensor: "L".into(), stage: None, place: output.place(n), value, operation, operands })
}

/// The gradient that the loss hands down, where a loss scale puts it beyond the largest number of its format.
fn first_gradient(run: &Frame) -> Option<Crash> {
    let k = run.place.stages - 1;
    let output = blocks(run, k).last()?;
    let n = output.bad(Block::d)?;
    let (z, y, largest) = (output.value(n), run.tensors.targets().at(n), run.spec.gradient_format().largest);
    let operands = named(&[("z", z), ("y", y), ("largest", largest)]);
    let (tensor, operation) = (format!("∂L/∂{}", output.name()), "∂L/∂z beyond the largest number of its format");
    Some(Crash { tensor, stage: Some(k), place: output.place(n), value: output.d(n), operation, operands })
}

/// Searches in the order of a backward phase: from the last operation down, first the gradients of a block's
/// parameters, then that of its input; at the end the gradient handed to the layer below.
fn backward(run: &Frame, k: usize) -> Option<Crash> {
    if run.is_step(k) {
        return time::backward(run, k);
    }
    for block in blocks(run, k).rev() {
        if let Some(crash) = parameter(run, Phase::Backward { stage: k }, &|index| block.op().owns(index)) {
            return Some(crash);
        }
        let Some(below) = block.below() else { return time::handed_back(run, k) };
        if let Some(n) = below.bad(Block::d) {
            let Computation { formula: operation, terms: operands } = handed_down(block, n);
            let tensor = format!("∂L/∂{}", below.name());
            return Some(Crash { tensor, stage: None, place: below.place(n), value: below.d(n), operation, operands });
        }
    }
    None
}

/// The gradient of number n of an operation's input, as its backward computes it. For the first operation of a layer
/// with a skip, it includes the gradient that comes over the skip.
fn handed_down(block: Block, n: usize) -> Computation {
    let mut made = block.op().computed_below(&block, n);
    if let Some((at, Join { projection: None, .. })) = block.run.layers[block.k].join().filter(|_| block.j == 0) {
        made.terms.push(("∂L/∂y over the skip".into(), Block { j: at, ..block }.d(n)));
    }
    made
}

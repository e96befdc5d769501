//! One operation of a layer: a pair of forward and backward functions.

use super::{Activate, Join, Linear, Standardise};
use crate::net::{Block, Parameters};
use crate::num::Real;

/// An operation. It reads the block before it and writes its own, whose `kept` holds what backward needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// W·x + b.
    Linear(Linear),
    /// γ·x̂ + β; `kept` holds means and inverse deviations.
    Standardise(Standardise),
    /// f(z), with dropout; `kept` holds the mask.
    Activate(Activate),
    /// Skip connection plus branch.
    Join(Join),
}

impl Op {
    /// Computes its block from its input; `x` is the input of the whole layer.
    pub fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], input: &[R], block: &mut Block<R>) {
        match self {
            Op::Linear(linear) => linear.forward(&parameters.values, input, &mut block.value),
            Op::Standardise(norm) => norm.forward(parameters, input, &mut block.kept, &mut block.value),
            Op::Activate(f) => f.forward(&parameters.values, input, block),
            Op::Join(join) => join.forward(&parameters.values, x, input, &mut block.value),
        }
    }

    /// Computes its block at test time: no unit is dropped, and batch norm uses its running statistics.
    pub fn evaluate<R: Real>(
        &self,
        parameters: &Parameters<R>,
        x: &[R],
        input: &[R],
        kept: &mut alloc::vec::Vec<R>,
        value: &mut [R],
    ) {
        match self {
            Op::Linear(linear) => linear.forward(&parameters.values, input, value),
            Op::Standardise(norm) => {
                kept.resize(2 * norm.groups(input.len() / norm.size), R::ZERO);
                norm.evaluate(parameters, input, kept, value);
            }
            Op::Activate(f) => f.evaluate(&parameters.values, input, value),
            Op::Join(join) => join.forward(&parameters.values, x, input, value),
        }
    }

    /// Computes the gradients of its parameters from the gradient of its block.
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], input: &[R], block: &Block<R>) {
        match self {
            Op::Linear(linear) => linear.gradients(grads, input, &block.d),
            Op::Standardise(norm) => norm.gradients(grads, input, &block.kept, &block.d),
            Op::Activate(f) => f.gradients(grads, input, &block.kept, &block.d),
            Op::Join(join) => join.gradients(grads, x, &block.d),
        }
    }

    /// Computes the gradient of its input (for a join, of its branch) from the gradient of its block.
    pub fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]) {
        match self {
            Op::Linear(linear) => linear.hand_down(values, &block.d, d_input),
            Op::Standardise(norm) => norm.hand_down(values, input, &block.kept, &block.d, d_input),
            Op::Activate(f) => f.hand_down(values, input, block, d_input),
            Op::Join(join) => join.into_branch(&block.d, d_input),
        }
    }

    /// Number of its output units, for `inputs` input units.
    pub fn size(&self, before: usize) -> usize {
        match self {
            Op::Linear(linear) => linear.outputs,
            _ => before,
        }
    }

    /// Its parameters, in the order of the arena.
    pub fn owns(&self, index: usize) -> bool {
        let of = |linear: &Linear| linear.w.contains(&index) || linear.b.as_ref().is_some_and(|b| b.contains(&index));
        match self {
            Op::Linear(linear) => of(linear),
            Op::Standardise(norm) => norm.gamma.contains(&index) || norm.beta.contains(&index),
            Op::Activate(f) => f.slope == Some(index),
            Op::Join(join) => join.projection.as_ref().is_some_and(of),
        }
    }
}

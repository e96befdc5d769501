//! The list of operations that a layer can be made of.

use super::operation::{Computation, Magnitudes, Mixes, Operation, Reading};
use super::{Activate, Join, Linear, Rms, Standardise};
use crate::net::{Block, Layout, Parameters};
use crate::num::Real;
use crate::spec::{NormKind, Spec};
use alloc::vec::Vec;

/// An operation, see [`Operation`].
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// W·x + b.
    Linear(Linear),
    /// γ·x̂ + β; `kept` holds means and inverse deviations.
    Standardise(Standardise),
    /// γ·x/√(mean x² + ε); `kept` holds the inverse roots.
    Rms(Rms),
    /// f(z), with dropout; `kept` holds the mask.
    Activate(Activate),
    /// Skip connection plus branch.
    Join(Join),
}

/// Calls a method of [`Operation`] on whichever operation it is.
macro_rules! dispatch {
    ($op:expr, $method:ident($($argument:expr),*)) => {
        match $op {
            Op::Linear(op) => Operation::$method(op, $($argument),*),
            Op::Standardise(op) => Operation::$method(op, $($argument),*),
            Op::Rms(op) => Operation::$method(op, $($argument),*),
            Op::Activate(op) => Operation::$method(op, $($argument),*),
            Op::Join(op) => Operation::$method(op, $($argument),*),
        }
    };
}

impl Op {
    /// The norm of a spec, over `size` units, with its parameters in the layout; `None` if there is none.
    pub(super) fn norm(layout: &mut Layout, spec: &Spec, stage: usize, size: usize) -> Option<Op> {
        let (epsilon, momentum) = (spec.norm_epsilon, spec.norm_momentum);
        let mut standardise =
            |over_batch| Op::Standardise(Standardise::add(layout, stage, size, over_batch, (epsilon, momentum)));
        match spec.norm {
            NormKind::None => None,
            NormKind::Batch => Some(standardise(true)),
            NormKind::Layer => Some(standardise(false)),
            NormKind::Rms => Some(Op::Rms(Rms::add(layout, stage, size, epsilon))),
        }
    }

    /// See [`Operation::forward`].
    pub fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], input: &[R], block: &mut Block<R>) {
        dispatch!(self, forward(parameters, x, input, block))
    }

    /// See [`Operation::evaluate`].
    pub fn evaluate<R: Real>(
        &self,
        parameters: &Parameters<R>,
        x: &[R],
        input: &[R],
        kept: &mut Vec<R>,
        value: &mut [R],
    ) {
        dispatch!(self, evaluate(parameters, x, input, kept, value))
    }

    /// See [`Operation::gradients`].
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], input: &[R], block: &Block<R>) {
        dispatch!(self, gradients(grads, x, input, block))
    }

    /// See [`Operation::hand_down`]; for a join it is the gradient of its branch.
    pub fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]) {
        dispatch!(self, hand_down(values, input, block, d_input))
    }

    /// See [`Operation::size`].
    pub fn size(&self, before: usize) -> usize {
        dispatch!(self, size(before))
    }

    /// See [`Operation::prepare`].
    pub(in crate::net) fn prepare<R: Real>(&self, batch: usize, block: &mut Block<R>) {
        dispatch!(self, prepare(batch, block))
    }

    /// See [`Operation::owns`].
    pub fn owns(&self, index: usize) -> bool {
        dispatch!(self, owns(index))
    }

    /// See [`Operation::mixes`].
    pub fn mixes(&self) -> Mixes {
        dispatch!(self, mixes())
    }

    /// See [`Operation::magnitudes`].
    pub fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        dispatch!(self, magnitudes(at))
    }

    /// See [`Operation::overflows`].
    pub fn overflows<R: Real>(&self, kept: &[R]) -> bool {
        dispatch!(self, overflows(kept))
    }

    /// See [`Operation::overflow`].
    pub fn overflow(&self, at: &dyn Reading) -> Option<(usize, Computation)> {
        dispatch!(self, overflow(at))
    }

    /// See [`Operation::computed`].
    pub fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        dispatch!(self, computed(at, n))
    }

    /// See [`Operation::computed_gradient`].
    pub fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation {
        dispatch!(self, computed_gradient(at, index))
    }

    /// See [`Operation::computed_below`].
    pub fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        dispatch!(self, computed_below(at, n))
    }
}

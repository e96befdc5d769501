//! Recurrent cells: one step in time is a stage, and what its backward needs is what the page paints.

mod build;
mod gru;
mod lstm;
mod parts;
mod rnn;
mod sums;

pub use parts::{CellParts, Part};

use super::layer::Linear;
use super::{Block, Parameters};
use crate::num::{Lanes, Real, passes, sigmoid_and_slope_by};
use crate::spec::{Activation, Cell as Kind};
use alloc::vec::Vec;

/// One cell: a forward/backward pair over one step in time.
///
/// A step reads x_t \[D×B\] and the states that the step before left, and writes its own blocks, the last of which is
/// h \[H×B\]. Every block's `d` is its total gradient, over all later steps; a gate block's `d` is the gradient of what
/// stands inside its σ or tanh.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which.
    pub kind: Kind,
    /// D.
    pub inputs: usize,
    /// H.
    pub size: usize,
    /// f of the plain RNN; gated cells have σ and tanh.
    pub activation: Activation,
    /// The LSTM's; without it f is 1.
    pub forget_gate: bool,
    /// Its linear maps, used at every step.
    pub maps: Vec<Linear>,
    /// Where its blocks begin in the stage.
    pub first: usize,
}

/// What a cell reads at one step: the blocks of its own step before, and x.
#[derive(Clone, Copy, Debug)]
pub struct Reads<'a, R> {
    /// Its blocks, one step before.
    pub past: &'a [Block<R>],
    /// x \[D×B\].
    pub x: &'a [R],
}

impl Cell {
    /// The blocks of this step.
    pub fn forward<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
        match self.kind {
            Kind::Lstm => self.lstm(values, reads, here),
            Kind::Gru => self.gru(values, reads, here),
            Kind::GruPytorch => self.gru_pytorch(values, reads, here),
            Kind::Rnn | Kind::None => self.rnn(values, reads, here),
        }
    }

    /// From ∂L/∂h of this step (and ∂L/∂c): gradients of the parameters, added up, and of the blocks.
    pub fn backward<R: Real>(&self, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
        match self.kind {
            Kind::Lstm => self.lstm_back(parameters, reads, here),
            Kind::Gru => self.gru_back(parameters, reads, here),
            Kind::GruPytorch => self.gru_pytorch_back(parameters, reads, here),
            Kind::Rnn | Kind::None => self.rnn_back(parameters, here),
        }
    }

    /// Adds what this step hands to the states of the step before. Where backpropagation is cut, it is not called.
    pub fn hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let last = here.len() - 1;
        let states = here[last].d.len();
        add(&mut past[last].d, &here[0].d[..states]);
        match self.kind {
            Kind::Lstm => self.lstm_hand_back(here, past),
            Kind::Gru => self.gru_hand_back(here, past),
            Kind::GruPytorch => self.gru_pytorch_hand_back(here, past),
            Kind::Rnn | Kind::None => {}
        }
    }

    /// ∂L/∂x of this step \[D×B\]: for the cell below, or the input.
    pub fn d_x<'a, R: Real>(&self, here: &'a [Block<R>]) -> &'a [R] {
        let states = here[here.len() - 1].d.len();
        &here[0].d[states..]
    }
}

/// u = [h; x]: h's rows first, as the report writes it.
fn stack<R: Real>(h: &[R], x: &[R], u: &mut [R]) {
    let (top, bottom) = u.split_at_mut(h.len());
    top.copy_from_slice(h);
    bottom.copy_from_slice(x);
}

/// to += from.
#[inline(never)]
pub(super) fn add<R: Real>(to: &mut [R], from: &[R]) {
    passes::update(to, [from], |to, [from]| to + from);
}

/// to += x ⊙ y.
#[inline(never)]
fn add_product<R: Real>(to: &mut [R], from: [&[R]; 2]) {
    passes::update(to, from, |to, [x, y]| to + x * y);
}

/// Gates: σ of each.
#[inline(never)]
fn open<R: Real>(gates: &mut [R]) {
    let constants = R::Lanes::for_exp();
    passes::update(gates, [], |gate, []| sigmoid_and_slope_by(gate, &constants).0);
}

/// Of a gate s that y goes through, from x = ∂L/∂(s⊙y): x ⊙ y ⊙ σ′, σ′ = s·(1−s).
#[inline(never)]
fn open_back<R: Real>(d: &mut [R], from: [&[R]; 3]) {
    passes::write(d, from, |[x, y, gate]| x * y * (gate * (R::Lanes::of(1.0) - gate)));
}

/// Candidates: tanh of each.
#[inline(never)]
fn squash<R: Real>(candidates: &mut [R]) {
    let constants = R::Lanes::for_tanh();
    passes::update(candidates, [], |candidate, []| candidate.tanh_and_slope_by(&constants).0);
}

/// h = (1−z) ⊙ old + z ⊙ new.
#[inline(never)]
fn blend<R: Real>(h: &mut [R], from: [&[R]; 3]) {
    passes::write(h, from, |[z, old, new]| (R::Lanes::of(1.0) - z) * old + z * new);
}

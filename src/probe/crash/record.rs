//! The crash record as plain data.

use crate::train::Phase;
use alloc::string::String;
use alloc::vec::Vec;

/// Where the run met its first number that is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// Steps completed before.
    pub step: u32,
    /// The phase that computed it.
    pub phase: Phase,
    /// The quantity: `"z"`, `"a"`, `"the variance"`, `"loss"`, `"∂L/∂z"`, `"∂L/∂x"`, `"∂L/∂W"`, `"W"`, `"b"`.
    pub quantity: &'static str,
    /// The value: NaN or ±∞.
    pub value: f64,
}

impl Stopped {
    /// Whether the number is one of the gradient's, whose pass begins with that of the loss.
    pub fn in_gradient(self) -> bool {
        matches!(self.phase, Phase::Backward { .. }) || self.phase == Phase::Loss && self.quantity != "loss"
    }

    /// Whether the number is the loss.
    pub fn is_loss(self) -> bool {
        self.phase == Phase::Loss && !self.in_gradient()
    }
}

/// The number and its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Crash {
    /// The tensor it is in: `z3`, `∂L/∂W3`, `W3`.
    pub tensor: String,
    /// The stage it belongs to; none for the loss, and for weights that all time steps share.
    pub stage: Option<usize>,
    /// Its position there: row and column, from 1 (unit and example, or unit and input).
    pub place: Option<[usize; 2]>,
    /// NaN or ±∞.
    pub value: f64,
    /// The operation that produced it, as a formula.
    pub operation: &'static str,
    /// What it was computed from; of a sum, the largest terms.
    pub operands: Vec<(String, f64)>,
}

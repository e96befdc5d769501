//! What the blocks of a cell are called, and what each number in them is made from.

use super::Cell;
use crate::spec::Cell as Kind;
use alloc::vec::Vec;

/// Some rows of a block that have a name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its letter: `i`, `c`, `h̃`.
    pub name: &'static str,
    /// What it is, in a word or two.
    pub word: &'static str,
    /// How it is made.
    pub formula: &'static str,
    /// The block, counted from the cell's first.
    pub block: usize,
    /// Its first row there, in units of H.
    pub row: usize,
    /// Whether it is a share, from 0 to 1; the others are signed.
    pub gate: bool,
}

/// The parts of a kind of cell, in the order of its equations.
pub type CellParts = &'static [Part];

const fn part(
    name: &'static str,
    word: &'static str,
    formula: &'static str,
    (block, row): (usize, usize),
    gate: bool,
) -> Part {
    Part { name, word, formula, block, row, gate }
}

const RNN: CellParts =
    &[part("z", "before f", "W·[h₋₁; x] + b", (1, 0), false), part("h", "state", "f(z)", (2, 0), false)];
const LSTM: CellParts = &[
    part("i", "input gate", "σ(W_i·[h₋₁; x] + b_i)", (1, 0), true),
    part("f", "forget gate", "σ(W_f·[h₋₁; x] + b_f)", (1, 1), true),
    part("o", "output gate", "σ(W_o·[h₋₁; x] + b_o)", (1, 2), true),
    part("g", "candidate", "tanh(W_g·[h₋₁; x] + b_g)", (1, 3), false),
    part("c", "memory", "f·c₋₁ + i·g", (2, 0), false),
    part("h", "state", "o·tanh(c)", (3, 0), false),
];
const GRU: CellParts = &[
    part("r", "reset gate", "σ(W_r·[h₋₁; x] + b_r)", (1, 0), true),
    part("z", "update gate", "σ(W_z·[h₋₁; x] + b_z)", (1, 1), true),
    part("h̃", "candidate", "tanh(W_h·[r⊙h₋₁; x] + b_h)", (3, 0), false),
    part("h", "state", "(1 − z)·h₋₁ + z·h̃", (4, 0), false),
];
const GRU_PYTORCH: CellParts = &[
    part("r", "reset gate", "σ(W_r·[h₋₁; x] + b_r)", (1, 0), true),
    part("z", "update gate", "σ(W_z·[h₋₁; x] + b_z)", (1, 1), true),
    part("n", "candidate", "tanh(W_in·x + b_in + r⊙(W_hn·h₋₁ + b_hn))", (3, 0), false),
    part("h", "state", "(1 − z)·n + z·h₋₁", (4, 0), false),
];

impl Cell {
    /// Its parts.
    pub fn parts(&self) -> CellParts {
        match self.kind {
            Kind::Lstm => LSTM,
            Kind::Gru => GRU,
            Kind::GruPytorch => GRU_PYTORCH,
            Kind::Rnn | Kind::None => RNN,
        }
    }

    /// Rows of each of its blocks, in units of features.
    pub fn rows(&self) -> Vec<usize> {
        let (h, u) = (self.size, self.size + self.inputs);
        match self.kind {
            Kind::Lstm => [u, 4 * h, h, h].into(),
            Kind::Gru => [u, 2 * h, u, h, h].into(),
            Kind::GruPytorch => [u, 2 * h, h, h, h].into(),
            Kind::Rnn | Kind::None => [u, h, h].into(),
        }
    }

    /// Whether it is a plain RNN: one f and no gates.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Rnn | Kind::None)
    }

    /// Its blocks in a stage.
    pub fn blocks(&self) -> core::ops::Range<usize> {
        let count = match self.kind {
            Kind::Rnn | Kind::None => 3,
            Kind::Lstm => 4,
            Kind::Gru | Kind::GruPytorch => 5,
        };
        self.first..self.first + count
    }

    /// Whether block `j` of the stage is one of its own that goes on whole into later ones of its: \[h; x\], and gates.
    pub fn goes_on(&self, j: usize) -> bool {
        (self.first..self.first + if self.is_plain() { 1 } else { 2 }).contains(&j)
    }

    /// The block that is its state h.
    pub fn h_at(&self) -> usize {
        self.blocks().end - 1
    }

    /// The block that is its memory c, if it has one beside h.
    pub fn c_at(&self) -> Option<usize> {
        (self.kind == Kind::Lstm).then_some(self.first + 2)
    }
}

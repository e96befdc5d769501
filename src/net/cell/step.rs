//! One cell of a network: its place in a stage and in the arena, and what its description says of its own sizes.

use super::about::Description;
use super::part::{Map, Operand, Part, Read, Rows, Space, Squash};
use crate::net::Block;
use crate::net::layer::Linear;
use crate::num::Real;
use crate::spec::{Activation, Cell as Kind};
use alloc::vec::Vec;
use core::ops::Range;

/// One cell: a pair of forward and backward functions over one time step.
///
/// A step reads x_t \[D×B\] and the states of the step before, and writes its own blocks, the last of which is
/// h \[H×B\]. A block's `d` is its total gradient, over all later steps. In the block of a gate, or of a candidate with
/// a tanh, `d` is the gradient of the sum inside σ or tanh.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which cell.
    pub kind: Kind,
    /// Its description.
    pub about: &'static Description,
    /// D.
    pub inputs: usize,
    /// H.
    pub size: usize,
    /// f of the plain RNN. Gated cells use σ and tanh.
    pub activation: Activation,
    /// Linear maps, shared by all steps.
    pub maps: Vec<Linear>,
    /// The cell's first block in the stage.
    pub first: usize,
}

/// The inputs of a cell at one step.
#[derive(Clone, Copy, Debug)]
pub struct Reads<'a, R> {
    /// The cell's blocks, one step before.
    pub past: &'a [Block<R>],
    /// x \[D×B\].
    pub x: &'a [R],
}

impl Cell {
    /// Its parts.
    pub fn parts(&self) -> &'static [Part] {
        self.about.parts
    }

    /// Number of rows of each of its blocks.
    pub fn rows(&self) -> Vec<usize> {
        self.about.blocks.iter().map(|space| self.rows_of(space)).collect()
    }

    fn rows_of(&self, space: &Space) -> usize {
        match space.rows {
            Rows::Stack => self.size + self.inputs,
            Rows::Input => self.inputs,
            Rows::Units(count) => count * self.size,
        }
    }

    /// Its blocks in the stage.
    pub fn blocks(&self) -> Range<usize> {
        self.first..self.first + self.about.blocks.len()
    }

    /// Whether block `j` of the stage belongs to this cell and enters its later blocks as a whole.
    pub fn passes_on(&self, j: usize) -> bool {
        self.blocks().contains(&j) && self.about.blocks[j - self.first].passes_on
    }

    /// The block of its state h in the stage.
    pub fn h_at(&self) -> usize {
        self.blocks().end - 1
    }

    /// The block of its memory c in the stage, if it has one besides h.
    pub fn c_at(&self) -> Option<usize> {
        self.about.memory.map(|block| self.first + block)
    }

    /// The blocks in the stage that the next step reads: h, and c.
    pub fn states(&self) -> impl Iterator<Item = usize> {
        [Some(self.h_at()), self.c_at()].into_iter().flatten()
    }

    /// The block in the stage that Reach follows: c if there is one, else h.
    pub fn carried_at(&self) -> usize {
        self.c_at().unwrap_or(self.h_at())
    }

    /// The rows of block 0 that hold h₋₁: H, or none where the maps read x alone. The rows below hold x.
    pub fn rows_of_state(&self) -> usize {
        if self.about.blocks[0].rows == Rows::Stack { self.size } else { 0 }
    }

    /// The block that a map reads, and its rows there.
    pub fn read_by(&self, map: &Map) -> (usize, Range<usize>) {
        match map.reads {
            Read::Stack(block) => (block, 0..self.rows_of(&self.about.blocks[block])),
            Read::State => (0, 0..self.size),
            Read::Input => (0, self.rows_of_state()..self.rows_of_state() + self.inputs),
        }
    }

    /// ∂L/∂x of this step \[D×B\], for the cell below or the input.
    pub fn d_x<'a, R: Real>(&self, here: &'a [Block<R>]) -> &'a [R] {
        self.d_read(here).1
    }

    /// What the maps send back to h₋₁ (empty where they read x alone), and ∂L/∂x.
    pub(super) fn d_read<'a, R: Real>(&self, here: &'a [Block<R>]) -> (&'a [R], &'a [R]) {
        let batch = here[here.len() - 1].d.len() / self.size;
        here[0].d.split_at(self.rows_of_state() * batch)
    }

    /// Whether σ or tanh hides how large some of its sums are.
    pub fn hides_sums(&self) -> bool {
        self.parts().iter().any(Part::is_squashed)
    }

    /// The sums that the chosen activation f is applied to, one block of the stage each.
    pub fn bent(&self) -> impl Iterator<Item = usize> + '_ {
        let bends = self.parts().iter().filter(|part| part.squash == Squash::F);
        let sums = bends.flat_map(|part| part.from).filter_map(|operand| match operand {
            Operand::Part(name) => self.about.part(name),
            _ => None,
        });
        sums.map(|part| self.first + part.block)
    }
}

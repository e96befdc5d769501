//! Reads the numbers around one operation of a run.

use super::{Arena, Frame};
use crate::net::layer::{Op, Reading};

/// Block `j` of stage `k`, and the operation that writes it.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub run: &'a Frame<'a>,
    pub k: usize,
    pub j: usize,
    /// The parameters it is displayed with.
    pub values: Arena,
}

impl Block<'_> {
    /// The operation that writes it.
    pub(super) fn op(&self) -> &Op {
        &self.run.layers[self.k].ops()[self.j]
    }
}

impl Reading for Block<'_> {
    fn batch(&self) -> usize {
        self.run.columns(self.k)
    }

    fn x(&self, n: usize) -> f64 {
        self.run.input(self.k, 0, n)
    }

    fn input(&self, n: usize) -> f64 {
        self.run.input(self.k, self.j, n)
    }

    fn value(&self, n: usize) -> f64 {
        self.run.block(self.k, self.j).value.at(n)
    }

    fn d(&self, n: usize) -> f64 {
        self.run.block(self.k, self.j).d.at(n)
    }

    fn kept(&self, n: usize) -> f64 {
        self.run.block(self.k, self.j).mask(n)
    }

    fn parameter(&self, index: usize) -> f64 {
        self.run.tensors.arena(self.values).at(index)
    }

    fn running(&self, index: usize) -> f64 {
        self.run.tensors.running().at(index)
    }
}

//! The numbers of a stage for one batch: those that backward needs, which are those that the page paints.

use crate::num::{Real, with_room};
use alloc::vec;
use alloc::vec::Vec;

/// The results of one operation, or of one equation of a cell.
#[derive(Debug)]
pub struct Block<R> {
    /// Its output \[O×B\].
    pub value: Vec<R>,
    /// ∂L/∂value \[O×B\].
    pub d: Vec<R>,
    /// Other numbers that backward needs: means and inverse deviations of a norm, a dropout mask (empty for none),
    /// tanh(c) of an LSTM.
    pub kept: Vec<R>,
    /// f′(z) \[O×B\], kept by forward for backward if f′ is costly. Empty otherwise.
    pub slope: Vec<R>,
}

impl<R: Real> Block<R> {
    /// Allocates `rows` rows for a batch.
    pub fn new(rows: usize, batch: usize) -> Block<R> {
        let room = vec![R::ZERO; rows * batch];
        Block { value: room.clone(), d: room, kept: Vec::new(), slope: Vec::new() }
    }
}

impl<R: Clone> Clone for Block<R> {
    fn clone(&self) -> Block<R> {
        Block { value: self.value.clone(), d: self.d.clone(), kept: with_room(&self.kept), slope: self.slope.clone() }
    }
}

/// The blocks of a layer, one per operation; or those of the cells of a time step.
#[derive(Clone, Debug)]
pub struct Stage<R> {
    /// The blocks in order, at least one. The last one is a.
    pub blocks: Vec<Block<R>>,
    /// The block that is z.
    pub(super) z_at: usize,
    /// ∂L/∂x through the branch alone, if there is a skip connection \[I×B\].
    pub d_branch: Vec<R>,
}

impl<R: Real> Stage<R> {
    /// z \[O×B\]: the argument of f, after the norm and the skip connection before it.
    pub fn z(&self) -> &[R] {
        &self.blocks[self.z_at].value
    }

    /// ∂L/∂z \[O×B\].
    pub fn d_z(&self) -> &[R] {
        &self.blocks[self.z_at].d
    }

    /// a \[O×B\]: the input of the next stage.
    pub fn a(&self) -> &[R] {
        &self.last().value
    }

    /// ∂L/∂a \[O×B\].
    pub fn d_a(&self) -> &[R] {
        &self.last().d
    }

    /// The block of a and ∂L/∂a.
    pub fn last_mut(&mut self) -> &mut Block<R> {
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    fn last(&self) -> &Block<R> {
        &self.blocks[self.blocks.len() - 1]
    }

    /// Whether z and a are the same block.
    pub fn z_is_a(&self) -> bool {
        self.z_at + 1 == self.blocks.len()
    }

    /// Sets all numbers to 0.
    pub fn clear(&mut self) {
        for block in &mut self.blocks {
            block.value.fill(R::ZERO);
            block.d.fill(R::ZERO);
            block.kept.fill(R::ZERO);
            block.slope.fill(R::ZERO);
        }
        self.d_branch.fill(R::ZERO);
    }
}

//! What a stage holds for one batch: what backward needs, and what the page paints.

use super::layer::{Layer, Op};
use crate::num::{Real, with_room};
use alloc::vec;
use alloc::vec::Vec;

/// What one operation wrote.
#[derive(Debug)]
pub struct Block<R> {
    /// Its output \[O×B\].
    pub value: Vec<R>,
    /// ∂L/∂value \[O×B\].
    pub d: Vec<R>,
    /// What its backward needs besides: a norm's means and inverse deviations, a dropout mask (empty for none).
    pub kept: Vec<R>,
    /// f′(z) \[O×B\] of an activation whose f′ is dear: forward has it at hand, backward wants it. Empty otherwise.
    pub slope: Vec<R>,
}

impl<R: Real> Block<R> {
    /// Room for `rows` rows of a batch.
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

/// The blocks of a layer, one per operation.
#[derive(Clone, Debug)]
pub struct Stage<R> {
    /// In order; there is at least one. The last one is a.
    pub blocks: Vec<Block<R>>,
    /// Which of them is z.
    z_at: usize,
    /// ∂L/∂x through the branch alone, where a skip goes round it \[I×B\].
    pub d_branch: Vec<R>,
}

impl<R: Real> Stage<R> {
    /// Room for a layer's blocks.
    pub fn new(layer: &Layer, batch: usize) -> Stage<R> {
        let room = |size: usize| vec![R::ZERO; size * batch];
        let mut size = layer.inputs;
        let block = |op: &Op| {
            size = op.size(size);
            let mut block = Block::new(size, batch);
            op.prepare(batch, &mut block);
            block
        };
        let mut blocks: Vec<Block<R>> = layer.ops.iter().map(block).collect();
        for cell in &layer.cells {
            blocks.extend(cell.rows().into_iter().map(|rows| Block::new(rows, batch)));
            let size = |needed: bool| if needed { cell.size } else { 0 };
            if let Some(h) = blocks.last_mut() {
                // An LSTM's h keeps tanh(c), a plain RNN's f′(z).
                h.kept = room(size(cell.c_at().is_some()));
                h.slope = room(size(cell.is_plain() && cell.activation.is_curved()));
            }
        }
        let d_branch = if layer.join().is_some() { room(layer.inputs) } else { Vec::new() };
        Stage { blocks, z_at: layer.z_at, d_branch }
    }

    /// z \[O×B\]: what f is applied to, after the norm and the skip that stand before it.
    pub fn z(&self) -> &[R] {
        &self.blocks[self.z_at].value
    }

    /// ∂L/∂z \[O×B\].
    pub fn d_z(&self) -> &[R] {
        &self.blocks[self.z_at].d
    }

    /// a \[O×B\]: what the next stage reads.
    pub fn a(&self) -> &[R] {
        &self.last().value
    }

    /// ∂L/∂a \[O×B\].
    pub fn d_a(&self) -> &[R] {
        &self.last().d
    }

    /// a and ∂L/∂a, to be written.
    pub fn last_mut(&mut self) -> &mut Block<R> {
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    fn last(&self) -> &Block<R> {
        &self.blocks[self.blocks.len() - 1]
    }

    /// Whether z and a are one and the same.
    pub fn z_is_a(&self) -> bool {
        self.z_at + 1 == self.blocks.len()
    }

    /// Forgets the batch.
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

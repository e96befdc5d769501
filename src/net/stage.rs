//! The numbers of a stage for one batch: those that backward needs, which are those that the page paints.

use super::cell::Keeps;
use super::layer::{Layer, Op};
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
    z_at: usize,
    /// ∂L/∂x through the branch alone, if there is a skip connection \[I×B\].
    pub d_branch: Vec<R>,
}

impl<R: Real> Stage<R> {
    /// Allocates the blocks of a layer.
    pub fn new(layer: &Layer, batch: usize) -> Stage<R> {
        let room = |size: usize| vec![R::ZERO; size * batch];
        let mut size = layer.inputs;
        let block = |op: &Op| {
            size = op.size(size);
            let mut block = Block::new(size, batch);
            match op {
                Op::Standardise(norm) => block.kept = vec![R::ZERO; 2 * norm.groups(batch)],
                Op::Activate(f) => {
                    // Dropout may be switched on at any step, and a step must not allocate.
                    block.kept = Vec::with_capacity(size * batch);
                    block.slope = room(if f.activation.is_curved() { size } else { 0 });
                }
                _ => {}
            }
            block
        };
        let mut blocks: Vec<Block<R>> = layer.ops().iter().map(block).collect();
        for cell in layer.cells() {
            let spaces = cell.about.blocks.iter().zip(cell.rows());
            blocks.extend(spaces.map(|(space, rows)| {
                let mut block = Block::new(rows, batch);
                match space.keeps {
                    Keeps::Value => {}
                    Keeps::Number => block.kept = room(rows),
                    Keeps::Slope => block.slope = room(if cell.activation.is_curved() { rows } else { 0 }),
                }
                block
            }));
        }
        let d_branch = if layer.join().is_some() { room(layer.inputs) } else { Vec::new() };
        Stage { blocks, z_at: layer.z_at, d_branch }
    }

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

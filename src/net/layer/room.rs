//! Allocates the memory that a layer or a time step needs for the numbers of a batch.

use super::{Layer, Op};
use crate::net::cell::Keeps;
use crate::net::{Block, Stage};
use crate::num::Real;
use alloc::vec;
use alloc::vec::Vec;

impl<R: Real> Stage<R> {
    /// Allocates the blocks of a layer.
    pub fn new(layer: &Layer, batch: usize) -> Stage<R> {
        let room = |size: usize| vec![R::ZERO; size * batch];
        let mut size = layer.inputs;
        let block = |op: &Op| {
            size = op.size(size);
            let mut block = Block::new(size, batch);
            op.prepare(batch, &mut block);
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
}

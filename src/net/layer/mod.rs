//! Layers: what backward needs is what the page paints, so forward leaves it in the stage.

pub(in crate::net) mod activate;
mod build;
mod join;
mod linear;
mod op;
mod operation;
mod rms;
mod standardise;

pub use activate::Activate;
pub use join::Join;
pub use linear::Linear;
pub use op::Op;
pub(crate) use operation::largest;
pub use operation::{Computation, Magnitudes, Mixes, Operation, Reading};
pub use rms::Rms;
pub use standardise::{NORM_EPSILON, NORM_MOMENTUM, Standardise};

use super::cell::Cell;
use super::{Parameters, Stage};
use crate::num::Real;
use crate::spec::Activation;
use alloc::vec::Vec;
use core::ops::Range;

/// One layer, a chain of operations from x \[I×B\] to a \[O×B\].
///
/// | layer | operations, `N` where a norm is asked for |
/// | --- | --- |
/// | plain | W, `N`, f, `N` |
/// | residual, the report's | W, `N`, (f, `N`, W, `N`,) join, f, `N` |
/// | identity path | W, `N`, f, `N`, (W, `N`, f, `N`,) join |
/// | pre-activation | `N`, f, `N`, W, (`N`, f, `N`, W,) join |
/// | output | W |
///
/// Operation j reads block j − 1 of the stage (x for j = 0) and writes block j; a join reads x as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// I.
    pub inputs: usize,
    /// O.
    pub outputs: usize,
    /// f.
    pub activation: Activation,
    /// From x to a; none where cells stand.
    pub ops: Vec<Op>,
    /// The cells of a step in time, the lowest first; none in a layer.
    pub cells: Vec<Cell>,
    /// The block that is called z: what f is applied to on the way through the layer, and a itself where no f
    /// stands on that way.
    pub z_at: usize,
}

impl Layer {
    /// a from x, with everything in between, as in training.
    pub fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], stage: &mut Stage<R>) {
        for (j, op) in self.ops.iter().enumerate() {
            let (before, here) = stage.blocks.split_at_mut(j);
            let input = before.last().map_or(x, |block| &block.value);
            op.forward(parameters, x, input, &mut here[0]);
        }
    }

    /// The gradients of the layer's parameters, and of every block, from da.
    pub fn backward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], stage: &mut Stage<R>) {
        for (j, op) in self.ops.iter().enumerate().rev() {
            let (before, here) = stage.blocks.split_at_mut(j);
            let input = before.last().map_or(x, |block| &block.value);
            op.gradients(&mut parameters.grads, x, input, &here[0]);
            if let Some(below) = before.last_mut() {
                op.hand_down(&parameters.values, &below.value, &here[0], &mut below.d);
            }
        }
    }

    /// dx: what the layer hands down, through its branch and over its skip. `d_branch` of the stage keeps the
    /// branch's part.
    pub fn hand_down<R: Real>(&self, values: &[R], x: &[R], stage: &mut Stage<R>, d_x: &mut [R]) {
        let (Some(first), Some(block)) = (self.ops.first(), stage.blocks.first()) else { return };
        let Some((at, join)) = self.join() else { return first.hand_down(values, x, block, d_x) };
        first.hand_down(values, x, block, &mut stage.d_branch);
        join.hand_down(values, &stage.blocks[at].d, d_x);
        d_x.iter_mut().zip(&stage.d_branch).for_each(|(d, &branch)| *d += branch);
    }

    /// Where the skip ends, if there is one: the block its sum is in.
    pub fn join(&self) -> Option<(usize, &Join)> {
        self.ops.iter().enumerate().find_map(|(j, op)| if let Op::Join(join) = op { Some((j, join)) } else { None })
    }

    /// Its linear maps, the first one first, without a skip's projection.
    pub fn linears(&self) -> impl Iterator<Item = &Linear> {
        self.ops.iter().filter_map(|op| if let Op::Linear(linear) = op { Some(linear) } else { None })
    }

    /// Its weights: those of its linear maps, then those of a skip's projection.
    pub fn weights(&self) -> impl Iterator<Item = Range<usize>> {
        let projection = self.join().and_then(|(_, join)| join.projection.as_ref());
        let cells = self.cells.iter().flat_map(|cell| &cell.maps);
        self.linears().chain(projection).chain(cells).map(|linear| linear.w.clone())
    }

    /// Its activations, with the block each one writes.
    pub fn activates(&self) -> impl Iterator<Item = (usize, &Activate)> {
        self.ops.iter().enumerate().filter_map(|(j, op)| match op {
            Op::Activate(activate) => Some((j, activate)),
            _ => None,
        })
    }
}

//! Layers. Backward needs what the page paints, so forward leaves it in the stage.

pub(in crate::net) mod activate;
mod build;
mod join;
mod linear;
mod op;
mod operation;
mod rms;
mod room;
mod standardise;

pub use activate::Activate;
pub use join::Join;
pub use linear::Linear;
pub use op::Op;
pub(crate) use operation::largest;
pub use operation::{Computation, Magnitudes, Mixes, Operation, Reading};
pub use rms::Rms;
pub use standardise::Standardise;

use super::cell::{self, Cell, Reads};
use super::{Parameters, Stage};
use crate::num::Real;
use crate::spec::{Activation, Rounding};
use alloc::vec::Vec;
use core::ops::Range;

/// One layer, a chain of operations from x \[I×B\] to a \[O×B\]; or one time step, made of cells.
///
/// | layer | operations, with a norm `N` if there is one |
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
    /// What computes a from x.
    pub work: Work,
    /// The block that is called z: the argument of the f on the path through the layer; a itself where that path has
    /// no f.
    pub z_at: usize,
    /// How what its operations write is rounded; `None` leaves it as computed.
    pub rounding: Option<Rounding>,
}

/// What a stage is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// A layer: operations, from x to a.
    Operations(Vec<Op>),
    /// A time step: cells, the lowest first.
    Cells(Vec<Cell>),
}

impl Layer {
    /// A layer or time step that computes a from x by `work`.
    fn new((inputs, outputs): (usize, usize), activation: Activation, work: Work, z_at: usize) -> Layer {
        Layer { inputs, outputs, activation, work, z_at, rounding: None }
    }

    /// Its operations; none in a time step.
    pub fn ops(&self) -> &[Op] {
        match &self.work {
            Work::Operations(ops) => ops,
            Work::Cells(_) => &[],
        }
    }

    /// Its cells, the lowest first; none in a layer.
    pub fn cells(&self) -> &[Cell] {
        match &self.work {
            Work::Operations(_) => &[],
            Work::Cells(cells) => cells,
        }
    }

    /// Whether it is a time step.
    pub fn is_step(&self) -> bool {
        matches!(self.work, Work::Cells(_))
    }

    /// Rounds values that were just written.
    pub fn round<R: Real>(&self, values: &mut [R]) {
        if let Some(rounding) = self.rounding {
            rounding.values.round(values);
        }
    }

    /// Rounds a gradient that was just written.
    pub fn round_gradient<R: Real>(&self, d: &mut [R]) {
        if let Some(rounding) = self.rounding {
            rounding.gradients.round(d);
        }
    }

    /// Computes a from x in training, and all blocks in between.
    pub fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], stage: &mut Stage<R>) {
        for (j, op) in self.ops().iter().enumerate() {
            let (before, here) = stage.blocks.split_at_mut(j);
            let input = before.last().map_or(x, |block| &block.value);
            op.forward(parameters, x, input, &mut here[0]);
            self.round(&mut here[0].value);
        }
    }

    /// Computes the gradients of the layer's parameters and of every block from da.
    pub fn backward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], stage: &mut Stage<R>) {
        for (j, op) in self.ops().iter().enumerate().rev() {
            let (before, here) = stage.blocks.split_at_mut(j);
            let input = before.last().map_or(x, |block| &block.value);
            op.gradients(&mut parameters.grads, x, input, &here[0]);
            if let Some(below) = before.last_mut() {
                op.hand_down(&parameters.values, &below.value, &here[0], &mut below.d);
                self.round_gradient(&mut below.d);
            }
        }
    }

    /// Computes dx, the gradient handed down through branch and skip connection. The stage's `d_branch` keeps the part
    /// of the branch.
    pub fn hand_down<R: Real>(&self, values: &[R], x: &[R], stage: &mut Stage<R>, d_x: &mut [R]) {
        let (Some(first), Some(block)) = (self.ops().first(), stage.blocks.first()) else { return };
        let Some((at, join)) = self.join() else {
            first.hand_down(values, x, block, d_x);
            return self.round_gradient(d_x);
        };
        first.hand_down(values, x, block, &mut stage.d_branch);
        self.round_gradient(&mut stage.d_branch);
        join.hand_down(values, &stage.blocks[at].d, d_x);
        self.round_gradient(d_x);
        d_x.iter_mut().zip(&stage.d_branch).for_each(|(d, &branch)| *d += branch);
        self.round_gradient(d_x);
    }

    /// Computes a from x at test time, and writes it to `a`. `before` and `kept` are room for what lies between.
    pub fn evaluate<R: Real>(
        &self,
        parameters: &Parameters<R>,
        x: &[R],
        a: &mut Vec<R>,
        (before, kept): (&mut Vec<R>, &mut Vec<R>),
    ) {
        let columns = x.len() / self.inputs;
        let mut size = self.inputs;
        for (j, op) in self.ops().iter().enumerate() {
            size = op.size(size);
            core::mem::swap(before, a);
            a.resize(size * columns, R::ZERO);
            op.evaluate(parameters, x, if j == 0 { x } else { before }, kept, a);
            self.round(a);
        }
    }

    /// Runs the cells of a time step forward, the lowest first.
    pub fn step_forward<R: Real>(&self, values: &[R], x: &[R], past: &Stage<R>, here: &mut Stage<R>) {
        for cell in self.cells() {
            let (below, own) = here.blocks.split_at_mut(cell.first);
            let x = below.last().map_or(x, |block| &block.value);
            let reads = Reads { past: &past.blocks[cell.blocks()], x };
            let own = &mut own[..cell.blocks().len()];
            cell.forward(values, reads, own);
            own.iter_mut().for_each(|block| self.round(&mut block.value));
        }
    }

    /// Runs the cells of a time step backward, the uppermost first.
    pub fn step_back<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], past: &Stage<R>, here: &mut Stage<R>) {
        for cell in self.cells().iter().rev() {
            let (below, own) = here.blocks.split_at_mut(cell.first);
            let own = &mut own[..cell.blocks().len()];
            let reads = Reads { past: &past.blocks[cell.blocks()], x: below.last().map_or(x, |block| &block.value) };
            cell.backward(parameters, reads, own);
            own.iter_mut().for_each(|block| self.round_gradient(&mut block.d));
            if let Some(h) = below.last_mut() {
                cell::add(&mut h.d, cell.d_x(own));
                self.round_gradient(&mut h.d);
            }
        }
    }

    /// Adds the gradients that a time step sends to the states before it.
    pub fn hand_back<R: Real>(&self, here: &Stage<R>, past: &mut Stage<R>) {
        for cell in self.cells() {
            cell.hand_back(&here.blocks[cell.blocks()], &mut past.blocks[cell.blocks()]);
            cell.states().for_each(|j| self.round_gradient(&mut past.blocks[j].d));
        }
    }

    /// The end of the skip connection, if there is one, and the block of its sum.
    pub fn join(&self) -> Option<(usize, &Join)> {
        self.ops().iter().enumerate().find_map(|(j, op)| if let Op::Join(join) = op { Some((j, join)) } else { None })
    }

    /// Its linear maps in order, without the projection of a skip connection.
    pub fn linears(&self) -> impl Iterator<Item = &Linear> {
        self.ops().iter().filter_map(|op| if let Op::Linear(linear) = op { Some(linear) } else { None })
    }

    /// Its weights: those of its linear maps, then those of a projection, or those of its cells.
    pub fn weights(&self) -> impl Iterator<Item = Range<usize>> {
        let projection = self.join().and_then(|(_, join)| join.projection.as_ref());
        let cells = self.cells().iter().flat_map(|cell| &cell.maps);
        self.linears().chain(projection).chain(cells).map(|linear| linear.w.clone())
    }

    /// Its activations, each with the block it writes.
    pub fn activates(&self) -> impl Iterator<Item = (usize, &Activate)> {
        self.ops().iter().enumerate().filter_map(|(j, op)| match op {
            Op::Activate(activate) => Some((j, activate)),
            _ => None,
        })
    }
}

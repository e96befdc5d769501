//! The numbers behind a frame: read access to every tensor of a run, in f64 whatever precision trains.

use super::{Shares, StepNorms};
use crate::num::Numbers;
use alloc::vec::Vec;

/// A tensor laid out like the parameter arena: one number per parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arena {
    /// The parameters.
    Values,
    /// The parameters that the numbers now in this stage were computed with: until its forward phase has run again,
    /// those before the last update.
    ValuesUsed(usize),
    /// ∂L/∂parameter with penalties, after clipping.
    Gradients,
    /// ∂L/∂parameter of the data alone.
    DataGradients,
    /// The last step, ΔW.
    Updates,
    /// The parameters before the last step.
    ValuesBefore,
    /// What the optimizer remembers: 0 for the first list (v of momentum, s, or m of Adam), 1 for the second (v of
    /// Adam). Empty where the optimizer keeps none.
    Memory(usize),
}

/// The numbers of one block of a stage.
#[derive(Clone, Copy, Debug)]
pub struct BlockNumbers<'a> {
    /// Its output \[O×B\].
    pub value: Numbers<'a>,
    /// ∂L/∂value \[O×B\].
    pub d: Numbers<'a>,
    /// Other numbers that its backward pass needs: means and inverse deviations of a norm, or a dropout mask.
    pub kept: Numbers<'a>,
}

impl BlockNumbers<'_> {
    /// Entry `n` of the dropout mask: 1 if no mask was drawn.
    pub fn mask(self, n: usize) -> f64 {
        if n < self.kept.len() { self.kept.at(n) } else { 1.0 }
    }
}

/// What a [`super::Frame`] reads numbers from. A session implements it once, for either precision; nothing else needs
/// to be generic over the precision.
pub trait Tensors {
    /// A tensor with one number per parameter.
    fn arena(&self, of: Arena) -> Numbers<'_>;
    /// The running statistics of all batch norms.
    fn running(&self) -> Numbers<'_>;
    /// The input of the batch \[features×B\].
    fn inputs(&self) -> Numbers<'_>;
    /// The targets of the batch \[outputs×B\].
    fn targets(&self) -> Numbers<'_>;
    /// The hidden states that the output layer of a network through time reads; empty through depth.
    fn states_read(&self) -> Numbers<'_>;
    /// Block `j` of stage `k`.
    fn block(&self, k: usize, j: usize) -> BlockNumbers<'_>;
    /// Block `j` of the time step before stage `k`; for `k` = 0 the initial states.
    fn block_before(&self, k: usize, j: usize) -> Numbers<'_>;
    /// Inputs and targets of all examples, example by example: of the training set, or of the test set.
    fn examples(&self, test: bool) -> [Numbers<'_>; 2];
    /// a of every stage \[O×B\] for other inputs `x` \[features×B\] than the batch, as an evaluation computes it: with
    /// running statistics, without dropout. Costly: runs the network forward.
    fn activations_of(&self, x: &[f64], batch: usize) -> Vec<Vec<f64>>;
    /// The fractions of stage `k` that pass no gradient. Costly: counts all its activations.
    fn shares(&self, k: usize) -> Shares;
    /// ‖W − W(0)‖/‖W(0)‖ and ‖W‖/‖W(0)‖ of stage `k`. Costly.
    fn lengths(&self, k: usize) -> [f64; 2];
    /// The last step as norms. Costly.
    fn step_norms(&self) -> StepNorms;
    /// The sums inside σ and tanh of the cell at `level` of step `k`, which was just computed: the place of each part
    /// and its sums; see [`crate::net::cell::Cell::sums`]. Costly: multiplies again.
    fn gate_sums(&self, k: usize, level: usize) -> Vec<(usize, Vec<f64>)>;
}

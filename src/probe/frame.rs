//! A run at one moment, as plain data: what sentences, pictures and the page read.

use super::{Arena, BlockNumbers, Figures, Score, Shares, StepNorms, Stopped, Tensors, Trace};
use crate::net::Parameter;
use crate::net::cell::Cell;
use crate::net::layer::Layer;
use crate::num::Numbers;
use crate::spec::{Loss, Spec, Tuning};
use crate::train::{Clipped, Phase};
use alloc::vec::Vec;
use core::fmt;

/// The position of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Steps completed.
    pub steps: u32,
    /// Phases completed since the start.
    pub done: u64,
    /// Phases in a step.
    pub per_step: u64,
    /// The next phase.
    pub next: Phase,
    /// Hidden layers and the output.
    pub stages: usize,
    /// B.
    pub batch: usize,
}

/// Sizes of the data and the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Numbers per input.
    pub features: usize,
    /// Numbers per target.
    pub outputs: usize,
    /// Training examples.
    pub train: usize,
    /// Test examples.
    pub test: usize,
    /// Parameters.
    pub parameters: usize,
}

/// A run at one moment.
///
/// Values that are cheap to read are fields. Single numbers of tensors are read through [`Frame::tensors`], in f64 in
/// either precision. A view gets only a frame, so it cannot change the run.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The experiment, with its live changes.
    pub spec: &'a Spec,
    /// The position of the run.
    pub place: Place,
    /// Sizes of its data and network.
    pub sizes: Sizes,
    /// The loss that trains.
    pub loss: Loss,
    /// L of the last `Loss` phase; NaN before the first.
    pub loss_value: f64,
    /// α of the step under way.
    pub learning_rate: f64,
    /// The live knobs, with the values that the next phase to read them will use.
    pub tuning: Tuning,
    /// What penalties and clipping did to the last gradient; none if neither acts.
    pub clipped: Option<Clipped>,
    /// The layers, input side first.
    pub layers: &'a [Layer],
    /// The tensors and their ranges in the parameter arena.
    pub parameters: &'a [Parameter],
    /// Figures by stage.
    pub figures: &'a [Figures],
    /// The rows of the run so far.
    pub trace: &'a Trace,
    /// Every evaluation so far.
    pub scores: &'a [Score],
    /// Where the run stopped at a number that is not finite, if it did.
    pub stopped: Option<Stopped>,
    /// Every tensor.
    pub tensors: &'a dyn Tensors,
}

impl<'a> Frame<'a> {
    /// The spec with the live knobs as they stand now.
    pub fn settings(&self) -> Spec {
        let mut spec = self.spec.clone();
        spec.set_tuning(self.tuning);
        spec
    }

    /// Block `j` of stage `k`.
    pub fn block(&self, k: usize, j: usize) -> BlockNumbers<'a> {
        self.tensors.block(k, j)
    }

    /// The cells of stage `k`, the lowest first; none through depth, and at the output.
    pub fn cells(&self, k: usize) -> &'a [Cell] {
        self.layers.get(k).map_or(&[], Layer::cells)
    }

    /// Whether the stages are time steps; else they are layers.
    pub fn through_time(&self) -> bool {
        self.spec.through_time()
    }

    /// Whether stage `k` is a time step.
    pub fn is_step(&self, k: usize) -> bool {
        self.layers.get(k).is_some_and(Layer::is_step)
    }

    /// The parameters.
    pub fn values(&self) -> Numbers<'a> {
        self.tensors.arena(Arena::Values)
    }

    /// The parameters that the numbers now in stage `k` were computed with.
    pub fn values_used(&self, k: usize) -> Numbers<'a> {
        self.tensors.arena(Arena::ValuesUsed(k))
    }

    /// ∂L/∂parameter with penalties, after clipping.
    pub fn gradients(&self) -> Numbers<'a> {
        self.tensors.arena(Arena::Gradients)
    }

    /// ∂L/∂parameter of the data alone.
    pub fn data_gradients(&self) -> Numbers<'a> {
        self.tensors.arena(Arena::DataGradients)
    }

    /// The last step, ΔW.
    pub fn updates(&self) -> Numbers<'a> {
        self.tensors.arena(Arena::Updates)
    }

    /// Inputs of all training or test examples \[count×features\], or their targets, rounded to f32.
    pub fn examples(&self, test: bool, targets: bool) -> Vec<f32> {
        let [x, y] = self.tensors.examples(test);
        (if targets { y } else { x }).iter().map(|value| value as f32).collect()
    }

    /// ‖W − W(0)‖/‖W(0)‖ of stage `k`.
    pub fn distance(&self, k: usize) -> f64 {
        self.lengths(k)[0]
    }

    /// The same distance, and ‖W‖/‖W(0)‖.
    pub fn lengths(&self, k: usize) -> [f64; 2] {
        self.tensors.lengths(k)
    }

    /// The fractions of stage `k` that pass no gradient.
    pub fn shares(&self, k: usize) -> Shares {
        self.tensors.shares(k)
    }

    /// The last step as norms, over all parameters together.
    pub fn step_norms(&self) -> StepNorms {
        self.tensors.step_norms()
    }
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame").field("place", &self.place).field("stopped", &self.stopped).finish_non_exhaustive()
    }
}

//! A run, whatever it computes in: what words, pictures and the page see of a session.

use super::Stopped;
use super::{At, Figures, GradientCheck, Ranging, Reaching, Score, Shares, StepNorms, Trace};
use crate::net::Parameter;
use crate::net::layer::Layer;
use crate::spec::{LiveKnob, Loss, Spec, Tuning};
use crate::train::{Clipped, Phase};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Steps completed.
    pub steps: u32,
    /// Phases done since the start.
    pub done: u64,
    /// Phases in a step.
    pub per_step: u64,
    /// The phase to come.
    pub next: Phase,
    /// Hidden layers and the output.
    pub stages: usize,
    /// B.
    pub batch: usize,
}

/// Sizes of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Numbers per input.
    pub features: usize,
    /// Numbers per target.
    pub outputs: usize,
    /// Examples to learn from.
    pub train: usize,
    /// Examples to test on.
    pub test: usize,
    /// Parameters.
    pub parameters: usize,
    /// Numbers that the rule remembers.
    pub memory: usize,
}

/// A run under way.
pub trait Run {
    /// The experiment, with its live changes.
    fn spec(&self) -> &Spec;
    /// Where it is.
    fn place(&self) -> Place;
    /// Sizes of its data.
    fn sizes(&self) -> Sizes;
    /// The loss that trains.
    fn loss(&self) -> Loss;
    /// L of the last `Loss` phase.
    fn loss_value(&self) -> f64;
    /// α of the step under way.
    fn learning_rate(&self) -> f64;
    /// What penalties and clipping did to the last gradient.
    fn clipped(&self) -> Option<Clipped>;
    /// The last step as norms, stage by stage.
    fn step_norms(&self) -> StepNorms;
    /// The layers, input side first.
    fn layers(&self) -> &[Layer];
    /// What lies where in the arena.
    fn tensors(&self) -> &[Parameter];
    /// Figures by stage.
    fn figures(&self) -> &[Figures];
    /// The run so far.
    fn trace(&self) -> &Trace;
    /// Every evaluation so far.
    fn scores(&self) -> &[Score];
    /// Where it stopped, if it did.
    fn stopped(&self) -> Option<Stopped>;
    /// One number.
    fn number(&self, at: At) -> f64;
    /// How far stage `k`'s weights are from the start.
    fn distance(&self, k: usize) -> f64 {
        self.lengths(k)[0]
    }
    /// The same, and how long they are by now: both in lengths of the start.
    fn lengths(&self, k: usize) -> [f64; 2];
    /// Shares of stage `k` in trouble.
    fn shares(&self, k: usize) -> Shares;
    /// All inputs of the training or the test set \[count × features\], or its targets.
    fn examples(&self, test: bool, targets: bool) -> Vec<f32>;
    /// What stands inside the gates of the cell at `level` of step `k`, which was just made; see [`crate::net::cell::Cell::sums`].
    fn gate_sums(&self, k: usize, level: usize) -> Vec<f64>;
    /// How far back example `b` of the batch can be reached, to be worked out; none through depth.
    fn reaching(&self, b: usize) -> Option<Reaching>;
    /// Everything as one number.
    fn digest(&self) -> u64;
    /// Up to so many phases; how many were done.
    fn run_phases(&mut self, phases: u64) -> u64;
    /// Back over one phase.
    fn back(&mut self) -> bool;
    /// Back to the start.
    fn reset(&mut self);
    /// Heads for a step.
    fn seek(&mut self, step: u32);
    /// Up to so many phases towards it; true when there.
    fn seek_advance(&mut self, phases: u32) -> bool;
    /// Turns a live knob.
    fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool;
    /// The live knobs as they stand: each as the phase that reads it next will find it.
    fn tuning(&self) -> Tuning;
    /// A chunk of the examples; loss and accuracy on both sets when all are through.
    fn evaluate_some(&mut self) -> Option<Score>;
    /// The output \[O×B\] for inputs \[features×B\].
    fn answers(&mut self, x: &[f64], batch: usize) -> Vec<f64>;
    /// How often each class of the test set was answered by each.
    fn confusion(&mut self) -> Vec<u32>;
    /// A gradient check of the network as it stands, on so many examples of its batch.
    fn check(&self, examples: usize) -> GradientCheck;
    /// A range test from the state as it stands.
    fn range_test(&self, rates: (f64, f64), steps: u32) -> Box<dyn Ranging>;
}

//! A run, whatever it computes in: what words, pictures and the page see of a [`Session`].

use super::Stopped;
use super::{At, Digest, Figures, GradientCheck, Ranging, Reaching, Score, Session, Shares, StepNorms, Trace};
use crate::net::Parameter;
use crate::net::layer::Layer;
use crate::num::Real;
use crate::spec::{LiveKnob, Loss, Spec, Tuning};
use crate::train::{Clipped, Phase, RangeTest};
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
    fn digest(&self) -> Digest;
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

impl<R: Real> Run for Session<R> {
    fn spec(&self) -> &Spec {
        &self.trainer().spec
    }
    fn place(&self) -> Place {
        let trainer = self.trainer();
        Place {
            steps: trainer.steps(),
            done: trainer.done(),
            per_step: trainer.per_step(),
            next: trainer.next(),
            stages: trainer.stages(),
            batch: trainer.network.batch,
        }
    }
    fn sizes(&self) -> Sizes {
        let (data, parameters) = (&self.trainer().data, &self.trainer().network.parameters);
        Sizes {
            features: data.train.features,
            outputs: data.train.outputs,
            train: data.train.count(),
            test: data.test.count(),
            parameters: parameters.values.len(),
            memory: self.trainer().memory().iter().map(|part| part.len()).sum(),
        }
    }
    fn loss(&self) -> Loss {
        self.trainer().loss()
    }
    fn loss_value(&self) -> f64 {
        self.trainer().loss_value
    }
    fn learning_rate(&self) -> f64 {
        self.trainer().learning_rate()
    }
    fn clipped(&self) -> Option<Clipped> {
        self.trainer().clipped()
    }
    fn step_norms(&self) -> StepNorms {
        StepNorms::of(self)
    }
    fn layers(&self) -> &[Layer] {
        &self.trainer().network.layers
    }
    fn tensors(&self) -> &[Parameter] {
        &self.trainer().network.parameters.tensors
    }
    fn figures(&self) -> &[Figures] {
        Session::figures(self)
    }
    fn trace(&self) -> &Trace {
        Session::trace(self)
    }
    fn scores(&self) -> &[Score] {
        Session::scores(self)
    }
    fn stopped(&self) -> Option<Stopped> {
        Session::stopped(self)
    }
    fn number(&self, at: At) -> f64 {
        let (trainer, network) = (self.trainer(), &self.trainer().network);
        let parameters = &network.parameters;
        let (count, block) = (parameters.values.len(), |k: usize, j: usize| &network.stages[k].blocks[j]);
        let (numbers, n): (&[R], usize) = match at {
            At::Value(n) => (&parameters.values, n),
            At::Used(k, n) => (self.values_in(k), n),
            At::Grad(n) => (&parameters.grads, n),
            At::DataGrad(n) => (trainer.data_grads(), n),
            At::Update(n) => (&parameters.updates, n),
            At::Before(n) => (self.values_before(), n),
            At::Memory(n) => (trainer.memory()[n / count], n % count),
            At::Running(n) => (&parameters.running, n),
            At::X(n) => (&network.x, n),
            At::Y(n) => (&network.y, n),
            At::Read(n) => (network.time.as_ref().map_or(&[], |time| &time.read.value), n),
            At::Past(k, j, n) => (network.past(k).map_or(&[], |stage| &stage.blocks[j].value), n),
            At::Block(k, j, n) => (&block(k, j).value, n),
            At::Gradient(k, j, n) => (&block(k, j).d, n),
            At::Kept(k, j, n) => return block(k, j).kept.get(n).map_or(1.0, |kept| kept.to_f64()),
        };
        numbers[n].to_f64()
    }
    fn lengths(&self, k: usize) -> [f64; 2] {
        Session::lengths(self, k)
    }
    fn shares(&self, k: usize) -> Shares {
        Shares::of(&self.trainer().network, k)
    }
    fn examples(&self, test: bool, targets: bool) -> Vec<f32> {
        let data = &self.trainer().data;
        let part = if test { &data.test } else { &data.train };
        (if targets { &part.y } else { &part.x }).iter().map(|value| value.to_f64() as f32).collect()
    }
    fn gate_sums(&self, k: usize, level: usize) -> Vec<f64> {
        let (cell, blocks) = (&self.layers()[k].cells[level], &self.trainer().network.stages[k].blocks);
        let sums = cell.sums(self.values_in(k), &blocks[cell.blocks()]);
        sums.iter().map(|z| z.to_f64()).collect()
    }
    fn reaching(&self, b: usize) -> Option<Reaching> {
        let trainer = self.trainer();
        trainer.network.time.as_ref()?;
        if trainer.drawn() {
            return Reaching::new(&trainer.network, &trainer.spec, b);
        }
        // Before a batch is drawn the network holds zeros: the next step's batch is taken, as the check does.
        let mut next = trainer.again(&trainer.spec);
        next.advance();
        Reaching::new(&next.network, &next.spec, b)
    }
    fn digest(&self) -> Digest {
        Digest::of(self)
    }
    fn run_phases(&mut self, phases: u64) -> u64 {
        Session::run_phases(self, phases)
    }
    fn back(&mut self) -> bool {
        Session::back(self)
    }
    fn reset(&mut self) {
        Session::reset(self);
    }
    fn seek(&mut self, step: u32) {
        Session::seek(self, step);
    }
    fn seek_advance(&mut self, phases: u32) -> bool {
        Session::seek_advance(self, phases)
    }
    fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool {
        Session::set_live(self, knob, value)
    }
    fn tuning(&self) -> Tuning {
        Session::tuning(self)
    }
    fn evaluate_some(&mut self) -> Option<Score> {
        Session::evaluate_some(self)
    }
    fn answers(&mut self, x: &[f64], batch: usize) -> Vec<f64> {
        let (trainer, evaluator) = self.evaluator();
        let x: Vec<R> = x.iter().map(|&x| R::from_f64(x)).collect();
        evaluator.logits_of(&trainer.network, &x, batch).iter().map(|z| z.to_f64()).collect()
    }
    fn confusion(&mut self) -> Vec<u32> {
        let (trainer, evaluator) = self.evaluator();
        evaluator.confusion(&trainer.network, &trainer.data.test)
    }
    fn check(&self, examples: usize) -> GradientCheck {
        GradientCheck::of(self.trainer(), examples)
    }
    fn range_test(&self, rates: (f64, f64), steps: u32) -> Box<dyn Ranging> {
        Box::new(RangeTest::new(self.trainer(), rates, steps))
    }
}

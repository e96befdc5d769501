//! What words, pictures and the page see of a [`Session`].

use super::Session;
use crate::net::Parameter;
use crate::net::layer::Layer;
use crate::num::Real;
use crate::probe::{
    At, Figures, GradientCheck, Place, Ranging, Reaching, Run, Score, Shares, Sizes, StepNorms, Stopped, Trace,
};
use crate::spec::{LiveKnob, Loss, Spec, Tuning};
use crate::train::{Clipped, RangeTest};
use alloc::boxed::Box;
use alloc::vec::Vec;

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
        StepNorms::of(self.trainer(), Session::figures(self), self.values_before())
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
        if cfg!(not(feature = "time")) {
            return Vec::new();
        }
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
    fn digest(&self) -> u64 {
        super::Digest::of(self).0
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

//! A network: a chain of stages.

use super::build::build;
use super::layer::Layer;
use super::time::Time;
use super::{Parameters, Stage, Weights};
use crate::num::{Random, Real};
use crate::spec::Spec;
use alloc::vec;
use alloc::vec::Vec;

/// A chain of layers, or of time steps, with the batch that runs through it. Stage 0 is the first hidden layer or the
/// first time step; the last stage is the linear output.
#[derive(Clone, Debug)]
pub struct Network<R> {
    /// The layers, input side first.
    pub layers: Vec<Layer>,
    /// The parameters.
    pub parameters: Parameters<R>,
    /// The numbers of the batch, one stage per layer.
    pub stages: Vec<Stage<R>>,
    /// The input \[features×B\].
    pub x: Vec<R>,
    /// The target \[outputs×B\].
    pub y: Vec<R>,
    /// B.
    pub batch: usize,
    /// The additional state of a network through time; none through depth.
    pub time: Option<Time<R>>,
}

impl<R: Real> Network<R> {
    /// Builds the network of a spec, with its initial weights, for batches of `batch`.
    pub fn new(spec: &Spec, features: usize, outputs: usize, batch: usize) -> Network<R> {
        let mut network = Network::unstarted(spec, features, outputs, batch);
        network.start(Weights::draw(spec, features, outputs));
        network
    }

    /// Starts with these weights, which [`Weights::serve`] its spec.
    pub fn start(&mut self, weights: Weights) {
        let values = weights.into_values();
        self.parameters.values.iter_mut().zip(values).for_each(|(to, value)| *to = R::from_f64(value));
    }

    /// Like `new`, but draws no weights; for callers that have their own.
    pub fn unstarted(spec: &Spec, features: usize, outputs: usize, batch: usize) -> Network<R> {
        let (layers, layout) = build(spec, features, outputs);
        let time = spec.sequence().map(|shape| Time::new(spec, &layers, shape, batch));
        let columns =
            |layer: &Layer| batch * time.as_ref().filter(|_| !layer.is_step()).map_or(1, |time| time.shape.answers);
        let stages = layers.iter().map(|layer| Stage::new(layer, columns(layer))).collect();
        Network {
            layers,
            parameters: Parameters::new(layout),
            stages,
            x: vec![R::ZERO; features * batch],
            y: vec![R::ZERO; outputs * batch],
            batch,
            time,
        }
    }

    /// Whether the stages are time steps; else they are layers.
    pub fn through_time(&self) -> bool {
        self.time.is_some()
    }

    /// The index of the output stage.
    pub fn last(&self) -> usize {
        self.layers.len() - 1
    }

    /// The input of stage `k` \[I×B\]: the activation below it, or the network's input. A time step also reads the
    /// states of the step before.
    pub fn input_of(&self, k: usize) -> &[R] {
        match &self.time {
            Some(time) if k == time.shape.steps => &time.read.value,
            Some(_) => self.x_at(k),
            None if k == 0 => &self.x,
            None => self.stages[k - 1].a(),
        }
    }

    /// The input of operation `j` of stage `k`.
    pub fn input_of_op(&self, k: usize, j: usize) -> &[R] {
        if j == 0 { self.input_of(k) } else { &self.stages[k].blocks[j - 1].value }
    }

    /// Draws the hidden units to drop; none for a fraction of 0.
    pub fn draw_masks(&mut self, share: f64, random: &mut Random) {
        let batch = self.batch;
        for (layer, stage) in self.layers.iter().zip(&mut self.stages) {
            for (j, activate) in layer.activates() {
                activate.draw(share, batch, &mut stage.blocks[j].kept, random);
            }
        }
    }

    /// Switches dropout off for this batch.
    pub fn clear_masks(&mut self) {
        for (layer, stage) in self.layers.iter().zip(&mut self.stages) {
            layer.activates().for_each(|(j, _)| stage.blocks[j].kept.clear());
        }
    }

    /// Runs stage `k` forward.
    pub fn forward(&mut self, k: usize) {
        if self.through_time() {
            return self.step_forward(k);
        }
        let (below, here) = self.stages.split_at_mut(k);
        let x = below.last().map_or(&self.x[..], Stage::a);
        self.layers[k].forward(&mut self.parameters, x, &mut here[0]);
    }

    /// Runs stage `k`, whose ∂L/∂a is known, backward: computes its gradients, and ∂L/∂a of the stage below. Through
    /// time the gradients of the parameters are sums over all steps, so they are complete after stage 0.
    pub fn backward(&mut self, k: usize) {
        if self.through_time() {
            return self.step_backward(k);
        }
        let (below, here) = self.stages.split_at_mut(k);
        let (layer, stage) = (&self.layers[k], &mut here[0]);
        layer.backward(&mut self.parameters, below.last().map_or(&self.x[..], Stage::a), stage);
        if let Some(below) = below.last_mut() {
            let block = below.last_mut();
            layer.hand_down(&self.parameters.values, &block.value, stage, &mut block.d);
        }
    }

    /// ∂L/∂x \[features×B\], after backward through stage 0. Training does not use it, so it is computed on demand.
    pub fn input_gradient(&self) -> Vec<R> {
        if self.through_time() {
            return self.steps_input_gradient();
        }
        let mut d_x = vec![R::ZERO; self.x.len()];
        self.layers[0].hand_down(&self.parameters.values, &self.x, &mut self.stages[0].clone(), &mut d_x);
        d_x
    }

    /// Clears the batch and its gradients, as if nothing had run yet. The parameters stay.
    pub fn clear(&mut self) {
        self.stages.iter_mut().for_each(Stage::clear);
        self.clear_masks();
        if let Some(time) = &mut self.time {
            [&mut time.read.value, &mut time.read.d].into_iter().for_each(|block| block.fill(R::ZERO));
            time.origin.blocks.iter_mut().for_each(|block| block.d.fill(R::ZERO));
        }
        let parameters = [&mut self.parameters.grads, &mut self.parameters.updates, &mut self.x, &mut self.y];
        parameters.into_iter().for_each(|block| block.fill(R::ZERO));
    }
}

//! A network: a chain of stages.

use super::Parameters;
use super::layer::Dense;
use crate::num::{Random, Real, Stream};
use crate::spec::{Activation, InitLayer, Spec};
use alloc::vec;
use alloc::vec::Vec;

/// What a stage holds for one batch: what backward needs, and what the page paints.
#[derive(Clone, Debug)]
pub struct Stage<R> {
    /// W·a₋₁ + b \[O×B\].
    pub z: Vec<R>,
    /// f(z) \[O×B\].
    pub a: Vec<R>,
    /// ∂L/∂z \[O×B\].
    pub d_z: Vec<R>,
    /// ∂L/∂a \[O×B\].
    pub d_a: Vec<R>,
}

/// A chain of layers with the batch that runs through it. Stage 0 is the first hidden layer, the last
/// stage is the linear output.
#[derive(Clone, Debug)]
pub struct Network<R> {
    /// The layers, input side first.
    pub layers: Vec<Dense>,
    /// Their parameters.
    pub parameters: Parameters<R>,
    /// One per layer.
    pub stages: Vec<Stage<R>>,
    /// The input \[features×B\].
    pub x: Vec<R>,
    /// The target \[outputs×B\].
    pub y: Vec<R>,
    /// B.
    pub batch: usize,
}

impl<R: Real> Network<R> {
    /// The network of a spec, with its start weights, for batches of `batch`.
    pub fn new(spec: &Spec, features: usize, outputs: usize, batch: usize) -> Network<R> {
        let mut network = Network::unstarted(spec, features, outputs, batch);
        start(&network.layers, &mut network.parameters.values, spec);
        network
    }

    /// The same without start weights, for whoever brings parameters along.
    pub fn unstarted(spec: &Spec, features: usize, outputs: usize, batch: usize) -> Network<R> {
        let mut parameters = Parameters::default();
        let mut inputs = features;
        let mut layers = Vec::new();
        for layer in 1..=spec.hidden_layers as usize {
            let shape = (inputs, spec.width_of(layer));
            layers.push(Dense::alloc(&mut parameters, layer - 1, shape, spec.activation_of(layer), spec.use_bias));
            inputs = shape.1;
        }
        layers.push(Dense::alloc(
            &mut parameters,
            layers.len(),
            (inputs, outputs),
            Activation::Identity,
            spec.use_bias,
        ));
        let stages = layers.iter().map(|layer| Stage::new(layer.outputs * batch)).collect();
        Network {
            layers,
            parameters,
            stages,
            x: vec![R::ZERO; features * batch],
            y: vec![R::ZERO; outputs * batch],
            batch,
        }
    }

    /// The index of the output stage.
    pub fn last(&self) -> usize {
        self.layers.len() - 1
    }

    /// What stage `k` reads: the activation below it, or the input \[I×B\].
    pub fn input_of(&self, k: usize) -> &[R] {
        if k == 0 { &self.x } else { &self.stages[k - 1].a }
    }

    /// Forward through stage `k`.
    pub fn forward(&mut self, k: usize) {
        let (below, here) = self.stages.split_at_mut(k);
        let a_in = below.last().map_or(&self.x, |stage| &stage.a);
        let stage = &mut here[0];
        self.layers[k].forward(&self.parameters.values, a_in, &mut stage.z, &mut stage.a);
    }

    /// Backward through stage `k`, whose `d_a` is known: its gradients, and `d_a` of the stage below.
    pub fn backward(&mut self, k: usize) {
        let (below, here) = self.stages.split_at_mut(k);
        let stage = &mut here[0];
        let (layer, p) = (&self.layers[k], &mut self.parameters);
        let a_in = below.last().map_or(&self.x, |stage| &stage.a);
        layer.backward(&p.values, &mut p.grads, a_in, &stage.z, &stage.d_a, &mut stage.d_z);
        if let Some(below) = below.last_mut() {
            layer.hand_down(&p.values, &stage.d_z, &mut below.d_a);
        }
    }

    /// ∂L/∂x \[features×B\], after backward through stage 0: nothing trains on it, so it is made on demand.
    pub fn input_gradient(&self) -> Vec<R> {
        let mut d_x = vec![R::ZERO; self.x.len()];
        self.layers[0].hand_down(&self.parameters.values, &self.stages[0].d_z, &mut d_x);
        d_x
    }

    /// Forgets the batch and its gradients, as if nothing had run yet; the parameters stay.
    pub fn clear(&mut self) {
        let blocks = self.stages.iter_mut().flat_map(|s| [&mut s.z, &mut s.a, &mut s.d_z, &mut s.d_a]);
        let parameters = [&mut self.parameters.grads, &mut self.parameters.updates, &mut self.x, &mut self.y];
        blocks.chain(parameters).for_each(|block| block.fill(R::ZERO));
    }
}

impl<R: Real> Stage<R> {
    fn new(size: usize) -> Stage<R> {
        let block = || vec![R::ZERO; size];
        Stage { z: block(), a: block(), d_z: block(), d_a: block() }
    }
}

/// Start weights, layer by layer from one stream: what an upper layer draws does not change the lower ones.
fn start<R: Real>(layers: &[Dense], values: &mut [R], spec: &Spec) {
    let mut random = Random::new(spec.seed, Stream::Init);
    for (k, layer) in layers.iter().enumerate() {
        let output = k + 1 == layers.len();
        let init = if output { spec.output_init.unwrap_or(spec.init) } else { spec.init };
        let gain = if output { spec.output_gain } else { spec.gain };
        // A linear output layer is started for the activation that feeds it, as He and Kumar derive it.
        let activation = if output { spec.activation } else { layer.activation };
        let how = InitLayer { activation, scale: spec.init_scale, gain };
        layer.start(values, init, how, if output { 0.0 } else { spec.bias }, &mut random);
    }
}

//! A network: a chain of stages.

use super::layer::{Layer, Linear};
use super::time::{self, Time};
use super::{Layout, Parameters, Stage};
use crate::num::{Random, Real, Stream, orthogonalize};
use crate::spec::{Init, InitLayer, Spec};
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
        let mut network: Network<R> = Network::unstarted(spec, features, outputs, batch);
        // Drawn in f64 for either precision, so that both start alike.
        let mut values: Vec<f64> = network.parameters.values.iter().map(|value| value.to_f64()).collect();
        start(&network.layers, &mut values, spec);
        network.parameters.values.iter_mut().zip(values).for_each(|(to, value)| *to = R::from_f64(value));
        network
    }

    /// Like `new`, but draws no weights; for callers that load their own.
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

/// Builds the layers and the layout of their parameters.
pub(super) fn build(spec: &Spec, features: usize, outputs: usize) -> (Vec<Layer>, Layout) {
    let mut layout = Layout::default();
    if let Some(shape) = spec.sequence() {
        let layers = time::layers(&mut layout, spec, shape);
        return (layers, layout);
    }
    let mut inputs = features;
    let mut layers = Vec::new();
    for layer in 1..=spec.hidden_layers as usize {
        let shape = (inputs, spec.width_of(layer));
        layers.push(Layer::hidden(&mut layout, spec, layer - 1, shape, spec.activation_of(layer)));
        inputs = shape.1;
    }
    layers.push(Layer::output(&mut layout, layers.len(), (inputs, outputs), spec.use_bias));
    (layers, layout)
}

/// Draws the initial weights layer by layer from one stream, so that a higher layer does not change the lower ones.
fn start(layers: &[Layer], values: &mut [f64], spec: &Spec) {
    let mut random = Random::new(spec.seed, Stream::Init);
    // All time steps share the cells of the first.
    layers[0].cells().iter().for_each(|cell| cell.start(values, spec, &mut random));
    let mut drawn: Vec<(&Linear, f64)> = Vec::new();
    for (k, layer) in layers.iter().enumerate().filter(|(_, layer)| !layer.is_step()) {
        let output = k + 1 == layers.len();
        let (init, how) = init_of(layer, output, spec);
        let bias = if output { 0.0 } else { spec.bias };
        layer.linears().for_each(|linear| linear.start(values, init, how, bias, &mut random));
        if init == Init::Orthogonal {
            drawn.extend(layer.linears().map(|linear| (linear, how.gain)));
        }
        if let Some(projection) = layer.join().and_then(|(_, join)| join.projection.as_ref()) {
            // It keeps the size of the signal.
            let how = InitLayer { activation: layer.activation, scale: 1.0, gain: 1.0 };
            projection.start(values, Init::LecunNormal, how, 0.0, &mut random);
        }
    }
    for alike in drawn.chunk_by(|(a, gain), (b, other)| (a.inputs, a.outputs, gain) == (b.inputs, b.outputs, other)) {
        let places: Vec<_> = alike.iter().map(|(linear, _)| linear.w.clone()).collect();
        orthogonalize(values, &places, alike[0].0.inputs, alike[0].1);
    }
    if spec.zero_branch {
        layers.iter().for_each(|layer| zero_branch(layer, values));
    }
}

/// How the weights of a layer start.
fn init_of(layer: &Layer, output: bool, spec: &Spec) -> (Init, InitLayer) {
    let init = if output { spec.output_init.unwrap_or(spec.init) } else { spec.init };
    let gain = if output { spec.output_gain } else { spec.gain };
    // The linear output layer is initialized for the activation that feeds it, as He and Kumar derive it.
    let activation = if output { spec.activation } else { layer.activation };
    (init, InitLayer { activation, scale: spec.init_scale, gain })
}

/// Sets the last W of a branch to 0.
fn zero_branch(layer: &Layer, values: &mut [f64]) {
    if let (Some(_), Some(Linear { w, b, .. })) = (layer.join(), layer.linears().last()) {
        values[w.clone()].fill(0.0);
        b.iter().for_each(|b| values[b.clone()].fill(0.0));
    }
}

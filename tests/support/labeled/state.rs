//! Measures a network at one moment, in f64, with forward passes; one backward pass shows what single layers do to the
//! gradient.

use super::label::State;
use gradient_lab::data::Examples;
use gradient_lab::net::layer::Layer;
use gradient_lab::net::{Network, Parameters};
use gradient_lab::num::{Norm, Random, Real, Stream};
use gradient_lab::spec::{Activation, Loss, Spec};
use std::ops::Range;

/// The number of examples that are measured.
const MOST: usize = 256;
/// The size of a nudge, as a fraction of the signal that it is added to.
const NUDGE: f64 = 1e-6;

/// The network with its initial weights, and examples in it.
pub struct Looker {
    network: Network<f64>,
    start: Vec<f64>,
    loss: Loss,
    chance: f64,
}

impl Looker {
    /// Measures networks of `spec` that start at `parameters`.
    pub fn new<R: Real>(spec: &Spec, parameters: &Parameters<R>, examples: &Examples<R>, chance: f64) -> Looker {
        let count = examples.count().min(MOST);
        let mut network = Network::unstarted(spec, examples.features, examples.outputs, count);
        let indices: Vec<u32> = (0..count as u32).collect();
        let (mut x, mut y) = (vec![R::ZERO; network.x.len()], vec![R::ZERO; network.y.len()]);
        examples.gather(&indices, &mut x, &mut y);
        (network.x, network.y) = (doubled(&x), doubled(&y));
        let loss = if spec.loss() == Loss::NaiveBce { Loss::Bce } else { spec.loss() };
        Looker { network, start: doubled(&parameters.values), loss, chance }
    }

    /// L.
    fn hidden(&self) -> usize {
        self.network.last()
    }

    /// How many layers are the lower half.
    fn half(&self) -> usize {
        self.hidden().div_ceil(2)
    }

    /// Everything about the network at `values`.
    pub fn state<R: Real>(&mut self, values: &[R], running: &[R]) -> State {
        self.network.parameters.running = doubled(running);
        self.network.parameters.values = doubled(values);
        let moves: Vec<f64> = (0..=self.hidden()).map(|k| self.moved(k)).collect();
        let sizes: Vec<f64> = (0..=self.hidden()).map(|k| self.size(k)).collect();
        let lower = &moves[..self.half()];
        let loss = self.forward();
        let shares = (0..self.hidden()).map(|k| self.off_and_flat(k));
        let (dead, flat) = shares.fold((0.0, 0.0), |worst, next| (next.0.max(worst.0), next.1.max(worst.1)));
        let [falls, rises] = self.factors();
        let echoes = self.echoes();
        State {
            least: lower.iter().copied().fold(f64::NAN, f64::min),
            most: lower.iter().copied().fold(f64::NAN, f64::max),
            top: moves.iter().copied().fold(f64::NAN, f64::max),
            shrunk: sizes.iter().copied().fold(f64::NAN, f64::min),
            grown: sizes.iter().copied().fold(f64::NAN, f64::max),
            dead,
            flat,
            faint: echoes.into_iter().fold(f64::NAN, f64::min),
            loud: echoes.into_iter().fold(f64::NAN, f64::max),
            part: self.loss_without_lower_half() - loss / self.chance,
            falls,
            rises,
        }
    }

    /// Largest ‖W‖/‖W(0)‖ of a layer.
    pub fn grown<R: Real>(&self, values: &[R]) -> f64 {
        let size = |k: usize| norm(&self.network.layers[k], values).l2 / norm(&self.network.layers[k], &self.start).l2;
        (0..=self.hidden()).map(size).fold(f64::NAN, f64::max)
    }

    /// Runs forward through all stages as in training, and returns the loss.
    fn forward(&mut self) -> f64 {
        (0..=self.hidden()).for_each(|k| self.network.forward(k));
        let Network { stages, y, batch, .. } = &mut self.network;
        let output = stages.last_mut().expect("an output stage").last_mut();
        self.loss.evaluate(&output.value, y, &mut output.d, *batch)
    }

    /// The smallest and the largest ‖∂L/∂z_k‖/‖∂L/∂z_{k+1}‖ of the hidden layers, after a forward pass. NaN if no
    /// gradient comes down.
    fn factors(&mut self) -> [f64; 2] {
        (0..=self.hidden()).rev().for_each(|k| self.network.backward(k));
        let norms: Vec<f64> =
            self.network.stages[..self.hidden()].iter().map(|stage| Norm::of(stage.d_z()).l2).collect();
        let factors = norms.windows(2).map(|two| two[0] / two[1]).filter(|factor| !factor.is_nan());
        factors.fold([f64::NAN; 2], |[least, most], factor| [least.min(factor), most.max(factor)])
    }

    /// The loss with the lower half at its initial weights, in units of chance.
    fn loss_without_lower_half(&mut self) -> f64 {
        let (kept, half) = (self.network.parameters.values.clone(), self.half());
        let Parameters { values, tensors, .. } = &mut self.network.parameters;
        for tensor in tensors.iter().filter(|tensor| tensor.stage < half) {
            values[tensor.range.clone()].copy_from_slice(&self.start[tensor.range.clone()]);
        }
        let loss = self.forward() / self.chance;
        self.network.parameters.values = kept;
        loss
    }

    fn moved(&self, k: usize) -> f64 {
        let (now, start) = (&self.network.parameters.values, &self.start);
        let pairs = maps(&self.network.layers[k]);
        let moved = pairs.map(|range| Norm::of_difference(&now[range.clone()], &start[range])).reduce(Norm::join);
        let (moved, start) = (moved.expect("weights").l2, norm(&self.network.layers[k], start).l2);
        if moved == 0.0 { 0.0 } else { moved / start }
    }

    fn size(&self, k: usize) -> f64 {
        if self.moved(k) == 0.0 {
            return 1.0;
        }
        norm(&self.network.layers[k], &self.network.parameters.values).l2
            / norm(&self.network.layers[k], &self.start).l2
    }

    /// Fractions of ReLU units that are off for all examples, and of outputs that hardly respond to a nudge.
    fn off_and_flat(&self, k: usize) -> (f64, f64) {
        let (mut off, mut flat, mut units, mut numbers) = (0, 0, 0, 0);
        for (j, f) in self.network.layers[k].activates() {
            let (z, slope) = (self.network.input_of_op(k, j), f.slope_of(&self.network.parameters.values));
            let answer = |z: f64| {
                // In proportion to a large z: a nudge that is lost in rounding would make everything flat.
                let nudge = 1e-4 * z.abs().max(1.0);
                ((f.activation.f(z + nudge, slope) - f.activation.f(z, slope)) / nudge).abs()
            };
            let answers = z.iter().map(|&z| answer(z) < 0.05 * f.activation.steepest());
            if f.activation == Activation::Relu {
                off += z.chunks_exact(self.network.batch).filter(|row| row.iter().all(|&z| z <= 0.0)).count();
            }
            flat += answers.filter(|&flat| flat).count();
            (units, numbers) = (units + f.size, numbers + z.len());
        }
        (f64::from(off as u32) / units as f64, flat as f64 / numbers as f64)
    }

    /// The factors per layer of nudges at layer 1 on their way to the last hidden layer: three random ones, and one
    /// that leads to another example. NaN for L < 2.
    fn echoes(&mut self) -> [f64; 4] {
        self.forward();
        let base: Vec<Vec<f64>> = self.network.stages.iter().map(|stage| stage.a().to_vec()).collect();
        let mut random = Random::new(0, Stream::Init);
        let batch = self.network.batch;
        let other = |(n, a): (usize, &f64)| base[0][n / batch * batch + (n + 1) % batch] - a;
        let mut nudges = [(); 4].map(|()| base[0].iter().map(|_| random.normal()).collect::<Vec<f64>>());
        nudges[3] = base[0].iter().enumerate().map(other).collect();
        nudges.map(|nudge| self.echo(&base, nudge))
    }

    /// Geometric mean of a nudge's growth per layer. The nudge is rescaled before every layer, so that it stays small
    /// and no number underflows.
    fn echo(&mut self, base: &[Vec<f64>], mut nudge: Vec<f64>) -> f64 {
        let crossings = self.hidden().saturating_sub(1);
        let mut logs = 0.0;
        for k in 1..=crossings {
            let before = NUDGE * Norm::of(&base[k - 1]).l2;
            scale(&mut nudge, before);
            let below = &mut self.network.stages[k - 1].last_mut().value;
            below.iter_mut().zip(base[k - 1].iter().zip(&nudge)).for_each(|(a, (base, n))| *a = base + n);
            self.network.forward(k);
            nudge = self.network.stages[k].a().iter().zip(&base[k]).map(|(a, base)| a - base).collect();
            let after = Norm::of(&nudge).l2;
            if after == 0.0 {
                return 0.0;
            }
            logs += (after / before).ln();
        }
        (logs / crossings as f64).exp()
    }
}

/// The loss of the best constant answer; 0 if all targets are the same.
pub fn chance<R: Real>(examples: &Examples<R>, loss: Loss) -> f64 {
    let count = examples.count() as f64;
    let column = |o: usize| examples.y.iter().skip(o).step_by(examples.outputs).map(|y| y.to_f64());
    let mean = |o: usize| column(o).sum::<f64>() / count;
    let entropy = |p: f64| if p > 0.0 { -p * p.ln() } else { 0.0 };
    let outputs = 0..examples.outputs;
    match loss {
        Loss::SoftmaxCrossEntropy => outputs.map(|o| entropy(mean(o))).sum(),
        Loss::Bce | Loss::NaiveBce => outputs.map(|o| entropy(mean(o)) + entropy(1.0 - mean(o))).sum(),
        Loss::Mse | Loss::Cotangent => {
            outputs.map(|o| column(o).map(|y| (y - mean(o)).powi(2)).sum::<f64>() / count).sum()
        }
    }
}

/// The linear maps of a layer, without the projection of a skip.
fn maps(layer: &Layer) -> impl Iterator<Item = Range<usize>> {
    layer.linears().map(|linear| linear.w.clone())
}

fn norm<R: Real>(layer: &Layer, arena: &[R]) -> Norm {
    maps(layer).map(|range| Norm::of(&arena[range])).reduce(Norm::join).unwrap_or_default()
}

fn scale(values: &mut [f64], length: f64) {
    let factor = length / Norm::of(values).l2;
    values.iter_mut().for_each(|value| *value *= factor);
}

fn doubled<R: Real>(values: &[R]) -> Vec<f64> {
    values.iter().map(|value| value.to_f64()).collect()
}

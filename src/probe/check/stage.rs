//! Compares a stage's backward pass with differences of its own output, under a fixed cotangent.

use super::judge::{Finding, Reading, try_steps};
use super::plan::Place;
use super::size::sizes;
use crate::net::cell::Cell;
use crate::net::layer::{Layer, Mixes, Op};
use crate::net::{Network, Stage};
use crate::num::Norm;
use alloc::vec;
use alloc::vec::Vec;

/// The stages' own gradients of S_k = Σ c·a_k, and the magnitudes of the rounding errors of a_k.
#[derive(Clone, Debug)]
pub(super) struct Slopes {
    /// ∂S_k/∂θ for the parameters of stage k, with the layout of the arena.
    grads: Vec<f64>,
    /// ∂S_k/∂(what stage k reads), one block per stage.
    d_in: Vec<Vec<f64>>,
    /// The magnitude that the rounding error of each a_k is relative to, one block per stage.
    terms: Vec<Vec<f64>>,
}

/// c, between ½ and 1½. Equal numbers would show nothing of a norm, because its outputs sum to a constant.
fn cotangent(n: usize) -> f64 {
    0.5 + (n as f64 * 0.618_033_988_749_894_9) % 1.0
}

impl Slopes {
    /// Runs each stage's backward alone, on a network whose forward pass is done.
    pub(super) fn of(network: &Network<f64>) -> Slopes {
        let mut parameters = network.parameters.clone();
        let mut d_in = Vec::new();
        let stages = network.layers.iter().zip(&network.stages).enumerate();
        for (k, (layer, stage)) in stages.filter(|_| !network.through_time()) {
            let (x, mut stage) = (network.input_of(k), stage.clone());
            stage.last_mut().d.iter_mut().enumerate().for_each(|(n, d)| *d = cotangent(n));
            layer.backward(&mut parameters, x, &mut stage);
            let mut block = vec![0.0; x.len()];
            layer.hand_down(&parameters.values, x, &mut stage, &mut block);
            d_in.push(block);
        }
        let terms = if network.through_time() { Vec::new() } else { sizes(network) };
        Slopes { grads: parameters.grads, d_in, terms }
    }

    /// The slopes of the parameters.
    #[cfg(test)]
    pub(super) fn grads(&self) -> &[f64] {
        &self.grads
    }

    /// Makes the slope of a parameter wrong, to test that the check finds it.
    #[cfg(test)]
    pub(super) fn scale(&mut self, index: usize, factor: f64) {
        self.grads[index] *= factor;
    }

    /// Makes the slope of an input wrong.
    #[cfg(test)]
    pub(super) fn scale_input(&mut self, k: usize, n: usize, factor: f64) {
        self.d_in[k][n] *= factor;
    }

    /// Compares ∂S_k/∂`place` with differences of the stage's output.
    pub(super) fn compare(&self, network: &mut Network<f64>, k: usize, place: Place) -> Finding {
        let analytic = match place {
            Place::Parameter(index) => self.grads[index],
            Place::Input(n) => self.d_in[k][n],
        };
        let value = *number(network, k, place);
        let reached = self.terms[k].iter().enumerate().filter(|(n, _)| reaches(network, k, place, *n));
        // Each number of the output is rounded independently, so the squares of their errors add up. Below the smallest
        // normal number all errors have the same size.
        let sizes: Vec<f64> = reached.map(|(n, terms)| cotangent(n) * (terms + f64::MIN_POSITIVE)).collect();
        let blur = 4.0 * f64::EPSILON * Norm::of(&sizes).l2;
        try_steps(value, |h| {
            let mut pass = |offset: f64| Pass::of(network, k, place, value + offset);
            let (up, down, half_up, half_down) = (pass(h), pass(-h), pass(0.5 * h), pass(-0.5 * h));
            let (coarse, fine) = (up.minus(&down)?, half_up.minus(&half_down)?);
            // For a dropped or dead unit no bit of the output changes, and none should.
            let none = (analytic, coarse, fine) == (0.0, 0.0, 0.0);
            let blur = if none { 0.0 } else { blur };
            Some(Reading::of(analytic, coarse / (2.0 * h), fine / h, blur / h))
        })
    }
}

/// Whether the number at `place` may contribute to number `n` of the stage's output. A change too small to move the
/// output is still rounded there, but a term that is multiplied by an exact 0 is not in the sum.
fn reaches(network: &Network<f64>, k: usize, place: Place, n: usize) -> bool {
    let (layer, batch) = (&network.layers[k], network.batch);
    let (o, b) = (n / batch, n % batch);
    let one_example = layer.ops().iter().all(|op| op.mixes() != Mixes::Examples);
    let one_unit = layer.ops().iter().all(|op| op.mixes() == Mixes::Nothing);
    match place {
        Place::Input(at) if at % batch != b => !one_example,
        Place::Input(at) => {
            plain(layer).is_none_or(|w| network.parameters.values[w + o * layer.inputs + at / batch] != 0.0)
        }
        Place::Parameter(_) if !one_unit => true,
        Place::Parameter(p) => {
            let Some(linear) = layer.linears().last() else { return true };
            if linear.w.contains(&p) {
                let (to, from) = ((p - linear.w.start) / linear.inputs, (p - linear.w.start) % linear.inputs);
                return to == o && (plain(layer).is_none() || network.input_of(k)[from * batch + b] != 0.0);
            }
            linear.b.as_ref().is_none_or(|bias| !bias.contains(&p) || p - bias.start == o)
        }
    }
}

/// The range of W in a layer that consists of W and f only.
fn plain(layer: &Layer) -> Option<usize> {
    match layer.ops() {
        [Op::Linear(linear)] | [Op::Linear(linear), Op::Activate(_)] => Some(linear.w.start),
        _ => None,
    }
}

/// The number itself, in the network.
fn number(network: &mut Network<f64>, k: usize, place: Place) -> &mut f64 {
    match place {
        Place::Parameter(index) => &mut network.parameters.values[index],
        Place::Input(n) if k == 0 => &mut network.x[n],
        Place::Input(n) => &mut network.stages[k - 1].last_mut().value[n],
    }
}

/// A forward pass of one stage with one number changed.
struct Pass {
    a: Vec<f64>,
    /// A hash of the side of its kink that every f of the stage is on.
    sides: Vec<bool>,
}

impl Pass {
    fn of(network: &mut Network<f64>, k: usize, place: Place, value: f64) -> Pass {
        let at_rest = core::mem::replace(number(network, k, place), value);
        // The masks in its blocks stay as they are: dropout is frozen.
        let mut stage: Stage<f64> = network.stages[k].clone();
        let Network { layers, parameters, stages, x, .. } = network;
        let x = if k == 0 { x } else { stages[k - 1].a() };
        layers[k].forward(parameters, x, &mut stage);
        let sides = sides(&layers[k], x, &stage).collect();
        *number(network, k, place) = at_rest;
        Pass { a: stage.a().to_vec(), sides }
    }

    /// Σ c·(a − other.a), subtracted number by number, so that numbers that the change does not touch cancel exactly.
    /// None across a kink.
    fn minus(&self, other: &Pass) -> Option<f64> {
        let pairs = self.a.iter().zip(&other.a).enumerate();
        (self.sides == other.sides).then(|| pairs.map(|(n, (a, b))| cotangent(n) * (a - b)).sum())
    }
}

/// A hash of the side of its kink that every f of a stage is on.
pub(super) fn sides<'a>(layer: &'a Layer, x: &'a [f64], stage: &'a Stage<f64>) -> impl Iterator<Item = bool> + 'a {
    let kinked = layer.activates().filter(|(_, f)| f.activation.has_kink());
    let inputs = kinked.map(move |(j, _)| if j == 0 { x } else { &stage.blocks[j - 1].value });
    let cells = layer.cells().iter().filter(|cell| cell.activation.has_kink());
    let cells = cells.flat_map(Cell::bent).map(|block| &stage.blocks[block].value[..]);
    inputs.chain(cells).flat_map(|z| z.iter().map(|&z| z > 0.0))
}

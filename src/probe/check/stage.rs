//! A stage's backward against differences of its own output, under a cotangent of 1 everywhere.

use super::plan::Place;
use super::{Finding, judge, try_steps};
use crate::net::Network;
use crate::num::product;
use alloc::vec;
use alloc::vec::Vec;

/// What the stages' own backward says of S_k = Σ a_k, and room for perturbed passes.
#[derive(Clone, Debug)]
pub(super) struct Slopes {
    /// ∂S_k/∂θ for the parameters of stage k, laid out as the arena.
    grads: Vec<f64>,
    /// ∂S_k/∂(what stage k reads), one block per stage.
    d_in: Vec<Vec<f64>>,
    /// What the rounding of each a_k is relative to, one block per stage.
    terms: Vec<Vec<f64>>,
}

impl Slopes {
    /// Runs each stage's backward alone, on a network whose forward pass is done.
    pub(super) fn of(network: &Network<f64>) -> Slopes {
        let values = &network.parameters.values;
        let mut grads = vec![0.0; values.len()];
        let mut d_in = Vec::new();
        let terms = (0..network.layers.len()).map(|k| rounded_terms(network, k)).collect();
        for (k, (layer, stage)) in network.layers.iter().zip(&network.stages).enumerate() {
            let a_in = network.input_of(k);
            let ones = vec![1.0; stage.a.len()];
            let mut d_z = ones.clone();
            layer.backward(values, &mut grads, a_in, &stage.z, &ones, &mut d_z);
            let mut block = vec![0.0; a_in.len()];
            layer.hand_down(values, &d_z, &mut block);
            d_in.push(block);
        }
        Slopes { grads, d_in, terms }
    }

    /// Makes the first number of the first stage wrong, to see that it is found.
    #[cfg(test)]
    pub(super) fn scale_first(&mut self, factor: f64) {
        self.grads[0] *= factor;
    }

    /// Compares ∂S_k/∂`place` with differences of the stage's output.
    pub(super) fn compare(&self, network: &mut Network<f64>, k: usize, place: Place) -> Finding {
        let analytic = match place {
            Place::Parameter(index) => self.grads[index],
            Place::Input(n) => self.d_in[k][n],
        };
        let value = *number(network, k, place);
        let reached = self.terms[k].iter().enumerate().filter(|(n, _)| reaches(network, k, place, *n));
        let blur = 4.0 * f64::EPSILON * reached.map(|(_, terms)| terms).sum::<f64>();
        try_steps(value, |h| {
            let mut pass = |offset: f64| Pass::of(network, k, place, value + offset);
            let (up, down, half_up, half_down) = (pass(h), pass(-h), pass(0.5 * h), pass(-0.5 * h));
            let (coarse, fine) = (up.minus(&down)?, half_up.minus(&half_down)?);
            Some(judge(analytic, coarse / (2.0 * h), fine / h, blur / h))
        })
    }
}

/// What the rounding of each number of a_k is relative to: itself, and the terms its z is the sum of, which
/// may be large where z is not, times f′.
fn rounded_terms(network: &Network<f64>, k: usize) -> Vec<f64> {
    let (layer, stage, values) = (&network.layers[k], &network.stages[k], &network.parameters.values);
    let size = |values: &[f64]| -> Vec<f64> { values.iter().map(|value| value.abs()).collect() };
    let bias = layer.b.clone().map(|b| size(&values[b]));
    let mut terms = vec![0.0; stage.z.len()];
    product(&size(&values[layer.w.clone()]), &size(network.input_of(k)), bias.as_deref(), &mut terms, network.batch);
    let slope = layer.slope_of(values);
    let each = terms.iter().zip(stage.z.iter().zip(&stage.a));
    each.map(|(terms, (&z, a))| terms * layer.activation.df(z, slope).abs() + a.abs()).collect()
}

/// Whether the number at `place` has a part in number `n` of the stage's output: a change too small to move
/// it is still rounded there, but what is multiplied by an exact 0 is not in the sum.
fn reaches(network: &Network<f64>, k: usize, place: Place, n: usize) -> bool {
    let (layer, a_in, batch) = (&network.layers[k], network.input_of(k), network.batch);
    let (o, b) = (n / batch, n % batch);
    match place {
        Place::Input(at) => {
            at % batch == b && network.parameters.values[layer.w.start + o * layer.inputs + at / batch] != 0.0
        }
        Place::Parameter(p) if layer.w.contains(&p) => {
            let (to, from) = ((p - layer.w.start) / layer.inputs, (p - layer.w.start) % layer.inputs);
            to == o && a_in[from * batch + b] != 0.0
        }
        Place::Parameter(p) => layer.b.as_ref().is_none_or(|bias| !bias.contains(&p) || p - bias.start == o),
    }
}

/// The number itself, in the network.
fn number(network: &mut Network<f64>, k: usize, place: Place) -> &mut f64 {
    match place {
        Place::Parameter(index) => &mut network.parameters.values[index],
        Place::Input(n) if k == 0 => &mut network.x[n],
        Place::Input(n) => &mut network.stages[k - 1].a[n],
    }
}

/// One forward pass of one stage with one number changed.
struct Pass {
    z: Vec<f64>,
    a: Vec<f64>,
    kinked: bool,
}

impl Pass {
    fn of(network: &mut Network<f64>, k: usize, place: Place, value: f64) -> Pass {
        let at_rest = core::mem::replace(number(network, k, place), value);
        let (layer, size) = (&network.layers[k], network.stages[k].a.len());
        let mut pass = Pass { z: vec![0.0; size], a: vec![0.0; size], kinked: layer.activation.has_kink() };
        layer.forward(&network.parameters.values, network.input_of(k), &mut pass.z, &mut pass.a);
        *number(network, k, place) = at_rest;
        pass
    }

    /// Σ(a − other.a). Taken number by number, what the change does not touch cancels exactly. None across
    /// a kink.
    fn minus(&self, other: &Pass) -> Option<f64> {
        let crossed = |(z, w): (&f64, &f64)| (*z > 0.0) != (*w > 0.0);
        if self.kinked && self.z.iter().zip(&other.z).any(crossed) {
            return None;
        }
        Some(self.a.iter().zip(&other.a).map(|(a, b)| a - b).sum())
    }
}

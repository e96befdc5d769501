//! What the rounding of a stage's numbers is relative to: themselves, and the terms they are the sum of, which
//! may be large where the sum is not.

use super::judge::LARGEST_STEP;
use crate::net::Network;
use crate::net::layer::{Linear, Op, Standardise};
use crate::num::product;
use crate::spec::Activation;
use alloc::vec;
use alloc::vec::Vec;

/// One number per entry of a_k.
pub(super) fn sizes(network: &Network<f64>, k: usize) -> Vec<f64> {
    let x = magnitudes(network.input_of(k));
    let mut size = x.clone();
    for (j, op) in network.layers[k].ops().iter().enumerate() {
        let (input, block) = (network.input_of_op(k, j), &network.stages[k].blocks[j]);
        size = match op {
            Op::Linear(linear) => through(network, linear, &size),
            Op::Standardise(norm) => standardised(network, norm, input, &block.kept, &size),
            Op::Activate(f) => {
                let slope = f.slope_of(&network.parameters.values);
                let kept = |n: usize| block.kept.get(n).copied().unwrap_or(1.0);
                // ½·z·(1 + tanh): where the two cancel, what is left is the rounding of z.
                let own = |z: f64| if f.activation == Activation::GeluTanh { z.abs() } else { 0.0 };
                let each = size.iter().zip(input).enumerate();
                each.map(|(n, (size, &z))| (size * f.activation.df(z, slope).abs() + own(z)) * kept(n)).collect()
            }
            Op::Join(join) => {
                let skip = join.projection.as_ref().map_or_else(|| x.clone(), |p| through(network, p, &x));
                skip.iter().zip(&size).map(|(skip, branch)| skip + join.alpha.abs() * branch).collect()
            }
        };
        size.iter_mut().zip(&block.value).for_each(|(size, value)| *size += value.abs());
    }
    size
}

/// |value| with a step of the check on top: what is 0 at rest is rounded where the step has taken it.
fn magnitudes(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| value.abs() + LARGEST_STEP * value.abs().max(1.0)).collect()
}

/// |W|·size + |b|.
fn through(network: &Network<f64>, linear: &Linear, size: &[f64]) -> Vec<f64> {
    let values = &network.parameters.values;
    let bias = linear.b.clone().map(|b| magnitudes(&values[b]));
    let mut terms = vec![0.0; linear.outputs * network.batch];
    product(&magnitudes(&values[linear.w.clone()]), size, bias.as_deref(), &mut terms, network.batch);
    terms
}

/// A number's own rounding, and its share in the mean and the deviation of its group.
fn standardised(network: &Network<f64>, norm: &Standardise, x: &[f64], kept: &[f64], size: &[f64]) -> Vec<f64> {
    let groups = kept.len() / 2;
    let mut mean = vec![0.0; groups];
    size.iter().enumerate().for_each(|(n, size)| mean[norm.group(x.len(), n)] += size * groups as f64 / x.len() as f64);
    let values = &network.parameters.values;
    let of = |(n, size): (usize, &f64)| {
        let (group, o) = (norm.group(x.len(), n), n / network.batch);
        let spread = 1.0 + norm.hat(x, kept, n).abs();
        values[norm.gamma.start + o].abs() * kept[groups + group] * (size + spread * mean[group])
            + values[norm.beta.start + o].abs()
    };
    size.iter().enumerate().map(of).collect()
}

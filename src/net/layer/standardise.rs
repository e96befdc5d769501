//! Batch norm and layer norm.

use crate::net::{Parameters, Role};
use crate::num::Real;
use core::ops::Range;

/// ε under the root.
pub const NORM_EPSILON: f64 = 1e-5;
/// Weight of the newest batch in the running statistics.
pub const NORM_MOMENTUM: f64 = 0.1;

/// Standardization over the batch (batch norm) or over a layer's units (layer norm).
///
/// y = γ·x̂ + β        x̂ = (x − μ)·s, s = 1/√(v + ε), v = mean of (x − μ)²
///
/// Gradient path: with g = γ·dy, dx = s·(g − mean g − x̂·mean(g·x̂)): the layer removes from the gradient the parts
/// that would only shift or stretch its input. Batch norm takes μ and s of each unit over the batch, layer norm of each
/// example over the units. At test time batch norm uses its running statistics as constants.
/// Shapes: x, y \[O×B\]; γ, β \[O\]; μ, s \[O\] or \[B\].
/// Source: the report (Elhassan et al. 2023), §4.1 (batch normalization); Ioffe & Szegedy 2015, Ba 2016.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardise {
    /// O.
    pub size: usize,
    /// Range of γ in the arena.
    pub gamma: Range<usize>,
    /// Range of β in the arena.
    pub beta: Range<usize>,
    /// Range of the running means, followed by as many running variances; none for layer norm.
    pub running: Option<Range<usize>>,
}

impl Standardise {
    /// Allocates its parameters: γ = 1, β = 0, running mean 0 and variance 1.
    pub fn alloc<R: Real>(parameters: &mut Parameters<R>, stage: usize, size: usize, over_batch: bool) -> Standardise {
        let gamma = parameters.alloc(Role::Gamma, stage, size);
        parameters.values[gamma.clone()].fill(R::ONE);
        let beta = parameters.alloc(Role::Beta, stage, size);
        let running = over_batch.then(|| {
            let start = parameters.running.len();
            parameters.running.resize(start + size, R::ZERO);
            parameters.running.resize(start + 2 * size, R::ONE);
            start..start + size
        });
        Standardise { size, gamma, beta, running }
    }

    /// Number of pairs (μ, s) in a batch.
    pub fn groups(&self, batch: usize) -> usize {
        if self.running.is_some() { self.size } else { batch }
    }

    /// Computes y from x. `kept` receives μ of every group, then s of every group, for backward.
    pub fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], kept: &mut [R], y: &mut [R]) {
        let (mean, scale) = kept.split_at_mut(kept.len() / 2);
        for (group, (mean, scale)) in mean.iter_mut().zip(scale).enumerate() {
            let members = || self.members(x.len(), group).map(|(_, n)| x[n]);
            let (mu, variance) = moments(members);
            (*mean, *scale) = (mu, inverse_deviation(variance));
            if let Some(running) = &self.running {
                let count = (x.len() / self.size) as f64;
                // As in PyTorch, the running variance is the unbiased one.
                let unbiased = if count > 1.0 { count / (count - 1.0) } else { 1.0 };
                fade(&mut parameters.running[running.start + group], mu);
                fade(&mut parameters.running[running.end + group], variance * R::from_f64(unbiased));
            }
        }
        self.apply(&parameters.values, x, kept, y);
    }

    /// Computes y from x at test time; `kept` as in [`Standardise::forward`].
    pub fn evaluate<R: Real>(&self, parameters: &Parameters<R>, x: &[R], kept: &mut [R], y: &mut [R]) {
        let (mean, scale) = kept.split_at_mut(kept.len() / 2);
        for (group, (mean, scale)) in mean.iter_mut().zip(scale).enumerate() {
            let (mu, variance) = match &self.running {
                Some(running) => (parameters.running[running.start + group], parameters.running[running.end + group]),
                None => moments(|| self.members(x.len(), group).map(|(_, n)| x[n])),
            };
            (*mean, *scale) = (mu, inverse_deviation(variance));
        }
        self.apply(&parameters.values, x, kept, y);
    }

    /// Computes dγ and dβ.
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], kept: &[R], d_y: &[R]) {
        let batch = x.len() / self.size;
        for (o, row) in d_y.chunks_exact(batch).enumerate() {
            let (mut d_gamma, mut d_beta) = (R::ZERO, R::ZERO);
            for (b, &d) in row.iter().enumerate() {
                d_gamma += d * self.hat(x, kept, o * batch + b);
                d_beta += d;
            }
            (grads[self.gamma.start + o], grads[self.beta.start + o]) = (d_gamma, d_beta);
        }
    }

    /// Computes dx from dy.
    pub fn hand_down<R: Real>(&self, values: &[R], x: &[R], kept: &[R], d_y: &[R], d_x: &mut [R]) {
        let (mean, scale) = kept.split_at(kept.len() / 2);
        let gamma = &values[self.gamma.clone()];
        let share = R::ONE / R::from_f64((x.len() / mean.len()) as f64);
        for (group, (&mean, &scale)) in mean.iter().zip(scale).enumerate() {
            let (mut sum, mut along) = (R::ZERO, R::ZERO);
            for (o, n) in self.members(x.len(), group) {
                let g = gamma[o] * d_y[n];
                sum += g;
                along += g * ((x[n] - mean) * scale);
            }
            let (sum, along) = (share * sum, share * along);
            for (o, n) in self.members(x.len(), group) {
                d_x[n] = scale * (gamma[o] * d_y[n] - sum - (x[n] - mean) * scale * along);
            }
        }
    }

    /// x̂ at entry `n`.
    pub fn hat<R: Real>(&self, x: &[R], kept: &[R], n: usize) -> R {
        let (group, groups) = (self.group(x.len(), n), kept.len() / 2);
        (x[n] - kept[group]) * kept[groups + group]
    }

    /// The group that entry `n` of a block of `len` belongs to.
    pub fn group(&self, len: usize, n: usize) -> usize {
        let batch = len / self.size;
        if self.running.is_some() { n / batch } else { n % batch }
    }

    /// The entries of a group, in order, each with its unit. A group is a row of the block, or a column.
    fn members(&self, len: usize, group: usize) -> impl Iterator<Item = (usize, usize)> {
        let (batch, over_batch) = (len / self.size, self.running.is_some());
        let count = if over_batch { batch } else { self.size };
        (0..count).map(move |i| if over_batch { (group, group * batch + i) } else { (i, i * batch + group) })
    }

    fn apply<R: Real>(&self, values: &[R], x: &[R], kept: &[R], y: &mut [R]) {
        let (mean, scale) = kept.split_at(kept.len() / 2);
        let (gamma, beta) = (&values[self.gamma.clone()], &values[self.beta.clone()]);
        for (group, (&mean, &scale)) in mean.iter().zip(scale).enumerate() {
            for (o, n) in self.members(x.len(), group) {
                y[n] = gamma[o] * ((x[n] - mean) * scale) + beta[o];
            }
        }
    }
}

/// Computes mean and biased variance in two passes.
fn moments<R: Real, I: Iterator<Item = R>>(members: impl Fn() -> I) -> (R, R) {
    let (mut sum, mut count) = (R::ZERO, 0.0);
    for x in members() {
        sum += x;
        count += 1.0;
    }
    let share = R::ONE / R::from_f64(count);
    let mean = sum * share;
    let squares = members().fold(R::ZERO, |sum, x| sum + (x - mean) * (x - mean));
    (mean, squares * share)
}

fn inverse_deviation<R: Real>(variance: R) -> R {
    R::ONE / (variance + R::from_f64(NORM_EPSILON)).sqrt()
}

fn fade<R: Real>(running: &mut R, newest: R) {
    *running = R::from_f64(1.0 - NORM_MOMENTUM) * *running + R::from_f64(NORM_MOMENTUM) * newest;
}

//! Batch norm and layer norm.

use super::operation::{Computation, Magnitudes, Mixes, Operation, Reading, largest};
use crate::net::{Block, Layout, Parameters, Role};
use crate::num::Real;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

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
    /// ε under the root.
    pub epsilon: f64,
    /// Weight of the newest batch in the running statistics.
    pub momentum: f64,
}

impl Standardise {
    /// Adds its parameters to the layout. They start with γ = 1, β = 0, running mean 0 and variance 1.
    pub fn add(
        layout: &mut Layout,
        stage: usize,
        size: usize,
        over_batch: bool,
        (epsilon, momentum): (f64, f64),
    ) -> Standardise {
        let gamma = layout.add(Role::Gamma, stage, size);
        let beta = layout.add(Role::Beta, stage, size);
        let running = over_batch.then(|| layout.add_running(size));
        Standardise { size, gamma, beta, running, epsilon, momentum }
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
            (*mean, *scale) = (mu, inverse_deviation(variance, self.epsilon));
            if let Some(running) = &self.running {
                let count = (x.len() / self.size) as f64;
                // As in PyTorch, the running variance is the unbiased one.
                let unbiased = if count > 1.0 { count / (count - 1.0) } else { 1.0 };
                let unbiased = variance * R::from_f64(unbiased);
                fade(&mut parameters.running[running.start + group], mu, self.momentum);
                fade(&mut parameters.running[running.end + group], unbiased, self.momentum);
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
            (*mean, *scale) = (mu, inverse_deviation(variance, self.epsilon));
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

fn inverse_deviation<R: Real>(variance: R, epsilon: f64) -> R {
    R::ONE / (variance + R::from_f64(epsilon)).sqrt()
}

fn fade<R: Real>(running: &mut R, newest: R, momentum: f64) {
    *running = R::from_f64(1.0 - momentum) * *running + R::from_f64(momentum) * newest;
}

impl Operation for Standardise {
    fn prepare<R: Real>(&self, batch: usize, block: &mut Block<R>) {
        block.kept = vec![R::ZERO; 2 * self.groups(batch)];
    }

    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, _x: &[R], input: &[R], block: &mut Block<R>) {
        self.forward(parameters, input, &mut block.kept, &mut block.value);
    }

    fn evaluate<R: Real>(&self, parameters: &Parameters<R>, _x: &[R], input: &[R], kept: &mut Vec<R>, value: &mut [R]) {
        kept.resize(2 * self.groups(input.len() / self.size), R::ZERO);
        self.evaluate(parameters, input, kept, value);
    }

    fn gradients<R: Real>(&self, grads: &mut [R], _x: &[R], input: &[R], block: &Block<R>) {
        self.gradients(grads, input, &block.kept, &block.d);
    }

    fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]) {
        self.hand_down(values, input, &block.kept, &block.d, d_input);
    }

    fn owns(&self, index: usize) -> bool {
        self.gamma.contains(&index) || self.beta.contains(&index)
    }

    fn mixes(&self) -> Mixes {
        if self.running.is_some() { Mixes::Examples } else { Mixes::Units }
    }

    /// A number's own rounding, and its part in the mean and the deviation of its group.
    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        let (x, kept, groups) = (at.input, at.kept, at.kept.len() / 2);
        let mut mean = vec![0.0; groups];
        let sizes = || at.before.iter().enumerate();
        sizes().for_each(|(n, size)| mean[self.group(x.len(), n)] += size * groups as f64 / x.len() as f64);
        let of = |(n, size): (usize, &f64)| {
            let (group, o) = (self.group(x.len(), n), n / at.batch);
            let spread = 1.0 + self.hat(x, kept, n).abs();
            at.values[self.gamma.start + o].abs() * kept[groups + group] * (size + spread * mean[group])
                + at.values[self.beta.start + o].abs()
        };
        sizes().map(of).collect()
    }

    fn overflows<R: Real>(&self, kept: &[R]) -> bool {
        kept[kept.len() / 2..].contains(&R::ZERO)
    }

    fn overflow(&self, at: &dyn Reading) -> Option<(usize, Computation)> {
        let (groups, len) = (self.groups(at.batch()), self.size * at.batch());
        let group = (0..groups).find(|group| at.kept(groups + group) == 0.0)?;
        let members = || (0..len).filter(|&n| self.group(len, n) == group);
        let terms: Vec<(String, f64)> = members().map(|n| ("x − μ".into(), at.input(n) - at.kept(group))).collect();
        Some((members().next()?, Computation { formula: "mean of (x − μ)²", terms: largest(terms) }))
    }

    fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        let (o, [mean, scale]) = (n / at.batch(), self.statistics(at, n));
        let [gamma, beta] = [&self.gamma, &self.beta].map(|range| at.parameter(range.start + o));
        let running = self.running.as_ref().map(|range| [range.start, range.end].map(|start| at.running(start + o)));
        let [running_mean, running_variance] = running.unwrap_or_default();
        let terms = [
            ("x", at.input(n)),
            ("μ", mean),
            ("1/√(v + ε)", scale),
            ("γ", gamma),
            ("β", beta),
            ("running μ", running_mean),
            ("running v", running_variance),
        ];
        let shown = if running.is_some() { &terms[..] } else { &terms[..5] };
        Computation::of("γ·(x − μ)/√(v + ε) + β", shown)
    }

    fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation {
        if self.beta.contains(&index) {
            let o = index - self.beta.start;
            return Computation::over_batch("Σ over the batch of ∂L/∂y", "∂L/∂y", at, o, |_| 1.0);
        }
        let o = index - self.gamma.start;
        let hat = |b: usize| {
            let n = o * at.batch() + b;
            let [mean, scale] = self.statistics(at, n);
            (at.input(n) - mean) * scale
        };
        Computation::over_batch("Σ over the batch of ∂L/∂y·x̂", "∂L/∂y·x̂", at, o, hat)
    }

    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        let ([_, scale], gamma) = (self.statistics(at, n), at.parameter(self.gamma.start + n / at.batch()));
        let operands = [("∂L/∂y", at.d(n)), ("γ", gamma), ("s", scale)];
        Computation::of("s·(g − mean of g − x̂·mean of g·x̂), g = γ·∂L/∂y", &operands)
    }
}

impl Standardise {
    /// μ and s of the group that number `n` belongs to.
    fn statistics(&self, at: &dyn Reading, n: usize) -> [f64; 2] {
        let (batch, group) = (at.batch(), self.group(self.size * at.batch(), n));
        [at.kept(group), at.kept(self.groups(batch) + group)]
    }
}

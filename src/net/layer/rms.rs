//! RMSNorm.

use super::operation::{Computation, Magnitudes, Mixes, Operation, Reading, largest};
use crate::net::{Block, Layout, Parameters, Role};
use crate::num::Real;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// Division of each example by the root mean square of its layer's units: layer norm without mean and shift.
///
/// y = γ·x̂        x̂ = x·s, s = 1/√(v + ε), v = mean of x²
///
/// Gradient path: with g = γ·dy, dx = s·(g − x̂·mean(g·x̂)): the layer removes from the gradient the part that would
/// only stretch its input; the part that would shift it stays.
/// Shapes: x, y \[O×B\]; γ \[O\]; s \[B\].
/// Source: Zhang & Sennrich 2019, “Root mean square layer normalization”.
#[derive(Clone, Debug, PartialEq)]
pub struct Rms {
    /// O.
    pub size: usize,
    /// Range of γ in the arena.
    pub gamma: Range<usize>,
    /// ε under the root.
    pub epsilon: f64,
}

impl Rms {
    /// Adds its parameter to the layout: γ, which starts at 1.
    pub fn add(layout: &mut Layout, stage: usize, size: usize, epsilon: f64) -> Rms {
        let gamma = layout.add(Role::Gamma, stage, size);
        Rms { size, gamma, epsilon }
    }

    /// Computes y from x. `kept` receives s of every example, for backward.
    fn apply<R: Real>(&self, values: &[R], x: &[R], kept: &mut [R], y: &mut [R]) {
        let (batch, gamma) = (kept.len(), &values[self.gamma.clone()]);
        let share = R::ONE / R::from_f64(self.size as f64);
        for (b, scale) in kept.iter_mut().enumerate() {
            let squares = x.iter().skip(b).step_by(batch).fold(R::ZERO, |sum, &x| sum + x * x);
            *scale = R::ONE / (squares * share + R::from_f64(self.epsilon)).sqrt();
        }
        for (o, &gamma) in gamma.iter().enumerate() {
            for (b, &scale) in kept.iter().enumerate() {
                let n = o * batch + b;
                y[n] = gamma * (x[n] * scale);
            }
        }
    }
}

impl Operation for Rms {
    fn prepare<R: Real>(&self, batch: usize, block: &mut Block<R>) {
        block.kept = vec![R::ZERO; batch];
    }

    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, _x: &[R], input: &[R], block: &mut Block<R>) {
        self.apply(&parameters.values, input, &mut block.kept, &mut block.value);
    }

    fn evaluate<R: Real>(&self, parameters: &Parameters<R>, _x: &[R], input: &[R], kept: &mut Vec<R>, value: &mut [R]) {
        kept.resize(input.len() / self.size, R::ZERO);
        self.apply(&parameters.values, input, kept, value);
    }

    fn gradients<R: Real>(&self, grads: &mut [R], _x: &[R], input: &[R], block: &Block<R>) {
        let batch = block.kept.len();
        for (o, (d, x)) in block.d.chunks_exact(batch).zip(input.chunks_exact(batch)).enumerate() {
            let terms = d.iter().zip(x).zip(&block.kept).map(|((&d, &x), &scale)| d * (x * scale));
            grads[self.gamma.start + o] = terms.fold(R::ZERO, |sum, term| sum + term);
        }
    }

    fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]) {
        let (batch, gamma) = (block.kept.len(), &values[self.gamma.clone()]);
        let share = R::ONE / R::from_f64(self.size as f64);
        for (b, &scale) in block.kept.iter().enumerate() {
            let members = || gamma.iter().zip((b..input.len()).step_by(batch));
            let term = |sum, (&gamma, n): (&R, usize)| sum + gamma * block.d[n] * (input[n] * scale);
            let along = members().fold(R::ZERO, term);
            for (&gamma, n) in members() {
                d_input[n] = scale * (gamma * block.d[n] - input[n] * scale * (share * along));
            }
        }
    }

    fn owns(&self, index: usize) -> bool {
        self.gamma.contains(&index)
    }

    fn mixes(&self) -> Mixes {
        Mixes::Units
    }

    /// A number's own rounding, and its part in the mean square of its example.
    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        let mut mean = vec![0.0; at.batch];
        at.before.iter().enumerate().for_each(|(n, size)| mean[n % at.batch] += size / self.size as f64);
        let of = |(n, size): (usize, &f64)| {
            let (b, scale) = (n % at.batch, at.kept[n % at.batch]);
            at.values[self.gamma.start + n / at.batch].abs() * scale * (size + (at.input[n] * scale).abs() * mean[b])
        };
        at.before.iter().enumerate().map(of).collect()
    }

    fn overflows<R: Real>(&self, kept: &[R]) -> bool {
        kept.contains(&R::ZERO)
    }

    fn overflow(&self, at: &dyn Reading) -> Option<(usize, Computation)> {
        let b = (0..at.batch()).find(|&b| at.kept(b) == 0.0)?;
        let members = (0..self.size).map(|o| ("x".into(), at.input(o * at.batch() + b)));
        let terms: Vec<(String, f64)> = members.collect();
        Some((b, Computation { formula: "mean of x²", terms: largest(terms) }))
    }

    fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        let gamma = at.parameter(self.gamma.start + n / at.batch());
        let terms = [("x", at.input(n)), ("1/√(mean x² + ε)", at.kept(n % at.batch())), ("γ", gamma)];
        Computation::of("γ·x/√(mean x² + ε)", &terms)
    }

    fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation {
        let o = index - self.gamma.start;
        let hat = |b: usize| at.input(o * at.batch() + b) * at.kept(b);
        Computation::over_batch("Σ over the batch of ∂L/∂y·x̂", "∂L/∂y·x̂", at, o, hat)
    }

    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        let (scale, gamma) = (at.kept(n % at.batch()), at.parameter(self.gamma.start + n / at.batch()));
        Computation::of("s·(g − x̂·mean of g·x̂), g = γ·∂L/∂y", &[("∂L/∂y", at.d(n)), ("γ", gamma), ("s", scale)])
    }
}

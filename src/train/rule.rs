//! Update rules, sorted in order of increasing complexity: plain loops over the arena.

use crate::num::{Lanes, Real, passes};
use crate::spec::Rule;
use alloc::vec;
use alloc::vec::Vec;

/// The constants of a rule at one step, in the precision that trains.
#[derive(Clone, Copy, Debug)]
pub(super) struct Constants<R> {
    /// α.
    pub alpha: R,
    /// μ.
    pub mu: R,
    /// ρ, or β₂.
    pub rho: R,
    /// β₁.
    pub beta: R,
    /// ε.
    pub epsilon: R,
    /// 1/(1 − β₁ᵗ), and the root of 1/(1 − β₂ᵗ), t counted from 1.
    pub corrections: [R; 2],
}

/// What a rule remembers from step to step: v of momentum, s of AdaGrad and RMSProp, m and v of Adam.
#[derive(Clone, Debug)]
pub(super) struct Memory<R> {
    pub first: Vec<R>,
    pub second: Vec<R>,
}

impl<R: Real> Memory<R> {
    /// Room for `count` parameters, as far as the rule needs it; all 0.
    pub(super) fn new(rule: Rule, count: usize) -> Memory<R> {
        let room = |needed: bool| vec![R::ZERO; if needed { count } else { 0 }];
        Memory { first: room(rule != Rule::Sgd), second: room(matches!(rule, Rule::Adam | Rule::Adamw)) }
    }
}

impl Rule {
    /// Writes the step of every parameter into `updates`, from its gradient.
    pub(super) fn steps<R: Real>(self, c: Constants<R>, grads: &[R], memory: &mut Memory<R>, updates: &mut [R]) {
        let pairs = updates.iter_mut().zip(grads);
        let first = memory.first.iter_mut();
        match self {
            // ΔW = −α·g
            Rule::Sgd => {
                let alpha = R::Lanes::splat(c.alpha);
                passes::write(updates, [grads], |[g]| -(alpha * g));
            }
            // v ← μ·v + g, ΔW = −α·v
            Rule::Momentum => pairs.zip(first).for_each(|((step, &g), v)| {
                *v = c.mu * *v + g;
                *step = -(c.alpha * *v);
            }),
            // v ← μ·v + g, ΔW = −α·(g + μ·v)
            Rule::Nesterov => pairs.zip(first).for_each(|((step, &g), v)| {
                *v = c.mu * *v + g;
                *step = -(c.alpha * (g + c.mu * *v));
            }),
            // s ← s + g², ΔW = −α·g/(√s + ε)
            Rule::Adagrad => pairs.zip(first).for_each(|((step, &g), s)| {
                *s += g * g;
                *step = -(c.alpha * g / (s.sqrt() + c.epsilon));
            }),
            // s ← ρ·s + (1−ρ)·g², ΔW = −α·g/(√s + ε)
            Rule::Rmsprop => pairs.zip(first).for_each(|((step, &g), s)| {
                *s = c.rho * *s + (R::ONE - c.rho) * g * g;
                *step = -(c.alpha * g / (s.sqrt() + c.epsilon));
            }),
            // m ← β₁·m + (1−β₁)·g, v ← β₂·v + (1−β₂)·g², ΔW = −α·m̂/(√v̂ + ε)
            Rule::Adam | Rule::Adamw => pairs.zip(first.zip(&mut memory.second)).for_each(|((step, &g), (m, v))| {
                *m = c.beta * *m + (R::ONE - c.beta) * g;
                *v = c.rho * *v + (R::ONE - c.rho) * g * g;
                // √v̂ root first: a v that is still a number must not become ∞ by its correction.
                let (m, root) = (*m * c.corrections[0], v.sqrt() * c.corrections[1]);
                *step = -(c.alpha * m / (root + c.epsilon));
            }),
        }
    }
}

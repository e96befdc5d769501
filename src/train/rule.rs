//! Update rules, sorted in order of increasing complexity: plain loops over the parameter arena.

use crate::net::Parameter;
use crate::num::{Lanes, Real, passes};
use crate::spec::{LiveKnob, Rule, Spec, Tuning};
use alloc::vec;
use alloc::vec::Vec;

/// What a rule remembers from step to step.
#[derive(Clone, Debug)]
pub(super) struct Memory<R> {
    /// The lists that the rule's description names, one number per parameter each.
    pub lists: Vec<Vec<R>>,
    /// Room for intermediate results, which the first step takes and the others reuse. Not part of the state.
    #[allow(dead_code)] // For rules that need it.
    pub work: Vec<R>,
}

impl<R: Real> Memory<R> {
    /// The memory of a rule for `count` parameters, all 0.
    pub(super) fn new(rule: Rule, count: usize) -> Memory<R> {
        let lists = rule.description().memory.iter().map(|_| vec![R::ZERO; count]).collect();
        Memory { lists, work: Vec::new() }
    }
}

/// One step of a rule: what it reads and what it writes. All lists have one number per parameter.
#[derive(Debug)]
pub(super) struct Step<'a, R> {
    /// The knobs that do not change while it runs.
    pub spec: &'a Spec,
    /// Those that do.
    pub tuning: Tuning,
    /// α, with warm-up and schedule.
    pub alpha: R,
    /// The number of the step, from 0.
    pub step: u32,
    /// What lies where, and which tensors are matrices.
    #[allow(dead_code)] // Read by rules that treat matrices as such.
    pub tensors: &'a [Parameter],
    /// ∂L/∂W.
    pub grads: &'a [R],
    /// What the rule remembers.
    pub memory: &'a mut Memory<R>,
    /// ΔW, to be written.
    pub updates: &'a mut [R],
}

impl Rule {
    /// Writes the step of every parameter into `updates`.
    pub(super) fn apply<R: Real>(self, step: Step<R>) {
        match self {
            Rule::Sgd => sgd(step),
            Rule::Momentum => momentum(step),
            Rule::Nesterov => nesterov(step),
            Rule::Adagrad => adagrad(step),
            Rule::Rmsprop => rmsprop(step),
            Rule::Adam | Rule::Adamw => adam(step),
        }
    }
}

impl<R: Real> Step<'_, R> {
    /// μ.
    fn mu(&self) -> R {
        R::from_f64(self.tuning.of(LiveKnob::Momentum))
    }

    /// ε.
    fn epsilon(&self) -> R {
        R::from_f64(self.spec.epsilon)
    }

    /// Calls `f` with ΔW, g and the first remembered number of every parameter.
    fn each(self, f: impl Fn(&mut R, R, &mut R)) {
        let first = self.memory.lists.iter_mut().take(1).flatten();
        self.updates.iter_mut().zip(self.grads).zip(first).for_each(|((delta, &g), v)| f(delta, g, v));
    }
}

/// ΔW = −α·g
fn sgd<R: Real>(step: Step<R>) {
    let alpha = R::Lanes::splat(step.alpha);
    passes::write(step.updates, [step.grads], |[g]| -(alpha * g));
}

/// v ← μ·v + g, ΔW = −α·v
fn momentum<R: Real>(step: Step<R>) {
    let (alpha, mu) = (step.alpha, step.mu());
    step.each(|delta, g, v| {
        *v = mu * *v + g;
        *delta = -(alpha * *v);
    });
}

/// v ← μ·v + g, ΔW = −α·(g + μ·v)
fn nesterov<R: Real>(step: Step<R>) {
    let (alpha, mu) = (step.alpha, step.mu());
    step.each(|delta, g, v| {
        *v = mu * *v + g;
        *delta = -(alpha * (g + mu * *v));
    });
}

/// s ← s + g², ΔW = −α·g/(√s + ε)
fn adagrad<R: Real>(step: Step<R>) {
    let (alpha, epsilon) = (step.alpha, step.epsilon());
    step.each(|delta, g, s| {
        *s += g * g;
        *delta = -(alpha * g / (s.sqrt() + epsilon));
    });
}

/// s ← ρ·s + (1−ρ)·g², ΔW = −α·g/(√s + ε)
fn rmsprop<R: Real>(step: Step<R>) {
    let (alpha, epsilon, rho) = (step.alpha, step.epsilon(), R::from_f64(step.spec.rho));
    step.each(|delta, g, s| {
        *s = rho * *s + (R::ONE - rho) * g * g;
        *delta = -(alpha * g / (s.sqrt() + epsilon));
    });
}

/// m ← β₁·m + (1−β₁)·g, s ← β₂·s + (1−β₂)·g², ΔW = −α·m̂/(√ŝ + ε), with m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), t from 1
fn adam<R: Real>(step: Step<R>) {
    let constants = Adam::of(&step);
    let [m, s] = &mut step.memory.lists[..] else { return };
    constants.write(step.updates, step.grads, m, s);
}

/// The constants of Adam at one step.
struct Adam<R> {
    alpha: R,
    betas: [R; 2],
    epsilon: R,
    /// 1/(1 − β₁ᵗ), and the root of 1/(1 − β₂ᵗ).
    corrections: [R; 2],
}

impl<R: Real> Adam<R> {
    fn of(step: &Step<R>) -> Adam<R> {
        let Spec { beta1, beta2, .. } = *step.spec;
        let correction = |beta: f64| 1.0 / (1.0 - libm::pow(beta, f64::from(step.step) + 1.0));
        Adam {
            alpha: step.alpha,
            betas: [beta1, beta2].map(R::from_f64),
            epsilon: step.epsilon(),
            corrections: [correction(beta1), crate::num::sqrt(correction(beta2))].map(R::from_f64),
        }
    }

    /// Writes ΔW of some parameters.
    fn write(&self, updates: &mut [R], grads: &[R], m: &mut [R], s: &mut [R]) {
        let [beta1, beta2] = self.betas;
        for ((delta, &g), (m, s)) in updates.iter_mut().zip(grads).zip(m.iter_mut().zip(s)) {
            *m = beta1 * *m + (R::ONE - beta1) * g;
            *s = beta2 * *s + (R::ONE - beta2) * g * g;
            // The root of ŝ first: a finite s must not become ∞ through its correction.
            let (m, root) = (*m * self.corrections[0], s.sqrt() * self.corrections[1]);
            *delta = -(self.alpha * m / (root + self.epsilon));
        }
    }
}

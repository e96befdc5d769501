//! Update rules, in order of increasing complexity: plain loops over the parameter arena.

use crate::net::Parameter;
use crate::num::{Lanes, Norm, Real, passes, product, product_outer, product_transposed, sqrt};
use crate::spec::{LiveKnob, Rule, Spec, Tuning};
use alloc::vec;
use alloc::vec::Vec;

/// The memory of a rule from step to step.
#[derive(Clone, Debug)]
pub(super) struct Memory<R> {
    /// The lists that the rule's description names, one number per parameter each.
    pub lists: Vec<Vec<R>>,
    /// Buffers for intermediate results, allocated by the first step and reused by the others. Not part of the state.
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
    /// The knobs that are fixed during a run.
    pub spec: &'a Spec,
    /// The live knobs.
    pub tuning: Tuning,
    /// α, with warm-up and schedule.
    pub alpha: R,
    /// The number of the step, from 0.
    pub step: u32,
    /// The tensors, their ranges and shapes.
    pub tensors: &'a [Parameter],
    /// ∂L/∂W.
    pub grads: &'a [R],
    /// The memory of the rule.
    pub memory: &'a mut Memory<R>,
    /// ΔW, the output.
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
            Rule::Muon => muon(step),
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
            corrections: [correction(beta1), sqrt(correction(beta2))].map(R::from_f64),
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

/// V ← μ·V + G, ΔW = −α·√max(1, O/I)·orthogonalize(G + μ·V), for every W \[O×I\] of more than one row and column.
///
/// A step changes the output by a comparable amount along every direction of the input, even where the gradient has all
/// but one singular value near 0, as below many saturating layers. Biases, the parameters of norms and weights with a
/// single row or column have no directions to balance: as in Jordan's own training, Adam updates them, at the same α.
/// Unlike there, the output layer is a matrix like the others.
///
/// Source: Jordan 2024, “Muon: an optimizer for hidden layers in neural networks”.
fn muon<R: Real>(step: Step<R>) {
    let (adam, alpha, mu) = (Adam::of(&step), step.alpha, step.mu());
    let Memory { lists, work } = step.memory;
    let [v, s] = &mut lists[..] else { return };
    for tensor in step.tensors {
        let (at, columns) = (tensor.range.clone(), tensor.columns);
        let (delta, grads, v) = (&mut step.updates[at.clone()], &step.grads[at.clone()], &mut v[at.clone()]);
        let rows = at.len() / columns;
        if rows.min(columns) == 1 {
            adam.write(delta, grads, v, &mut s[at]);
            continue;
        }
        for ((delta, &g), v) in delta.iter_mut().zip(grads).zip(v) {
            *v = mu * *v + g;
            *delta = g + mu * *v;
        }
        orthogonalize(delta, columns, work);
        let scale = alpha * R::from_f64(sqrt((rows as f64 / columns as f64).max(1.0)));
        delta.iter_mut().for_each(|delta| *delta = -(scale * *delta));
    }
}

/// Newton–Schulz: X ← a·X + (b·A + c·A²)·X with A = X·Xᵀ, five times, from X/‖X‖. The polynomial takes every singular
/// value between 0.001 and 1 to about 1 (0.7 to 1.2); a matrix of more rows than columns uses A = Xᵀ·X from the right.
fn orthogonalize<R: Real>(x: &mut [R], columns: usize, work: &mut Vec<R>) {
    let [a, b, c] = [3.4445, -4.775, 2.0315].map(R::from_f64);
    let (rows, norm) = (x.len() / columns, Norm::of(x).l2);
    if norm == 0.0 {
        return;
    }
    // Divided in f64: the inverse of a vanished gradient's norm may be beyond the range of f32.
    x.iter_mut().for_each(|x| *x = R::from_f64(x.to_f64() / norm));
    let (wide, square) = (rows <= columns, rows.min(columns) * rows.min(columns));
    work.resize(work.len().max(2 * square + x.len()), R::ZERO);
    let (gram, rest) = work.split_at_mut(square);
    let (factor, rest) = rest.split_at_mut(square);
    let next = &mut rest[..x.len()];
    for _ in 0..5 {
        if wide {
            product_outer(x, x, gram, columns)
        } else {
            product_transposed(x, x, gram, columns)
        }
        product(gram, gram, None, factor, rows.min(columns));
        factor.iter_mut().zip(&*gram).for_each(|(factor, &gram)| *factor = b * gram + c * *factor);
        if wide {
            product(factor, x, None, next, columns)
        } else {
            product(x, factor, None, next, columns)
        }
        x.iter_mut().zip(&*next).for_each(|(x, &next)| *x = a * *x + next);
    }
}

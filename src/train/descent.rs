//! From a gradient to an update: gradient → penalty → clip → rule → ΔW → W.

use super::rule::{Memory, Step};
use crate::net::Parameters;
use crate::num::{Norm, Real, passes, with_room};
use crate::spec::{LiveKnob, Rule, Spec, Tuning};
use alloc::vec::Vec;

/// A scale factor below this is close to the end of the range of f32.
const TINY: f64 = 1e-30;

/// What penalties and clipping did to the gradient: norms over all parameters together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clipped {
    /// The norm of the gradient of the loss, before penalties.
    pub data: f64,
    /// The norm after the penalties were added.
    pub before: f64,
    /// The norm after clipping.
    pub after: f64,
    /// Whether clipping made it shorter.
    pub fired: bool,
}

/// The optimizer: penalties, clipping and the update rule with its memory.
#[derive(Debug)]
pub(super) struct Descent<R> {
    rule: Rule,
    memory: Memory<R>,
    /// A copy of the gradient of the loss, if penalties or clipping change it; otherwise empty.
    pub(super) data: Vec<R>,
    /// What the last `Clip` phase did; `None` if no penalty and no limit is set.
    pub(super) clipped: Option<Clipped>,
}

impl<R: Clone> Clone for Descent<R> {
    fn clone(&self) -> Descent<R> {
        Descent { data: with_room(&self.data), memory: self.memory.clone(), ..*self }
    }
}

impl<R: Real> Descent<R> {
    pub(super) fn new(rule: Rule, parameters: usize) -> Descent<R> {
        let data = Vec::with_capacity(parameters);
        Descent { rule, memory: Memory::new(rule, parameters), data, clipped: None }
    }

    /// Adds the gradients of the penalties, then clips: by norm, which keeps the direction, and by value, which does
    /// not.
    pub(super) fn clip(&mut self, parameters: &mut Parameters<R>, tuning: Tuning) {
        let [l1, l2, norm, value] =
            [LiveKnob::L1, LiveKnob::L2, LiveKnob::ClipNorm, LiveKnob::ClipValue].map(|knob| tuning.of(knob));
        self.data.clear();
        self.clipped = None;
        if [l1, l2, norm, value] == [0.0; 4] {
            return;
        }
        self.data.extend_from_slice(&parameters.grads);
        let data = Norm::of(&parameters.grads).l2;
        penalise(parameters, R::from_f64(l1), R::from_f64(l2));
        let before = Norm::of(&parameters.grads).l2;
        if norm > 0.0 && (before > norm || before.is_nan()) {
            shorten(&mut parameters.grads, before, norm);
        }
        if value > 0.0 {
            parameters.grads.iter_mut().for_each(|g| *g = cut(*g, R::from_f64(value)));
        }
        let after = Norm::of(&parameters.grads).l2;
        self.clipped = Some(Clipped { data, before, after, fired: after < before });
    }

    /// Writes ΔW into `updates` and adds it to `values`. `step` counts from 0.
    pub(super) fn update(&mut self, parameters: &mut Parameters<R>, spec: &Spec, tuning: Tuning, step: u32) {
        let alpha = R::from_f64(spec.learning_rate_at(step));
        let Parameters { values, grads, updates, tensors, .. } = parameters;
        self.rule.apply(Step { spec, tuning, alpha, step, tensors, grads, memory: &mut self.memory, updates });
        let decay = tuning.of(LiveKnob::Decay);
        if decay > 0.0 {
            let share = alpha * R::from_f64(decay);
            for tensor in tensors.iter().filter(|tensor| tensor.role.decays()) {
                let pairs = updates[tensor.range.clone()].iter_mut().zip(&values[tensor.range.clone()]);
                pairs.for_each(|(step, &w)| *step += -(share * w));
            }
        }
        passes::update(values, [updates], |value, [step]| value + step);
    }

    /// The rule's memory: the lists that its description names.
    pub(super) fn memory(&self) -> &[Vec<R>] {
        &self.memory.lists
    }

    /// Restores saved memory, and forgets the last gradient.
    pub(super) fn restore(&mut self, mut saved: &[R]) {
        self.forget();
        for list in &mut self.memory.lists {
            let (first, rest) = saved.split_at(list.len());
            list.copy_from_slice(first);
            saved = rest;
        }
    }

    /// Forgets everything, as before the first step.
    pub(super) fn forget(&mut self) {
        self.memory.lists.iter_mut().for_each(|list| list.fill(R::ZERO));
        self.data.clear();
        self.clipped = None;
    }
}

/// g ← g · limit/length. If the length is NaN the gradient becomes NaN, so that the user sees it.
fn shorten<R: Real>(grads: &mut [R], length: f64, limit: f64) {
    let scale = limit / length;
    // A factor this small has few digits left in f32, so the gradient is multiplied by its root twice.
    let twice = scale < TINY;
    let scale = R::from_f64(if twice { crate::num::sqrt(limit) / crate::num::sqrt(length) } else { scale });
    for _ in 0..=u32::from(twice) {
        grads.iter_mut().for_each(|g| *g *= scale);
    }
}

/// g ← g + λ₂·w + λ₁·sign w, on weights.
pub fn penalise<R: Real>(parameters: &mut Parameters<R>, l1: R, l2: R) {
    if l1 == R::ZERO && l2 == R::ZERO {
        return;
    }
    let Parameters { values, grads, tensors, .. } = parameters;
    for tensor in tensors.iter().filter(|tensor| tensor.role.decays()) {
        let pairs = grads[tensor.range.clone()].iter_mut().zip(&values[tensor.range.clone()]);
        pairs.for_each(|(g, &w)| *g += l2 * w + l1 * sign(w));
    }
}

/// The penalties, λ₂/2·Σw² + λ₁·Σ|w| over the weights, which are added to the loss.
pub fn penalty<R: Real>(parameters: &Parameters<R>, l1: f64, l2: f64) -> f64 {
    let weights = parameters.tensors.iter().filter(|tensor| tensor.role.decays());
    let values = weights.flat_map(|tensor| parameters.values[tensor.range.clone()].iter().map(|w| w.to_f64()));
    values.fold(0.0, |sum, w| sum + 0.5 * l2 * w * w + l1 * libm::fabs(w))
}

fn sign<R: Real>(w: R) -> R {
    if w > R::ZERO {
        R::ONE
    } else if w < R::ZERO {
        -R::ONE
    } else {
        w
    }
}

fn cut<R: Real>(g: R, limit: R) -> R {
    if g > limit {
        limit
    } else if g < -limit {
        -limit
    } else {
        g
    }
}

//! Units that pass no gradient on: dead or saturated.

use super::found::Found;
use crate::num::{percent, two_digits};
use crate::spec::Activation;
use crate::verdict::cells;
use crate::verdict::facts::Facts;
use crate::verdict::limits::{Limit, Limits};
use crate::verdict::symptom::Symptom;
use alloc::format;

/// The layer with the largest fraction, among those asked about whose z is known.
fn worst(fractions: &[f64], asked: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
    let measured = fractions.iter().copied().enumerate().filter(|&(k, fraction)| asked(k) && !fraction.is_nan());
    measured.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Units that are off for every example. No gradient reaches their weights, so they stay off.
pub(in crate::verdict) fn dead(facts: &Facts, limits: &Limits) -> Option<Found> {
    let (k, fraction) = worst(&facts.dead, |_| true).filter(|_| !facts.learns(limits))?;
    if fraction <= limits.of(Limit::Dead) {
        return None;
    }
    let evidence =
        format!("{} of the units of {} are off for every example of the batch.", percent(fraction), facts.name_of(k));
    Some(Found::sick(Symptom::Dead, evidence, &[Limit::Dead]))
}

/// The activation of layer `k`; all time steps have the same.
pub(in crate::verdict) fn activation_of(facts: &Facts, k: usize) -> Activation {
    if facts.in_time() { facts.spec.activation } else { facts.spec.activation_of(k + 1) }
}

/// The layer with most saturated units. Only sigmoid and tanh have flat ends; a ReLU is flat on half of its inputs.
pub(in crate::verdict) fn most_saturated(facts: &Facts) -> Option<(usize, f64)> {
    if cells::is_gated(&facts.spec) {
        return None;
    }
    worst(&facts.saturated, |k| matches!(activation_of(facts, k), Activation::Sigmoid | Activation::Tanh))
}

/// Units on the flat parts of sigmoid and tanh.
pub(in crate::verdict) fn saturated(facts: &Facts, limits: &Limits) -> Option<Found> {
    let (k, fraction) = most_saturated(facts).filter(|_| !facts.learns(limits))?;
    if fraction <= limits.of(Limit::Saturated) {
        return None;
    }
    let evidence = format!(
        "In {} |f′| is below 5 % of its maximum ({}) for {} of all units and examples.",
        facts.name_of(k),
        two_digits(activation_of(facts, k).steepest()),
        percent(fraction)
    );
    Some(Found::sick(Symptom::Saturated, evidence, &[Limit::Saturated]))
}

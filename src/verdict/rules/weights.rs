//! How the weights develop: growth, faster growth, decay.

use super::found::Found;
use crate::num::{count, percent, two_digits};
use crate::verdict::facts::Facts;
use crate::verdict::limits::{DYING, Limit, Limits};
use crate::verdict::symptom::{Gravity, Symptom};
use alloc::format;
use alloc::vec::Vec;

/// The weights grow exponentially, or faster: ln|W| over the steps is a straight line, or bends upward.
pub(in crate::verdict) fn growing(facts: &Facts, limits: &Limits) -> Option<Found> {
    let [.., before, last] = facts.growth.as_slice() else { return None };
    let (first, total) = (facts.growth[0], last.1 - facts.growth[0].1);
    if facts.learns(limits) || total <= libm::log(limits.of(Limit::Grown)) {
        return None;
    }
    let pace = (last.1 - before.1) / f64::from(last.0 - before.0);
    let mean = total / f64::from(last.0 - first.0);
    // Growth that is nearly over is not worth a finding.
    if pace < DYING * mean {
        return None;
    }
    let times = two_digits(libm::exp(total));
    let steps = count(last.0 - first.0, "training step");
    if bends_upward(&facts.growth, limits.of(Limit::Bend)) {
        let evidence = format!(
            "The largest layer’s weights have grown {times} times in {steps}, and by ×{} in the last one alone.",
            two_digits(libm::exp(last.1 - before.1))
        );
        return Some(Found::sick(Symptom::WeightsGrowDoubly, evidence, &[Limit::Grown, Limit::Bend]));
    }
    let doubling = core::f64::consts::LN_2 / pace;
    let evidence = format!(
        "The largest layer’s weights have grown {times} times in {steps}; they double every {} training steps.",
        two_digits(doubling)
    );
    Some(Found::sick(Symptom::WeightsGrow, evidence, &[Limit::Grown]))
}

/// Whether each of the last three increments of ln|W| is clearly larger than the one before.
fn bends_upward(logs: &[(u32, f64)], limit: f64) -> bool {
    let steps: Vec<f64> =
        logs.windows(2).map(|pair| (pair[1].1 - pair[0].1) / f64::from(pair[1].0 - pair[0].0)).collect();
    let last = &steps[steps.len().saturating_sub(3)..];
    last.len() >= 2 && last.windows(2).all(|pair| pair[0] > 0.0 && pair[1] > limit * pair[0])
}

/// The weights of a layer shrink toward zero.
pub(in crate::verdict) fn vanishing(facts: &Facts, limits: &Limits) -> Option<Found> {
    let (layer, left) = facts.most_shrunk()?;
    if left.is_nan() || left >= limits.of(Limit::Shrunk) {
        return None;
    }
    let steps = count(facts.recorded, "training step");
    let alone = match facts.decay_alone {
        Some(decay) if decay.left != 1.0 || decay.clipped > 0 => {
            let without = match decay.clipped {
                0 => "".into(),
                clipped => format!(", not counting {}", count(clipped, "clipped training step")),
            };
            format!(
                "; decay alone would leave (1 − α·λ)ᵗ = {}, multiplied over all training steps{without}",
                percent(decay.left)
            )
        }
        _ => "".into(),
    };
    let evidence = format!("Layer {}’s weights have shrunk to {} in {steps}{alone}.", layer + 1, percent(left));
    let gravity = if facts.learns(limits) { Gravity::Note } else { Gravity::Sick };
    Some(Found { gravity, ..Found::sick(Symptom::WeightsVanish, evidence, &[Limit::Shrunk]) })
}

//! How much gradient arrives: vanishing, exploding, and layers that do not move.

use super::facts::Facts;
use super::time;
use super::{Finding, Gravity, Limit, Symptom, sick};
use crate::probe::sentence::{count, one_part_in, percent, two_digits};
use crate::probe::why::cure;
use crate::probe::{Cure, MeanFactor};
use crate::spec::{Activation, Init, NormKind};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Layer by layer smaller; a plain zero counts, unless the units above it are dead.
pub(super) fn vanishing(facts: &Facts) -> Option<Finding> {
    if facts.in_time() {
        return time::vanishing(facts);
    }
    let (whole, factor) = (facts.whole?, facts.factor?);
    if !facts.much(|whole| 1.0 / whole)
        || factor >= facts.limit(Limit::FactorLow)
        || facts.learns
        || facts.run.stopped().is_some()
    {
        return None;
    }
    let distances = facts.distances();
    let most = distances.iter().copied().fold(0.0, f64::max);
    // However small the gradient: layer 1 takes part where it moves about as much as the others.
    if distances[0] >= facts.limit(Limit::Moved) && distances[0] >= 0.1 * most {
        return None;
    }
    let share = if whole == 0.0 { "exactly nothing".into() } else { one_part_in(whole) };
    let crossings = count(facts.hidden as u32 - 1, "crossing");
    let evidence = format!(
        "Over {crossings} the gradient is multiplied by {} each: layer 1 receives {share} of layer {}’s.",
        two_digits(factor),
        facts.hidden
    );
    let limits = &[Limit::FactorLow, Limit::Much, Limit::VeryMuch, Limit::Moved];
    Some(sick(Symptom::Vanishing, evidence, too_small(facts), flow_cures(facts), limits))
}

fn too_small(facts: &Facts) -> String {
    let spec = facts.run.spec();
    match (spec.activation, facts.mean) {
        (Activation::Sigmoid, _) => {
            "A sigmoid’s slope is at most 0.25, and only at z = 0; W would have to make up for it in every layer."
                .into()
        }
        (f, Some(mean)) if mean.slope_is_to_blame(f) => format!(
            "f′ is too small (×{}, where ×{} is usual): units that are saturated or off pass little on.",
            two_digits(mean.f),
            two_digits(MeanFactor::usual_slope(f))
        ),
        (f, Some(mean)) => format!(
            "W is too small for this activation: it multiplies by {}, where f′ (×{}) asks for {}.",
            two_digits(mean.w),
            two_digits(mean.f),
            two_digits(1.0 / MeanFactor::usual_slope(f))
        ),
        _ => "The product of the layers’ factors is too small.".into(),
    }
}

fn flow_cures(facts: &Facts) -> Vec<Cure> {
    let spec = facts.run.spec();
    let mut cures = vec![cure::relu_he(facts.run.spec()), cure::batch_norm(facts.run.spec())];
    cures.push(if spec.activation == Activation::Sigmoid { cure::adam_kumar() } else { cure::adam() });
    cures.extend([cure::scaled_skips(), cure::three_layers(), cure::clip_does_it_help(), cure::dropout_does_it_help()]);
    cures
}

/// Layer by layer larger, or all layers alike so large that a step replaces the weights, or a loss that runs away.
pub(super) fn exploding(facts: &Facts) -> Option<Finding> {
    if facts.in_time() {
        return time::exploding(facts);
    }
    if facts.learns || facts.rows.is_empty() {
        return None;
    }
    let per_layer = facts.factor.filter(|_| facts.much(|whole| whole));
    let grows = per_layer.filter(|&factor| factor > facts.limit(Limit::FactorHigh));
    let evidence = match (grows, steps_too_long(facts), loss_runs_away(facts)) {
        (Some(factor), ..) => format!(
            "Each layer multiplies the gradient by {}: layer 1 receives {} times layer {}’s.",
            two_digits(factor),
            two_digits(facts.whole?),
            facts.hidden
        ),
        (None, Some(ratio), _) => {
            format!("A step changes the weights by {} of their own length, in all layers alike.", percent(ratio))
        }
        (None, None, Some(times)) => format!("The loss has grown {} times since the first step.", two_digits(times)),
        (None, None, None) => return None,
    };
    let (cause, cures) = too_large(facts, grows.is_some());
    let limits = &[Limit::FactorHigh, Limit::Much, Limit::VeryMuch, Limit::Step, Limit::Runaway];
    Some(sick(Symptom::Exploding, evidence, cause, cures, limits))
}

/// The smallest ‖ΔW‖/‖W‖ of all layers where it is above the limit and the loss has not come down: weights that shrink to the
/// minimum make this ratio large too.
fn steps_too_long(facts: &Facts) -> Option<f64> {
    let first = facts.rows.first()?.loss;
    if facts.loss < first {
        return None;
    }
    let row = facts.rows.iter().rev().find(|row| row.update_ratio.iter().all(|ratio| !ratio.is_nan()))?;
    let smallest = row.update_ratio.iter().copied().fold(f64::INFINITY, f64::min);
    Some(smallest).filter(|&ratio| ratio > facts.limit(Limit::Step))
}

fn loss_runs_away(facts: &Facts) -> Option<f64> {
    let (first, baseline) = (facts.rows.first()?.loss, facts.baseline?);
    let last = facts.rows.iter().rev().map(|row| row.loss).find(|loss| loss.is_finite())?;
    let limit = facts.limit(Limit::Runaway);
    Some(last / first).filter(|&times| times > limit && last > limit * baseline)
}

fn too_large(facts: &Facts, by_layer: bool) -> (String, Vec<Cure>) {
    let spec = facts.run.spec();
    let by_hand = spec.gain > 1.0 || matches!(spec.init, Init::Normal | Init::Uniform | Init::Constant);
    let clip = || [cure::clip(), cure::smaller_rate(facts.run), cure::l2_does_it_help()];
    let (cause, first): (&str, Vec<Cure>) = if cure::unscaled(spec) {
        (
            "Every block adds its branch to the skip: without a factor below 1 the sum grows from block to block.",
            vec![cure::scaled_branch()],
        )
    } else if spec.norm == NormKind::Batch && by_layer {
        (
            "Batch norm makes the gradient of a plain deep network grow by about 1.2 per ReLU layer (Yang 2019).",
            vec![cure::scaled_skips(), cure::three_layers()],
        )
    } else if by_hand {
        (
            "The start weights are too large: every layer makes signal and gradient grow.",
            vec![cure::fitting_start(spec.activation)],
        )
    } else {
        (
            "The steps are too large for these weights.",
            vec![cure::smaller_rate(facts.run), cure::fitting_start(spec.activation)],
        )
    };
    (cause.into(), first.into_iter().chain(clip()).collect())
}

/// The bare measurement: a factor outside the limits, where nothing worse is to be said of it.
pub(super) fn outside(facts: &Facts) -> Option<Finding> {
    let (factor, whole) = (facts.factor?, facts.whole?);
    let (low, high) = (facts.limit(Limit::FactorLow), facts.limit(Limit::FactorHigh));
    // Through time a factor of 0.97 is much over 200 steps: the product is judged, not its mean.
    if (low..=high).contains(&factor) || facts.run.stopped().is_some() || facts.in_time() {
        return None;
    }
    let evidence = format!(
        "Each layer multiplies the gradient by {}; over {} that makes {}.",
        two_digits(factor),
        count(facts.hidden as u32 - 1, "crossing"),
        two_digits(whole)
    );
    let cause = match facts.run.spec().norm {
        NormKind::Batch if factor > high => {
            "Batch norm makes the gradient of a plain deep network grow, by about 1.2 per ReLU layer (Yang 2019)."
        }
        _ if facts.learns => "It learns all the same.",
        _ => "More layers, or steps, will show what comes of it.",
    };
    let limits = &[Limit::FactorLow, Limit::FactorHigh];
    Some(Finding { gravity: Gravity::Note, ..sick(Symptom::Factor, evidence, cause, Vec::new(), limits) })
}

/// Layer 1 stands still while others move.
pub(super) fn stuck(facts: &Facts) -> Option<Finding> {
    // Steps in time move together: they have the same weights.
    if facts.in_time() || facts.learns || facts.hidden < 2 || !facts.after(Limit::Soon) || facts.run.stopped().is_some()
    {
        return None;
    }
    let distances = facts.distances();
    let (first, most) = (distances[0], distances.iter().copied().fold(0.0, f64::max));
    if !most.is_finite() || most < 1e-5 || first >= facts.limit(Limit::Stuck) * most {
        return None;
    }
    let liveliest = distances.iter().position(|&distance| distance == most)?;
    let evidence = format!(
        "In {} layer 1 has moved by {} of its length, layer {} by {}.",
        count(facts.steps, "step"),
        percent(first),
        liveliest + 1,
        percent(most)
    );
    let adaptive = facts.run.spec().optimizer.adapts();
    let cause = if adaptive {
        "Even a rule that scales every step gets nothing to scale there."
    } else {
        "A step is α times the gradient, and hardly any gradient arrives there."
    };
    let mut cures = flow_cures(facts);
    if !adaptive {
        cures.insert(0, cure::adam());
    }
    cures.truncate(4);
    Some(sick(Symptom::StuckLayers, evidence, cause, cures, &[Limit::Stuck, Limit::Soon]))
}

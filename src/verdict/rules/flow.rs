//! How much gradient arrives: vanishing, exploding, and layers that do not move.

use super::learning::stagnates;
use super::time;
use crate::num::shortest;
use crate::num::{count, one_part_in, percent, two_digits};
use crate::probe::MeanFactor;
use crate::spec::{Activation, Init, NormKind};
use crate::verdict::Cure;
use crate::verdict::cures as cure;
use crate::verdict::diagnosis::{Finding, Gravity, Symptom, sick};
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limit;
use crate::verdict::limits::{STILL, TAKES_PART};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Layer by layer smaller; a plain zero counts, unless the units above it are dead.
pub(in crate::verdict) fn vanishing(facts: &Facts) -> Option<Finding> {
    if facts.in_time() {
        return time::vanishing(facts);
    }
    let (whole, factor) = (facts.whole?, facts.factor?);
    if !facts.much(|whole| 1.0 / whole)
        || factor >= facts.limit(Limit::FactorLow)
        || facts.learns
        || facts.run.stopped.is_some()
    {
        return None;
    }
    let turns = facts.turns();
    let most = turns.iter().copied().fold(0.0, f64::max);
    // However small the gradient: layer 1 takes part where it moves about as much as the others. Under a rule that scales
    // every step all layers move, and only what comes of it tells.
    let in_vain = facts.run.spec.optimizer.adapts() && stagnates(facts).is_some();
    if turns[0] >= facts.limit(Limit::Moved) && turns[0] >= TAKES_PART * most && !in_vain {
        return None;
    }
    let receives = match facts.without() {
        0 => format!("layer 1 receives {} of layer {}’s.", one_part_in(whole), facts.hidden),
        1 => "layer 1 receives exactly nothing.".into(),
        layers => format!("layers 1 to {layers} receive exactly nothing."),
    };
    let evidence = format!(
        "Over {} the gradient is multiplied by {} each: {receives}{}",
        count(facts.hidden as u32 - 1, "crossing"),
        two_digits(facts.each()),
        furthest(facts, "Least", |best, next| next < best)
    );
    let limits = &[Limit::FactorLow, Limit::Much, Limit::VeryMuch, Limit::Moved];
    Some(sick(Symptom::Vanishing, evidence, too_small(facts), flow_cures(facts), limits))
}

pub(in crate::verdict) fn too_small(facts: &Facts) -> String {
    let spec = facts.run.spec;
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

pub(in crate::verdict) fn flow_cures(facts: &Facts) -> Vec<Cure> {
    let spec = facts.run.spec;
    let mut cures = vec![cure::relu_he(facts.run.spec), cure::batch_norm(facts.run.spec)];
    if spec.activation == Activation::Sigmoid {
        cures.push(cure::adam_kumar(spec));
    }
    cures.extend([
        cure::scaled_skips(spec),
        cure::adam(),
        cure::three_layers(),
        cure::clip_does_it_help(),
        cure::dropout_does_it_help(),
    ]);
    cure::freed(cures, spec)
}

/// Whether layers multiply the gradient to much less or much more, by their mean factor.
fn product_is_off(facts: &Facts) -> bool {
    let off = |factor| factor < facts.limit(Limit::FactorLow) && facts.much(|whole| 1.0 / whole);
    facts.factor.is_some_and(|factor| off(factor) || grows_by_layer(facts).is_some())
}

/// The mean factor, where it makes the gradient grow.
fn grows_by_layer(facts: &Facts) -> Option<f64> {
    let per_layer = facts.factor.filter(|_| facts.much(|whole| whole));
    per_layer.filter(|&factor| factor > facts.limit(Limit::FactorHigh))
}

/// Layer by layer larger, or all layers alike so large that a step replaces the weights, or a loss that runs away.
pub(in crate::verdict) fn exploding(facts: &Facts) -> Option<Finding> {
    if facts.in_time() {
        return time::exploding(facts);
    }
    if facts.learns || facts.rows.is_empty() {
        return None;
    }
    let grows = grows_by_layer(facts);
    let evidence = match (grows, steps_too_long(facts), loss_runs_away(facts)) {
        (Some(factor), ..) => format!(
            "On average over the last steps each layer multiplies the gradient by {}: layer 1 receives {} times layer {}’s.{}",
            two_digits(factor),
            two_digits(facts.whole?),
            facts.hidden,
            furthest(facts, "Most", |best, next| next > best)
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

pub(in crate::verdict) fn too_large(facts: &Facts, by_layer: bool) -> (String, Vec<Cure>) {
    let (run, spec) = (facts.run, facts.run.spec);
    let (start, much) = (facts.whole_of_first(), facts.limit(Limit::Much));
    let by_hand = spec.gain > 1.0 || matches!(spec.init, Init::Normal | Init::Uniform | Init::Constant);
    let at_once = run.stopped.is_some_and(|stopped| stopped.step == 0);
    let fitting = || cure::fitting_start(spec, spec.activation);
    let (cause, mut cures): (String, Vec<Cure>) = if cure::unscaled(spec) {
        let words =
            "Every block adds its branch to the skip: without a factor below 1 the sum grows from block to block.";
        (words.into(), vec![cure::scaled_branch()])
    } else if spec.norm == NormKind::Batch && by_layer {
        (NORM_GROWS.into(), vec![cure::scaled_skips(spec), cure::three_layers()])
    } else if by_hand || at_once || start.is_some_and(|start| start > much) {
        ("The start weights are too large: every layer makes signal and gradient grow.".into(), vec![fitting()])
    } else if let Some(start) = start.filter(|_| by_layer) {
        let words = format!("At the start it was ×{}: the weights have grown since.", two_digits(start));
        (words, vec![])
    } else {
        let words = "The steps were too large: weights and gradients made each other grow.";
        (words.into(), vec![cure::smaller_rate(run), cure::clip(), fitting(), cure::l2_does_it_help()])
    };
    if cures.len() < 4 {
        // With a start that is too large smaller steps only put the end off.
        cures.extend([cure::clip(), cure::smaller_rate_perhaps(run), cure::l2_does_it_help()]);
    }
    (cause, cures)
}

/// Measured at the start (experiment BN-X); 1.21 is also what theory says.
const NORM_GROWS: &str = "Batch norm makes the gradient of a plain deep network grow (Yang 2019): at the start ×1.21 per ReLU layer, ×1.1 per tanh layer, ×1.03 per sigmoid layer.";

/// " Least at layer 3: ×0.2."
fn furthest(facts: &Facts, word: &str, further: fn(f64, f64) -> bool) -> String {
    let factors = facts.factors().into_iter().enumerate().filter(|&(_, factor)| factor > 0.0);
    let found = factors.reduce(|best, next| if further(best.1, next.1) { next } else { best });
    found.map_or_else(String::new, |(k, factor)| format!(" {word} at layer {}: ×{}.", k + 1, two_digits(factor)))
}

/// The bare measurement: layers whose factor is outside the limits. Where the product is said to vanish or explode, it stands
/// beside that and names the layers, and does not say the product again.
pub(in crate::verdict) fn outside(facts: &Facts, said: bool, ill: bool) -> Option<Finding> {
    let (low, high) = (facts.limit(Limit::FactorLow), facts.limit(Limit::FactorHigh));
    let factors = facts.factors();
    let [below, above] = [named(&factors, |factor| factor < low), named(&factors, |factor| factor > high)];
    // Through time a factor of 0.97 is much over 200 steps: the product is judged, not its mean. A run that stopped left
    // numbers of a step that was none.
    if below.is_none() && above.is_none() || facts.run.stopped.is_some() || facts.in_time() {
        return None;
    }
    let mut evidence = String::new();
    for (layers, word, limit) in [(below, "less", low), (above, "more", high)] {
        if let Some(layers) = layers {
            evidence.push_str(&format!("{layers}: {word} than {}. ", shortest(limit)));
        }
    }
    if let (Some(whole), false) = (facts.whole, said) {
        let crossings = count(facts.hidden as u32 - 1, "crossing");
        evidence.push_str(&format!(
            "The mean of {crossings} is ×{}, all make ×{}.",
            two_digits(facts.each()),
            two_digits(whole)
        ));
    }
    let cause = match facts.run.spec.norm {
        NormKind::Batch if factors.iter().any(|&factor| factor > high) => NORM_GROWS,
        _ if said && product_is_off(facts) => "The product above is made of them.",
        _ if said => "The finding above does not rest on them.",
        _ if facts.learns => "It learns all the same.",
        _ if ill => "This number alone does not explain the finding above.",
        _ if facts.after(Limit::Long) => "So far little has come of it.",
        _ => "More layers, or steps, will show what comes of it.",
    };
    let limits = &[Limit::FactorLow, Limit::FactorHigh];
    let evidence = evidence.trim_end().into();
    Some(Finding { gravity: Gravity::Note, ..sick(Symptom::Factor, evidence, cause, Vec::new(), limits) })
}

/// "Layer 1 ×0.5, 4 ×0.71": those that are out, and by how much; of many the first and how many more.
fn named(factors: &[f64], out: impl Fn(f64) -> bool) -> Option<String> {
    let there: Vec<usize> = (0..factors.len()).filter(|&k| out(factors[k])).collect();
    let each = there.iter().take(NAMED).map(|&k| format!("{} ×{}", k + 1, two_digits(factors[k])));
    let mut words = format!("Layer {}", each.reduce(|words, next| words + ", " + &next)?);
    if there.len() > NAMED {
        words.push_str(&format!(" and {} more", there.len() - NAMED));
    }
    Some(words)
}

/// Layers that are named one by one; a longer list nobody reads.
const NAMED: usize = 6;

/// Layer 1 stands still while others move.
pub(in crate::verdict) fn stuck(facts: &Facts) -> Option<Finding> {
    // Steps in time move together: they have the same weights.
    if facts.in_time() || facts.learns || facts.hidden < 2 || !facts.after(Limit::Soon) || facts.run.stopped.is_some() {
        return None;
    }
    let turns = facts.turns();
    let (first, most) = (turns[0], turns.iter().copied().fold(0.0, f64::max));
    // Weights that have visibly shrunk do move: of that another finding tells.
    let shrunk = facts.run.distance(0) >= facts.limit(Limit::Moved);
    if !most.is_finite() || most < STILL || first >= facts.limit(Limit::Stuck) * most || shrunk {
        return None;
    }
    let liveliest = turns.iter().position(|&turn| turn == most)?;
    let evidence = format!(
        "In {} layer 1 has moved by {} of its length, layer {} by {}{}.",
        count(facts.steps, "step"),
        percent(first),
        liveliest + 1,
        percent(most),
        if facts.decays { ", not counting decay" } else { "" }
    );
    let adaptive = facts.run.spec.optimizer.adapts();
    let cause = if adaptive {
        "Even a rule that scales every step gets nothing to scale there."
    } else {
        "A step is α times the gradient, and hardly any gradient arrives there."
    };
    let mut cures = flow_cures(facts);
    cures.truncate(4);
    Some(sick(Symptom::StuckLayers, evidence, cause, cures, &[Limit::Stuck, Limit::Soon]))
}

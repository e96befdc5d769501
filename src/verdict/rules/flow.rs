//! How much gradient arrives through depth: vanishing, exploding, and layers that do not move.

use super::found::Found;
use crate::num::{count, one_part_in, percent, shortest, two_digits};
use crate::verdict::facts::Facts;
use crate::verdict::limits::{Limit, Limits, STILL, TAKES_PART};
use crate::verdict::symptom::Symptom;
use alloc::format;
use alloc::string::String;

/// The gradient shrinks from layer to layer, and the network does not learn.
pub(in crate::verdict) fn vanishing(facts: &Facts, limits: &Limits) -> Option<Found> {
    if facts.in_time() {
        return None;
    }
    let (whole, factor) = (facts.whole?, facts.factor()?);
    if !facts.much(limits, |whole| 1.0 / whole)
        || factor >= limits.of(Limit::FactorLow)
        || facts.learns(limits)
        || !facts.runs()
    {
        return None;
    }
    let first = facts.turns.first().copied().unwrap_or(f64::NAN);
    let most = facts.turns.iter().copied().fold(0.0, f64::max);
    // However small its gradient, layer 1 takes part if it moves about as much as the others. An optimizer that scales
    // every step moves all layers; then only the result shows whether the network learns.
    let in_vain = facts.spec.optimizer.adapts() && facts.stagnates(limits).is_some();
    if first >= limits.of(Limit::Moved) && first >= TAKES_PART * most && !in_vain {
        return None;
    }
    let receives = match facts.without {
        0 => format!("layer 1 receives {} of layer {}’s gradient.", one_part_in(whole), facts.hidden),
        1 => "layer 1 receives a gradient of exactly 0.".into(),
        layers => format!("layers 1 to {layers} receive a gradient of exactly 0."),
    };
    // Else it would seem to contradict the headline, which is of one step.
    let lately = if facts.steps > 1 { "On average over the last training steps, over" } else { "Over" };
    let evidence = format!(
        "{lately} {} from layer to layer the gradient is multiplied by {} each: {receives}{}",
        count(facts.hidden as u32 - 1, "crossing"),
        two_digits(facts.each()),
        furthest(facts, "Smallest factor", |best, next| next < best)
    );
    let limits = &[Limit::FactorLow, Limit::Much, Limit::VeryMuch, Limit::Moved];
    Some(Found::sick(Symptom::Vanishing, evidence, limits))
}

/// The gradient grows from layer to layer, or every step is larger than the weights, or the loss grows without bound.
pub(in crate::verdict) fn exploding(facts: &Facts, limits: &Limits) -> Option<Found> {
    if facts.in_time() || facts.learns(limits) || facts.losses.is_empty() {
        return None;
    }
    let grows = facts.grows_by_layer(limits);
    let evidence = match (grows, steps_too_long(facts, limits), loss_runs_away(facts, limits)) {
        (Some(factor), ..) => format!(
            "On average over the last training steps each layer multiplies the gradient by {}: layer 1 receives {} \
             times layer {}’s gradient.{}",
            two_digits(factor),
            two_digits(facts.whole?),
            facts.hidden,
            furthest(facts, "Largest factor", |best, next| next > best)
        ),
        (None, Some(f64::INFINITY), _) => {
            "In every layer the weights were 0, so each training step is larger than they are.".into()
        }
        (None, Some(ratio), _) => {
            format!(
                "Each training step changes the weights by {} of their length or more, in every layer.",
                percent(ratio)
            )
        }
        (None, None, Some(f64::INFINITY)) => {
            format!("The loss was 0 in the first training step and is {} now.", two_digits(facts.loss))
        }
        (None, None, Some(times)) => {
            format!("The loss is {} times that of the first training step.", two_digits(times))
        }
        (None, None, None) => return None,
    };
    let limits = &[Limit::FactorHigh, Limit::Much, Limit::VeryMuch, Limit::Step, Limit::Runaway];
    Some(Found::sick(Symptom::Exploding, evidence, limits))
}

/// The smallest ‖ΔW‖/‖W‖ of all layers, if it is above the limit and the loss has not fallen. Weights that shrink
/// toward the minimum make this ratio large too.
fn steps_too_long(facts: &Facts, limits: &Limits) -> Option<f64> {
    if facts.loss < *facts.losses.first()? {
        return None;
    }
    facts.smallest_step.filter(|&ratio| ratio > limits.of(Limit::Step))
}

fn loss_runs_away(facts: &Facts, limits: &Limits) -> Option<f64> {
    let (first, baseline) = (*facts.losses.first()?, facts.baseline?);
    let last = facts.losses.iter().rev().copied().find(|loss| loss.is_finite())?;
    let limit = limits.of(Limit::Runaway);
    Some(last / first).filter(|&times| times > limit && last > limit * baseline)
}

/// " Smallest factor at layer 3: ×0.2."
fn furthest(facts: &Facts, word: &str, further: fn(f64, f64) -> bool) -> String {
    let factors = facts.factors.iter().copied().enumerate().filter(|&(_, factor)| factor > 0.0);
    let found = factors.reduce(|best, next| if further(best.1, next.1) { next } else { best });
    found.map_or_else(String::new, |(k, factor)| format!(" {word} at layer {}: ×{}.", k + 1, two_digits(factor)))
}

/// Layers whose factor is outside the limits. `said`: a finding on the product stands beside it, so this one names the
/// layers only.
pub(in crate::verdict) fn outside(facts: &Facts, limits: &Limits, said: bool) -> Option<Found> {
    let (low, high) = (limits.of(Limit::FactorLow), limits.of(Limit::FactorHigh));
    let factors = &facts.factors;
    let [below, above] = [named(factors, |factor| factor < low), named(factors, |factor| factor > high)];
    // A factor of 0.97 is small over 200 time steps: through time the product is judged, not its mean. A run that
    // stopped left the numbers of an incomplete step.
    if below.is_none() && above.is_none() || !facts.runs() || facts.in_time() {
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
            "The mean of {crossings} is ×{}, their product ×{}.",
            two_digits(facts.each()),
            two_digits(whole)
        ));
    }
    let evidence = evidence.trim_end().into();
    Some(Found::note(Symptom::Factor, evidence, &[Limit::FactorLow, Limit::FactorHigh]))
}

/// "Layer 1 ×0.5, 4 ×0.71": the layers outside the limits with their factors; if there are many, the first ones and
/// the number of the others.
fn named(factors: &[f64], out: impl Fn(f64) -> bool) -> Option<String> {
    let there = || factors.iter().enumerate().filter(|(_, factor)| out(**factor));
    let each = there().take(NAMED).map(|(k, &factor)| format!("{} ×{}", k + 1, two_digits(factor)));
    let mut words = format!("Layer {}", each.reduce(|words, next| words + ", " + &next)?);
    let more = there().skip(NAMED).count();
    if more > 0 {
        words.push_str(&format!(" and {more} more"));
    }
    Some(words)
}

/// Layers that are named one by one. Nobody reads a longer list.
const NAMED: usize = 6;

/// Layer 1 does not move while others do.
pub(in crate::verdict) fn stuck(facts: &Facts, limits: &Limits) -> Option<Found> {
    // Time steps move together: they share their weights.
    let judged = !facts.in_time() && !facts.learns(limits) && facts.hidden >= 2 && facts.runs();
    if !judged || !facts.after(Limit::Soon, limits) {
        return None;
    }
    let (first, most) = (*facts.turns.first()?, facts.turns.iter().copied().fold(0.0, f64::max));
    // Weights that have visibly shrunk do move; another finding reports that.
    let shrunk = *facts.distances.first()? >= limits.of(Limit::Moved);
    if !most.is_finite() || most < STILL || first >= limits.of(Limit::Stuck) * most || shrunk {
        return None;
    }
    let liveliest = facts.turns.iter().position(|&turn| turn == most)?;
    let evidence = format!(
        "In {} layer 1 has moved by {} of its length, layer {} by {}{}.",
        count(facts.steps, "training step"),
        percent(first),
        liveliest + 1,
        percent(most),
        if facts.decays { ", not counting decay" } else { "" }
    );
    Some(Found::sick(Symptom::StuckLayers, evidence, &[Limit::Stuck, Limit::Soon]))
}

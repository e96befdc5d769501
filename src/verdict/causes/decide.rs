//! Which cause a symptom has.

use super::cause::{Blowup, Cause, Growth, Shrinkage};
use crate::num::sqrt;
use crate::spec::{Activation, Init, Loss, NormKind, Skip};
use crate::verdict::facts::Facts;
use crate::verdict::limits::{AS_DECAY, CLEARLY, HARDLY, Limit, Limits};
use crate::verdict::rules::{learning, units};
use crate::verdict::symptom::Symptom;

/// The other findings of the same run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::verdict) struct Beside {
    /// Whether there is one on vanishing or exploding.
    pub product: bool,
    /// Whether one of them is a fault.
    pub fault: bool,
}

/// Why this symptom holds of this run.
pub(in crate::verdict) fn cause_of(symptom: Symptom, facts: &Facts, limits: &Limits, beside: Beside) -> Cause {
    match symptom {
        Symptom::NotFinite => not_finite(facts, limits),
        Symptom::Exploding if facts.in_time() => Cause::Recurrent,
        Symptom::Exploding => Cause::Grows(growth(facts, limits, facts.grows_by_layer(limits).is_some())),
        Symptom::WeightsGrowDoubly => Cause::Avalanche,
        Symptom::WeightsGrow => Cause::Overshoot,
        Symptom::Vanishing if facts.in_time() => fading(facts),
        Symptom::Vanishing => Cause::Shrinks(shrinkage(facts)),
        Symptom::StuckLayers if facts.spec.optimizer.adapts() => Cause::NothingToScale,
        Symptom::StuckLayers => Cause::TinySteps,
        Symptom::Dead => dead(facts, limits),
        Symptom::Saturated => {
            let layer = units::most_saturated(facts).map_or(0, |(k, _)| k);
            Cause::Flat(units::activation_of(facts, layer))
        }
        Symptom::AtChance => at_chance(facts, limits),
        Symptom::WeightsVanish => weights_vanish(facts),
        Symptom::Poor if learning::is_worse(facts, limits) => Cause::Overconfident,
        Symptom::Poor => Cause::Plateau,
        Symptom::Factor => outside(facts, limits, beside),
        Symptom::Clipping if facts.clips_values => Cause::ClipsValues,
        Symptom::Clipping => Cause::ClipsNorm,
        Symptom::Healthy => match (facts.factor(), facts.whole) {
            (Some(each), Some(whole)) => Cause::Arrives { each, whole },
            _ if facts.answers > 1 => Cause::ManyAnswers,
            _ => Cause::NoProduct,
        },
    }
}

/// Why the gradient of a network through time fades.
pub(in crate::verdict) fn fading(facts: &Facts) -> Cause {
    if facts.is_cut() { Cause::Cut } else { Cause::Fades }
}

/// Why the gradient shrinks from layer to layer.
pub(in crate::verdict) fn shrinkage(facts: &Facts) -> Shrinkage {
    let activation = facts.spec.activation;
    let usual = activation.usual_slope();
    match facts.mean {
        _ if activation == Activation::Sigmoid => Shrinkage::Sigmoid,
        // The part that falls further short of its usual size is the cause.
        Some(mean) if mean.f / usual < CLEARLY * mean.w * usual => Shrinkage::Slope(mean),
        Some(mean) => Shrinkage::Weights(mean),
        None => Shrinkage::Product,
    }
}

/// What made signal, gradient or weights of a network through depth so large. `by_layer`: they grow from layer to
/// layer.
pub(in crate::verdict) fn growth(facts: &Facts, limits: &Limits, by_layer: bool) -> Growth {
    let spec = &facts.spec;
    let start = facts.whole_at_first;
    let by_hand = spec.gain > 1.0 || matches!(spec.init, Init::Normal | Init::Uniform | Init::Constant);
    let at_once = facts.stop.is_some_and(|stop| stop.stopped.step == 0);
    // Residual branches add up without a factor that keeps the size of their sum.
    let unscaled = spec.skip != Skip::Plain && spec.alpha() * sqrt(f64::from(spec.hidden_layers)) > 2.0;
    match start.filter(|_| by_layer) {
        _ if unscaled => Growth::Branches,
        _ if spec.norm == NormKind::Batch && by_layer => Growth::Norm,
        _ if by_hand || at_once || start.is_some_and(|start| start > limits.of(Limit::Much)) => Growth::Start,
        Some(start) => Growth::Since(start),
        None => Growth::Steps,
    }
}

/// Whether a gradient overflowed that the number format would hold without the loss scale. What overflowed has no size
/// any more; the finite gradients beside it have, and one layer seldom multiplies them by a thousand.
fn overflows_by_its_scale(facts: &Facts) -> bool {
    let backward = facts.stop.is_some_and(|stop| stop.stopped.in_gradient());
    let format = facts.spec.precision.description().format;
    backward && facts.spec.gradient_format() != format && 1000.0 * facts.largest_gradient < format.largest
}

/// Why a run stopped at a number that is not finite.
pub(in crate::verdict) fn not_finite(facts: &Facts, limits: &Limits) -> Cause {
    if overflows_by_its_scale(facts) {
        return Cause::LossScale;
    }
    let grown = match facts.stop.filter(|_| facts.in_time()) {
        None => growth(facts, limits, false),
        Some(stop) if stop.stopped.step > 0 => Growth::StepsInTime,
        // No step was taken yet, so neither its size nor the gradient matters.
        Some(_) => Growth::StartInTime,
    };
    // The formula is the cause only if the network still gave it numbers.
    let logits = facts.signal.last().is_some_and(|z| z.is_finite());
    let at_loss = facts.stop.is_some_and(|stop| stop.stopped.is_loss());
    match (facts.loss_kind == Loss::NaiveBce && at_loss && logits, blowup(facts, limits)) {
        (true, None) => Cause::Formula,
        (true, Some(blowup)) => Cause::FormulaAfter(blowup, grown),
        (false, _) => Cause::Grows(grown),
    }
}

/// What drove the logits to where the textbook loss fails: a signal that grows from layer to layer, or weights far from
/// their start.
fn blowup(facts: &Facts, limits: &Limits) -> Option<Blowup> {
    let through = facts.signal.get(facts.hidden)? / facts.signal.first()?;
    if through > limits.of(Limit::VeryMuch) {
        return Some(Blowup::Logits(through));
    }
    let moved = facts.distances.iter().copied().fold(0.0, f64::max);
    (moved > limits.of(Limit::Grown)).then_some(Blowup::Weights(moved))
}

fn dead(facts: &Facts, limits: &Limits) -> Cause {
    match facts.factor() {
        _ if facts.spec.bias < 0.0 => Cause::NegativeBias,
        Some(factor) if factor < limits.of(Limit::FactorLow) => Cause::SignalLost,
        _ => Cause::Thrown,
    }
}

fn at_chance(facts: &Facts, limits: &Limits) -> Cause {
    let little = facts.little(limits);
    if facts.in_time() && little {
        return if facts.is_cut() { Cause::Cut } else { Cause::TooFarBack };
    }
    if let Some(silent) = facts.silent {
        // A gradient of ordinary size came down through W and was lost in f′.
        let arrived = silent.d_a > facts.spec.gradient_format().normal;
        let flat = facts.saturated.get(silent.layer).is_some_and(|&flat| flat > limits.of(Limit::Dead));
        return match () {
            () if arrived || flat => Cause::NoSlope,
            () if silent.zero_above => Cause::ZeroWeights,
            () => Cause::Underflow,
        };
    }
    let first = facts.distances.first().copied().unwrap_or(f64::NAN);
    match () {
        () if little && first < limits.of(Limit::Moved) => Cause::LowerStill,
        // An optimizer that scales every step moves the lower layers all the same, and so does decay.
        () if little => Cause::LowerLost,
        () if facts.hidden > 0 && facts.spec.activation == Activation::Identity => Cause::Linear,
        () if facts.moved().fold(0.0, f64::max) < HARDLY => Cause::HardlyMoved,
        () => Cause::Unclear,
    }
}

fn weights_vanish(facts: &Facts) -> Cause {
    let Some((decay, (_, left))) = facts.decay_alone.zip(facts.most_shrunk()) else { return Cause::DecayWins };
    match () {
        () if decay.left == 1.0 && decay.clipped == 0 => Cause::StepsShrink,
        () if libm::fabs(left / decay.left - 1.0) < AS_DECAY => Cause::AsDecay,
        () => Cause::DecayWins,
    }
}

fn outside(facts: &Facts, limits: &Limits, beside: Beside) -> Cause {
    let large = facts.factors.iter().any(|&factor| factor > limits.of(Limit::FactorHigh));
    match () {
        () if facts.spec.norm == NormKind::Batch && large => Cause::Grows(Growth::Norm),
        () if beside.product && facts.product_is_off(limits) => Cause::ProductAbove,
        () if beside.product => Cause::NotTheFactors,
        () if facts.learns(limits) => Cause::LearnsAnyway,
        () if beside.fault => Cause::Unrelated,
        () if facts.after(Limit::Long, limits) => Cause::LittleSoFar,
        () => Cause::TooEarly,
    }
}

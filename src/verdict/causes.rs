//! Why a symptom holds, as data. The words for a cause stand in `words`, the changes that act on it in `cures`.

use super::facts::Facts;
use super::limits::{AS_DECAY, CLEARLY, HARDLY, Limit, Limits};
use super::rules::{learning, units};
use super::symptom::Symptom;
use crate::num::sqrt;
use crate::probe::MeanFactor;
use crate::spec::{Activation, Init, Loss, NormKind, Skip};
use crate::train::Phase;

/// Why the gradient shrinks from layer to layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shrinkage {
    /// The slope of a sigmoid.
    Sigmoid,
    /// f′ is too small: saturated units, or units that are off.
    Slope(MeanFactor),
    /// W is too small for this activation.
    Weights(MeanFactor),
    /// No single part of the product is known.
    Product,
}

/// What made signal, gradient or weights so large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Growth {
    /// Residual branches that add up without a factor.
    Branches,
    /// Batch norm in a plain deep network.
    Norm,
    /// Initial weights that are too large.
    Start,
    /// Weights that have grown since the start, where the factor was this.
    Since(f64),
    /// Steps that were too large.
    Steps,
    /// Through time: large steps, or weights from h to h that have grown.
    StepsInTime,
    /// Through time: initial weights from h to h that are too large.
    StartInTime,
}

/// What exploded before the textbook loss failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Blowup {
    /// The logits are this many times layer 1's z.
    Logits(f64),
    /// Weights have moved by this many times their length.
    Weights(f64),
}

/// Why a symptom holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cause {
    /// The textbook formula of the loss fails on finite logits; nothing exploded.
    Formula,
    /// It fails because something exploded.
    FormulaAfter(Blowup, Growth),
    /// Something made the numbers so large.
    Grows(Growth),
    /// Something makes the gradient so small.
    Shrinks(Shrinkage),
    /// Truncated backpropagation stops on the way.
    Cut,
    /// The cell does not keep its state.
    Fades,
    /// The weights from h to h make the gradient grow at every time step.
    Recurrent,
    /// All layers grow together, so growth itself grows.
    Avalanche,
    /// Steps are in proportion to the weights.
    Overshoot,
    /// Even an optimizer that scales every step has no gradient to scale.
    NothingToScale,
    /// Plain steps are as small as the gradient.
    TinySteps,
    /// Negative biases hold the units off.
    NegativeBias,
    /// The signal has shrunk until all examples look alike.
    SignalLost,
    /// A large step, or large weights, put units where f is flat.
    Thrown,
    /// Large z drives units of this activation to its flat parts.
    Flat(Activation),
    /// Too little gradient reaches distant time steps.
    TooFarBack,
    /// Units above layer 1 are off or flat for every example.
    NoSlope,
    /// A W above layer 1 is exactly 0.
    ZeroWeights,
    /// The gradient underflows.
    Underflow,
    /// Lower layers are as they were at the start.
    LowerStill,
    /// Lower layers move without direction.
    LowerLost,
    /// No activation: the network is linear.
    Linear,
    /// The weights have hardly moved.
    HardlyMoved,
    /// The weights move, and nothing is learned.
    Unclear,
    /// No decay acts; the steps made the weights small.
    StepsShrink,
    /// Weights shrink as decay alone would.
    AsDecay,
    /// Decay is stronger than the gradient.
    DecayWins,
    /// The network is confident in wrong answers.
    Overconfident,
    /// It has stopped to improve.
    Plateau,
    /// Clipping by value.
    ClipsValues,
    /// Clipping by norm.
    ClipsNorm,
    /// The factors are what the finding on the product is made of.
    ProductAbove,
    /// The finding on the product has another reason.
    NotTheFactors,
    /// The network learns in spite of its factors.
    LearnsAnyway,
    /// Another finding is not explained by the factors.
    Unrelated,
    /// Little has been learned so far.
    LittleSoFar,
    /// It is too early to tell.
    TooEarly,
    /// The gradient arrives.
    Arrives {
        /// Mean factor.
        each: f64,
        /// Product.
        whole: f64,
    },
    /// Many steps are answered: the gradient is a sum, not a product.
    ManyAnswers,
    /// There is no chain of layers.
    NoProduct,
}

/// Which other findings stand beside one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// One on vanishing or exploding.
    pub product: bool,
    /// One that is a fault.
    pub fault: bool,
}

/// Why this symptom holds of this run.
pub(super) fn cause_of(symptom: Symptom, facts: &Facts, limits: &Limits, beside: Beside) -> Cause {
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
pub(super) fn fading(facts: &Facts) -> Cause {
    if facts.is_cut() { Cause::Cut } else { Cause::Fades }
}

/// What f′ passes on of a gradient if all is well: √½ for a ReLU, half of whose units are off, 1 for others.
pub(super) fn usual_slope(activation: Activation) -> f64 {
    use Activation::{LeakyRelu, Prelu, Relu};
    if matches!(activation, Relu | LeakyRelu | Prelu) { core::f64::consts::FRAC_1_SQRT_2 } else { 1.0 }
}

/// Why the gradient shrinks from layer to layer.
pub(super) fn shrinkage(facts: &Facts) -> Shrinkage {
    let activation = facts.spec.activation;
    let usual = usual_slope(activation);
    match facts.mean {
        _ if activation == Activation::Sigmoid => Shrinkage::Sigmoid,
        // The part that falls further short of its usual size is the cause.
        Some(mean) if mean.f / usual < CLEARLY * mean.w * usual => Shrinkage::Slope(mean),
        Some(mean) => Shrinkage::Weights(mean),
        None => Shrinkage::Product,
    }
}

/// What made signal, gradient or weights of a network through depth so large. `by_layer`: they grow from layer to layer.
pub(super) fn growth(facts: &Facts, limits: &Limits, by_layer: bool) -> Growth {
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

/// Why a run stopped at a number that is not finite.
pub(super) fn not_finite(facts: &Facts, limits: &Limits) -> Cause {
    let grown = match facts.stop.filter(|_| facts.in_time()) {
        None => growth(facts, limits, false),
        Some(stop) if stop.stopped.step > 0 => Growth::StepsInTime,
        // No step was taken yet, so neither its size nor the gradient matters.
        Some(_) => Growth::StartInTime,
    };
    // The formula is the cause only if the network still gave it numbers.
    let logits = facts.signal.last().is_some_and(|z| z.is_finite());
    let at_loss = facts.stop.is_some_and(|stop| stop.stopped.phase == Phase::Loss);
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
        let arrived = silent.d_a > f64::from(f32::MIN_POSITIVE);
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

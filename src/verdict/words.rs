//! The words for a cause. Evidence is worded where its numbers are, in the rules.

use super::causes::cause::{Blowup, Cause, Growth, Shrinkage};
use super::cells;
use super::facts::Facts;
use super::rules::time::EVERY_STEP;
use crate::num::{superscript, thousands, two_digits};
use alloc::format;
use alloc::string::String;

/// A cause as one or two sentences.
pub(super) fn cause_words(cause: Cause, facts: &Facts) -> String {
    match cause {
        Cause::Formula => format!("{ROUNDS} Nothing exploded: only the formula fails in floating point."),
        Cause::FormulaAfter(blowup, growth) => {
            format!("{ROUNDS} But {} {}", blowup_words(blowup), growth_words(growth))
        }
        Cause::Grows(growth) => growth_words(growth),
        Cause::Shrinks(shrinkage) => shrinkage_words(shrinkage, facts),
        Cause::Cut => format!(
            "Backpropagation is truncated after {} time steps: no gradient passes that point, whatever the cell keeps.",
            facts.spec.truncate
        ),
        Cause::Fades => cells::fades(&facts.spec),
        Cause::LossScale => format!(
            "The loss scale multiplies every gradient by 2{}, and a product exceeds {}, the largest number of {}.",
            superscript(facts.spec.loss_scale as i32),
            thousands(facts.spec.precision.description().format.largest, 0),
            facts.spec.precision.key()
        ),
        Cause::Underflow => format!(
            "On its way to layer 1 the gradient falls below the smallest number that {} can hold ({}), so it becomes \
             exactly 0.",
            facts.spec.precision.key(),
            two_digits(facts.spec.gradient_format().smallest())
        ),
        Cause::Arrives { each, whole } => {
            let (start, what) = match facts.in_time() {
                true => (EVERY_STEP, "∂L/∂h"),
                false => ("Each crossing from layer to layer", "the gradient"),
            };
            format!("{start} multiplies {what} by {}; together that is ×{}.", two_digits(each), two_digits(whole))
        }
        other => fixed_words(other).into(),
    }
}

/// Why the textbook formula fails.
const ROUNDS: &str = "If p rounds to 1, ln(1 − p) is −∞ and 0·ln 0 is NaN; likewise ln p if p rounds to 0.";

/// Why a gradient through time is a sum.
pub(super) const MANY: &str = "Many time steps are answered, and each sends back its own gradient. They add up, so \
    there is no single product; Reach shows how far back one of them goes.";

/// Causes whose words have no numbers of the run.
#[rustfmt::skip] // A table: one cause, one row.
fn fixed_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Recurrent => "The weights from h to h make the gradient grow at every time step: all time steps share them.",
        Cause::Avalanche => "In a deep network the gradient of each W contains the other W’s. All of them grow, so ln|W| itself grows exponentially (avalanche learning).",
        Cause::Overshoot => "Each training step is proportional to the weights and points away from the minimum: it is too large.",
        Cause::NothingToScale => "The optimizer scales every training step, but no gradient arrives at layer 1 that it could scale.",
        Cause::TinySteps => "A training step changes W by α times the gradient, and hardly any gradient arrives at layer 1.",
        Cause::NegativeBias => "The hidden biases start below 0 and keep the units off.",
        Cause::SignalLost => "The signal has shrunk until all examples look alike: a unit is off for all of them or for none.",
        Cause::Thrown => "A training step, or weights, that were too large moved these units to where f is flat.",
        Cause::Flat(_) => "Large weights, biases or training steps drive z far from 0, where f is flat and f′ is nearly 0.",
        Cause::TooFarBack => "The answer ignores distant time steps: too little gradient reaches them.",
        Cause::NoSlope => "Layer 1 receives no gradient: the units above are off or flat for every example.",
        Cause::ZeroWeights => "Layer 1 receives no gradient: a W above is 0 and passes nothing down.",
        Cause::LowerStill => "The lower layers are the same as at the start: too little gradient reaches them.",
        Cause::LowerLost => "The lower layers move, but too little gradient reaches them to give a direction.",
        Cause::Linear => "Without an activation the network is linear, however deep it is: its output is a weighted sum of its inputs.",
        Cause::HardlyMoved => "The weights have hardly moved: the training steps are too small.",
        Cause::Unclear => "The weights move but nothing is learned: the training steps may be too large, or the units pass nothing on.",
        Cause::StepsShrink => "No decay acts on these weights: the training steps themselves made them small.",
        Cause::AsDecay => "They shrink exactly as weight decay alone would: no gradient reaches them.",
        Cause::DecayWins => "Decay is stronger than the gradient that could keep the weights up.",
        Cause::Overconfident => "The network is more confident in wrong answers than a network that guesses.",
        Cause::Plateau => "The network learned something and then stagnated.",
        Cause::ClipsValues => "Clipping by value changes the direction of the gradient. It does not help a gradient to flow.",
        Cause::ClipsNorm => "Clipping by norm keeps the direction. If it acts all the time it is a second learning rate. It does not help a gradient to flow.",
        Cause::ProductAbove => "The finding above is the product of these factors.",
        Cause::NotTheFactors => "The finding above does not depend on these factors.",
        Cause::LearnsAnyway => "The network learns in spite of this.",
        Cause::Unrelated => "This number alone does not explain the finding above.",
        Cause::LittleSoFar => "So far the network has learned little.",
        Cause::TooEarly => "More layers or more training steps will show whether this matters.",
        Cause::ManyAnswers => MANY,
        Cause::NoProduct => "There is no product of factors that could vanish or explode.",
        // Worded by `cause_words`.
        Cause::Formula | Cause::FormulaAfter(..) | Cause::Grows(_) | Cause::Shrinks(_) | Cause::Cut | Cause::Fades | Cause::LossScale | Cause::Underflow | Cause::Arrives { .. } => "",
    }
}

fn growth_words(growth: Growth) -> String {
    match growth {
        Growth::Branches => {
            "Each block adds its branch to the skip. Without a factor below 1 the sum grows from \
            block to block."
        }
        // Measured at the start (experiment BN-X); theory gives 1.21 too.
        Growth::Norm => {
            "Batch norm makes the gradient of a plain deep network grow (Yang 2019): at the start ×1.21 per ReLU \
             layer, ×1.1 per tanh layer, ×1.03 per sigmoid layer."
        }
        Growth::Start => "The initial weights are too large: every layer makes signal and gradient grow.",
        Growth::Since(start) => {
            return format!("At the start the product was ×{}: the weights have grown since.", two_digits(start));
        }
        Growth::Steps => "The training steps were too large: weights and gradients made each other grow.",
        Growth::StepsInTime => {
            "The training steps were too large, or the weights from h to h have grown: they act at every time step."
        }
        Growth::StartInTime => "The initial weights from h to h make the numbers grow at every time step.",
    }
    .into()
}

fn blowup_words(blowup: Blowup) -> String {
    match blowup {
        Blowup::Logits(times) => format!("the logits are {} times layer 1’s z.", two_digits(times)),
        Blowup::Weights(moved) => format!("weights have moved by {} times their length.", two_digits(moved)),
    }
}

/// Why the gradient shrinks.
pub(super) fn shrinkage_words(shrinkage: Shrinkage, facts: &Facts) -> String {
    let usual = facts.spec.activation.usual_slope();
    match shrinkage {
        Shrinkage::Sigmoid => {
            "Each crossing multiplies by slope × weights. A sigmoid’s slope is at most 0.25, and only at z = 0: \
             the weights would have to make up for it in every layer."
                .into()
        }
        Shrinkage::Slope(mean) => format!(
            "f′ is too small (×{}; ×{} is usual): saturated units, and units that are off, pass little gradient on.",
            two_digits(mean.f),
            two_digits(usual)
        ),
        Shrinkage::Weights(mean) => format!(
            "W is too small for this activation: it multiplies the gradient by {}; with f′ (×{}) it should be {}.",
            two_digits(mean.w),
            two_digits(mean.f),
            two_digits(1.0 / usual)
        ),
        Shrinkage::Product => "The product of the layers’ factors is too small.".into(),
    }
}

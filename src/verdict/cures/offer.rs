//! Which changes are offered for a symptom and its cause.

use super::cure::Cure;
use super::depth::{
    adam, adam_kumar, batch_norm, break_flow, clip, clip_does_it_help, dropout, dropout_does_it_help, elu,
    fitting_start, freed, l2, l2_does_it_help, larger_rate, no_decay, relu_he, scaled_branch, scaled_skips,
    smaller_loss_scale, smaller_rate, smaller_rate_perhaps, stable_loss, tanh_xavier, three_layers, usual_loss_scale,
    wider, without_bias,
};
use super::time::{breaks, longer_memory, lstm, radius_one};
use crate::spec::Activation;
use crate::verdict::causes::cause::{Cause, Growth};
use crate::verdict::causes::decide::growth;
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limits;
use crate::verdict::symptom::Symptom;
use alloc::vec;
use alloc::vec::Vec;

/// Changes that a card has room for.
pub(in crate::verdict) const FEW: usize = 4;

/// The changes to try, those that should help first. Some may be in effect already.
pub(in crate::verdict) fn offered(symptom: Symptom, cause: Cause, facts: &Facts, limits: &Limits) -> Vec<Cure> {
    let (spec, rate, time) = (&facts.spec, facts.learning_rate, facts.in_time());
    match symptom {
        Symptom::NotFinite => for_stop(cause, facts),
        Symptom::Exploding if time => {
            let mut cures = for_growth(Growth::StepsInTime, facts);
            cures.push(l2_does_it_help());
            cures
        }
        Symptom::Exploding | Symptom::WeightsGrow | Symptom::WeightsGrowDoubly => match cause {
            Cause::Grows(growth) => for_growth(growth, facts),
            _ => for_growth(growth(facts, limits, false), facts),
        },
        Symptom::Vanishing if time => longer_memory(spec, facts.is_cut()),
        Symptom::Vanishing => for_flow(facts),
        Symptom::StuckLayers => for_flow(facts).into_iter().take(FEW).collect(),
        Symptom::Dead => for_dead(cause, facts),
        Symptom::Saturated => {
            let activation = if let Cause::Flat(activation) = cause { activation } else { spec.activation };
            vec![fitting_start(spec, activation), batch_norm(spec), relu_he(spec)]
        }
        Symptom::AtChance => for_stagnation(cause, facts),
        Symptom::WeightsVanish => freed(vec![no_decay(), relu_he(spec), batch_norm(spec)], spec),
        Symptom::Poor if time => longer_memory(spec, facts.is_cut()),
        Symptom::Poor => vec![adam(), smaller_rate_perhaps(rate), relu_he(spec)],
        Symptom::Factor => vec![],
        Symptom::Clipping => vec![fitting_start(spec, spec.activation)],
        Symptom::Healthy => match facts.baseline.and_then(|baseline| facts.by_heart(limits, baseline)) {
            Some(_) => vec![dropout(), l2()],
            None if time => breaks(spec),
            None => break_flow(spec),
        },
    }
}

/// Changes that let a gradient through many layers, and famous ones that do not.
pub(in crate::verdict) fn for_flow(facts: &Facts) -> Vec<Cure> {
    let spec = &facts.spec;
    let mut cures = vec![relu_he(spec), batch_norm(spec)];
    if spec.activation == Activation::Sigmoid {
        cures.push(adam_kumar(spec));
    }
    cures.extend([scaled_skips(spec), adam(), three_layers(), clip_does_it_help(), dropout_does_it_help()]);
    freed(cures, spec)
}

/// Changes that keep numbers small.
pub(in crate::verdict) fn for_growth(growth: Growth, facts: &Facts) -> Vec<Cure> {
    let (spec, rate) = (&facts.spec, facts.learning_rate);
    let fitting = || fitting_start(spec, spec.activation);
    let mut cures = match growth {
        Growth::StepsInTime => {
            let cures = [Some(clip()), radius_one(spec), Some(smaller_rate_perhaps(rate))];
            return cures.into_iter().flatten().collect();
        }
        Growth::StartInTime => return radius_one(spec).into_iter().chain([lstm()]).collect(),
        Growth::Steps => return vec![smaller_rate(rate), clip(), fitting(), l2_does_it_help()],
        Growth::Branches => vec![scaled_branch()],
        Growth::Norm => vec![scaled_skips(spec), three_layers()],
        Growth::Start => vec![fitting()],
        Growth::Since(_) => vec![],
    };
    // If the initial weights are too large, smaller steps only delay the end.
    cures.extend([clip(), smaller_rate_perhaps(rate), l2_does_it_help()]);
    cures
}

/// Changes that keep a run finite.
pub(in crate::verdict) fn for_stop(cause: Cause, facts: &Facts) -> Vec<Cure> {
    match cause {
        Cause::Grows(growth) => for_growth(growth, facts),
        Cause::FormulaAfter(_, growth) => {
            let mut cures = for_growth(growth, facts);
            cures.push(stable_loss());
            cures
        }
        Cause::LossScale => [smaller_loss_scale(&facts.spec)].into_iter().chain(wider(&facts.spec)).collect(),
        _ => vec![stable_loss()],
    }
}

fn for_dead(cause: Cause, facts: &Facts) -> Vec<Cure> {
    let mut cures = match cause {
        Cause::NegativeBias => vec![without_bias()],
        Cause::SignalLost => vec![],
        _ => vec![smaller_rate(facts.learning_rate)],
    };
    cures.extend([elu(), batch_norm(&facts.spec)]);
    cures
}

fn for_stagnation(cause: Cause, facts: &Facts) -> Vec<Cure> {
    let (spec, rate) = (&facts.spec, facts.learning_rate);
    match cause {
        Cause::Cut | Cause::TooFarBack => longer_memory(spec, facts.is_cut()),
        Cause::NoSlope => vec![without_bias(), elu(), batch_norm(spec)],
        Cause::ZeroWeights => vec![no_decay(), fitting_start(spec, spec.activation)],
        Cause::Underflow => {
            let mut cures = vec![no_decay(), relu_he(spec), scaled_skips(spec)];
            cures.extend(usual_loss_scale(spec).or_else(|| wider(spec)));
            freed(cures, spec)
        }
        Cause::LowerStill | Cause::LowerLost => freed(vec![relu_he(spec), batch_norm(spec), adam()], spec),
        Cause::Linear => vec![relu_he(spec), tanh_xavier(spec)],
        Cause::HardlyMoved => vec![larger_rate(rate), adam()],
        _ => vec![smaller_rate_perhaps(rate), relu_he(spec), batch_norm(spec)],
    }
}

/// The initial weights that suit the activation of this experiment.
pub(in crate::verdict) fn fitting_initial_weights(facts: &Facts) -> Cure {
    fitting_start(&facts.spec, facts.spec.activation)
}

/// ReLU with He's weights, for a network of this size.
pub(in crate::verdict) fn usual_choice(facts: &Facts) -> Cure {
    relu_he(&facts.spec)
}

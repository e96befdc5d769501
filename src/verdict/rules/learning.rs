//! What comes of it: NaN, stagnation, a poor result, or learning.

use super::time;
use crate::num::fixed;
use crate::num::{count, percent, two_digits};
use crate::probe::RECENT;
use crate::spec::{Activation, LiveKnob, Loss};
use crate::verdict::Cure;
use crate::verdict::diagnosis::{Finding, Gravity, Symptom, sick};
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limit;
use crate::verdict::limits::{ABOVE_CHANCE, BY_HEART, HARDLY};
use crate::verdict::through_time::MANY;
use crate::verdict::{cures as cure, stop};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The run has stopped at a number that is none.
pub(in crate::verdict) fn not_finite(facts: &Facts) -> Option<Finding> {
    facts.run.stopped?;
    let why = stop::why(facts);
    let [evidence, cause] = <[String; 2]>::try_from(why.paragraphs).ok()?;
    // What gave out is told apart by how far the weights came, and by how much the start made of a signal.
    let limits: &[Limit] = match facts.run.loss {
        Loss::NaiveBce => &[Limit::Much, Limit::VeryMuch, Limit::Grown],
        _ => &[Limit::Much],
    };
    Some(sick(Symptom::NotFinite, evidence, cause, why.cures, limits))
}

/// The loss of knowing nothing, where the loss stands there and does not come down.
pub(in crate::verdict) fn stagnates(facts: &Facts) -> Option<f64> {
    let baseline = facts.baseline?;
    let share = facts.loss / baseline;
    // A loss that is above chance and comes down so slowly that it is still above after so many steps stagnates too.
    let on_its_way = facts.falls() && (share < ABOVE_CHANCE || !facts.after(Limit::Long));
    let here = share > facts.limit(Limit::Chance) && share <= facts.limit(Limit::Worse);
    let there = facts.after(Limit::Stagnant) && facts.run.stopped.is_none() && here && !on_its_way;
    there.then_some(baseline)
}

/// No better than knowing nothing, and not on the way down.
pub(in crate::verdict) fn at_chance(facts: &Facts) -> Option<Finding> {
    let baseline = stagnates(facts)?;
    let name = facts.run.chance().map_or("always answering the mean", |chance| chance.name);
    let evidence = format!(
        "After {} the mean loss of the last {RECENT} on record is {}; knowing nothing costs {} ({name}).",
        count(facts.steps, "step"),
        fixed(facts.loss, 3),
        fixed(baseline, 3)
    );
    let (cause, cures) = why_nothing_is_learned(facts);
    let limits = &[Limit::Chance, Limit::Stagnant, Limit::Worse, Limit::Long];
    Some(sick(Symptom::AtChance, evidence, cause, cures, limits))
}

fn why_nothing_is_learned(facts: &Facts) -> (&'static str, Vec<Cure>) {
    let spec = facts.run.spec;
    if facts.in_time() && facts.little() {
        return (
            if time::is_cut(spec) {
                "What lay far back has no part in the answer: the gradient is cut on its way there (truncate)."
            } else {
                "What lay far back has no part in the answer: too little gradient reaches it."
            },
            time::longer_memory(spec),
        );
    }
    let distances = facts.distances();
    let moved = distances.iter().copied().fold(0.0, f64::max);
    if let Some(k) = silent(facts) {
        let (below, above) = (facts.run.figures[k].d_a, facts.run.figures[k + 1].w);
        // What came down through W as a number of usual size was lost in f′.
        let arrived = below.is_some_and(|d_a| d_a.rms() > f64::from(f32::MIN_POSITIVE));
        if arrived || facts.run.shares(k).saturated > facts.limit(Limit::Dead) {
            (
                "No gradient at all reaches layer 1: the units above are off or flat for every example.",
                vec![cure::without_bias(), cure::elu(), cure::batch_norm(spec)],
            )
        } else if above.is_some_and(|w| w.l2 == 0.0) {
            (
                "No gradient at all reaches layer 1: a W above is 0 and passes nothing down.",
                vec![cure::no_decay(), cure::fitting_start(spec, spec.activation)],
            )
        } else {
            (
                "What is left of the gradient on its way to layer 1 is below the smallest number that this precision can hold: exactly 0.",
                cure::freed(
                    vec![cure::no_decay(), cure::relu_he(spec), cure::scaled_skips(spec), cure::double()],
                    spec,
                ),
            )
        }
    } else if facts.little() {
        // A rule that scales every step moves them all the same, and so does decay.
        let still = distances[0] < facts.limit(Limit::Moved);
        (
            if still {
                "What the lower layers make of the input is the same as at the start: too little gradient reaches them."
            } else {
                "The lower layers move, and too little gradient reaches them to say where to."
            },
            cure::freed(vec![cure::relu_he(spec), cure::batch_norm(spec), cure::adam()], spec),
        )
    } else if facts.hidden > 0 && spec.activation == Activation::Identity {
        (
            "Without an activation the network is linear, however deep: it can only weigh its inputs and add them up.",
            vec![cure::relu_he(facts.run.spec), cure::tanh_xavier(facts.run.spec)],
        )
    } else if moved < HARDLY {
        ("The weights have hardly moved: the steps are too small.", vec![cure::larger_rate(facts.run), cure::adam()])
    } else {
        (
            "The weights move and nothing comes of it: the steps may be too large, or the units pass nothing on.",
            vec![
                cure::smaller_rate_perhaps(facts.run),
                cure::relu_he(facts.run.spec),
                cure::batch_norm(facts.run.spec),
            ],
        )
    }
}

/// The highest hidden layer that received exactly nothing, where layer 1 did not either.
fn silent(facts: &Facts) -> Option<usize> {
    let d_z = &facts.rows.last()?.d_z;
    (0..facts.hidden).take_while(|&k| d_z[k] == 0.0).last()
}

/// Better than chance, but stuck there.
pub(in crate::verdict) fn poor(facts: &Facts) -> Option<Finding> {
    let baseline = facts.baseline?;
    let share = facts.loss / baseline;
    let worse = share > facts.limit(Limit::Worse);
    let between = share > facts.limit(Limit::Poor) && share <= facts.limit(Limit::Chance) || worse;
    if !facts.after(Limit::Long) || facts.run.stopped.is_some() || facts.learns || !between {
        return None;
    }
    if facts.will_reach(facts.limit(Limit::Poor) * baseline) {
        return None;
    }
    let evidence = format!(
        "After {} the loss is {}, {} of what knowing nothing costs, and hardly falls.",
        count(facts.steps, "step"),
        two_digits(facts.loss),
        percent(share)
    );
    let cause = if worse {
        "It is surer of wrong answers than one that knows nothing."
    } else {
        "The network learns something and then stagnates."
    };
    let cures = match facts.in_time() {
        true => time::longer_memory(facts.run.spec),
        false => vec![cure::adam(), cure::smaller_rate_perhaps(facts.run), cure::relu_he(facts.run.spec)],
    };
    Some(sick(Symptom::Poor, evidence, cause, cures, &[Limit::Poor, Limit::Long, Limit::Worse]))
}

/// A limit that holds in most steps is a second learning rate.
pub(in crate::verdict) fn clipping(facts: &Facts) -> Option<Finding> {
    let rows = facts.rows.len();
    let clipped = facts.rows.iter().filter(|row| row.clipped).count();
    let share = clipped as f64 / rows as f64;
    if rows < RECENT || share <= facts.limit(Limit::Clipped) {
        return None;
    }
    let evidence = format!("The gradient was shortened in {} of the steps on record.", percent(share));
    let by_value = facts.run.spec.tuning_at(facts.steps).of(LiveKnob::ClipValue) > 0.0;
    let cause = if by_value {
        "Clipping by value turns the gradient; it makes none flow."
    } else {
        "Clipping by norm keeps the direction; all the time, it is a second learning rate. It makes no gradient flow."
    };
    let cures = vec![cure::fitting_start(facts.run.spec, facts.run.spec.activation)];
    Some(Finding { gravity: Gravity::Note, ..sick(Symptom::Clipping, evidence, cause, cures, &[Limit::Clipped]) })
}

/// The loss on the examples that are tested on, as last counted, and what knowing nothing costs there: where it is as of a poor
/// network, and far above that on those that are learned from.
fn by_heart(facts: &Facts, baseline: f64) -> Option<(f64, f64)> {
    let score = facts.run.scores.last()?;
    let (test, chance) = (score.test.loss, facts.run.chance().map_or(baseline, |chance| chance.test));
    let poor = test > facts.limit(Limit::Poor) * chance && test > BY_HEART * score.train.loss;
    poor.then_some((test, chance))
}

/// The loss is below half of what knowing nothing costs, or was and will be.
pub(in crate::verdict) fn healthy(facts: &Facts) -> Option<Finding> {
    let baseline = facts.baseline.filter(|_| facts.learns || facts.returns())?;
    let words = if facts.learns { "has come down to" } else { "had come down, rose, and falls again: it is" };
    let mut evidence =
        format!("The loss {words} {}; knowing nothing costs {}.", two_digits(facts.loss), fixed(baseline, 3));
    let cause = match (facts.factor, facts.whole) {
        (Some(factor), Some(whole)) => {
            let (each, what) = match facts.in_time() {
                true => (time::EVERY_STEP, "∂L/∂h"),
                false => ("Every crossing from layer to layer", "the gradient"),
            };
            format!("{each} multiplies {what} by {}, all together by {}.", two_digits(factor), two_digits(whole))
        }
        _ if facts.run.answers_per_example() > 1 => MANY.into(),
        _ => "There is no product of factors that could vanish or explode.".into(),
    };
    let mut cures = match facts.in_time() {
        true => cure::breaks(facts.run.spec),
        false => cure::break_flow(facts.run.spec),
    };
    if let Some((test, chance)) = by_heart(facts, baseline) {
        let (test, chance) = (two_digits(test), fixed(chance, 3));
        evidence.push_str(&format!(
            " On the examples it does not learn from it is {test}, where knowing nothing costs {chance}: it learns by heart."
        ));
        cures = vec![cure::dropout(), cure::l2()];
    }
    Some(Finding {
        symptom: Symptom::Healthy,
        gravity: Gravity::Well,
        evidence,
        cause,
        cures,
        limits: &[Limit::Learned, Limit::HeldUp, Limit::Poor],
    })
}

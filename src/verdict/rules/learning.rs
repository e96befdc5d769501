//! What the run leads to: NaN, stagnation, a poor result, or learning.

use super::found::Found;
use crate::num::{count, fixed, percent, two_digits};
use crate::probe::RECENT;
use crate::spec::Loss;
use crate::verdict::facts::Facts;
use crate::verdict::limits::{Limit, Limits};
use crate::verdict::stop::stop_words;
use crate::verdict::symptom::{Gravity, Symptom};
use alloc::format;

/// The run has stopped at a number that is not finite.
pub(in crate::verdict) fn not_finite(facts: &Facts, _: &Limits) -> Option<Found> {
    let stop = facts.stop?;
    // How far the weights moved, and how much the initial weights amplify a signal, decide what caused it.
    let limits: &[Limit] = match facts.loss_kind {
        Loss::NaiveBce => &[Limit::Much, Limit::VeryMuch, Limit::Grown],
        _ => &[Limit::Much],
    };
    let place = stop.stage.map(|stage| facts.name_of(stage));
    Some(Found::sick(Symptom::NotFinite, stop_words(stop.stopped, place), limits))
}

/// The loss is no better than guessing, and does not fall.
pub(in crate::verdict) fn at_chance(facts: &Facts, limits: &Limits) -> Option<Found> {
    let baseline = facts.stagnates(limits)?;
    let name = facts.chance.map_or("always answering the mean", |chance| chance.name);
    let evidence = format!(
        "After {} the mean loss of the last {RECENT} on record is {}; guessing has a loss of {} ({name}).",
        count(facts.steps, "training step"),
        fixed(facts.loss, 3),
        fixed(baseline, 3)
    );
    let limits = &[Limit::Chance, Limit::Stagnant, Limit::Worse, Limit::Long];
    Some(Found::sick(Symptom::AtChance, evidence, limits))
}

/// Whether the loss is far above that of guessing.
pub(in crate::verdict) fn is_worse(facts: &Facts, limits: &Limits) -> bool {
    facts.baseline.is_some_and(|baseline| facts.loss / baseline > limits.of(Limit::Worse))
}

/// The loss is better than guessing but not good, or far worse, and stays there.
pub(in crate::verdict) fn poor(facts: &Facts, limits: &Limits) -> Option<Found> {
    let baseline = facts.baseline?;
    let share = facts.loss / baseline;
    let between = share > limits.of(Limit::Poor) && share <= limits.of(Limit::Chance) || is_worse(facts, limits);
    if !facts.after(Limit::Long, limits) || !facts.runs() || facts.learns(limits) || !between {
        return None;
    }
    if facts.will_reach(limits.of(Limit::Poor) * baseline) {
        return None;
    }
    let evidence = format!(
        "After {} the loss is {}, {} of the loss of guessing, and it hardly falls.",
        count(facts.steps, "training step"),
        two_digits(facts.loss),
        percent(share)
    );
    Some(Found::sick(Symptom::Poor, evidence, &[Limit::Poor, Limit::Long, Limit::Worse]))
}

/// Clipping acts in most steps, as a second learning rate.
pub(in crate::verdict) fn clipping(facts: &Facts, limits: &Limits) -> Option<Found> {
    if facts.losses.len() < RECENT || facts.clipped <= limits.of(Limit::Clipped) {
        return None;
    }
    let evidence = format!("The gradient was shortened in {} of the training steps on record.", percent(facts.clipped));
    Some(Found::note(Symptom::Clipping, evidence, &[Limit::Clipped]))
}

/// The loss is below half of that of guessing, or was and will be.
pub(in crate::verdict) fn healthy(facts: &Facts, limits: &Limits) -> Option<Found> {
    let learns = facts.learns(limits);
    let baseline = facts.baseline.filter(|_| learns || facts.returns(limits))?;
    let words = if learns { "has come down to" } else { "came down, rose and is falling again: it is" };
    let mut evidence =
        format!("The loss {words} {}; guessing has a loss of {}.", two_digits(facts.loss), fixed(baseline, 3));
    if let Some((test, chance)) = facts.by_heart(limits, baseline) {
        let (test, chance) = (two_digits(test), fixed(chance, 3));
        evidence.push_str(&format!(
            " On test examples the loss is {test}, where guessing has {chance}: the network memorizes the training \
             examples."
        ));
    }
    let limits = &[Limit::Learned, Limit::HeldUp, Limit::Poor];
    Some(Found { symptom: Symptom::Healthy, gravity: Gravity::Well, evidence, limits })
}

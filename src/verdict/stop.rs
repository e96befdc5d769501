//! Why a run stopped at a number that is not finite.

use super::cures::{self as cure, Cure};
use super::limits::Limit;
use super::why::Why;
use crate::num::two_digits;
use crate::spec::Loss;
use crate::train::Phase;
use crate::verdict::{facts::Facts, rules::flow::too_large};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

pub(in crate::verdict) fn why(facts: &Facts) -> Why {
    let run = facts.run;
    let words = run.stopped.map_or_else(String::new, |stopped| stopped.words(run));
    // The formula is to blame only where the network still gave it numbers.
    let logits = run.figures.last().and_then(|figures| figures.z);
    let at_loss = run.stopped.is_some_and(|stopped| stopped.phase == Phase::Loss);
    let formula = run.loss == Loss::NaiveBce && at_loss && logits.is_some_and(|z| z.l2.is_finite());
    let (title, (cause, cures)) = match (formula, exploded(facts)) {
        (true, None) => {
            let cause = format!("{ROUNDS} Nothing exploded: the formula is only wrong for a machine.");
            ("The textbook formula gave out.", (cause, vec![cure::stable_loss()]))
        }
        (true, Some(evidence)) => {
            let (cause, mut cures) = grown(facts);
            cures.push(cure::stable_loss());
            ("The textbook formula gave out.", (format!("{ROUNDS} But {evidence} {cause}"), cures))
        }
        (false, _) => ("The numbers ran out.", grown(facts)),
    };
    Why { well: false, title: title.into(), paragraphs: vec![words, cause], cures }
}

/// What made the numbers so large, and what keeps them small.
fn grown(facts: &Facts) -> (String, Vec<Cure>) {
    let run = facts.run;
    let Some(stopped) = run.stopped.filter(|_| facts.in_time()) else { return too_large(facts, false) };
    if stopped.step > 0 {
        let words = "The steps were too large, or the weights from h to h have grown: they act at every step back.";
        let cures = [Some(cure::clip()), cure::radius_one(run.spec), Some(cure::smaller_rate_perhaps(run))];
        return (words.into(), cures.into_iter().flatten().collect());
    }
    // No step was taken yet: neither its length nor that of the gradient has a part in it.
    let words = "The start weights from h to h make the numbers larger at every step in time.";
    (words.into(), cure::radius_one(run.spec).into_iter().chain([cure::lstm()]).collect())
}

const ROUNDS: &str = "Where p rounds to 1, ln(1 − p) is −∞ and 0·ln 0 is NaN.";

/// What brought the logits there, where it was not the formula: weights thrown far from their start, or a signal that grows from layer to layer.
fn exploded(facts: &Facts) -> Option<String> {
    let figures = facts.run.figures;
    let z = |k: usize| figures.get(k).and_then(|figures| figures.z).map(|z| z.rms());
    let through = z(facts.hidden)? / z(0)?;
    if through > facts.limit(Limit::VeryMuch) {
        return Some(format!("the logits are {} times layer 1’s z.", two_digits(through)));
    }
    let moved = (0..=facts.hidden).map(|k| facts.run.distance(k)).fold(0.0, f64::max);
    (moved > facts.limit(Limit::Grown))
        .then(|| format!("weights have moved by {} times their length.", two_digits(moved)))
}

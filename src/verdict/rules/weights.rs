//! What becomes of the weights: growth, double growth, decay.

use super::flow::too_large;
use crate::num::{count, percent, two_digits};
use crate::probe::Row;
use crate::spec::{LiveKnob, Rule};
use crate::verdict::cures as cure;
use crate::verdict::diagnosis::{Finding, Gravity, Symptom, sick};
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limit;
use crate::verdict::limits::{DYING, TO_THE_LETTER};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// ln of the largest layer's rms weight, by row, as far as it is finite.
fn growth(rows: &[Row]) -> Vec<(u32, f64)> {
    let largest = |row: &Row| row.w.iter().copied().fold(0.0, f64::max);
    let finite = rows.iter().map(|row| (row.step, libm::log(largest(row))));
    finite.take_while(|(_, log)| log.is_finite()).collect()
}

/// Exponentially, or faster: ln|W| is then a straight line over the steps, or bends upwards.
pub(in crate::verdict) fn growing(facts: &Facts) -> Option<Finding> {
    let logs = growth(facts.rows);
    let [.., before, last] = logs.as_slice() else { return None };
    let (first, total) = (logs[0], last.1 - logs[0].1);
    if facts.learns || total <= libm::log(facts.limit(Limit::Grown)) {
        return None;
    }
    let pace = (last.1 - before.1) / f64::from(last.0 - before.0);
    let mean = total / f64::from(last.0 - first.0);
    // A growth that is dying down is none to report.
    if pace < DYING * mean {
        return None;
    }
    let times = two_digits(libm::exp(total));
    let steps = count(last.0 - first.0, "step");
    let (_, cures) = too_large(facts, false);
    if bends_upwards(&logs, facts.limit(Limit::Bend)) {
        let evidence = format!(
            "The largest layer’s weights have grown {times} times in {steps}, and by ×{} in the last one alone.",
            two_digits(libm::exp(last.1 - before.1))
        );
        let cause = "In a deep network the gradient of each W contains the other W’s: with all of them growing, ln|W| itself grows exponentially (avalanche learning).";
        return Some(sick(Symptom::WeightsGrowDoubly, evidence, cause, cures, &[Limit::Grown, Limit::Bend]));
    }
    let doubling = core::f64::consts::LN_2 / pace;
    let evidence = format!(
        "The largest layer’s weights have grown {times} times in {steps}; they double every {} steps.",
        two_digits(doubling)
    );
    let cause =
        "Every step is in proportion to the weights themselves, and points away from the minimum: it is too long.";
    Some(sick(Symptom::WeightsGrow, evidence, cause, cures, &[Limit::Grown]))
}

/// The last three increments of ln|W| each clearly larger than the one before.
fn bends_upwards(logs: &[(u32, f64)], limit: f64) -> bool {
    let steps: Vec<f64> =
        logs.windows(2).map(|pair| (pair[1].1 - pair[0].1) / f64::from(pair[1].0 - pair[0].0)).collect();
    let last = &steps[steps.len().saturating_sub(3)..];
    last.len() >= 2 && last.windows(2).all(|pair| pair[0] > 0.0 && pair[1] > limit * pair[0])
}

/// Decay without a gradient that answers it: (1 − α·λ)ᵗ.
pub(in crate::verdict) fn vanishing(facts: &Facts) -> Option<Finding> {
    let (first, last) = (facts.rows.first()?, facts.rows.last()?);
    if facts.run.stopped.is_some() || last.step == first.step {
        return None;
    }
    let left = |k: usize| last.w[k] / first.w[k];
    let layer = (0..facts.hidden).reduce(|best, k| if left(k) < left(best) { k } else { best })?;
    let share = left(layer);
    if share.is_nan() || share >= facts.limit(Limit::Shrunk) {
        return None;
    }
    let steps = count(last.step - first.step, "step");
    let mut evidence = format!("Layer {}’s weights have shrunk to {} in {steps}", layer + 1, percent(share));
    let (words, cause) = against_decay(facts, share);
    evidence.push_str(&words);
    let run = facts.run;
    let spec = run.spec;
    let cures = cure::freed(vec![cure::no_decay(), cure::relu_he(spec), cure::batch_norm(spec)], spec);
    let mut finding = sick(Symptom::WeightsVanish, evidence, cause, cures, &[Limit::Shrunk]);
    if facts.learns {
        finding.gravity = Gravity::Note;
    }
    Some(finding)
}

/// What decay alone would have left, in words, and the cause that follows from it.
fn against_decay(facts: &Facts, share: f64) -> (String, &'static str) {
    let Some((alone, clipped)) = decay_alone(facts) else { return (".".into(), STRONGER) };
    if alone == 1.0 && clipped == 0 {
        return (".".into(), "No decay acts on them: the steps themselves have made them small.");
    }
    let without =
        if clipped > 0 { format!(", not counting {}", count(clipped, "clipped step")) } else { String::new() };
    let words = format!("; decay alone would leave (1 − α·λ)ᵗ = {}, step by step{without}.", percent(alone));
    (words, if libm::fabs(share / alone - 1.0) < TO_THE_LETTER { OBEYED } else { STRONGER })
}

const STRONGER: &str = "Decay is stronger here than the gradient that could hold the weights up.";
const OBEYED: &str = "They obey the decay to the letter: no gradient reaches them that could hold them up.";

/// ∏(1 − αₜ·λₜ) over the steps from the first row to the last, with the α and λ that each of them had: a schedule or a
/// live change counts from where it acts. Where the gradient was clipped, an L2 penalty was shortened with it, by what
/// no λ says: it is not counted, but how often. Where the trace is thinned, a row speaks for the steps since the one
/// before. None where there is no such formula: under L1, or with L2 in a rule that does not take its gradient as it is.
fn decay_alone(facts: &Facts) -> Option<(f64, u32)> {
    let spec = facts.run.spec;
    let (mut log, mut left_out) = (0.0, 0);
    for pair in facts.rows.windows(2) {
        for step in pair[0].step + 1..=pair[1].step {
            let tuning = spec.tuning_at(step);
            let [l1, l2, decay] = [LiveKnob::L1, LiveKnob::L2, LiveKnob::Decay].map(|knob| tuning.of(knob));
            if l1 > 0.0 || l2 > 0.0 && spec.optimizer != Rule::Sgd {
                return None;
            }
            let clipped = pair[1].clipped && l2 > 0.0;
            left_out += u32::from(clipped);
            let lambda = if clipped { decay } else { l2 + decay };
            log += libm::log(libm::fabs(1.0 - spec.learning_rate_at(step) * lambda));
        }
    }
    Some((libm::exp(log), left_out))
}

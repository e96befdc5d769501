//! The sentence and the explanation for a network through time, where a stage is a step.

use super::cells;
use super::cures as cure;
use super::facts::Facts;
use super::limits::Limit;
use super::rules::time::{fades, is_cut, longer_memory};
use super::sentence::Tone;
use super::why::Why;
use crate::num::{count, percent, share_words, two_digits};
use crate::probe::Frame;
use crate::train::Phase;
use crate::verdict::sentence::{Part, gradient, plain};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// "time 17", "the answer".
pub(super) fn name(run: &Frame, stage: usize) -> String {
    if stage + 1 >= run.place.stages { "the answer".into() } else { format!("time {}", stage + 1) }
}

/// What is happening, while a run goes on.
pub(super) fn sentence(run: &Frame) -> Vec<Part> {
    let place = run.place;
    let last = place.stages - 1;
    match (place.next, run.whole_factor()) {
        (Phase::Forward { stage }, _) if stage > 0 => vec![
            plain("The network reads step by step: it has come to "),
            Part { text: name(run, stage - 1), tone: Tone::Signal },
            plain("."),
        ],
        (Phase::Backward { stage }, _) if stage < last => vec![
            plain("The gradient goes back through time: it has reached "),
            gradient(name(run, stage + 1)),
            plain("."),
        ],
        (Phase::Backward { .. }, _) => vec![plain("The loss is known; its gradient now goes back through time.")],
        (_, Some(whole)) => arrived(run, whole, last),
        _ if place.steps > 0 && run.answers_per_example() > 1 => how_it_fares(run),
        _ => vec![plain(format!(
            "{} reads {last} steps. Press Play and watch how far back the gradient of its answer reaches.",
            cells::indefinite(run.spec)
        ))],
    }
}

/// Of many answers no share of one gradient can be told, but what they cost.
fn how_it_fares(run: &Frame) -> Vec<Part> {
    let loss = |loss: f64| Part { text: two_digits(loss), tone: Tone::Signal };
    let mut parts = vec![
        plain(format!("After {} the last batch’s loss is ", count(run.place.steps, "step"))),
        loss(run.loss_value),
    ];
    if let Some(chance) = run.chance() {
        parts.extend([plain("; knowing nothing costs "), loss(chance.loss)]);
    }
    parts.push(plain("."));
    parts
}

/// Where steps in between are answered, too.
pub(super) const MANY: &str = "Many steps are answered, and each sends back a gradient of its own: their sum is no product. Reach shows how far back one goes.";

fn arrived(run: &Frame, whole: f64, last: usize) -> Vec<Part> {
    let (h, of) = share(whole);
    let mut parts =
        vec![plain("In this batch step 1 receives "), gradient(h), plain(format!("{of} step {last}’s ∂L/∂h"))];
    if let Some(c) = run.along_c() {
        let (c, of) = share(c);
        parts.extend([plain(", and along c "), gradient(c), plain(format!("{of} its ∂L/∂c"))]);
    }
    parts.push(plain("."));
    parts
}

fn share(whole: f64) -> (String, &'static str) {
    match whole {
        w if (0.005..=1.0).contains(&w) => (percent(w), " of"),
        w if w.is_nan() => ("no number".into(), " of"),
        w => share_words(w),
    }
}

/// What counts of the gradient that step 1 receives, relative to the last step: the share that comes through h, or where
/// an LSTM's memory keeps more of it, what comes along c; but what grows along c by itself is no explosion.
pub(super) fn kept(run: &Frame, whole: f64) -> f64 {
    run.along_c().map_or(whole, |c| whole.max(c.min(1.0)))
}

/// Why it does so.
pub(super) fn why(facts: &Facts) -> Why {
    let (run, spec, much) = (facts.run, facts.run.spec, facts.limit(Limit::Much));
    let Some(whole) = run.whole_factor().filter(|whole| !whole.is_nan()) else {
        let words = match run.answers_per_example() {
            1 => {
                "Going back one step multiplies the gradient by what the cell lets through: by W and f′ in a plain RNN, by the forget gate along an LSTM’s memory, by 1 − z in a GRU. Let one step run, and the product stands here."
            }
            _ => MANY,
        };
        let title = "What decides how far back the gradient reaches?".into();
        return Why { well: true, title, paragraphs: vec![words.into()], cures: vec![cure::lstm()] };
    };
    let steps = run.place.stages - 2;
    let factor = libm::pow(whole, 1.0 / steps as f64);
    let title = match is_cut(spec) {
        true => "The gradient is cut on its way back.".into(),
        false => format!("In this batch each step back multiplies ∂L/∂h by {}.", two_digits(factor)),
    };
    let product = match run.along_c() {
        Some(c) => {
            format!(
                "Over {steps} steps that makes ×{} through h in this batch; along c ×{}.",
                two_digits(whole),
                two_digits(c)
            )
        }
        None => format!("Over {steps} steps that makes ×{} in this batch.", two_digits(whole)),
    };
    let mut paragraphs: Vec<String> = vec![product];
    let (well, cures) = match kept(run, whole) {
        w if w * much < 1.0 => {
            paragraphs.push(fades(spec));
            (false, longer_memory(spec))
        }
        w if w > much => {
            paragraphs.push("The weights from h to h make it larger at every step.".into());
            let cures = [Some(cure::clip()), cure::radius_one(spec), Some(cure::smaller_rate_perhaps(run))];
            (false, cures.into_iter().flatten().collect())
        }
        _ => {
            paragraphs.push("The first step receives a gradient of about the size of the last one’s. Break it to see what that is worth.".into());
            (true, cure::breaks(spec))
        }
    };
    paragraphs.extend(super::why::loss_words(facts));
    Why { well: well || facts.learns, title, paragraphs, cures }
}

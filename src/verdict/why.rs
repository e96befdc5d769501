//! The Why card: the product of factors on the gradient's path, in words, with changes to try.

use super::causes::cause::{Cause, Growth};
use super::causes::decide::{fading, growth, not_finite, shrinkage};
use super::cells;
use super::cures::cure::Cure;
use super::cures::depth::{break_flow, elu, ten_layers, without_bias};
use super::cures::offer::{FEW, fitting_initial_weights, for_flow, for_growth, for_stop, usual_choice};
use super::cures::time::{breaks, longer_memory, lstm};
use super::facts::Facts;
use super::limits::{Limit, Limits};
use super::stop::stop_words;
use super::words::{MANY, cause_words};
use crate::num::{count, fixed, two_digits};
use crate::probe::{Chance, Frame, MeanFactor, RECENT};
use crate::spec::{NormKind, Skip, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// An explanation with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Whether the gradient arrives, or the network learns anyway.
    pub well: bool,
    /// In a few words.
    pub title: String,
    /// In sentences.
    pub paragraphs: Vec<String>,
    /// Changes to try. None of them is in effect already.
    pub cures: Vec<Cure>,
}

/// Explains a run as it stands. Learning, vanishing and exploding mean what they mean in the diagnosis, by its limits.
pub fn why(run: &Frame, limits: &Limits) -> Why {
    let facts = Facts::for_why(run);
    let mut why = match facts.whole_now {
        _ if !facts.runs() => stopped(&facts, limits),
        _ if facts.in_time() => through_time(&facts, limits),
        _ if facts.hidden < 2 => nothing_between(facts.hidden),
        None => nothing_yet(&facts),
        Some(whole) if whole.is_nan() => no_gradient(&facts),
        Some(whole) => product(&facts, limits, whole),
    };
    why.cures.retain(|cure| !cure.in_effect(&facts.spec));
    why
}

/// Why a run stopped at a number that is not finite.
fn stopped(facts: &Facts, limits: &Limits) -> Why {
    let place = facts.stop.and_then(|stop| stop.stage).map(|stage| facts.name_of(stage));
    let words = facts.stop.map_or_else(String::new, |stop| stop_words(stop.stopped, place));
    let cause = not_finite(facts, limits);
    let title = match cause {
        Cause::Formula | Cause::FormulaAfter(..) => "The textbook formula failed.",
        _ => "A number became too large.",
    };
    let paragraphs = vec![words, cause_words(cause, facts)];
    Why { well: false, title: title.into(), paragraphs, cures: for_stop(cause, facts) }
}

fn product(facts: &Facts, limits: &Limits, whole: f64) -> Why {
    let much = limits.of(Limit::Much);
    let (well, cause, mut cures) = match whole {
        w if w * much < 1.0 => (false, cause_words(Cause::Shrinks(shrinkage(facts)), facts), for_flow(facts)),
        w if w > much => {
            let growth = growth(facts, limits, true);
            (false, cause_words(Cause::Grows(growth), facts), for_growth(growth, facts))
        }
        _ => (true, ARRIVES.into(), break_flow(&facts.spec)),
    };
    cures.truncate(FEW);
    let mut title = match well {
        true => "The gradient arrives: each layer multiplies it by",
        false => "Each layer multiplies the gradient by",
    }
    .to_string();
    let mut paragraphs = vec![cause];
    if let Some(mean) = facts.mean_of_all {
        title = format!("{title} {}.", two_digits(mean.factor));
        paragraphs.insert(0, product_words(&facts.spec, mean, whole, facts.hidden - 1));
    }
    paragraphs.extend(loss_words(facts, limits));
    Why { well: well || facts.learns(limits), title, paragraphs, cures }
}

const ARRIVES: &str = "The product stays near 1: layer 1 receives a gradient of about the same size as the last layer.";

fn product_words(spec: &Spec, mean: MeanFactor, whole: f64, crossings: usize) -> String {
    let slope = if spec.dropout > 0.0 { "f′ with dropout’s 1/(1 − p)" } else { "f′" };
    let rest = match (spec.skip, spec.norm) {
        (Skip::Plain, NormKind::None) => "W",
        (Skip::Plain, _) => "W with its norm",
        _ => "skip + branch",
    };
    format!(
        "From one layer to the next the gradient is multiplied by {slope} and by {rest}. On average {slope} \
         contributes ×{} and {rest} ×{}. Over {} that makes ×{}.",
        two_digits(mean.f),
        two_digits(mean.w),
        count(crossings as u32, "crossing"),
        two_digits(whole)
    )
}

fn loss_words(facts: &Facts, limits: &Limits) -> Option<String> {
    if facts.learns(limits) {
        return Some(format!("And it learns: the loss has come down to {}.", two_digits(facts.loss)));
    }
    let Chance { loss: chance, name, .. } = facts.chance?;
    let at_chance = facts.losses.len() >= RECENT && facts.loss > limits.of(Limit::Chance) * chance;
    let steps = count(facts.steps, "training step");
    at_chance.then(|| {
        format!("After {steps} the mean of the last losses is no better than guessing ({} = {name}).", fixed(chance, 3))
    })
}

fn nothing_yet(facts: &Facts) -> Why {
    let paragraph = "The gradient that reaches a layer is a product with one factor for each layer above it: the \
        slope f′ of the activation, times the effect of W. Run one training step to see the factors as numbers.";
    let title = "What decides how much gradient reaches layer 1?".into();
    Why { well: false, title, paragraphs: vec![paragraph.into()], cures: vec![usual_choice(facts)] }
}

fn nothing_between(hidden: usize) -> Why {
    let title = if hidden == 0 { "No hidden layer." } else { "One hidden layer." };
    let paragraph = "No chain of hidden layers lies below the loss: there is no product of factors that could vanish \
        or explode. Add layers to get one.";
    Why { well: true, title: title.into(), paragraphs: vec![paragraph.into()], cures: vec![ten_layers()] }
}

fn no_gradient(facts: &Facts) -> Why {
    let paragraph = match facts.off {
        Some(k) => format!(
            "Every unit of layer {} gives exactly 0 for every example, and so do the units above. A unit that is off \
             has slope 0 too, so it cannot recover.",
            k + 1
        ),
        None => "Even the last hidden layer receives no gradient: W passes nothing down.".into(),
    };
    let cures = vec![without_bias(), elu(), fitting_initial_weights(facts)];
    Why { well: false, title: "The gradient is exactly 0.".into(), paragraphs: vec![paragraph], cures }
}

/// Why the gradient of a network through time does what it does.
fn through_time(facts: &Facts, limits: &Limits) -> Why {
    let Some(whole) = facts.whole_now.filter(|whole| !whole.is_nan()) else { return nothing_back_yet(facts) };
    let much = limits.of(Limit::Much);
    let title = match facts.is_cut() {
        true => "The gradient is cut on its way back.".into(),
        false => {
            format!("In this batch each time step back multiplies ∂L/∂h by {}.", two_digits(facts.per_crossing(whole)))
        }
    };
    let mut paragraphs = vec![product_in_time(facts, whole)];
    let (well, cures) = match facts.kept(whole) {
        w if w * much < 1.0 => {
            paragraphs.push(cause_words(fading(facts), facts));
            (false, longer_memory(&facts.spec, facts.is_cut()))
        }
        w if w > much => {
            paragraphs.push(cause_words(Cause::Recurrent, facts));
            (false, for_growth(Growth::StepsInTime, facts))
        }
        _ => {
            paragraphs.push(
                "The first time step receives a gradient of about the same size as the last one. Break the \
                network to see what that is worth."
                    .into(),
            );
            (true, breaks(&facts.spec))
        }
    };
    paragraphs.extend(loss_words(facts, limits));
    Why { well: well || facts.learns(limits), title, paragraphs, cures }
}

fn product_in_time(facts: &Facts, whole: f64) -> String {
    let (steps, whole) = (count(facts.hidden as u32 - 1, "time step"), two_digits(whole));
    match facts.along_c {
        Some(c) => format!("Over {steps} that makes ×{whole} along h in this batch; along c ×{}.", two_digits(c)),
        None => format!("Over {steps} that makes ×{whole} in this batch."),
    }
}

fn nothing_back_yet(facts: &Facts) -> Why {
    let words = match facts.answers {
        1 => cells::ONE_STEP_BACK,
        _ => MANY,
    };
    let title = "What decides how far back the gradient reaches?".into();
    Why { well: true, title, paragraphs: vec![words.into()], cures: vec![lstm()] }
}

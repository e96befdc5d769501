//! The headline: what is happening, in one sentence of plain words with at most two numbers.
//!
//! In the middle of a training step it follows the phases; after one it says what came of it: how many answers are
//! right, and how much of the gradient arrives at layer 1.

use super::facts::Facts;
use super::limits::{Limit, Limits, TAKES_PART};
use super::parts::{Part, arrived, figure, gradient, parts};
use super::rules::flow;
use super::stop::stop_headline;
use super::through_time;
use crate::num::{count, percentage, share_of, thousands};
use crate::probe::{Frame, Score};
use crate::spec::Task;
use crate::train::Phase;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What happens in this phase, or what came of the last training step if none is under way.
pub fn sentence(run: &Frame, limits: &Limits) -> Vec<Part> {
    let phase = if run.stopped.is_some() { None } else { under_way(run) };
    phase.map_or_else(|| headline(run, limits), |text| parts(&text))
}

/// What came of the last training step, also in the middle of the next one.
pub fn headline(run: &Frame, limits: &Limits) -> Vec<Part> {
    if let Some(stopped) = run.stopped {
        return parts(&stop_headline(stopped, run));
    }
    let mut facts = Facts::at_hand(run);
    let right = right(run);
    let told = match facts.in_time() {
        true => through_time::told(run, &facts, limits, right.is_some()),
        false => told(run, &mut facts, limits),
    };
    parts(&match (right, told) {
        (Some((share, step)), told) => {
            let what = if run.spec.data.key().starts_with("digit") { "digits" } else { "answers" };
            let told = match told {
                Some(told) => ["; ", &told].concat(),
                None => format!(" after {}.", count(step, "training step")),
            };
            format!("{} of the {what} are right{told}", figure(&percentage(share, 2)))
        }
        (None, Some(mut told)) => {
            // Every clause begins with an ASCII letter.
            told[..1].make_ascii_uppercase();
            told
        }
        (None, None) if facts.in_time() => through_time::alone(run, &facts),
        (None, None) => alone(run),
    })
}

/// The fraction of right answers in the last evaluation, and its step; none unless it is clearly above chance.
fn right(run: &Frame) -> Option<(f64, u32)> {
    let (&Score { step, train, test }, chance) = run.scores.last().zip(run.chance())?;
    let (share, examples) = match run.sizes.test {
        0 => (train.accuracy, run.sizes.train),
        examples => (test.accuracy, examples),
    };
    let clearly = chance.accuracy + CLEARLY_ABOVE * (1.0 - chance.accuracy);
    (step > 0 && examples >= FEWEST && chance.accuracy > 0.0 && share > clearly).then_some((share, step))
}

/// So far from guessing to perfection an accuracy has come if it is more than luck.
const CLEARLY_ABOVE: f64 = 0.2;
/// Of fewer examples no accuracy is said.
const FEWEST: usize = 10;

/// How much gradient arrives at layer 1, as a clause; none with fewer than two layers, or before there is one.
fn told(run: &Frame, facts: &mut Facts, limits: &Limits) -> Option<String> {
    let layers = facts.hidden;
    let whole = facts.whole_now.or(facts.whole)?;
    if whole.is_nan() {
        let zero = gradient("exactly 0");
        return Some(format!("no gradient reaches any layer: it is {zero} at layer {layers} already."));
    }
    let sick = is_sick(run, facts, limits, whole);
    let silent = run.figures.iter().take_while(|figures| figures.d_z.is_some_and(|d_z| d_z.l2 == 0.0)).count();
    let (who, they) = match silent {
        2.. => (format!("layers 1 to {silent} hear"), " They cannot learn."),
        _ => ("layer 1 hears".into(), " It cannot learn."),
    };
    let (share, of) = share_of(whole);
    let share = if sick { gradient(&share) } else { figure(&share) };
    let most = facts.turns.iter().copied().fold(0.0, f64::max);
    let so = match facts.turns.first() {
        Some(&first) if sick && whole < 1.0 && first < TAKES_PART * most => they,
        _ if sick && whole > 1.0 => " The gradient explodes.",
        _ => "",
    };
    Some(format!("{who} {share}{of}what layer {layers} is told.{so}"))
}

/// Whether the diagnosis finds that the gradient vanishes or explodes from layer to layer. Before the first update
/// there is nothing to judge but the gradient itself.
fn is_sick(run: &Frame, facts: &mut Facts, limits: &Limits, whole: f64) -> bool {
    if facts.whole.is_none() {
        let much = limits.of(Limit::Much);
        return whole * much < 1.0 || whole > much;
    }
    if !facts.product_is_off(limits) || facts.learns(limits) {
        return false;
    }
    facts.measure_movement(run);
    flow::vanishing(facts, limits).or_else(|| flow::exploding(facts, limits)).is_some()
}

/// The headline of a run without accuracy and without a gradient between layers.
fn alone(run: &Frame) -> String {
    let layers = run.place.stages - 1;
    if run.place.steps == 0 {
        let label = format!("{} layer", run.spec.activation.choice().label);
        let network = match layers {
            0 => "network without hidden layers".into(),
            _ => ["network of ", &count(layers as u32, &label)].concat(),
        };
        let watch = if layers > 1 { " and watch how much gradient reaches layer 1" } else { "" };
        return format!("A {network} is ready to learn. Press Play{watch}.");
    }
    let moved = match run.distance(0) {
        f64::INFINITY => "moved away from 0, where they started".into(),
        share @ 0.1..10.0 => format!("moved by {} of their length", figure(&percentage(share, 2))),
        share if share > 0.0 => {
            let (share, of) = share_of(share);
            format!("moved by {}{of}their length", figure(&share))
        }
        _ => "not moved".into(),
    };
    let whose = if layers > 0 { "first layer’s " } else { "" };
    format!("In {} the {whose}weights have {moved}.", count(run.place.steps, "training step"))
}

/// What the last phase did; none between two training steps, and after the backward pass.
fn under_way(run: &Frame) -> Option<String> {
    let Frame { place, spec, .. } = *run;
    let what = match spec.task() {
        _ if spec.through_time() => "sequence",
        Task::Digits => "picture",
        _ => "example",
    };
    Some(match place.next {
        Phase::Sample | Phase::Clip | Phase::Update => return None,
        Phase::Forward { stage: 0 } => {
            let step = thousands(f64::from(place.steps + 1), 0);
            format!("Training step {step} begins with {}.", count(place.batch as u32, what))
        }
        Phase::Loss => "The network has answered. The loss will say how wrong it is.".into(),
        _ if spec.through_time() => through_time::under_way(run),
        Phase::Forward { stage } => format!("The {what} is on its way up: layer {stage} of {}.", place.stages - 1),
        Phase::Backward { stage } if stage + 1 < place.stages => on_its_way_down(run, stage + 1),
        Phase::Backward { .. } => {
            "The loss is known. Its gradient now tells every layer its share of the blame.".into()
        }
    })
}

fn on_its_way_down(run: &Frame, reached: usize) -> String {
    let layers = run.place.stages - 1;
    let so_far = if reached == layers {
        "It has left the output layer".into()
    } else {
        let norm = |k: usize| run.figures[k].d_z.map(|d_z| d_z.l2);
        format!("Layer {} receives {}", reached + 1, arrived(norm(reached), norm(layers - 1)))
    };
    format!("The gradient is on its way down. {so_far}.")
}

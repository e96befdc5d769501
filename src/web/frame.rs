//! One moment of a run, as the page reads it many times a second.

use super::{Value, object};
use crate::num::{Norm, not_finite};
use crate::probe::{Crash, Figures, Frame, Shares, StepNorms, Stopped};
use crate::train::Clipped;
use crate::train::Phase;

/// The state of a run: place, loss, and one number per stage of every figure. None = not measured yet.
pub(super) fn frame(run: &Frame) -> Value {
    let place = run.place;
    let column = |part: fn(&Figures) -> Option<f64>| Value::list(run.figures.iter().map(part));
    object! {
        step: place.steps,
        phase: last_phase(run),
        next: phase_entry(place.next.words()),
        done: (place.done % place.per_step) as u32,
        loss: Some(run.loss_value).filter(|_| place.done > place.stages as u64 + 1),
        learning_rate: run.learning_rate,
        clipped: run.clipped.map(clipped_entry),
        stopped: run.stopped.map(|stopped| stopped_entry(run, stopped)),
        whole: run.along_c().or_else(|| run.whole_factor()),
        forward_rms: column(|f| rms(f.a)),
        z_rms: column(|f| rms(f.z)),
        d_z_rms: column(|f| rms(f.d_z)),
        d_a_rms: column(|f| rms(f.d_a)),
        d_c_rms: column(|f| rms(f.d_c)),
        d_w_norm: column(|f| l2(f.d_w)),
        w_norm: column(|f| l2(f.w)),
        update_ratio: column(|f| f.update_ratio),
        factor: column(|f| f.factor),
        w_factor: column(|f| f.w_factor),
        f_factor: column(|f| f.f_factor),
        skip_factor: column(|f| f.skip_factor),
        branch_factor: column(|f| f.branch_factor),
    }
}

fn rms(norm: Option<Norm>) -> Option<f64> {
    norm.map(|norm| norm.rms())
}

fn l2(norm: Option<Norm>) -> Option<f64> {
    norm.map(|norm| norm.l2)
}

/// The figures that each need their own pass over weights or activations.
pub(super) fn dear_figures(run: &Frame) -> Value {
    let stages = 0..run.place.stages;
    // Shares of a stage are counted once its forward has run; the zero share once its backward has.
    let share = |k: usize| run.figures[k].z.map(|_| run.shares(k));
    let shares: Vec<Option<Shares>> = stages.clone().map(share).collect();
    let of = |part: fn(&Shares) -> f64| Value::list(shares.iter().map(|share| share.as_ref().map(part)));
    let zero = |(share, figures): (&Option<Shares>, &Figures)| figures.d_z.and(share.as_ref()).map(|share| share.zero);
    object! {
        distance: distances(run),
        saturated: of(|share| share.saturated),
        dead: of(|share| share.dead),
        zero: Value::list(shares.iter().zip(run.figures).map(zero)),
    }
}

/// A figure by stage; all time steps share the weights of the first.
fn distances(run: &Frame) -> Value {
    let mut first = None;
    let distance = |k: usize| match run.is_step(k) {
        false => run.distance(k),
        true => *first.get_or_insert_with(|| run.distance(0)),
    };
    Value::list((0..run.place.stages).map(distance))
}

fn last_phase(run: &Frame) -> Value {
    let place = run.place;
    let last = place.done.checked_sub(1);
    phase_entry(last.map_or(("start", None), |last| Phase::at(last % place.per_step, place.stages).words()))
}

/// A phase as its name and stage.
fn phase_entry((name, stage): (&'static str, Option<usize>)) -> Value {
    object! { name: name, stage: stage }
}

/// One step as norms of all parameters, stage by stage.
pub(super) fn step_entry(run: &Frame) -> Value {
    let StepNorms { learning_rate, gradient, penalised, clipped, rule, decay, update, weights } = run.step_norms();
    object! {
        learning_rate: learning_rate,
        gradient: gradient,
        penalised: penalised,
        clipped: clipped,
        rule: rule,
        decay: decay,
        update: update,
        weights: weights,
    }
}

fn clipped_entry(clipped: Clipped) -> Value {
    object! { data: clipped.data, before: clipped.before, after: clipped.after, fired: clipped.fired }
}

fn stopped_entry(run: &Frame, stopped: Stopped) -> Value {
    stop_entry(stopped, stopped.phase.words().1, stopped.words(run))
}

/// Where a run stopped, with a sentence about it.
pub(super) fn stop_entry(stopped: Stopped, stage: Option<usize>, sentence: String) -> Value {
    let (phase, _) = stopped.phase.words();
    object! {
        step: stopped.step,
        phase: phase,
        stage: stage,
        quantity: stopped.quantity,
        value: not_finite(stopped.value),
        sentence: sentence,
    }
}

/// The crash record.
pub(super) fn crash_entry(crash: Crash) -> Value {
    let operand = |(name, value): (String, f64)| object! { name: name, value: value };
    object! {
        tensor: crash.tensor,
        stage: crash.stage,
        place: crash.place.map(|place| place.to_vec()),
        value: not_finite(crash.value),
        operation: crash.operation,
        operands: Value::list(crash.operands.into_iter().map(operand)),
    }
}

//! One moment of a run, as the page reads it many times a second.

use super::{Value, object};
use crate::num::Norm;
use crate::probe::{Figures, Session, Shares, Stopped};
use crate::train::Phase;

/// The state of a run: place, loss, and one number per stage of every figure. None = not measured yet.
pub(super) fn frame(session: &Session<f32>) -> Value {
    let trainer = session.trainer();
    let column = |part: fn(&Figures) -> Option<f64>| Value::list(session.figures().iter().map(part));
    object! {
        step: trainer.steps(),
        phase: last_phase(session),
        next: phase_entry(trainer.next().words()),
        loss: Some(trainer.loss_value).filter(|_| trainer.done() > trainer.stages() as u64 + 1),
        learning_rate: trainer.learning_rate(),
        stopped: session.stopped().map(|stopped| stopped_entry(session, stopped)),
        forward_rms: column(|f| rms(f.a)),
        z_rms: column(|f| rms(f.z)),
        d_z_rms: column(|f| rms(f.d_z)),
        d_a_rms: column(|f| rms(f.d_a)),
        d_w_norm: column(|f| l2(f.d_w)),
        w_norm: column(|f| l2(f.w)),
        update_ratio: column(|f| f.update_ratio),
        factor: column(|f| f.factor),
        w_factor: column(|f| f.w_factor),
        f_factor: column(|f| f.f_factor),
    }
}

fn rms(norm: Option<Norm>) -> Option<f64> {
    norm.map(|norm| norm.rms())
}

fn l2(norm: Option<Norm>) -> Option<f64> {
    norm.map(|norm| norm.l2)
}

/// The figures that cost a pass over weights or activations of their own.
pub(super) fn dear_figures(session: &Session<f32>) -> Value {
    let (network, stages) = (&session.trainer().network, 0..session.trainer().stages());
    // Shares of a stage are counted once its forward has run; the zero share once its backward has.
    let share = |k: usize| session.figures()[k].z.map(|_| Shares::of(network, k));
    let shares: Vec<Option<Shares>> = stages.clone().map(share).collect();
    let of = |part: fn(&Shares) -> f64| Value::list(shares.iter().map(|share| share.as_ref().map(part)));
    let zero = |(share, figures): (&Option<Shares>, &Figures)| figures.d_z.and(share.as_ref()).map(|share| share.zero);
    object! {
        distance: Value::list(stages.map(|k| session.distance(k))),
        saturated: of(|share| share.saturated),
        dead: of(|share| share.dead),
        zero: Value::list(shares.iter().zip(session.figures()).map(zero)),
    }
}

fn last_phase(session: &Session<f32>) -> Value {
    let trainer = session.trainer();
    let last = trainer.done().checked_sub(1);
    phase_entry(last.map_or(("start", None), |last| Phase::at(last % trainer.per_step(), trainer.stages()).words()))
}

/// A phase by name.
fn phase_entry((name, stage): (&'static str, Option<usize>)) -> Value {
    object! { name: name, stage: stage }
}

fn stopped_entry(session: &Session<f32>, stopped: Stopped) -> Value {
    let (phase, stage) = stopped.phase.words();
    let value = if stopped.value.is_nan() {
        "NaN"
    } else if stopped.value > 0.0 {
        "∞"
    } else {
        "−∞"
    };
    object! {
        step: stopped.step,
        phase: phase,
        stage: stage,
        quantity: stopped.quantity,
        value: value,
        sentence: stopped.words(session),
    }
}

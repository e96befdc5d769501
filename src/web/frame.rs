//! One moment of a run, as the page reads it many times a second.

use crate::num::Norm;
use crate::probe::{Figures, Session, Shares};
use crate::train::Phase;
use serde::Serialize;

/// A phase by name.
#[derive(Serialize)]
pub(super) struct PhaseEntry {
    name: &'static str,
    stage: Option<usize>,
}

impl From<Phase> for PhaseEntry {
    fn from(phase: Phase) -> PhaseEntry {
        let (name, stage) = phase.words();
        PhaseEntry { name, stage }
    }
}

#[derive(Serialize)]
pub(super) struct StoppedEntry {
    step: u32,
    phase: &'static str,
    stage: Option<usize>,
    quantity: &'static str,
    value: String,
    sentence: String,
}

type Column = Vec<Option<f64>>;

/// The state of a run: place, loss, and one number per stage of every figure. None = not measured yet.
#[derive(Serialize)]
pub(super) struct Frame {
    step: u32,
    phase: PhaseEntry,
    next: PhaseEntry,
    loss: Option<f64>,
    learning_rate: f64,
    stopped: Option<StoppedEntry>,
    forward_rms: Column,
    z_rms: Column,
    d_z_rms: Column,
    d_a_rms: Column,
    d_w_norm: Column,
    w_norm: Column,
    update_ratio: Column,
    factor: Column,
    w_factor: Column,
    f_factor: Column,
}

impl Frame {
    pub(super) fn of(session: &Session<f32>) -> Frame {
        let trainer = session.trainer();
        let column = |part: &dyn Fn(&Figures) -> Option<f64>| session.figures().iter().map(part).collect::<Column>();
        let rms = |norm: Option<Norm>| norm.map(|norm| norm.rms());
        let l2 = |norm: Option<Norm>| norm.map(|norm| norm.l2);
        Frame {
            step: trainer.steps(),
            phase: last_phase(session),
            next: trainer.next().into(),
            loss: Some(trainer.loss_value).filter(|_| trainer.done() > trainer.stages() as u64 + 1),
            learning_rate: trainer.learning_rate(),
            stopped: session.stopped().map(|stopped| stopped_entry(session, stopped)),
            forward_rms: column(&|f| rms(f.a)),
            z_rms: column(&|f| rms(f.z)),
            d_z_rms: column(&|f| rms(f.d_z)),
            d_a_rms: column(&|f| rms(f.d_a)),
            d_w_norm: column(&|f| l2(f.d_w)),
            w_norm: column(&|f| l2(f.w)),
            update_ratio: column(&|f| f.update_ratio),
            factor: column(&|f| f.factor),
            w_factor: column(&|f| f.w_factor),
            f_factor: column(&|f| f.f_factor),
        }
    }
}

/// The figures that cost a pass over weights or activations of their own.
#[derive(Serialize)]
pub(super) struct DearFigures {
    distance: Column,
    saturated: Column,
    dead: Column,
    zero: Column,
}

impl DearFigures {
    pub(super) fn of(session: &Session<f32>) -> DearFigures {
        let (network, stages) = (&session.trainer().network, 0..session.trainer().stages());
        // Shares of a stage are counted once its forward has run; the zero share once its backward has.
        let share = |k: usize| session.figures()[k].z.map(|_| Shares::of(network, k));
        let shares: Vec<Option<Shares>> = stages.clone().map(share).collect();
        let of = |part: fn(&Shares) -> f64| shares.iter().map(|share| share.as_ref().map(part)).collect::<Column>();
        let zero =
            |(share, figures): (&Option<Shares>, &Figures)| figures.d_z.and(share.as_ref()).map(|share| share.zero);
        DearFigures {
            distance: stages.map(|k| Some(session.distance(k))).collect(),
            saturated: of(|share| share.saturated),
            dead: of(|share| share.dead),
            zero: shares.iter().zip(session.figures()).map(zero).collect(),
        }
    }
}

fn last_phase(session: &Session<f32>) -> PhaseEntry {
    let trainer = session.trainer();
    match trainer.done().checked_sub(1) {
        None => PhaseEntry { name: "start", stage: None },
        Some(last) => Phase::at(last % trainer.per_step(), trainer.stages()).into(),
    }
}

fn stopped_entry(session: &Session<f32>, stopped: crate::probe::Stopped) -> StoppedEntry {
    let (phase, stage) = stopped.phase.words();
    let value = if stopped.value.is_nan() {
        "NaN"
    } else if stopped.value > 0.0 {
        "∞"
    } else {
        "−∞"
    };
    StoppedEntry {
        step: stopped.step,
        phase,
        stage,
        quantity: stopped.quantity,
        value: value.into(),
        sentence: stopped.words(session),
    }
}

//! One experiment: opened from a link, run, changed, forked.

use super::landscape::path;
use super::{Digest, Room, Session};
use crate::net::together_in;
use crate::num::Real;
use crate::probe::{Frame, GradientCheck, Ranging, Reaching, Score};
use crate::spec::{Link, LiveKnob, Spec};
use crate::train::RangeTest;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A running experiment, in the narrower type that holds the number format of its spec.
///
/// It is what the page runs, but needs no browser: [`Experiment::frame`] reads it, the other methods run or change it.
#[derive(Clone, Debug)]
pub struct Experiment {
    pub(super) session: Precise,
    /// Sentences on settings of the last link or change that were ignored or corrected.
    pub(super) warnings: Vec<String>,
    /// The step that the link asks for.
    pub(super) asked_step: u32,
}

/// What a change did to the experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed.
    None,
    /// The run goes on with another value of a live knob.
    Live,
    /// The experiment restarted at step 0.
    Restart,
}

impl Effect {
    /// Its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Effect::None => "none",
            Effect::Live => "live",
            Effect::Restart => "restart",
        }
    }
}

/// The outcome of [`Experiment::change`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the change did.
    pub effect: Effect,
    /// Sentences on what was ignored or corrected.
    pub warnings: Vec<String>,
}

/// A session in one of the two precisions.
#[derive(Clone, Debug)]
pub(super) enum Precise {
    F32(Box<Session<f32>>),
    F64(Box<Session<f64>>),
}

/// Evaluates the same expression for the session of either precision.
macro_rules! each {
    ($experiment:expr, $session:ident => $value:expr) => {
        match $experiment {
            Precise::F32($session) => $value,
            Precise::F64($session) => $value,
        }
    };
}

pub(super) use each;

impl Experiment {
    /// The run at this moment.
    pub fn frame(&self) -> Frame<'_> {
        each!(&self.session, session => session.frame())
    }

    /// Sentences on settings of the last link or change that were ignored or corrected.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The step that the link asks for.
    pub fn asked_step(&self) -> u32 {
        self.asked_step
    }

    /// The spec with the present values of the live knobs.
    pub fn settings(&self) -> Spec {
        self.frame().settings()
    }

    /// The experiment with its step, as a link's text.
    pub fn link(&self) -> String {
        let frame = self.frame();
        // A run that stopped inside a step stops there again on the way to the next step.
        let step = frame.place.steps + u32::from(frame.stopped.is_some());
        match (step, frame.spec.to_text()) {
            (0, text) => text,
            (_, text) if text.is_empty() => format!("step={step}"),
            (_, text) => format!("{text}&step={step}"),
        }
    }

    /// Whether [`Experiment::change`] would restart the experiment.
    pub fn restarts(&self, key: &str, value: &str) -> bool {
        let now = self.settings();
        let mut changed = now.clone();
        changed.set(key, value, &mut Vec::new());
        LiveKnob::from_key(key).is_none() && changed != now
    }

    /// Sets one knob, as a link writes it. A live knob changes the running experiment; any other restarts it.
    pub fn change(&mut self, key: &str, value: &str) -> Change {
        self.change_within(key, value, usize::MAX)
    }

    /// Like [`Experiment::change`], where the new experiment has some room. One that does not fit gets the largest
    /// value of this knob that does, or else of batch, length or width.
    pub fn change_within(&mut self, key: &str, value: &str, room: impl Into<Room>) -> Change {
        let now = self.settings();
        let (mut changed, mut warnings) = (now.clone(), Vec::new());
        changed.set(key, value, &mut warnings);
        let effect = match LiveKnob::from_key(key) {
            _ if changed == now => Effect::None,
            Some(knob) if self.set_live(knob, changed.tuning().of(knob)) => Effect::Live,
            Some(_) => {
                warnings.push("A link keeps a thousand changes of live knobs; reset to restart.".into());
                Effect::None
            }
            None => {
                if key != "live" {
                    changed.live.clear();
                }
                let spec = changed.settled(&mut warnings);
                self.replace(Link { spec, step: 0, warnings }, room, key);
                return Change { effect: Effect::Restart, warnings: self.warnings.clone() };
            }
        };
        self.warnings.clone_from(&warnings);
        Change { effect, warnings }
    }

    /// Changes a live knob from the current step on. Returns false, and changes nothing, if the experiment already has
    /// as many changes as its link can keep.
    fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool {
        each!(&mut self.session, session => session.set_live(knob, value))
    }

    /// Runs up to `phases` phases and returns how many; fewer where a number that is not finite stopped the run.
    pub fn advance(&mut self, phases: u64) -> u64 {
        each!(&mut self.session, session => session.run_phases(phases))
    }

    /// Runs to the end of `steps` more steps, or to where the run stops.
    pub fn run(&mut self, steps: u32) {
        each!(&mut self.session, session => session.run(steps));
    }

    /// Undoes one phase. Returns false at the start.
    pub fn back(&mut self) -> bool {
        each!(&mut self.session, session => session.back())
    }

    /// Heads for the phase before this one; [`Experiment::seek_advance`] does the work. Returns false at the start.
    pub fn head_back(&mut self) -> bool {
        each!(&mut self.session, session => session.head_back())
    }

    /// Heads for `phases` phases from here; [`Experiment::seek_advance`] does the work.
    pub fn head(&mut self, phases: u64) {
        each!(&mut self.session, session => session.head(phases));
    }

    /// Returns to step 0 with the same initial weights and the present knobs.
    pub fn reset(&mut self) {
        each!(&mut self.session, session => session.reset());
    }

    /// Heads for the start of a step; [`Experiment::seek_advance`] does the work.
    pub fn seek(&mut self, step: u32) {
        each!(&mut self.session, session => session.seek(step));
    }

    /// Runs up to `phases` phases toward the step sought. True when there, or stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        each!(&mut self.session, session => session.seek_advance(phases))
    }

    /// Evaluates the next chunk of the examples. Returns the score when all are evaluated.
    pub fn evaluate_some(&mut self) -> Option<Score> {
        each!(&mut self.session, session => session.evaluate_some())
    }

    /// Loss and accuracy on both sets now. Costly: runs every example.
    pub fn evaluate(&mut self) -> Score {
        each!(&mut self.session, session => session.evaluate())
    }

    /// The output \[O×B\] for `batch` inputs \[features×B\].
    pub fn answers(&mut self, x: &[f64], batch: usize) -> Vec<f64> {
        each!(&mut self.session, session => answers(session, x, batch))
    }

    /// How many inputs are answered together without taking long.
    pub fn together(&self) -> usize {
        each!(&self.session, session => together_in(&session.trainer().network))
    }

    /// Of the last evaluation: how often each true class (row) of the test set received each class as its answer
    /// (column). Empty before the first, and without classes.
    pub fn confusion(&self) -> &[u32] {
        each!(&self.session, session => session.confusion())
    }

    /// The course of a run with exactly two parameters: their values at the start, after every step that the trace
    /// keeps, and now. Empty for other runs.
    pub fn path(&self) -> Vec<[f64; 2]> {
        let start = each!(&self.session, session => session.first_pair());
        start.map_or(Vec::new(), |start| path(start, &self.frame()))
    }

    /// The mean loss over all training examples at other values of the two parameters; none unless there are exactly
    /// two. Costly: runs every example.
    pub fn loss_at(&mut self, point: [f64; 2]) -> Option<f64> {
        each!(&mut self.session, session => session.loss_at(point))
    }

    /// A gradient check of the network in its present state, on `examples` examples of its batch.
    pub fn gradient_check(&self, examples: usize) -> GradientCheck {
        each!(&self.session, session => GradientCheck::of(session.trainer(), examples))
    }

    /// A learning-rate range test from the present state, between two rates.
    pub fn range_test(&self, rates: (f64, f64), steps: u32) -> Box<dyn Ranging> {
        each!(&self.session, session => Box::new(RangeTest::new(session.trainer(), rates, steps)))
    }

    /// Starts to compute the reach of example `b` of the batch; none through depth.
    pub fn reaching(&self, b: usize) -> Option<Reaching> {
        each!(&self.session, session => session.reaching(b))
    }

    /// The whole state as one number, equal on every machine.
    pub fn digest(&self) -> Digest {
        each!(&self.session, session => Digest::of(session))
    }
}

fn answers<R: Real>(session: &mut Session<R>, x: &[f64], batch: usize) -> Vec<f64> {
    let (trainer, evaluator) = session.evaluator();
    let x: Vec<R> = x.iter().map(|&x| R::from_f64(x)).collect();
    evaluator.logits_of(&trainer.network, &x, batch).iter().map(|z| z.to_f64()).collect()
}

//! A trainer that is watched, and can be taken back.

mod checkpoints;
mod digest;
mod experiment;
mod frame;
mod score;
mod unseen;

pub use checkpoints::Checkpoints;
pub use digest::Digest;
pub use experiment::{Change, Effect, Experiment};

use crate::net::Evaluator;
use crate::num::{Norm, Real};
use crate::probe::crash::{self, Stopped};
use crate::probe::figures::{of_weights, own_weights, share_first};
use crate::probe::{Figures, Score, Trace};
use crate::spec::{Live, LiveKnob, ReadBy, Spec, SpecError, Tuning};
use crate::train::{Phase, Trainer};
use alloc::vec;
use alloc::vec::Vec;
use score::Scores;

/// A trainer with its probe, its trace and the way back.
#[derive(Clone, Debug)]
pub struct Session<R> {
    trainer: Trainer<R>,
    figures: Vec<Figures>,
    w_before: Vec<Norm>,
    trace: Trace,
    checkpoints: Checkpoints<R>,
    /// The trainer's state at step 0.
    start: Vec<R>,
    scores: Scores,
    evaluator: Evaluator<R>,
    stopped: Option<Stopped>,
    target: u64,
    /// The phase count from which every block holds what it should: a checkpoint brings back parameters only.
    whole_from: u64,
    /// Whether the last whole step went by unseen, so that figures are those of earlier ones.
    stale: bool,
    /// Whether the norms of W are of an earlier one.
    unweighed: bool,
}

impl<R: Real> Session<R> {
    /// A session at step 0.
    ///
    /// # Errors
    /// The first knob of `spec` that is outside its limits.
    pub fn new(spec: &Spec) -> Result<Session<R>, SpecError> {
        Ok(Session::watch(Trainer::new(spec)?))
    }

    /// Watches a trainer from where its start weights stand.
    pub fn watch(trainer: Trainer<R>) -> Session<R> {
        let mut start = Vec::with_capacity(trainer.state_len());
        trainer.save(&mut start);
        let mut session = Session {
            figures: vec![Figures::default(); trainer.stages()],
            w_before: Vec::with_capacity(trainer.stages()),
            trace: Trace::new(trainer.stages()),
            checkpoints: Checkpoints::new(start.len()),
            start,
            scores: Scores::default(),
            evaluator: Evaluator::default(),
            stopped: None,
            target: 0,
            whole_from: 0,
            stale: false,
            unweighed: false,
            trainer,
        };
        session.measure_weights();
        session
    }

    /// Does the next phase, unless the run has stopped at a number that is not finite.
    pub fn advance(&mut self) -> Option<Phase> {
        if self.stopped.is_some() {
            return None;
        }
        if self.trainer.next() == Phase::Sample {
            self.begin(false, true);
        }
        let step = self.trainer.steps();
        let phase = self.trainer.advance();
        self.observe(phase);
        let bad = crash::not_finite(&self.trainer, &self.figures, phase);
        self.stopped = bad.map(|(quantity, value)| Stopped { step, phase, quantity, value });
        if phase == Phase::Update || self.stopped.is_some() {
            self.push(step);
        }
        Some(phase)
    }

    /// A row of the trace.
    fn push(&mut self, step: u32) {
        let (loss, clipped) = (self.trainer.loss_value, self.trainer.clipped());
        let clipped = clipped.is_some_and(|clipped| clipped.fired);
        self.trace.push((step, loss), clipped, &self.figures, self.stopped.is_some());
    }

    /// Goes back over one phase. False at the start.
    pub fn back(&mut self) -> bool {
        let Some(target) = self.trainer.done().checked_sub(1) else { return false };
        self.seek_phase(target);
        while !self.seek_advance(u32::MAX) {}
        true
    }

    /// Back to the same start weights, with the knobs as they stand: live changes become the start's.
    pub fn reset(&mut self) {
        let tuning = self.tuning();
        self.trainer.spec.set_tuning(tuning);
        self.trainer.spec.live.clear();
        self.seek(0);
    }

    /// Heads for the start of step `step`; [`Session::seek_advance`] does the work in slices.
    pub fn seek(&mut self, step: u32) {
        self.seek_phase(u64::from(step) * self.trainer.per_step());
    }

    /// The phase count sought: where a seek under way is going.
    pub fn target(&self) -> u64 {
        self.target
    }

    /// Forward targets run on. Backward ones start over from a checkpoint a whole step earlier, so that
    /// every block of the stages holds what it held then.
    fn seek_phase(&mut self, target: u64) {
        self.target = target;
        if target < self.trainer.done().max(self.whole_from) {
            let step = ((target / self.trainer.per_step()) as u32).saturating_sub(1);
            self.restore(if target == 0 { 0 } else { step });
        }
    }

    /// Keeps the way back to the step that begins, and the norms of W that it begins with, where they are `wanted`.
    /// `follow`: so many others follow at once that none goes back to it.
    fn begin(&mut self, follow: bool, wanted: bool) {
        let trainer = &self.trainer;
        self.checkpoints.keep(trainer.steps(), follow, |state| trainer.save(state));
        if wanted && self.unweighed {
            self.measure_weights();
        }
    }

    fn restore(&mut self, step: u32) {
        // Step 0 is not kept before the first phase ran; its parameters are the start's.
        let (at, values) = self.checkpoints.latest(step).unwrap_or((0, &self.start));
        self.trainer.restore(values, at);
        self.whole_from = if at == 0 { 0 } else { u64::from(at + 1) * self.trainer.per_step() };
        self.checkpoints.truncate(at);
        // What was seen from there on goes.
        self.trace.truncate(at);
        self.scores.list.retain(|score| score.step <= at);
        self.figures.fill(Figures::default());
        self.stale = false;
        self.measure_weights();
        self.stopped = None;
    }

    /// From the step under way on (or from the next, where this one has read the knob already) it is this. At
    /// step 0 it is simply the start's. False, and nothing done, where the experiment holds as many changes as
    /// its link can keep.
    pub fn set_live(&mut self, knob: LiveKnob, value: f64) -> bool {
        let (step, now) = (self.first_step_for(knob), self.trainer.steps());
        let (done, per_step) = (self.trainer.done(), self.trainer.per_step());
        let spec = &mut self.trainer.spec;
        // What was changed in a future that is now left goes; what this very step has put off to the next stays.
        spec.live.retain(|change| change.step <= now + u32::from(!done.is_multiple_of(per_step)));
        let room = done == 0 || spec.live.len() < Live::MOST;
        if room {
            spec.change_live(step, knob, value);
        }
        room
    }

    /// The live knobs as they stand: each as the phase that reads it next will find it.
    pub fn tuning(&self) -> Tuning {
        let at = |knob: &LiveKnob| self.trainer.spec.tuning_at(self.first_step_for(*knob)).of(*knob);
        let mut tuning = self.trainer.tuning();
        LiveKnob::ALL.iter().zip(&mut tuning.0).for_each(|(knob, value)| *value = at(knob));
        tuning
    }

    /// The first step that a change made now can act on, so that a replay meets it at the same place.
    fn first_step_for(&self, knob: LiveKnob) -> u32 {
        let (place, per_step) = (self.trainer.done() % self.trainer.per_step(), self.trainer.per_step());
        let read_at = match knob.description() {
            ReadBy::Sample => 0,
            ReadBy::Clip => per_step - 2,
            ReadBy::Update => per_step - 1,
        };
        self.trainer.steps() + u32::from(place > read_at)
    }

    /// The parameters that the numbers now in stage `k` were made with: those before the last update, until
    /// the stage's forward has run again.
    pub(crate) fn values_in(&self, k: usize) -> &[R] {
        let (trainer, steps) = (&self.trainer, self.trainer.steps());
        let forward_done = trainer.done() % trainer.per_step() > k as u64 + 1;
        let before =
            self.checkpoints.latest(steps.saturating_sub(1)).filter(|(at, _)| !forward_done && at + 1 == steps);
        let now = &trainer.network.parameters.values;
        before.map_or(now, |(_, state)| &state[..now.len()])
    }

    /// The parameters as they were before the last update; those of the start where there was none.
    pub(crate) fn values_before(&self) -> &[R] {
        let step = self.trainer.steps().saturating_sub(1);
        self.checkpoints.latest(step).map_or(&self.start, |(_, state)| state)
    }

    fn measure_weights(&mut self) {
        let network = &self.trainer.network;
        for (k, figures) in self.figures.iter_mut().enumerate() {
            if own_weights(network, k) {
                figures.w = Some(of_weights(network, k, &network.parameters.values));
            }
        }
        share_first(network, &mut self.figures);
        self.unweighed = false;
    }

    fn observe(&mut self, phase: Phase) {
        let network = &self.trainer.network;
        match phase {
            Phase::Forward { stage } => self.figures[stage].forward(network, stage),
            Phase::Backward { stage } => {
                let above = self.figures.get(stage + 1).and_then(|figures| figures.d_z);
                self.figures[stage].backward(network, stage, above);
            }
            Phase::Update => {
                self.w_before.clear();
                self.w_before.extend(self.figures.iter().filter_map(|figures| figures.w));
                for (k, figures) in self.figures.iter_mut().enumerate().filter(|(k, _)| own_weights(network, *k)) {
                    figures.update(network, k, self.w_before[k]);
                }
                share_first(network, &mut self.figures);
                self.stale = false;
            }
            Phase::Sample | Phase::Loss | Phase::Clip => {}
        }
    }

    /// The first number that is not finite, with what it was made from; none while the run goes on.
    pub fn crash(&self) -> Option<crash::Crash> {
        crash::find(&self.frame(), self.stopped?)
    }

    /// ‖W − W(0)‖/‖W(0)‖ of stage `k`: how far its weights are from the start. Counted where it is read.
    pub fn distance(&self, k: usize) -> f64 {
        self.lengths(k)[0]
    }

    /// How far they are from the start and how long they are, ‖W‖/‖W(0)‖.
    pub fn lengths(&self, k: usize) -> [f64; 2] {
        let network = &self.trainer.network;
        let norms = network.layers[k].weights().map(|range| {
            let (now, start) = (&network.parameters.values[range.clone()], &self.start[range]);
            [Norm::of_difference(now, start), Norm::of(now), Norm::of(start)]
        });
        let [moved, now, start] =
            norms.fold([Norm::default(); 3], |sums, next| [0, 1, 2].map(|n| sums[n].join(next[n])));
        [if moved.l2 == 0.0 { 0.0 } else { moved.l2 / start.l2 }, now.l2 / start.l2]
    }

    /// The trainer, to be read.
    pub fn trainer(&self) -> &Trainer<R> {
        &self.trainer
    }

    /// One per stage.
    pub fn figures(&self) -> &[Figures] {
        &self.figures
    }

    /// The run so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Every evaluation asked for so far, by step.
    pub fn scores(&self) -> &[Score] {
        &self.scores.list
    }

    /// Where the run stopped, if it did.
    pub fn stopped(&self) -> Option<Stopped> {
        self.stopped
    }

    /// Loss and accuracy buffers, for whoever wants a forward pass of their own.
    pub fn evaluator(&mut self) -> (&Trainer<R>, &mut Evaluator<R>) {
        (&self.trainer, &mut self.evaluator)
    }
}

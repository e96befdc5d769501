//! A trainer that is watched, and can be taken back.

use super::{Checkpoints, Figures, Trace};
use crate::net::{Evaluation, Evaluator};
use crate::num::{Norm, Real};
use crate::spec::{Live, Spec, SpecError};
use crate::train::{Phase, Trainer};
use alloc::vec;
use alloc::vec::Vec;

/// Where the run met its first number that is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// Steps done before.
    pub step: u32,
    /// The phase that made it.
    pub phase: Phase,
    /// What it is a number of: `"z"`, `"a"`, `"loss"`, `"∂L/∂z"`, `"∂L/∂W"`, `"W"`.
    pub quantity: &'static str,
    /// The value: NaN or ±∞.
    pub value: f64,
}

/// Loss and accuracy at a step, on both sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Steps done.
    pub step: u32,
    /// On what is learned from.
    pub train: Evaluation,
    /// On what is not.
    pub test: Evaluation,
}

/// A trainer with its probe, its trace and the way back.
#[derive(Clone, Debug)]
pub struct Session<R> {
    trainer: Trainer<R>,
    figures: Vec<Figures>,
    w_before: Vec<Norm>,
    trace: Trace,
    checkpoints: Checkpoints<R>,
    start: Vec<R>,
    scores: Vec<Score>,
    evaluator: Evaluator<R>,
    stopped: Option<Stopped>,
    target: u64,
    /// The phase count from which every block holds what it should: a checkpoint brings back parameters only.
    whole_from: u64,
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
        let values = &trainer.network.parameters.values;
        let mut session = Session {
            figures: vec![Figures::default(); trainer.stages()],
            w_before: Vec::with_capacity(trainer.stages()),
            trace: Trace::new(trainer.stages()),
            checkpoints: Checkpoints::new(values.len()),
            start: values.clone(),
            scores: Vec::new(),
            evaluator: Evaluator::default(),
            stopped: None,
            target: 0,
            whole_from: 0,
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
            self.checkpoints.keep(self.trainer.steps(), &self.trainer.network.parameters.values);
        }
        let step = self.trainer.steps();
        let phase = self.trainer.advance();
        self.observe(phase);
        self.stopped = self.find_not_finite(step, phase);
        if phase == Phase::Update || self.stopped.is_some() {
            self.trace.push(step, self.trainer.loss_value, &self.figures, self.stopped.is_some());
        }
        Some(phase)
    }

    /// Runs to the end of `steps` more steps, or to where it stops.
    pub fn run(&mut self, steps: u32) {
        let end = self.trainer.steps().saturating_add(steps);
        while self.trainer.steps() < end && self.advance().is_some() {}
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
        self.trainer.spec.learning_rate = self.trainer.learning_rate();
        self.trainer.spec.live.clear();
        self.seek(0);
    }

    /// Heads for the start of step `step`; [`Session::seek_advance`] does the work in slices.
    pub fn seek(&mut self, step: u32) {
        self.seek_phase(u64::from(step) * self.trainer.per_step());
    }

    /// Runs up to `phases` phases towards the place sought. True when it is there, or the run has stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        for _ in 0..phases {
            if self.trainer.done() >= self.target || self.advance().is_none() {
                return true;
            }
        }
        self.trainer.done() >= self.target
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

    fn restore(&mut self, step: u32) {
        // Step 0 is not kept before the first phase ran; its parameters are the start's.
        let (at, values) = self.checkpoints.latest(step).unwrap_or((0, &self.start));
        self.trainer.restore(values, at);
        self.whole_from = if at == 0 { 0 } else { u64::from(at + 1) * self.trainer.per_step() };
        self.checkpoints.truncate(at);
        self.trace.truncate(at);
        self.scores.retain(|score| score.step <= at);
        self.figures.fill(Figures::default());
        self.measure_weights();
        self.stopped = None;
    }

    /// From the step under way on, α is this. At step 0 it is simply the start's. False, and nothing done, where
    /// the experiment holds as many changes as its link can keep.
    pub fn set_learning_rate(&mut self, learning_rate: f64) -> bool {
        let (step, at_start) = (self.trainer.steps(), self.trainer.done() == 0);
        let spec = &mut self.trainer.spec;
        spec.live.retain(|change| change.step < step);
        if at_start {
            spec.learning_rate = learning_rate;
        } else {
            if spec.live.len() == Live::MOST {
                return false;
            }
            spec.live.push(Live { step, learning_rate });
        }
        true
    }

    /// Loss and accuracy on both sets, now. Dear: it runs every example.
    pub fn evaluate(&mut self) -> Score {
        let (network, data, loss) = (&self.trainer.network, &self.trainer.data, self.trainer.loss());
        let train = self.evaluator.evaluate(network, &data.train, loss);
        let test = self.evaluator.evaluate(network, &data.test, loss);
        let score = Score { step: self.trainer.steps(), train, test };
        self.scores.retain(|old| old.step < score.step);
        self.scores.push(score);
        score
    }

    /// The parameters that the numbers now in stage `k` were made with: those before the last update, until
    /// the stage's forward has run again.
    pub(super) fn values_in(&self, k: usize) -> &[R] {
        let (trainer, steps) = (&self.trainer, self.trainer.steps());
        let forward_done = trainer.done() % trainer.per_step() > k as u64 + 1;
        let before =
            self.checkpoints.latest(steps.saturating_sub(1)).filter(|(at, _)| !forward_done && at + 1 == steps);
        before.map_or(&trainer.network.parameters.values, |(_, values)| values)
    }

    fn measure_weights(&mut self) {
        let parameters = &self.trainer.network.parameters;
        for (figures, layer) in self.figures.iter_mut().zip(&self.trainer.network.layers) {
            figures.w = Some(Norm::of(&parameters.values[layer.w.clone()]));
        }
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
                for (k, figures) in self.figures.iter_mut().enumerate() {
                    figures.update(network, k, self.w_before[k]);
                }
            }
            Phase::Sample | Phase::Loss => {}
        }
    }

    /// The norms just taken are not finite exactly where an entry is not.
    fn find_not_finite(&self, step: u32, phase: Phase) -> Option<Stopped> {
        let norm = |norm: Option<Norm>| norm.map_or(0.0, |norm| norm.l2);
        let (quantity, value) = match phase {
            Phase::Sample => return None,
            Phase::Forward { stage } => {
                first([("z", norm(self.figures[stage].z)), ("a", norm(self.figures[stage].a))])?
            }
            Phase::Loss => first([("loss", self.trainer.loss_value)])?,
            Phase::Backward { stage } => {
                let figures = &self.figures[stage];
                first([("∂L/∂a", norm(figures.d_a)), ("∂L/∂z", norm(figures.d_z)), ("∂L/∂W", norm(figures.d_w))])?
            }
            Phase::Update => self.figures.iter().find_map(|figures| first([("W", norm(figures.w))]))?,
        };
        Some(Stopped { step, phase, quantity, value })
    }

    /// ‖W − W(0)‖/‖W(0)‖ of stage `k`: how far its weights are from the start. Counted where it is read.
    pub fn distance(&self, k: usize) -> f64 {
        let range = self.trainer.network.layers[k].w.clone();
        let (now, start) = (&self.trainer.network.parameters.values[range.clone()], &self.start[range]);
        let moved = Norm::of_difference(now, start).l2;
        if moved == 0.0 { 0.0 } else { moved / Norm::of(start).l2 }
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
        &self.scores
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

fn first<const N: usize>(values: [(&'static str, f64); N]) -> Option<(&'static str, f64)> {
    values.into_iter().find(|(_, value)| !value.is_finite())
}

//! Fast runs: steps that nobody sees, because the run goes on before they could be displayed.
//!
//! Such a step is measured only as far as the trace keeps a row of it, but is always watched for the first number that
//! is not finite. What can be seen afterwards is the same, bit for bit.

use super::Session;
use super::checkpoints::RECENT;
use crate::num::{Norm, Real};
use crate::probe::crash;
use crate::train::Phase;

impl<R: Real> Session<R> {
    /// Runs up to `phases` phases and returns how many; fewer where a number that is not finite stopped the run.
    pub fn run_phases(&mut self, phases: u64) -> u64 {
        let from = self.trainer.done();
        let end = from + phases;
        while self.trainer.done() < end && self.stopped.is_none() {
            let (step, left, per_step) = (self.trainer.steps(), end - self.trainer.done(), self.trainer.per_step());
            // At least one more full step must follow, whose figures are then displayed. With truncated backpropagation
            // through time a gradient that is not finite might go unnoticed, so every phase is measured.
            if left >= 2 * per_step && self.trainer.next() == Phase::Sample && self.trainer.spec.truncate == 0 {
                self.step_unseen(left > RECENT as u64 * per_step);
            } else if self.advance().is_some() && self.stopped.is_some() && self.stale {
                // The stages that this step did not reach still show figures of an earlier step.
                self.look_again(step);
            }
        }
        self.trainer.done() - from
    }

    /// Runs to the end of `steps` more steps, or to where the run stops.
    pub fn run(&mut self, steps: u32) {
        let end = u64::from(self.trainer.steps().saturating_add(steps)) * self.trainer.per_step();
        self.run_phases(end.saturating_sub(self.trainer.done()));
    }

    /// Runs up to `phases` phases toward the phase sought. True when it is reached, or the run has stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        let left = self.target.saturating_sub(self.trainer.done());
        self.run_phases(left.min(phases.into()));
        self.trainer.done() >= self.target || self.stopped.is_some()
    }

    /// Runs one step without figures. `follow`: many steps follow in a fast run, so that hardly anyone goes back to
    /// this one.
    fn step_unseen(&mut self, follow: bool) {
        let step = self.trainer.steps();
        let traced = step.is_multiple_of(self.trace.stride());
        self.begin(follow, traced || self.trainer.network.through_time());
        let w = self.figures[0].w;
        while self.trainer.steps() == step {
            let phase = self.trainer.advance();
            if traced {
                self.observe_for_trace(phase);
            }
            self.stale = true;
            if !crash::seems_finite(&self.trainer, phase, w) {
                return self.look_again(step);
            }
        }
        self.unweighed = !traced;
        if traced {
            self.push(step);
        }
    }

    /// Like [`Session::observe`], but measures only what a row of the trace holds.
    fn observe_for_trace(&mut self, phase: Phase) {
        let stages = &self.trainer.network.stages;
        match phase {
            Phase::Forward { stage } => self.figures[stage].a = Some(Norm::of(stages[stage].a())),
            Phase::Backward { stage } => self.figures[stage].d_z = Some(Norm::of(stages[stage].d_z())),
            _ => self.observe(phase),
        }
    }

    /// Runs a step again with figures, after the step before it, whose blocks it reads.
    fn look_again(&mut self, step: u32) {
        let scores = core::mem::take(&mut self.scores);
        self.restore(step.saturating_sub(1));
        self.scores = scores;
        while self.trainer.steps() <= step && self.advance().is_some() {}
    }
}

//! Steps that nobody looks at, for the run goes on before they can be shown. Of those that the trace keeps only what it
//! keeps is measured; all are watched for the first number that is not finite. What can be seen is the same, bit for bit.

use super::Session;
use super::checkpoints::RECENT;
use crate::num::{Norm, Real};
use crate::probe::crash;
use crate::train::Phase;

impl<R: Real> Session<R> {
    /// Runs up to `phases` phases, and says how many; fewer if a number that is not finite stopped it.
    pub fn run_phases(&mut self, phases: u64) -> u64 {
        let from = self.trainer.done();
        let end = from + phases;
        while self.trainer.done() < end && self.stopped.is_none() {
            let (step, left, per_step) = (self.trainer.steps(), end - self.trainer.done(), self.trainer.per_step());
            // Another whole one has to come. Past a cut of the gradient nothing need show that it was not finite.
            if left >= 2 * per_step && self.trainer.next() == Phase::Sample && self.trainer.spec.truncate == 0 {
                self.step_unseen(left > RECENT as u64 * per_step);
            } else if self.advance().is_some() && self.stopped.is_some() && self.stale {
                // What it did not come to shows the step before.
                self.look_again(step);
            }
        }
        self.trainer.done() - from
    }

    /// Runs to the end of `steps` more steps, or to where it stops.
    pub fn run(&mut self, steps: u32) {
        let end = u64::from(self.trainer.steps().saturating_add(steps)) * self.trainer.per_step();
        self.run_phases(end.saturating_sub(self.trainer.done()));
    }

    /// Runs up to `phases` phases towards the place sought. True when it is there, or the run has stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        let left = self.target.saturating_sub(self.trainer.done());
        self.run_phases(left.min(phases.into()));
        self.trainer.done() >= self.target || self.stopped.is_some()
    }

    /// `follow`: so many others follow at once that none goes back to this one.
    fn step_unseen(&mut self, follow: bool) {
        let step = self.trainer.steps();
        let traced = step.is_multiple_of(self.trace.stride());
        self.begin(follow, traced || self.trainer.network.time.is_some());
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

    /// Of what [`Session::observe`] measures what a row of the trace holds.
    fn observe_for_trace(&mut self, phase: Phase) {
        let stages = &self.trainer.network.stages;
        match phase {
            Phase::Forward { stage } => self.figures[stage].a = Some(Norm::of(stages[stage].a())),
            Phase::Backward { stage } => self.figures[stage].d_z = Some(Norm::of(stages[stage].d_z())),
            _ => self.observe(phase),
        }
    }

    /// Runs a step again, and the one before, whose blocks it finds; now with figures.
    fn look_again(&mut self, step: u32) {
        let scores = core::mem::take(&mut self.scores);
        self.restore(step.saturating_sub(1));
        self.scores = scores;
        while self.trainer.steps() <= step && self.advance().is_some() {}
    }
}

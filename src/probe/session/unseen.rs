//! Steps that nobody looks at: the trace keeps no row of them, and the run goes on before they can be shown. They are not
//! measured, only watched for the first number that is not finite; what can be seen is the same, bit for bit.

use super::Session;
use crate::num::Real;
use crate::probe::crash;
use crate::probe::figures::of_weights;
use crate::train::Phase;

impl<R: Real> Session<R> {
    /// Runs up to `phases` phases, and says how many; fewer if a number that is not finite stopped it.
    pub fn run_phases(&mut self, phases: u64) -> u64 {
        let from = self.trainer.done();
        let end = from + phases;
        while self.trainer.done() < end && self.stopped.is_none() {
            let step = self.trainer.steps();
            if self.is_unseen(end) {
                self.step_unseen();
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

    /// Whether the step that begins now needs no figures, on the way to phase `end`: another whole one comes before that.
    fn is_unseen(&self, end: u64) -> bool {
        let (trainer, per_step) = (&self.trainer, self.trainer.per_step());
        // Past a cut of the gradient nothing need show that it was not finite.
        trainer.next() == Phase::Sample
            && trainer.done() + 2 * per_step <= end
            && !trainer.steps().is_multiple_of(self.trace.stride())
            && trainer.spec.truncate == 0
    }

    fn step_unseen(&mut self) {
        self.keep();
        self.stale = true;
        let step = self.trainer.steps();
        let network = &self.trainer.network;
        let cell = network.time.is_some().then(|| of_weights(network, 0, &network.parameters.values).l2);
        while self.trainer.steps() == step {
            let phase = self.trainer.advance();
            if !crash::seems_finite(&self.trainer, phase, cell.unwrap_or_default()) {
                return self.look_again(step);
            }
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

//! Undoing and seeking: any phase is reached by a short replay from a checkpoint.

use super::Session;
use crate::num::Real;
use crate::probe::Figures;

impl<R: Real> Session<R> {
    /// Undoes one phase. Returns false at the start.
    pub fn back(&mut self) -> bool {
        let back = self.head_back();
        while back && !self.seek_advance(u32::MAX) {}
        back
    }

    /// Heads for the phase before this one; [`Session::seek_advance`] does the work. Returns false at the start.
    pub fn head_back(&mut self) -> bool {
        let target = self.trainer.done().checked_sub(1);
        target.inspect(|&target| self.seek_phase(target)).is_some()
    }

    /// Heads for `phases` phases from here; [`Session::seek_advance`] does the work.
    pub fn head(&mut self, phases: u64) {
        self.target = self.trainer.done() + phases;
    }

    /// Returns to the same initial weights with the present knobs: live changes become initial values.
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

    /// The phase count that a seek is heading for.
    pub fn target(&self) -> u64 {
        self.target
    }

    /// Runs on toward a later phase. For an earlier one it restarts from a checkpoint a whole step earlier, so that
    /// every block of the stages holds what it held then.
    fn seek_phase(&mut self, target: u64) {
        self.target = target;
        if target < self.trainer.done().max(self.whole_from) {
            let step = ((target / self.trainer.per_step()) as u32).saturating_sub(1);
            self.restore(if target == 0 { 0 } else { step });
        }
    }

    /// Restores the latest checkpoint at or before `step`, and drops everything measured after it.
    pub(super) fn restore(&mut self, step: u32) {
        let at = match self.checkpoints.latest(step) {
            Some((at, state)) => {
                self.trainer.restore(state, at);
                at
            }
            None => {
                self.trainer.restart(&self.start);
                0
            }
        };
        self.whole_from = if at == 0 { 0 } else { u64::from(at + 1) * self.trainer.per_step() };
        self.checkpoints.truncate(at);
        self.trace.truncate(at);
        self.scores.list.retain(|score| score.step <= at);
        self.figures.fill(Figures::default());
        self.stale = false;
        self.measure_weights();
        self.stopped = None;
    }

    /// The parameters that the numbers now in stage `k` were computed with: those before the last update, until the
    /// stage's forward phase has run again.
    pub(super) fn values_in(&self, k: usize) -> &[R] {
        let (trainer, steps) = (&self.trainer, self.trainer.steps());
        let forward_done = trainer.done() % trainer.per_step() > k as u64 + 1;
        let (at, state) = self.state_at(steps.saturating_sub(1));
        let now = &trainer.network.parameters.values;
        if !forward_done && at + 1 == steps { &state[..now.len()] } else { now }
    }

    /// The parameters before the last update; the initial ones if there was none.
    pub(super) fn values_before(&self) -> &[R] {
        let step = self.trainer.steps().saturating_sub(1);
        let parameters = self.trainer.network.parameters.values.len();
        &self.state_at(step).1[..parameters]
    }

    /// The latest state kept at or before `step`, which begins with the parameters.
    pub(super) fn state_at(&self, step: u32) -> (u32, &[R]) {
        self.checkpoints.latest(step).unwrap_or((0, &self.start))
    }
}

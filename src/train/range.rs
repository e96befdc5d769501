//! The learning-rate range test (Smith 2015): the loss while the rate rises step by step.

use super::Trainer;
use crate::num::Real;
use crate::spec::Schedule;
use alloc::vec::Vec;

/// Where a rate is far too large: the loss is this many times the smallest one met.
const LOST: f64 = 4.0;

/// A range test under way, on a copy of a trainer.
#[derive(Clone, Debug)]
pub struct RangeTest<R> {
    trainer: Trainer<R>,
    rates: (f64, f64),
    steps: u32,
    points: Vec<(f64, f64)>,
    done: bool,
}

impl<R: Real> RangeTest<R> {
    /// From the state that `trainer` is in, `steps` steps (at least 2) at rates from `low` to `high`.
    pub fn new(trainer: &Trainer<R>, (low, high): (f64, f64), steps: u32) -> RangeTest<R> {
        // What the live knobs are now holds for the whole test; only the rate moves.
        let mut spec = trainer.spec.clone();
        spec.set_tuning(trainer.tuning());
        spec.live.clear();
        (spec.schedule, spec.warmup_steps) = (Schedule::Constant, 0);
        let mut state = Vec::with_capacity(trainer.state_len());
        trainer.save(&mut state);
        let mut copy = Trainer::with_data(&spec, trainer.data.clone());
        copy.restore(&state, trainer.steps());
        RangeTest { trainer: copy, rates: (low, high), steps: steps.max(2), points: Vec::new(), done: false }
    }

    /// Does up to `steps` more. True when the test is over: at the highest rate, or where the loss is lost.
    pub fn advance(&mut self, steps: u32) -> bool {
        for _ in 0..steps {
            if self.done {
                break;
            }
            let share = self.points.len() as f64 / f64::from(self.steps - 1);
            let rate = self.rates.0 * libm::pow(self.rates.1 / self.rates.0, share);
            self.trainer.spec.learning_rate = rate;
            self.trainer.step();
            let loss = self.trainer.loss_value;
            self.points.push((rate, loss));
            let least = self.points.iter().map(|point| point.1).fold(f64::INFINITY, f64::min);
            self.done = self.points.len() == self.steps as usize || loss.is_nan() || loss > LOST * least.max(1e-3);
        }
        self.done
    }

    /// Share done.
    pub fn progress(&self) -> f64 {
        if self.done { 1.0 } else { self.points.len() as f64 / f64::from(self.steps) }
    }

    /// Rate, and the loss of the batch that was met at that rate (before its step).
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// A rate to try: a third of the one after which the smoothed loss was at its least. None where it never fell.
    pub fn suggestion(&self) -> Option<f64> {
        let mut mean = self.points.first()?.1;
        let (start, mut best) = (mean, (0, mean));
        for (n, point) in self.points.iter().enumerate().filter(|(_, point)| point.1.is_finite()) {
            mean += 0.3 * (point.1 - mean);
            if mean < best.1 {
                best = (n, mean);
            }
        }
        (best.1 < 0.98 * start).then(|| self.points[best.0].0 / 3.0)
    }
}

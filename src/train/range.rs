//! The learning-rate range test (Smith 2015): the loss while the rate rises step by step.

use super::Trainer;
use crate::num::Real;
use crate::spec::Schedule;
use alloc::vec::Vec;

/// Where a rate is far too large: the smoothed loss is this many times the smallest one met.
const LOST: f64 = 4.0;
/// Weight of the newest loss in the smoothed one.
const NEWEST: f64 = 0.3;
/// Share of the whole fall at which a rate is good: what comes after may only be the end of it.
const ENOUGH: f64 = 0.99;

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
        RangeTest {
            trainer: trainer.again(&spec),
            rates: (low, high),
            steps: steps.max(2),
            points: Vec::new(),
            done: false,
        }
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
            self.done = self.points.len() == self.steps as usize || self.lost();
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

    /// A rate to try: a third of the first one after which the smoothed loss had done its fall. None where it never
    /// fell by more than its own noise, or by less than 2 %.
    pub fn suggestion(&self) -> Option<f64> {
        // At the lowest rates nothing moves yet: what the loss does there is its noise.
        let still = (self.points.len() / 10).max(1);
        let first = || self.points.iter().take(still).map(|point| point.1);
        let start = first().sum::<f64>() / still as f64;
        let noise = libm::sqrt(first().map(|loss| (loss - start) * (loss - start)).sum::<f64>() / still as f64);
        let means = || self.smoothed().enumerate().skip(still).filter(|(_, mean)| mean.is_finite());
        let fall = start - means().fold(start, |least, (_, mean)| f64::min(least, mean));
        let (done, _) = means().find(|(_, mean)| *mean <= start - ENOUGH * fall)?;
        let fell = fall > libm::fmax(0.02 * start.abs(), 1.5 * noise);
        // A mean is that of the losses up to two points before it.
        fell.then(|| self.points[done.saturating_sub(2)].0 / 3.0)
    }

    /// Whether the loss is NaN, or smoothed far above the least it was.
    fn lost(&self) -> bool {
        let (now, least) =
            self.smoothed().fold((f64::NAN, f64::INFINITY), |(_, least), mean| (mean, f64::min(least, mean)));
        now.is_nan() || now - least > (LOST - 1.0) * least.abs().max(1e-3)
    }

    /// The mean of the losses so far at every point, the newest ones counting most.
    fn smoothed(&self) -> impl Iterator<Item = f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        self.points.iter().map(move |(_, loss)| {
            (sum, weights) = (sum + NEWEST * (loss - sum), weights + NEWEST * (1.0 - weights));
            sum / weights
        })
    }
}

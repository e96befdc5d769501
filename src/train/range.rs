//! The learning-rate range test (Smith 2015): the loss while the rate rises step by step.

use super::{Phase, Trainer};
use crate::num::{Real, rounded};
use crate::spec::Schedule;
use alloc::vec::Vec;

/// The test stops when the smoothed loss is this many times its minimum: the learning rate is far too large.
const LOST: f64 = 4.0;
/// Weight of the newest loss in the smoothed one.
const NEWEST: f64 = 0.3;
/// The loss has finished falling once it has done this fraction of its whole fall; the rest may come very slowly.
const ENOUGH: f64 = 0.995;
/// A smaller change, as a fraction of the loss, does not count.
const CLEAR: f64 = 0.02;
/// A fall in loss counts only if it exceeds this multiple of the noise.
const SURE: f64 = 1.5;

/// The rate at which the loss has finished its fall, as a multiple of the suggestion.
const FINISHED: f64 = 3.0;

/// A running range test, on copies of a trainer.
#[derive(Clone, Debug)]
pub struct RangeTest<R> {
    trainer: Trainer<R>,
    /// The same batches with fixed weights: how the loss differs between batches alone.
    still: Trainer<R>,
    rates: (f64, f64),
    steps: u32,
    curve: RangeCurve,
    done: bool,
}

/// The results of a test so far, without its networks: a worker can compute them and the page can show them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RangeCurve {
    points: Vec<(f64, f64)>,
    /// The loss of each point's batch at the initial weights.
    before: Vec<f64>,
}

impl<R: Real> RangeTest<R> {
    /// Starts a test from the state of `trainer`: `steps` steps (at least 2) at rates from `low` to `high`.
    pub fn new(trainer: &Trainer<R>, (low, high): (f64, f64), steps: u32) -> RangeTest<R> {
        // The live knobs keep their present values during the test; only the learning rate changes.
        let mut spec = trainer.spec.clone();
        spec.set_tuning(trainer.tuning());
        spec.live.clear();
        (spec.schedule, spec.warmup_steps) = (Schedule::Constant, 0);
        let copy = || trainer.again(&spec);
        let (mut still, steps, curve) = (copy(), steps.max(2), RangeCurve::default());
        still.spec.learning_rate = 0.0;
        RangeTest { trainer: copy(), still, rates: (low, high), steps, curve, done: false }
    }

    /// Does up to `steps` more steps. True when the test is over: at the highest rate, or when the loss has diverged.
    pub fn advance(&mut self, steps: u32) -> bool {
        let end = self.curve.points.len().saturating_add(steps as usize);
        while !self.done && self.curve.points.len() < end {
            self.advance_phase();
        }
        self.done
    }

    /// Does up to `phases` more phases of its steps, for a caller that must not wait for a whole step. True when the
    /// test is over.
    pub fn advance_phases(&mut self, phases: u32) -> bool {
        for _ in 0..phases {
            if self.done {
                break;
            }
            self.advance_phase();
        }
        self.done
    }

    /// The network steps first, the one with fixed weights follows; a point is complete when both have.
    fn advance_phase(&mut self) {
        if self.trainer.steps() == self.still.steps() {
            if self.trainer.next() == Phase::Sample {
                let share = self.curve.points.len() as f64 / f64::from(self.steps - 1);
                self.trainer.spec.learning_rate = self.rates.0 * libm::pow(self.rates.1 / self.rates.0, share);
            }
            self.trainer.advance();
        } else if self.still.advance() == Phase::Update {
            let rate = self.trainer.spec.learning_rate;
            self.curve.meet([rate, self.trainer.loss_value, self.still.loss_value]);
            self.done = self.curve.points.len() == self.steps as usize || self.curve.lost();
        }
    }

    /// The fraction of the test that is done.
    pub fn progress(&self) -> f64 {
        if self.done { 1.0 } else { self.curve.points.len() as f64 / f64::from(self.steps) }
    }

    /// The results so far.
    pub fn curve(&self) -> &RangeCurve {
        &self.curve
    }

    /// The results so far, for adding those of another instance.
    pub fn curve_mut(&mut self) -> &mut RangeCurve {
        &mut self.curve
    }

    /// Rate and loss, see [`RangeCurve::points`].
    pub fn points(&self) -> &[(f64, f64)] {
        &self.curve.points
    }

    /// A rate to try, see [`RangeCurve::suggestion`].
    pub fn suggestion(&self) -> Option<f64> {
        self.curve.suggestion()
    }
}

impl RangeCurve {
    /// Adds a point: the rate, the loss of the batch at it, and the loss of the same batch at the initial weights.
    pub fn meet(&mut self, [rate, loss, before]: [f64; 3]) {
        self.points.push((rate, loss));
        self.before.push(before);
    }

    /// All points in the order they were added, three numbers each.
    pub fn met(&self) -> Vec<f64> {
        let mut met = Vec::new();
        for (point, before) in self.points.iter().zip(&self.before) {
            met.extend_from_slice(&[point.0, point.1, *before]);
        }
        met
    }

    /// The rate, and the loss of the batch before the step at that rate.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// A rate to try: a third of the first one at which the smoothed loss has finished falling. None if it never fell
    /// by more than its own noise and by at least 2 %.
    pub fn suggestion(&self) -> Option<f64> {
        let changes = || smoothed(self.changes()).enumerate().filter(|(_, change)| change.is_finite());
        let (at, least) = changes().fold((0, 0.0), |least, next| if next.1 < least.1 { next } else { least });
        let (done, _) = changes().find(|(_, change)| *change <= ENOUGH * least)?;
        let fell = -least > libm::fmax(CLEAR * self.start().abs(), SURE * self.noise(at));
        // A mean is that of the losses up to two points before it.
        fell.then(|| self.points[done.saturating_sub(2)].0 / FINISHED)
    }

    /// The suggestion with two digits, as a knob shows it, and the rate at which the loss has finished its fall.
    pub fn advice(&self) -> Option<(f64, f64)> {
        self.suggestion().map(|rate| (rounded(rate, 2), FINISHED * rate))
    }

    /// Whether the loss is NaN, or the smoothed loss is far above its minimum. A lucky batch at weights that have
    /// hardly moved does not count as a minimum.
    fn lost(&self) -> bool {
        let means = smoothed(self.points.iter().map(|point| point.1));
        let (now, least) = means.fold((f64::NAN, f64::INFINITY), |(_, least), mean| (mean, f64::min(least, mean)));
        let worse = smoothed(self.changes()).last().is_some_and(|change| change > CLEAR * self.start().abs());
        now.is_nan() || worse && now - least > (LOST - 1.0) * least.abs().max(1e-3)
    }

    /// How the steps so far changed the loss of each batch, which removes the differences between batches.
    fn changes(&self) -> impl Iterator<Item = f64> {
        self.points.iter().zip(&self.before).map(|(point, before)| point.1 - before)
    }

    /// The mean loss at the initial weights, over all batches.
    fn start(&self) -> f64 {
        self.before.iter().sum::<f64>() / self.before.len() as f64
    }

    /// The standard error of the smoothed change at a point, from the differences between the ten points before it.
    fn noise(&self, at: usize) -> f64 {
        let from = at.saturating_sub(10);
        let pairs = self.changes().zip(self.changes().skip(1)).skip(from).take(at - from);
        let squares = pairs.map(|(one, next)| (next - one) * (next - one)).sum::<f64>();
        let variance = 0.5 * squares / (at - from).max(1) as f64;
        crate::num::sqrt(variance * NEWEST / (2.0 - NEWEST))
    }
}

/// The exponential moving average at every point.
fn smoothed(values: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    values.map(move |value| {
        (sum, weights) = (sum + NEWEST * (value - sum), weights + NEWEST * (1.0 - weights));
        sum / weights
    })
}

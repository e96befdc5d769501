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
const ENOUGH: f64 = 0.995;
/// Changes by a smaller share of the loss are none.
const CLEAR: f64 = 0.02;
/// So many times its noise a fall has to be.
const SURE: f64 = 1.5;

/// A range test under way, on copies of a trainer.
#[derive(Clone, Debug)]
pub struct RangeTest<R> {
    trainer: Trainer<R>,
    /// The same batches met by weights that stay as they were: what a batch's loss says of the batch alone.
    still: Trainer<R>,
    rates: (f64, f64),
    steps: u32,
    curve: RangeCurve,
    done: bool,
}

/// What a test has met so far. Apart from the networks, so that it can be worked out in one place and shown in another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RangeCurve {
    points: Vec<(f64, f64)>,
    /// The loss of each point's batch at the start weights.
    before: Vec<f64>,
}

impl<R: Real> RangeTest<R> {
    /// From the state that `trainer` is in, `steps` steps (at least 2) at rates from `low` to `high`.
    pub fn new(trainer: &Trainer<R>, (low, high): (f64, f64), steps: u32) -> RangeTest<R> {
        // What the live knobs are now holds for the whole test; only the rate moves.
        let mut spec = trainer.spec.clone();
        spec.set_tuning(trainer.tuning());
        spec.live.clear();
        (spec.schedule, spec.warmup_steps) = (Schedule::Constant, 0);
        let copy = || trainer.again(&spec);
        let (steps, curve) = (steps.max(2), RangeCurve::default());
        RangeTest { trainer: copy(), still: copy(), rates: (low, high), steps, curve, done: false }
    }

    /// Does up to `steps` more. True when the test is over: at the highest rate, or where the loss is lost.
    pub fn advance(&mut self, steps: u32) -> bool {
        for _ in 0..steps {
            if self.done {
                break;
            }
            let share = self.curve.points.len() as f64 / f64::from(self.steps - 1);
            let rate = self.rates.0 * libm::pow(self.rates.1 / self.rates.0, share);
            self.trainer.spec.learning_rate = rate;
            self.trainer.step();
            self.still.spec.learning_rate = 0.0;
            self.still.step();
            self.curve.meet([rate, self.trainer.loss_value, self.still.loss_value]);
            self.done = self.curve.points.len() == self.steps as usize || self.curve.lost();
        }
        self.done
    }

    /// Share done.
    pub fn progress(&self) -> f64 {
        if self.done { 1.0 } else { self.curve.points.len() as f64 / f64::from(self.steps) }
    }

    /// What it has met so far.
    pub fn curve(&self) -> &RangeCurve {
        &self.curve
    }

    /// The same, to take over what another instance met.
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
    /// Adds a point: the rate, the loss of the batch met at it, and that of the same batch at the start weights.
    pub fn meet(&mut self, [rate, loss, before]: [f64; 3]) {
        self.points.push((rate, loss));
        self.before.push(before);
    }

    /// All points as they were added, one after the other.
    pub fn met(&self) -> Vec<f64> {
        let mut met = Vec::new();
        for (point, before) in self.points.iter().zip(&self.before) {
            met.extend_from_slice(&[point.0, point.1, *before]);
        }
        met
    }

    /// Rate, and the loss of the batch that was met at that rate (before its step).
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// A rate to try: a third of the first one after which the smoothed loss had done its fall. None where it never
    /// fell by more than its own noise, or by less than 2 %.
    pub fn suggestion(&self) -> Option<f64> {
        let changes = || smoothed(self.changes()).enumerate().filter(|(_, change)| change.is_finite());
        let (at, least) = changes().fold((0, 0.0), |least, next| if next.1 < least.1 { next } else { least });
        let (done, _) = changes().find(|(_, change)| *change <= ENOUGH * least)?;
        let fell = -least > libm::fmax(CLEAR * self.start().abs(), SURE * self.noise(at));
        // A mean is that of the losses up to two points before it.
        fell.then(|| self.points[done.saturating_sub(2)].0 / 3.0)
    }

    /// Whether the loss is NaN, or smoothed far above the least it was; a lucky batch at weights that have hardly moved
    /// is no such least.
    fn lost(&self) -> bool {
        let means = smoothed(self.points.iter().map(|point| point.1));
        let (now, least) = means.fold((f64::NAN, f64::INFINITY), |(_, least), mean| (mean, f64::min(least, mean)));
        let worse = smoothed(self.changes()).last().is_some_and(|change| change > CLEAR * self.start().abs());
        now.is_nan() || worse && now - least > (LOST - 1.0) * least.abs().max(1e-3)
    }

    /// What the steps so far have done to the loss of every batch met: batches differ, but by that no longer.
    fn changes(&self) -> impl Iterator<Item = f64> {
        self.points.iter().zip(&self.before).map(|(point, before)| point.1 - before)
    }

    /// The mean loss of the start weights, over all batches met.
    fn start(&self) -> f64 {
        self.before.iter().sum::<f64>() / self.before.len() as f64
    }

    /// How far the smoothed change at a point may be off by chance, as the ten before it differ from each other.
    fn noise(&self, at: usize) -> f64 {
        let from = at.saturating_sub(10);
        let pairs = self.changes().zip(self.changes().skip(1)).skip(from).take(at - from);
        let squares = pairs.map(|(one, next)| (next - one) * (next - one)).sum::<f64>();
        let variance = 0.5 * squares / (at - from).max(1) as f64;
        crate::num::sqrt(variance * NEWEST / (2.0 - NEWEST))
    }
}

/// The mean of the values so far at every point, the newest ones counting most.
fn smoothed(values: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    values.map(move |value| {
        (sum, weights) = (sum + NEWEST * (value - sum), weights + NEWEST * (1.0 - weights));
        sum / weights
    })
}

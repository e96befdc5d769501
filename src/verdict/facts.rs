//! What the rules read, taken out of the trace once.

use super::limits::{FALLS, Limit, Limits, PATIENCE};
use super::through_time::kept;
use crate::probe::{Frame, MeanFactor, RECENT, Row, mean_loss};
use crate::spec::{LiveKnob, Loss, Task, Tuning};
use alloc::vec::Vec;

/// A run and what the rules ask of it.
pub(in crate::verdict) struct Facts<'a> {
    pub run: &'a Frame<'a>,
    pub limits: &'a Limits,
    pub rows: &'a [Row],
    /// Steps done, also where the run stopped in one.
    pub steps: u32,
    /// Hidden layers.
    pub hidden: usize,
    /// Whether a penalty or decay pulls at the weights, now or at the start.
    pub decays: bool,
    /// The loss of knowing nothing: of equal odds, or of always answering the mean.
    pub baseline: Option<f64>,
    /// A loss below it shows learning.
    goal: Option<f64>,
    /// Mean loss of the last steps.
    pub loss: f64,
    /// ‖∂L/∂z₁‖/‖∂L/∂z_L‖ over the last steps, and the same per crossing. None with fewer than two hidden layers or
    /// before a whole backward pass.
    pub whole: Option<f64>,
    pub factor: Option<f64>,
    /// The same at the start.
    pub whole_at_start: Option<f64>,
    /// The factor's two parts, as they stand.
    pub mean: Option<MeanFactor>,
    /// Whether the loss came clearly below half of the baseline: the one meaning of learning, here and in the Why card.
    pub learns: bool,
}

impl<'a> Facts<'a> {
    pub fn of(run: &'a Frame<'a>, limits: &'a Limits) -> Facts<'a> {
        let (rows, place) = (run.trace.rows(), run.place);
        let hidden = place.stages - 1;
        let recent = &rows[rows.len().saturating_sub(RECENT)..];
        let baseline = baseline(run);
        let loss = run.trace.recent_loss();
        // Where the last steps have no gradient at all any more, the steps before tell what became of it.
        let whole = whole_factor(recent, hidden)
            .or_else(|| whole_factor(rows, hidden))
            .filter(|_| run.answers_per_example() == 1);
        let tuning = run.spec.tuning_at(place.steps);
        let held_up = tuning.of(LiveKnob::L1) + tuning.of(LiveKnob::L2) > 0.0;
        let pulls =
            |tuning: Tuning| [LiveKnob::L1, LiveKnob::L2, LiveKnob::Decay].iter().any(|&knob| tuning.of(knob) > 0.0);
        // A penalty or wrong labels hold the loss up, however right the answers are.
        let learned = if held_up || run.spec.label_flips > 0.0 { Limit::HeldUp } else { Limit::Learned };
        let goal = baseline.map(|baseline| limits.of(learned) * baseline);
        let learns = rows.len() >= RECENT && goal.is_some_and(|goal| loss < goal);
        Facts {
            run,
            limits,
            rows,
            steps: place.steps,
            hidden,
            decays: pulls(tuning) || pulls(run.spec.tuning_at(0)),
            baseline,
            goal,
            loss,
            whole,
            factor: whole.map(|whole| libm::pow(whole, 1.0 / (hidden as f64 - 1.0))),
            whole_at_start: whole_factor(&rows[..rows.len().min(3)], hidden),
            mean: run.mean_factor(),
            learns: learns && run.stopped.is_none(),
        }
    }

    /// Whether its stages are steps in time.
    pub fn in_time(&self) -> bool {
        self.run.through_time()
    }

    /// The product over all steps and its mean, of a run through time that goes on; with what an LSTM's memory keeps.
    pub fn product(&self) -> Option<(f64, f64)> {
        let there = self.steps >= 1 && self.run.stopped.is_none();
        let whole = kept(self.run, self.whole.filter(|_| there)?);
        Some((whole, libm::pow(whole, 1.0 / (self.hidden as f64 - 1.0))))
    }

    pub fn limit(&self, limit: Limit) -> f64 {
        self.limits.of(limit)
    }

    /// Whether as many steps are done as the limit asks for.
    pub fn after(&self, limit: Limit) -> bool {
        f64::from(self.steps) >= self.limit(limit)
    }

    /// Whether so many times less gradient (or more, of its inverse) arrives at layer 1, by now; or from the start on:
    /// what saturates on the way shows in this ratio too, and comes and goes.
    pub fn much(&self, ratio: fn(f64) -> f64) -> bool {
        let beyond = |whole: Option<f64>, limit| whole.is_some_and(|whole| ratio(whole) > self.limit(limit));
        let from_the_start = || beyond(self.whole, Limit::Much) && beyond(self.whole_at_start, Limit::Much);
        beyond(self.whole, Limit::VeryMuch) || from_the_start()
    }

    /// Whether the loss of the last quarter of the rows is clearly below that of the quarter before, or, more slowly, of
    /// the one before that.
    pub fn falls(&self) -> bool {
        let mean = |back: usize| quarter(self.rows, back);
        self.rows.len() >= RECENT && (mean(1) < FALLS[0] * mean(2) || mean(1) < FALLS[1] * mean(3))
    }

    /// The rows after the last twenty whose mean loss was below `goal`; all where there are none.
    fn since(&self, goal: f64) -> &[Row] {
        let there = self.rows.windows(RECENT).rposition(|rows| mean_loss(rows) < goal);
        there.map_or(self.rows, |at| &self.rows[at + RECENT..])
    }

    /// Whether the loss will have come below `goal` in twice the steps done so far, at the pace of the last half: of the
    /// record, or of what followed after it last was there. So early after that nothing is said against it.
    pub fn will_reach(&self, goal: f64) -> bool {
        let since = self.since(goal);
        if since.len() < RECENT {
            return true;
        }
        let patience = PATIENCE * self.rows.len() as f64 / since.len() as f64;
        let (now, before) = (quarter(since, 1), quarter(since, 3));
        now - patience * (before - now) < goal
    }

    /// Whether it had learned, was thrown back, and is on its way again: from quarter to quarter, and fast enough.
    pub fn returns(&self) -> bool {
        let Some(goal) = self.goal.filter(|_| self.run.stopped.is_none()) else { return false };
        let since = self.since(goal);
        let thrown_back = since.len() >= RECENT && since.len() < self.rows.len();
        let down = |back: usize| quarter(since, back) < quarter(since, back + 1);
        thrown_back && down(1) && down(2) && self.will_reach(goal)
    }

    /// The whole factor of the first step alone.
    pub fn whole_of_first(&self) -> Option<f64> {
        whole_factor(&self.rows[..self.rows.len().min(1)], self.hidden)
    }

    /// Whether too little arrives for the lower layers to take part.
    pub fn little(&self) -> bool {
        self.whole.is_some_and(|whole| kept(self.run, whole) * self.limit(Limit::Much) < 1.0)
    }

    /// ‖∂L/∂z_k‖/‖∂L/∂z_{k+1}‖ of every crossing, as the factors' card has it: the geometric mean over the last rows. NaN
    /// where nothing came to be multiplied.
    pub fn factors(&self) -> Vec<f64> {
        let recent = &self.rows[self.rows.len().saturating_sub(RECENT)..];
        let units = |k: usize| self.run.figures[k].d_z.map_or(f64::NAN, |d_z| d_z.count as f64);
        let crossing = |k: usize| {
            // The rows hold root mean squares; between layers of unlike width norms differ by the root of their sizes.
            mean_ratio(recent, k, k + 1).map_or(f64::NAN, |ratio| ratio * crate::num::sqrt(units(k) / units(k + 1)))
        };
        (0..self.hidden.saturating_sub(1)).map(crossing).collect()
    }

    /// Movement of every hidden layer from its start.
    pub fn distances(&self) -> Vec<f64> {
        (0..self.hidden).map(|k| self.run.distance(k)).collect()
    }

    /// What of it the gradient had a part in: where weights decay, how far they have turned away from what they were. Decay
    /// alone makes them shorter, and by whatever rule, in the direction of the start.
    pub fn turns(&self) -> Vec<f64> {
        if !self.decays {
            return self.distances();
        }
        let turned = |k| {
            // Heron's formula: the height of the triangle of the start, of length 1, the weights and the way between.
            let [moved, now] = self.run.lengths(k);
            let (near, far) = (moved * moved - (1.0 - now) * (1.0 - now), (1.0 + now) * (1.0 + now) - moved * moved);
            crate::num::sqrt((near * far).max(0.0)) / 2.0
        };
        (0..self.hidden).map(turned).collect()
    }

    /// The mean factor of the crossings that pass something on, as a number to be said.
    pub fn each(&self) -> f64 {
        let some = self.factor.filter(|&factor| factor > 0.0).or(self.mean.map(|mean| mean.factor));
        some.unwrap_or(0.0)
    }

    /// How many layers, from layer 1 up, have received exactly nothing in one of the last steps on record.
    pub fn without(&self) -> usize {
        let recent = &self.rows[self.rows.len().saturating_sub(RECENT)..];
        (0..self.hidden).take_while(|&k| recent.iter().any(|row| row.d_z[k] == 0.0)).count()
    }
}

/// Mean loss of the quarter of the rows that ends `back` − 1 quarters before the last.
fn quarter(rows: &[Row], back: usize) -> f64 {
    let (count, quarter) = (rows.len(), rows.len() / 4);
    mean_loss(&rows[count - back * quarter..count - (back - 1) * quarter])
}

/// Geometric mean over the rows; 0 where nothing arrives of something.
fn whole_factor(rows: &[Row], hidden: usize) -> Option<f64> {
    let last = hidden.checked_sub(1).filter(|&last| last > 0)?;
    mean_ratio(rows, 0, last)
}

/// Of ∂L/∂z of two stages.
fn mean_ratio(rows: &[Row], k: usize, above: usize) -> Option<f64> {
    let ratios = rows.iter().map(|row| row.d_z[k] / row.d_z[above]).filter(|ratio| ratio.is_finite());
    let (sum, count) = ratios.fold((0.0, 0.0), |(sum, count), ratio| (sum + libm::log(ratio), count + 1.0));
    (count > 0.0).then(|| libm::exp(sum / count))
}

fn baseline(run: &Frame) -> Option<f64> {
    let spec = run.spec;
    match (run.chance(), run.loss) {
        (Some(chance), _) => Some(chance.loss),
        // Where always answering the mean costs nothing, the first step's loss is what there is to come down from.
        (None, Loss::Mse) if spec.data.task() == Task::Regression => {
            variance(&run.examples(false, true)).or(run.trace.rows().first().map(|row| row.loss))
        }
        _ => None,
    }
}

/// The mean squared error of always answering the mean; none where that is 0.
fn variance(targets: &[f32]) -> Option<f64> {
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / targets.len() as f64;
    let middle = mean(&mut targets.iter().map(|&y| f64::from(y)));
    let variance = mean(&mut targets.iter().map(|&y| (f64::from(y) - middle) * (f64::from(y) - middle)));
    Some(variance).filter(|&variance| variance > 0.0)
}

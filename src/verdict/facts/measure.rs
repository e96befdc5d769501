//! Where facts come from: one pass over a run.

use super::{DecayAlone, Facts, Silent, Stop};
use crate::probe::{Chance, Frame, RECENT, Row, mean_loss};
use crate::spec::{LiveKnob, Loss, Rule, Task, Tuning};
use crate::verdict::limits::{Limit, Limits};
use alloc::vec::Vec;

impl Facts {
    /// Measures a run. The limits only decide what is worth measuring: costly figures that no rule would read are left
    /// out.
    pub fn of(run: &Frame, limits: &Limits) -> Facts {
        let mut facts = Facts::at_hand(run);
        let stagnates = facts.stagnates(limits).is_some();
        let open = !facts.learns(limits);
        if open || stagnates {
            facts.count_units(run);
        }
        let reads_movement = match facts.stop {
            Some(_) => facts.formula_failed(),
            None if facts.in_time() => stagnates && !facts.little(limits),
            None => stagnates || open && !facts.losses.is_empty(),
        };
        if reads_movement {
            facts.measure_movement(run);
        }
        if facts.most_shrunk().is_some_and(|(_, share)| share < limits.of(Limit::Shrunk)) {
            facts.decay_alone = decay_alone(&facts, run.trace.rows());
        }
        facts
    }

    /// What the Why card reads: what is cheap to know, and movement where a stop is explained by it.
    pub(in crate::verdict) fn for_why(run: &Frame) -> Facts {
        let mut facts = Facts::at_hand(run);
        if facts.formula_failed() {
            facts.measure_movement(run);
        }
        facts
    }

    /// Only a stop in the textbook loss is judged by how far the weights moved.
    fn formula_failed(&self) -> bool {
        self.loss_kind == Loss::NaiveBce && self.stop.is_some_and(|stop| stop.stopped.is_loss())
    }

    /// What is cheap to know: without movement, unit counts and decay.
    pub(in crate::verdict) fn at_hand(run: &Frame) -> Facts {
        let (place, spec) = (run.place, run.spec);
        let (hidden, answers) = (place.stages - 1, run.answers_per_example());
        let tuning = spec.tuning_at(place.steps);
        let pulls =
            |tuning: Tuning| [LiveKnob::L1, LiveKnob::L2, LiveKnob::Decay].iter().any(|&knob| tuning.of(knob) > 0.0);
        let penalties = tuning.of(LiveKnob::L1) + tuning.of(LiveKnob::L2);
        let record = Facts::on_record(run.trace.rows(), hidden);
        let chance = run.chance();
        Facts {
            spec: spec.clone(),
            loss_kind: run.loss,
            steps: place.steps,
            hidden,
            answers,
            learning_rate: run.tuning.of(LiveKnob::LearningRate),
            stop: Stop::of(run),
            score: run.scores.last().copied(),
            chance,
            baseline: baseline(run, chance),
            held_up: penalties > 0.0 || spec.label_flips > 0.0,
            whole: record.whole.filter(|_| answers == 1),
            whole_now: run.whole_factor(),
            along_c: run.along_c(),
            mean: run.mean_factor(),
            mean_of_all: run.mean_over(0..hidden.saturating_sub(1)),
            factors: factors(run, hidden),
            silent: silent(run, hidden),
            off: run.figures.iter().position(|figures| figures.a.is_some_and(|a| a.l2 == 0.0)),
            signal: run.figures.iter().map(|figures| figures.z.map_or(f64::NAN, |z| z.rms())).collect(),
            largest_gradient: largest_gradient(run),
            decays: pulls(tuning) || pulls(spec.tuning_at(0)),
            clips_values: tuning.of(LiveKnob::ClipValue) > 0.0,
            ..record
        }
    }

    /// What the trace alone tells.
    pub(super) fn on_record(rows: &[Row], hidden: usize) -> Facts {
        let recent = recent(rows);
        let left = |(last, first): (&Row, &Row)| {
            last.w.iter().zip(&first.w).take(hidden).map(|(last, first)| last / first).collect()
        };
        let ends = rows.last().zip(rows.first());
        Facts {
            losses: rows.iter().map(|row| row.loss).collect(),
            loss: mean_loss(recent),
            // If no gradient arrives any more in the recent rows, the rows before them show how that happened.
            whole: whole_factor(recent, hidden).or_else(|| whole_factor(rows, hidden)),
            whole_at_start: whole_factor(&rows[..rows.len().min(3)], hidden),
            whole_at_first: whole_factor(&rows[..rows.len().min(1)], hidden),
            without: (0..hidden).take_while(|&k| recent.iter().any(|row| row.d_z[k] == 0.0)).count(),
            smallest_step: smallest_step(rows),
            growth: growth(rows),
            recorded: ends.map_or(0, |(last, first)| last.step - first.step),
            left: ends.map_or_else(Vec::new, left),
            clipped: rows.iter().filter(|row| row.clipped).count() as f64 / rows.len().max(1) as f64,
            ..Facts::default()
        }
    }

    /// Costly: counts all activations.
    fn count_units(&mut self, run: &Frame) {
        for k in 0..self.hidden {
            let finite = run.figures[k].z.is_some_and(|z| z.l2.is_finite());
            let shares = finite.then(|| run.shares(k));
            self.saturated.push(shares.map_or(f64::NAN, |shares| shares.saturated));
            self.dead.push(shares.map_or(f64::NAN, |shares| shares.dead));
        }
    }

    /// Costly: reads all weights and their start.
    pub(in crate::verdict) fn measure_movement(&mut self, run: &Frame) {
        let lengths: Vec<[f64; 2]> = (0..=self.hidden).map(|k| run.lengths(k)).collect();
        self.distances = lengths.iter().map(|[moved, _]| *moved).collect();
        // Decay makes weights shorter in their own direction, by whatever optimizer; the gradient turns them.
        let turned = |&[moved, now]: &[f64; 2]| if self.decays { height(moved, now) } else { moved };
        self.turns = lengths.iter().take(self.hidden).map(turned).collect();
    }
}

impl Stop {
    /// Where the run stopped. Costly if it did: looks for the number.
    pub(in crate::verdict) fn of(run: &Frame) -> Option<Stop> {
        let stopped = run.stopped?;
        Some(Stop { stopped, stage: run.crash().and_then(|crash| crash.stage) })
    }
}

/// Heron's formula: the height of the triangle of the initial weights, whose length is 1, the weights and their
/// difference.
pub(super) fn height(moved: f64, now: f64) -> f64 {
    let (near, far) = (moved * moved - (1.0 - now) * (1.0 - now), (1.0 + now) * (1.0 + now) - moved * moved);
    crate::num::sqrt((near * far).max(0.0)) / 2.0
}

/// The last steps on record.
pub(super) fn recent(rows: &[Row]) -> &[Row] {
    &rows[rows.len().saturating_sub(RECENT)..]
}

/// Geometric mean over the rows; 0 if a gradient came in and nothing of it arrives.
fn whole_factor(rows: &[Row], hidden: usize) -> Option<f64> {
    let last = hidden.checked_sub(1).filter(|&last| last > 0)?;
    mean_ratio(rows, 0, last)
}

/// Geometric mean of the ratio of ∂L/∂z of two stages.
pub(super) fn mean_ratio(rows: &[Row], k: usize, above: usize) -> Option<f64> {
    let ratios = rows.iter().map(|row| row.d_z[k] / row.d_z[above]).filter(|ratio| ratio.is_finite());
    let (sum, count) = ratios.fold((0.0, 0.0), |(sum, count), ratio| (sum + libm::log(ratio), count + 1.0));
    (count > 0.0).then(|| libm::exp(sum / count))
}

fn largest_gradient(run: &Frame) -> f64 {
    let sizes = run.figures.iter().filter_map(|figures| figures.d_z).map(|d_z| d_z.rms());
    sizes.filter(|size| size.is_finite()).fold(0.0, f64::max)
}

fn factors(run: &Frame, hidden: usize) -> Vec<f64> {
    let recent = recent(run.trace.rows());
    let units = |k: usize| run.figures[k].d_z.map_or(f64::NAN, |d_z| d_z.count as f64);
    let crossing = |k: usize| {
        // Rows hold root mean squares; between layers of different width norms differ by the root of the widths.
        mean_ratio(recent, k, k + 1).map_or(f64::NAN, |ratio| ratio * crate::num::sqrt(units(k) / units(k + 1)))
    };
    (0..hidden.saturating_sub(1)).map(crossing).collect()
}

fn silent(run: &Frame, hidden: usize) -> Option<Silent> {
    let d_z = &run.trace.rows().last()?.d_z;
    let layer = (0..hidden).take_while(|&k| d_z[k] == 0.0).last()?;
    let (d_a, above) = (run.figures[layer].d_a, run.figures[layer + 1].w);
    Some(Silent { layer, d_a: d_a.map_or(0.0, |d_a| d_a.rms()), zero_above: above.is_some_and(|w| w.l2 == 0.0) })
}

fn smallest_step(rows: &[Row]) -> Option<f64> {
    let row = rows.iter().rev().find(|row| row.update_ratio.iter().all(|ratio| !ratio.is_nan()))?;
    Some(row.update_ratio.iter().copied().fold(f64::INFINITY, f64::min))
}

fn growth(rows: &[Row]) -> Vec<(u32, f64)> {
    let largest = |row: &Row| row.w.iter().copied().fold(0.0, f64::max);
    let logs = rows.iter().map(|row| (row.step, libm::log(largest(row))));
    logs.take_while(|(_, log)| log.is_finite()).collect()
}

/// ∏(1 − αₜ·λₜ) over the steps from the first row to the last, with the α and λ of each step: a schedule or a live
/// change counts from where it acts. None if there is no such formula: under L1, or with L2 in an optimizer that does
/// not take the penalty's gradient as it is.
///
/// Clipping shortens an L2 penalty by a factor that no λ tells, so a clipped step is counted but left out. In a thinned
/// trace a row stands for the steps since the row before.
fn decay_alone(facts: &Facts, rows: &[Row]) -> Option<DecayAlone> {
    let spec = &facts.spec;
    let (mut log, mut left_out) = (0.0, 0);
    for pair in rows.windows(2) {
        for step in pair[0].step + 1..=pair[1].step {
            let tuning = spec.tuning_at(step);
            let [l1, l2, decay] = [LiveKnob::L1, LiveKnob::L2, LiveKnob::Decay].map(|knob| tuning.of(knob));
            if l1 > 0.0 || l2 > 0.0 && spec.optimizer != Rule::Sgd {
                return None;
            }
            let clipped = pair[1].clipped && l2 > 0.0;
            left_out += u32::from(clipped);
            let lambda = if clipped { decay } else { l2 + decay };
            log += libm::log(libm::fabs(1.0 - spec.learning_rate_at(step) * lambda));
        }
    }
    Some(DecayAlone { left: libm::exp(log), clipped: left_out })
}

fn baseline(run: &Frame, chance: Option<Chance>) -> Option<f64> {
    let spec = run.spec;
    match (chance, run.loss) {
        (Some(chance), _) => Some(chance.loss),
        // If always answering the mean costs nothing, the loss of the first step is what the network starts from.
        (None, Loss::Mse) if spec.task() == Task::Regression => {
            variance(&run.examples(false, true)).or(run.trace.rows().first().map(|row| row.loss))
        }
        _ => None,
    }
}

/// The mean squared error of always answering the mean; none if it is 0.
fn variance(targets: &[f32]) -> Option<f64> {
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / targets.len() as f64;
    let middle = mean(&mut targets.iter().map(|&y| f64::from(y)));
    let variance = mean(&mut targets.iter().map(|&y| (f64::from(y) - middle) * (f64::from(y) - middle)));
    Some(variance).filter(|&variance| variance > 0.0)
}

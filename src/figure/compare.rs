//! Up to four runs on common axes, and the range test's chart.

use super::kind::ComparedChart;
use super::run::{falls_far, live_marks};
use super::time::{add_theory, reach_axis, reach_curve, theory};
use crate::chart::{Axis, Chart, Guide, Mark, Role, Series};
use crate::num::{self, Norm};
use crate::probe::Frame;

/// The data of one run that a comparison shows, copied from the run.
#[derive(Clone, Debug)]
pub struct Compared {
    pub(super) name: String,
    /// Whether its stages are time steps.
    time: bool,
    steps: f64,
    loss: Vec<(f64, f64)>,
    accuracy: Vec<(f64, f64)>,
    /// rms of ∂L/∂z, and of a, by hidden layer, at the last step.
    gradient: Vec<(f64, f64)>,
    signal: Vec<(f64, f64)>,
    /// How far back the gradient reaches, by lag; computed only on demand, because it is costly.
    pub(super) reach: Vec<(f64, f64)>,
    /// The fraction that one step keeps in theory, with its formula.
    pub(super) theory: Option<(&'static str, f64)>,
    chance: Option<(f64, &'static str)>,
    marks: Vec<Mark>,
}

impl Compared {
    /// The data of a run in its present state.
    pub fn of(run: &Frame, name: &str) -> Compared {
        let rows = run.trace.rows().iter();
        // A value that is not measured yet has no point; a NaN has one.
        let by_layer = |part: &dyn Fn(usize) -> Option<Norm>| -> Vec<(f64, f64)> {
            (0..run.place.stages - 1).filter_map(|k| Some(((k + 1) as f64, part(k)?.rms()))).collect()
        };
        let figures = run.figures;
        Compared {
            name: name.into(),
            time: run.through_time(),
            steps: f64::from(run.place.steps),
            loss: rows.map(|row| (f64::from(row.step), row.loss)).collect(),
            accuracy: run.scores.iter().map(|s| (f64::from(s.step), 100.0 * s.test.accuracy)).collect(),
            gradient: by_layer(&|k| figures[k].d_z),
            signal: by_layer(&|k| figures[k].a),
            reach: Vec::new(),
            theory: None,
            chance: run.chance().map(|chance| (chance.loss, chance.name)),
            marks: live_marks(run),
        }
    }

    /// The points of a kind of chart.
    fn line(&self, kind: ComparedChart) -> &[(f64, f64)] {
        match kind {
            ComparedChart::Loss => &self.loss,
            ComparedChart::Accuracy => &self.accuracy,
            ComparedChart::Gradient => &self.gradient,
            ComparedChart::Signal => &self.signal,
            ComparedChart::Reach | ComparedChart::Lag => &self.reach,
        }
    }

    /// Without what belongs to its present step, which does not compare with that of other runs.
    pub fn on_the_way(self) -> Compared {
        Compared { gradient: Vec::new(), signal: Vec::new(), ..self }
    }

    /// Adds the reach of one example, as norms by lag.
    pub fn add_reach(&mut self, run: &Frame, norms: &[f64]) {
        self.reach = reach_curve(norms);
        self.theory = theory(run);
    }
}

/// Charts one measurement of all runs. Line weight, dashes and name tell the runs apart; the two colors mean signal and
/// gradient.
pub fn compare_chart(runs: &[Compared], kind: ComparedChart) -> Chart {
    let lines: Vec<Vec<(f64, f64)>> = runs.iter().map(|run| run.line(kind).to_vec()).collect();
    let mut chart = Chart::new("", x_axis(runs, kind, &lines).whole(), y_axis(runs, kind, &lines));
    for (n, (run, points)) in runs.iter().zip(lines).enumerate() {
        let role = if n < 2 { Role::Ink } else { Role::Muted };
        let width = if n == 0 { 2.0 } else { 1.5 };
        chart.series.push(Series { dashed: n % 2 == 1, width, ..Series::new(&run.name, role, points) });
    }
    match kind {
        ComparedChart::Reach | ComparedChart::Lag => add_theories(&mut chart, runs),
        ComparedChart::Loss | ComparedChart::Accuracy => chart.marks = common_marks(runs),
        ComparedChart::Gradient | ComparedChart::Signal => {}
    }
    if let Some((loss, name)) = runs.iter().find_map(|run| run.chance).filter(|_| kind == ComparedChart::Loss) {
        chart.guides.push(Guide { value: loss, label: format!("guessing {} = {name}", num::fixed(loss, 3)) });
    }
    chart
}

fn y_axis(runs: &[Compared], kind: ComparedChart, lines: &[Vec<(f64, f64)>]) -> Axis {
    let heights = || lines.iter().flatten().map(|point| point.1).filter(|y| y.is_finite());
    let chances = || runs.iter().filter_map(|run| Some(run.chance?.0));
    let time = runs.iter().any(|run| run.time);
    match kind {
        ComparedChart::Accuracy => Axis::linear("%", 0.0, 100.0),
        ComparedChart::Gradient => {
            Axis::log(if time { "rms of ∂L/∂h" } else { "rms of ∂L/∂z" }, 1e-9, 1e-1).covering(heights())
        }
        ComparedChart::Reach | ComparedChart::Lag => reach_axis("‖∂s_T/∂s_t‖, s = c in an LSTM, else h", heights()),
        ComparedChart::Signal => Axis::log(if time { "rms of h" } else { "rms of a" }, 1e-3, 10.0).covering(heights()),
        ComparedChart::Loss if falls_far(lines) => Axis::log("", 0.01, 100.0).covering(heights().chain(chances())),
        ComparedChart::Loss => Axis::linear("", 0.0, 1.0).covering(heights().chain([0.0]).chain(chances())),
    }
}

fn x_axis(runs: &[Compared], kind: ComparedChart, lines: &[Vec<(f64, f64)>]) -> Axis {
    let last = lines.iter().flatten().map(|point| point.0);
    match kind {
        ComparedChart::Reach | ComparedChart::Lag => Axis::linear("time steps back", 0.0, last.fold(10.0, f64::max)),
        ComparedChart::Gradient | ComparedChart::Signal => {
            let time = runs.iter().any(|run| run.time);
            Axis::linear(if time { "time" } else { "layer" }, 1.0, last.fold(2.0, f64::max))
        }
        ComparedChart::Loss | ComparedChart::Accuracy => {
            Axis::linear("training step", 0.0, last.chain(runs.iter().map(|run| run.steps)).fold(10.0, f64::max))
        }
    }
}

/// Adds the line of each theory, as far as its run goes; runs that share a theory get one line.
fn add_theories(chart: &mut Chart, runs: &[Compared]) {
    for (n, run) in runs.iter().enumerate() {
        if runs[..n].iter().all(|before| before.theory != run.theory) {
            add_theory(chart, run.theory, run.reach.len().max(2) - 1, Role::Muted);
        }
    }
}

/// The live changes of all runs, each with the names of the runs it was made in, or without names if in all of them.
fn common_marks(runs: &[Compared]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for mark in runs.iter().flat_map(|run| &run.marks) {
        let (mut label, mut all) = (String::new(), true);
        for run in runs {
            if run.marks.contains(mark) {
                label += if label.is_empty() { "" } else { ", " };
                label += &run.name;
            } else {
                all = false;
            }
        }
        label = if all { String::new() } else { label + " " };
        let named = Mark { at: mark.at, label: label + &mark.label };
        if !marks.contains(&named) {
            marks.push(named);
        }
    }
    marks
}

/// Charts the curve of the first run, those of the others as thin lines, and the line of theory for each.
#[expect(clippy::manual_clamp, reason = "NaN, of weights that diverged, becomes 1e-9; clamp would keep it")]
pub fn reach_chart(runs: &[Compared]) -> Chart {
    let lags = runs.iter().map(|run| run.reach.len()).fold(2, usize::max) - 1;
    // The line of a theory should be visible for a good part of its length without flattening the curves.
    let half_way = |theory: (&str, f64)| libm::pow(theory.1, lags as f64 / 2.0).max(1e-9).min(1e3);
    let heights = runs.iter().flat_map(|run| run.reach.iter().map(|point| point.1).chain(run.theory.map(half_way)));
    let y = reach_axis("‖∂s_T/∂s_t‖, lag 0 = 1", heights);
    let mut chart = Chart::new("", Axis::linear("time steps back", 0.0, lags as f64).whole(), y);
    add_theories(&mut chart, runs);
    for (n, run) in runs.iter().enumerate() {
        let (role, width) = if n == 0 { (Role::Gradient, 2.0) } else { (Role::Ink, 1.0) };
        chart.series.push(Series { width, ..Series::new(&run.name, role, run.reach.clone()) });
    }
    chart
}

/// Charts the loss against the learning rate, up to twice the first loss: a loss that diverges leaves the chart,
/// because a taller axis would flatten the fall that matters. `now` is the present rate.
pub fn range_chart(points: &[(f64, f64)], now: f64) -> Chart {
    let finite = points.iter().map(|point| point.1).find(|loss| loss.is_finite());
    let top = finite.map_or(1.0, |first| 2.0 * first);
    let seen = points.iter().map(|&(rate, loss)| (rate, if loss.is_finite() { loss.min(top) } else { loss }));
    let seen: Vec<(f64, f64)> = seen.collect();
    let y = Axis::linear("loss", 0.0, top).covering(seen.iter().map(|point| point.1).chain([0.0]));
    let mut chart = Chart::new("", Axis::log("α", 1e-5, 10.0), y);
    chart.series.push(Series::new("loss", Role::Signal, seen));
    if (1e-5..=10.0).contains(&now) {
        chart.marks.push(Mark { at: now, label: format!("α now {}", num::shortest(now)) });
    }
    chart
}

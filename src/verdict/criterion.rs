//! What must be true of the runs of a named experiment: a claim that the page and the tests check with the same code.
//!
//! A criterion is a text such as `stop A < 10, loss B < 0.1, loss B < loss C`: comparisons that must all hold. A is the
//! main run, B to D are those beside it. A side of a comparison is a number, or one of [`QUANTITIES`] of a run.

use crate::num::parse;
use crate::probe::Frame;
use alloc::vec::Vec;
use core::fmt;

/// Measures a run; none where the run has no such number yet.
type Measure = fn(&Frame) -> Option<f64>;

/// What a criterion may compare, by name.
pub const QUANTITIES: &[(&str, Measure)] = &[
    // The gradient of the lowest hidden stage, divided by that of the highest.
    ("ratio", |run| run.whole_factor()),
    // The same along the cell state of an LSTM.
    ("memory", |run| run.along_c()),
    // Mean of the last training losses on record.
    ("loss", |run| Some(run.trace.recent_loss()).filter(|loss| !loss.is_nan())),
    // Loss and accuracy on the test set, where they were evaluated at this step.
    ("test", |run| run.scores.last().filter(|score| score.step == run.place.steps).map(|score| score.test.loss)),
    ("accuracy", |run| {
        run.scores.last().filter(|score| score.step == run.place.steps).map(|score| score.test.accuracy)
    }),
    // The step, counted from 0, at which a number was not finite; infinity for a run that goes on.
    ("stop", |run| Some(run.stopped.map_or(f64::INFINITY, |stopped| f64::from(stopped.step)))),
    // How far the weights of the first stage, and of the last, have moved: ‖W − W(0)‖/‖W(0)‖.
    ("moved", |run| Some(run.distance(0))),
    ("moved_top", |run| Some(run.distance(run.place.stages - 1))),
    // What is left of the first stage's weights: ‖W‖/‖W(0)‖.
    ("kept", |run| Some(run.lengths(0)[1])),
    // Stages whose weights receive a gradient of exactly 0.
    ("silent", |run| run.figures[0].d_w.map(|_| run.figures.iter().filter(|f| is_zero(f.d_w)).count() as f64)),
    // The gradient of the first layer's weights, divided by that of the last hidden layer's.
    ("flat", |run| Some(run.figures[0].d_w?.l2 / run.figures[run.place.stages.checked_sub(2)?].d_w?.l2)),
    // What the activation of the first layer multiplies the gradient by.
    ("slope", |run| run.figures[0].f_factor),
    // How alike the slopes at neighboring inputs are.
    ("alike", alike),
    ("parameters", |run| Some(run.sizes.parameters as f64)),
];

fn is_zero(norm: Option<crate::num::Norm>) -> bool {
    norm.is_some_and(|norm| norm.l2 == 0.0)
}

/// Autocorrelation at lag 1 of ∂L/∂x over a batch of single numbers in their order.
fn alike(run: &Frame) -> Option<f64> {
    run.figures[0].d_z.filter(|_| run.sizes.features == 1)?;
    let (d_z, w, batch) = (run.block(0, 0).d, run.values_used(0), run.place.batch);
    let at = run.parameters.iter().find(|tensor| tensor.name == "W1")?.range.clone();
    let slope = |b: usize| at.clone().zip(0..).map(|(i, n)| w.at(i) * d_z.at(n * batch + b)).sum::<f64>();
    let slopes: Vec<f64> = (0..batch).map(slope).collect();
    let mean = slopes.iter().sum::<f64>() / batch as f64;
    let lagged = |lag: usize| slopes.iter().zip(&slopes[lag..]).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    Some(lagged(1) / lagged(0))
}

/// A side of a comparison.
#[derive(Clone, Copy)]
enum Side {
    Number(f64),
    /// A quantity of a run that was not read yet, or had no such number.
    Of(Measure, usize),
}

impl Side {
    fn parse(text: &str) -> Option<Side> {
        match text.trim().split_once(' ') {
            None => parse(text.trim()).map(Side::Number),
            Some((quantity, run)) => {
                let (_, measure) = QUANTITIES.iter().find(|(name, _)| *name == quantity)?;
                Some(Side::Of(*measure, ["A", "B", "C", "D"].iter().position(|letter| *letter == run)?))
            }
        }
    }

    fn read(&mut self, n: usize, run: &Frame) {
        if let Side::Of(measure, of) = *self
            && of == n
            && let Some(value) = measure(run)
        {
            *self = Side::Number(value);
        }
    }

    fn number(self) -> Option<f64> {
        match self {
            Side::Number(value) => Some(value),
            Side::Of(..) => None,
        }
    }
}

/// A claim about up to four runs.
#[derive(Clone)]
pub struct Criterion {
    /// The smaller side of each comparison, and the larger one.
    comparisons: Vec<[Side; 2]>,
    /// Runs read so far.
    runs: usize,
}

impl Criterion {
    /// Reads the text of a criterion; none if it is not one.
    pub fn parse(text: &str) -> Option<Criterion> {
        let comparison = |text: &str| {
            let at = text.find(['<', '>'])?;
            let [left, right] = [&text[..at], &text[at + 1..]].map(Side::parse);
            Some(if text.as_bytes()[at] == b'<' { [left?, right?] } else { [right?, left?] })
        };
        let comparisons: Option<Vec<[Side; 2]>> = text.split(',').map(comparison).collect();
        Some(Criterion { comparisons: comparisons?, runs: 0 })
    }

    /// Measures the next run, the main one first.
    pub fn read(&mut self, run: &Frame) {
        self.comparisons.iter_mut().flatten().for_each(|side| side.read(self.runs, run));
        self.runs += 1;
    }

    /// Whether every comparison holds; none if a run has not been read or has no such number.
    pub fn holds(&self) -> Option<bool> {
        self.comparisons.iter().try_fold(true, |all, [less, more]| Some(all && less.number()? < more.number()?))
    }
}

impl fmt::Debug for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = self.comparisons.iter().map(|sides| sides.map(Side::number));
        f.debug_list().entries(numbers).finish()
    }
}

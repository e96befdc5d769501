//! The charts and maps of runs and comparisons.
//!
//! The page's binding asks for a picture by its [`RunChart`] or [`ComparedChart`]; axes, scales and pens are in
//! `chart`. Nothing here uses the browser.

mod boundary;
mod compare;
mod kind;
mod recorded;
mod run;
mod time;

pub use boundary::Boundary;
pub use compare::{Compared, compare_chart, range_chart, reach_chart};
pub use kind::{ComparedChart, RunChart};
pub use recorded::{recorded_loss, recorded_river};
pub use run::{accuracy_chart, gradient_chart, loss_chart, plane, river, slope_chart};
pub use time::{gates, reach_curve};

use crate::chart::Chart;
use crate::probe::Frame;

/// A chart of one run; `range` are the points of its learning-rate range test so far.
pub fn run_chart(kind: RunChart, run: &Frame, range: &[(f64, f64)]) -> Chart {
    match kind {
        RunChart::Loss => loss_chart(run),
        RunChart::Accuracy => accuracy_chart(run),
        RunChart::Activation => slope_chart(run),
        RunChart::Range => range_chart(range, run.learning_rate),
    }
}

/// A chart of several runs.
pub fn compared_chart(kind: ComparedChart, runs: &[Compared]) -> Chart {
    match kind {
        ComparedChart::Lag => reach_chart(runs),
        _ => compare_chart(runs, kind),
    }
}

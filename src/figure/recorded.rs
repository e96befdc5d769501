//! The pictures of a recorded run.

use super::run::{falls_far, paint_river};
use crate::chart::{Axis, Chart, Guide, Role, Series};
use crate::num;
use crate::probe::Recorded;

/// Charts the loss of every batch up to row `at`, with the line of guessing if the trace tells it. The axis has room
/// for the whole run, so that it stands still.
pub fn recorded_loss(run: &Recorded, at: usize) -> Chart {
    let all: Vec<(f64, f64)> = run.rows.iter().map(|row| (f64::from(row.row.step), row.row.loss)).collect();
    let last = all.last().map_or(0.0, |point| point.0);
    let heights = all.iter().map(|point| point.1).filter(|loss| loss.is_finite()).chain(run.task.chance).chain([0.0]);
    let lines = [all.clone()];
    let y = if falls_far(&lines) { Axis::log("", 0.01, 100.0) } else { Axis::linear("", 0.0, 1.0) };
    let mut chart = Chart::new("", Axis::linear("training step", 0.0, last.max(10.0)).whole(), y.covering(heights));
    let shown = all.into_iter().take(at + 1).collect();
    chart.series.push(Series::new("batch", Role::Signal, shown));
    if let Some(loss) = run.task.chance {
        chart.guides.push(Guide { value: loss, label: format!("guessing {}", num::fixed(loss, 3)) });
    }
    chart
}

/// The gradient river of the whole run. Returns the number of rows.
pub fn recorded_river(run: &Recorded, dark: bool, rgba: &mut Vec<u8>) -> usize {
    paint_river(run.rows.iter().map(|row| &row.row.d_z[..]), dark, rgba);
    run.rows.len()
}

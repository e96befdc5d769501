//! Pictures of a network through time: gates by unit and step, and how far back the gradient reaches.

use crate::chart::{Axis, Chart, Map, Ramp, Role, Series, paint_signed};
use crate::net::cell::{Description, Part};
use crate::probe::Frame;

/// Paints one part of a cell for one example, with a row of pixels per unit and a column per time step. Returns width
/// and height.
pub fn gates(run: &Frame, level: usize, part: &Part, example: usize, dark: bool, rgba: &mut Vec<u8>) -> (usize, usize) {
    let (steps, batch) = (run.place.stages - 1, run.place.batch);
    let Some(cell) = run.cells(0).get(level) else { return (0, 0) };
    let example = example.min(batch - 1);
    let number = |o: usize, k: usize| {
        run.block(k, cell.first + part.block).value.at((part.row * cell.size + o) * batch + example) as f32
    };
    let values: Vec<f32> =
        (0..cell.size).flat_map(|o| (0..steps).map(move |k| (o, k))).map(|(o, k)| number(o, k)).collect();
    let map = if part.is_gate() { Map::Gate } else { Map::Signed };
    paint_signed(&values, &Ramp::new(map, dark), rgba);
    (steps, cell.size)
}

/// ‖∂s_T/∂s_t‖ by lag T − t, relative to lag 0; empty if nothing is known yet.
pub fn reach_curve(norms: &[f64]) -> Vec<(f64, f64)> {
    let first = norms.last().copied().unwrap_or(1.0);
    norms.iter().rev().enumerate().map(|(lag, norm)| (lag as f64, norm / first)).collect()
}

/// The axis of such curves. Values below the smallest f32 are drawn at the smallest f32.
pub(super) fn reach_axis(name: &str, heights: impl Iterator<Item = f64>) -> Axis {
    let seen = heights.filter(|height| *height > 0.0 && height.is_finite());
    Axis::log(name, 0.1, 1.0).covering(seen.map(|height| height.max(1e-45)))
}

/// The powers of `factor` by lag, named by the formula.
pub(super) fn add_theory(chart: &mut Chart, theory: Option<(&'static str, f64)>, lags: usize, role: Role) {
    let Some((name, factor)) = theory else { return };
    let line = (0..=lags).map(|lag| (lag as f64, libm::pow(factor, lag as f64)));
    // It ends above the bottom of the chart, where there is room for its name.
    let inside = line.filter(|point| chart.y.place(point.1).is_some_and(|place| (0.2..=1.0).contains(&place)));
    let inside = inside.collect();
    chart.series.push(Series { width: 1.0, ..Series::new(name, role, inside) }.dashed());
}

/// The fraction of the gradient that a step keeps in theory, with its formula: set by the initial bias of the gate that
/// keeps the state, or by the spectral radius of the recurrent weights.
pub(super) fn theory(run: &Frame) -> Option<(&'static str, f64)> {
    let kept = Description::of(run.spec)?.kept;
    let fraction = (kept.of)(run.spec).or_else(|| Some(run.recurrent_radius()?.1))?;
    Some((kept.formula, fraction))
}

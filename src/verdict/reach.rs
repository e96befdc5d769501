//! How far back a gradient reaches, in a sentence.

use crate::num::{count, number, one_part_in, percentage};
use crate::probe::{Frame, ReachCurve};
use alloc::format;
use alloc::string::String;

/// Below this share a fraction reads better than a percentage.
const FEW: f64 = 0.01;

/// When the Jacobian has halved, what is left of it over all steps, and the spectral radius of the recurrent weights.
pub fn reach_words(run: &Frame, reach: &ReachCurve) -> String {
    let Some(cell) = run.cells(0).last() else { return String::new() };
    let carried = cell.about.carried();
    let (name, word, last) = (carried.name, carried.word, run.place.stages as u32 - 1);
    let halves = reach
        .half_life()
        .map_or_else(|| "does not halve".into(), |half| format!("halves within {}", count(half as u32, "time step")));
    let radius = cell.about.recurrent.map(|recurrent| recurrent.word).zip(run.recurrent_radius());
    let ring = radius.map_or_else(String::new, |(matrix, (_, radius))| {
        format!(" Spectral radius of this run’s {matrix}: {}.", number(radius, 3))
    });
    format!(
        "For one example, the Jacobian back from the last {word} {name}, ‖∂{name}_T/∂{name}_t‖, {halves}; \
         over all {} {}.{ring}",
        count(last, "time step"),
        remains(reach.left())
    )
}

/// What is left of the gradient, given the share of it.
fn remains(share: f64) -> String {
    match share {
        share if !share.is_finite() => "it is not defined".into(),
        share if share > 1.0 => format!("it is {} times as large", number(share, 2)),
        share if share < FEW => format!("{} is left", one_part_in(share)),
        share => format!("{} is left", percentage(share, 2)),
    }
}

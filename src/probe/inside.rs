//! The inside of a cell at one time step: every part with its equation and the numbers filled in.

use super::{Frame, spectral_radius};
use crate::net::cell::{Cell, Number, Part, Unit};
use alloc::vec::Vec;

/// One part of a cell, for one unit and example at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    /// Its name and equation.
    pub part: Part,
    /// Its value.
    pub value: f64,
    /// ∂L/∂value over all paths; for a part with σ or tanh the gradient of the sum inside.
    pub d: f64,
    /// The numbers it is computed from, by name.
    pub operands: Vec<(&'static str, f64)>,
}

impl Frame<'_> {
    /// Every part of the cell at `level` of step `k`, for unit `o` and example `b`; empty where there is no such unit.
    pub fn cell(&self, k: usize, level: usize, o: usize, b: usize) -> Vec<PartView> {
        let Some(unit) = self.cell_unit(k, level, o, b) else { return Vec::new() };
        unit.parts.iter().map(|part| view(*part, &unit)).collect()
    }

    /// Part `at` of a cell.
    pub fn part(&self, k: usize, cell: &Cell, at: usize, o: usize, b: usize) -> PartView {
        let (part, unit) = (cell.parts()[at], self.unit_of(k, cell, o, b));
        view(part, &unit)
    }

    /// Mean of a part over units and batch at every step, and for a gate the fraction of entries so near to 0 or 1 that
    /// the slope is below 5 % of its maximum.
    pub fn gate_figures(&self, level: usize, at: usize) -> Vec<(f64, f64)> {
        let steps = self.place.stages - 1;
        let figures = |k: usize| {
            let Some(cell) = self.cells(k).get(level) else { return (f64::NAN, f64::NAN) };
            let (part, count) = (cell.parts()[at], cell.size * self.place.batch);
            let values = (0..count).map(|n| self.block(k, cell.first + part.block).value.at(part.row * count + n));
            let (sum, ends) = values.fold((0.0, 0), |(sum, ends), v| {
                (sum + v, ends + usize::from(part.is_gate() && 4.0 * v * (1.0 - v) < 0.05))
            });
            (sum / count as f64, f64::from(ends as u32) / count as f64)
        };
        (0..steps).map(figures).collect()
    }

    /// The spectral radius of the top cell's matrix from h to h, with its symbol. In a plain RNN it is the only path
    /// between two states; in a gated cell it leads to the candidate. None in a cell without such a matrix.
    pub fn recurrent_radius(&self) -> Option<(&'static str, f64)> {
        let cell = self.cells(0).last()?;
        let recurrent = cell.about.recurrent?;
        let (linear, row) = (&cell.maps[recurrent.map], recurrent.row * cell.size);
        let entry = |n: usize| linear.w.start + (row + n / cell.size) * linear.inputs + n % cell.size;
        let w: Vec<f64> = (0..cell.size * cell.size).map(|n| self.values().at(entry(n))).collect();
        Some((recurrent.name, spectral_radius(&w, cell.size)))
    }
}

fn view(part: Part, unit: &Unit) -> PartView {
    let Number { value, d } = unit.part(part.name);
    PartView { part, value, d, operands: unit.operands(&part) }
}

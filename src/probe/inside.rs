//! The inside of a cell at one step: every part with its equation and the numbers put in.

use super::wires::Unit;
use super::{Frame, spectral_radius};
use crate::net::cell::{Cell, Part};
use crate::spec::Cell as Kind;
use alloc::vec::Vec;

/// One part of a cell, for one unit and example at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    /// Its name and equation.
    pub part: Part,
    /// Its value.
    pub value: f64,
    /// ∂L/∂ of it, over all paths; of a gate, and of a gated cell's candidate, ∂L/∂ of what stands inside its σ or tanh.
    pub d: f64,
    /// What it is made from, by name.
    pub operands: Vec<(&'static str, f64)>,
}

impl Frame<'_> {
    /// Every part of the cell at `level` of step `k`, for unit `o` and example `b`; empty where there is no such unit.
    pub fn cell(&self, k: usize, level: usize, o: usize, b: usize) -> Vec<PartView> {
        let Some(cell) = self.cells(k).get(level).filter(|cell| o < cell.size && b < self.place.batch) else {
            return Vec::new();
        };
        (0..cell.parts().len()).map(|at| self.part(k, cell, at, o, b)).collect()
    }

    /// Part `at` of a cell.
    pub fn part(&self, k: usize, cell: &Cell, at: usize, o: usize, b: usize) -> PartView {
        let mut part = cell.parts()[at];
        if part.name == "f" && !cell.forget_gate {
            part.formula = "1";
        }
        let n = self.place_in(cell, &part, o, b);
        PartView {
            part,
            value: self.block(k, cell.first + part.block).value.at(n),
            d: self.block(k, cell.first + part.block).d.at(n),
            operands: self.operands(k, cell, part, o, b),
        }
    }

    fn place_in(&self, cell: &Cell, part: &Part, o: usize, b: usize) -> usize {
        (part.row * cell.size + o) * self.place.batch + b
    }

    fn operands(&self, k: usize, cell: &Cell, part: Part, o: usize, b: usize) -> Vec<(&'static str, f64)> {
        let of = |name: &'static str| {
            let found = cell.parts().iter().find(|part| part.name == name);
            let number = |part: &Part| self.block(k, cell.first + part.block).value.at(self.place_in(cell, part, o, b));
            (name, found.map_or(f64::NAN, number))
        };
        let before =
            |name: &'static str, block: usize| (name, self.tensors.block_before(k, block).at(o * self.place.batch + b));
        let unit = Unit { run: self, cell, k, o, b };
        let h = cell.h_at();
        match (cell.kind, part.name) {
            (Kind::Lstm, "f") if !cell.forget_gate => Vec::new(),
            (Kind::Lstm, "c") => [of("f"), before("c₋₁", h - 1), of("i"), of("g")].into(),
            (Kind::Lstm, "h") => [of("o"), of("c")].into(),
            (Kind::Gru, "h") => [of("z"), before("h₋₁", h), of("h̃")].into(),
            (Kind::GruPytorch, "h") => [of("z"), before("h₋₁", h), of("n")].into(),
            (Kind::Rnn, "h") => [of("z")].into(),
            (Kind::Gru, "h̃") => unit.terms(1, o, 2, "W·(r⊙h₋₁)").into(),
            (Kind::GruPytorch, "n") => {
                [of("r"), ("W_hn·h₋₁ + b_hn", unit.own(2).0), ("W_in·x + b_in", unit.of_x())].into()
            }
            _ => unit.terms(0, part.row * cell.size + o, 0, "W·h₋₁").into(),
        }
    }

    /// Mean of a part over units and batch at every step, and for a gate the share of entries nearer to 0 or 1 than
    /// 5 % of its steepest slope.
    pub fn gate_figures(&self, level: usize, at: usize) -> Vec<(f64, f64)> {
        let steps = self.place.stages - 1;
        let figures = |k: usize| {
            let Some(cell) = self.cells(k).get(level) else { return (f64::NAN, f64::NAN) };
            let (part, count) = (cell.parts()[at], cell.size * self.place.batch);
            let values = (0..count).map(|n| self.block(k, cell.first + part.block).value.at(part.row * count + n));
            let (sum, ends) = values.fold((0.0, 0), |(sum, ends), v| {
                (sum + v, ends + usize::from(part.gate && 4.0 * v * (1.0 - v) < 0.05))
            });
            (sum / count as f64, f64::from(ends as u32) / count as f64)
        };
        (0..steps).map(figures).collect()
    }

    /// The spectral radius of the weights from h to h of the uppermost cell, with their name: in a plain RNN all that
    /// is between two states, in a gated cell those to its candidate. (Gates only weigh what passes: none here.)
    pub fn recurrent_radius(&self) -> Option<(&'static str, f64)> {
        let cell = self.cells(0).last()?;
        let (name, map, row) = match cell.kind {
            Kind::Lstm => ("W_g", 0, 3 * cell.size),
            Kind::Gru => ("W_h", 1, 0),
            Kind::GruPytorch => ("W_hn", 2, 0),
            Kind::Rnn | Kind::None => ("W", 0, 0),
        };
        let linear = &cell.maps[map];
        let entry = |n: usize| linear.w.start + (row + n / cell.size) * linear.inputs + n % cell.size;
        let w: Vec<f64> = (0..cell.size * cell.size).map(|n| self.values().at(entry(n))).collect();
        Some((name, spectral_radius(&w, cell.size)))
    }
}

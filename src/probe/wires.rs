//! The numbers of one unit of a cell at one step, and the wires of its diagram: on each wire the value that goes
//! forward and the gradient that comes back.
//!
//! A value is one of the cell's own numbers or a product of two of them, as in its equations. Where a wire splits, each
//! branch has its own gradient; the wire before the split has their sum.

use super::Frame;
use crate::net::cell::{Cell, Number, Past, Rows, Terms, Unit, Wire};
use alloc::vec::Vec;
use core::ops::Range;

impl Frame<'_> {
    /// The numbers of unit `o` of the cell at `level` of step `k`, for example `b`; none where there is no such unit.
    pub fn cell_unit(&self, k: usize, level: usize, o: usize, b: usize) -> Option<Unit> {
        let cell = self.cells(k).get(level).filter(|cell| o < cell.size && b < self.place.batch)?;
        Some(self.unit_of(k, cell, o, b))
    }

    /// The same for a cell of step `k`, whose unit and example exist.
    pub(super) fn unit_of(&self, k: usize, cell: &Cell, o: usize, b: usize) -> Unit {
        let (batch, last, next) = (self.place.batch, self.place.stages - 2, k + 1);
        let own = o * batch + b;
        let past = |block: usize| Past {
            value: self.tensors.block_before(k, cell.first + block).at(own),
            d: k.checked_sub(1).map(|before| self.block(before, cell.first + block).d.at(own)),
        };
        let carried = |block: usize| cell.states().any(|at| at == cell.first + block);
        let past = (0..cell.blocks().len()).map(|block| if carried(block) { past(block) } else { Past::default() });
        Unit {
            parts: cell.parts(),
            here: self.rows(k, cell, o, b),
            next: (next <= last && !self.cut(next)).then(|| self.rows(next, cell, o, b)),
            past: past.collect(),
            cut: k > 0 && self.cut(k),
            kept: self.block(k, cell.h_at()).mask(own),
            terms: (0..cell.maps.len()).map(|map| self.terms(k, cell, map, o, b)).collect(),
        }
    }

    /// The unit's numbers by block and row; none in a block that holds the input alone.
    fn rows(&self, k: usize, cell: &Cell, o: usize, b: usize) -> Vec<Vec<Number>> {
        let rows = cell.about.blocks.iter().enumerate().map(|(block, space)| {
            let numbers = self.block(k, cell.first + block);
            let count = match space.rows {
                Rows::Stack => 1,
                Rows::Input => 0,
                Rows::Units(count) => count,
            };
            let place = |row: usize| (row * cell.size + o) * self.place.batch + b;
            let number = |row: usize| Number { value: numbers.value.at(place(row)), d: numbers.d.at(place(row)) };
            (0..count).map(number).collect()
        });
        rows.collect()
    }

    /// The terms of the unit's rows of a map.
    fn terms(&self, k: usize, cell: &Cell, map: usize, o: usize, b: usize) -> Vec<Terms> {
        let (linear, about) = (&cell.maps[map], &cell.about.maps[map]);
        let (block, rows) = cell.read_by(about);
        let (read, values) = (self.block(k, cell.first + block).value, self.values_used(k));
        let sum = |row: usize, columns: Range<usize>| -> f64 {
            let w = |i: usize| values.at(linear.w.start + row * linear.inputs + i);
            columns.map(|i| w(i) * read.at((rows.start + i) * self.place.batch + b)).sum()
        };
        let states = cell.states_read(map);
        let terms = |row: usize| {
            let row = row * cell.size + o;
            let bias = linear.b.as_ref().map_or(0.0, |b| values.at(b.start + row));
            let h = (states > 0).then(|| sum(row, 0..states));
            Terms { h, x: sum(row, states..linear.inputs), b: bias }
        };
        (0..about.rows).map(terms).collect()
    }

    /// The wires of the cell at `level` of step `k`, for unit `o` and example `b`; empty where there is no such unit.
    pub fn wires(&self, k: usize, level: usize, o: usize, b: usize) -> Vec<Wire> {
        let cell = self.cells(k).get(level).zip(self.cell_unit(k, level, o, b));
        cell.map_or_else(Vec::new, |(cell, unit)| cell.about.wires_of(&unit))
    }

    /// The input x of the cell at `level` of step `k`, and the gradient that the cell hands down to it.
    pub fn wire_x(&self, k: usize, level: usize, b: usize) -> Vec<(f64, f64)> {
        let Some(cell) = self.cells(k).get(level) else { return Vec::new() };
        let (numbers, first) = (self.block(k, cell.first), cell.rows_of_state());
        let place = |row: usize| row * self.place.batch + b;
        (first..first + cell.inputs).map(|row| (numbers.value.at(place(row)), numbers.d.at(place(row)))).collect()
    }

    /// Whether backpropagation is cut before step `k`.
    fn cut(&self, k: usize) -> bool {
        let (steps, truncate) = (self.place.stages - 1, self.spec.truncate as usize);
        truncate > 0 && (steps - k).is_multiple_of(truncate)
    }
}

/// The exponent of the power of ten that the gradients on these wires are best counted in, so that none needs an
/// exponent of its own: 0 unless one of them is very small or very large.
pub fn common_exponent(wires: &[Wire]) -> i32 {
    let sizes = wires.iter().map(|wire| wire.d.abs()).filter(|size| *size > 0.0 && size.is_finite());
    let (least, most) =
        sizes.fold((f64::INFINITY, 0.0), |(least, most), size| (f64::min(least, size), f64::max(most, size)));
    if most > 0.0 && (most >= 1e4 || least < 1e-3) { crate::num::floor(libm::log10(most)) as i32 } else { 0 }
}

//! The wires of a cell's diagram at one step: on each the value that goes up it and the gradient that comes back on it.
//!
//! A value is one of the cell's own numbers or a product of two of them, as its equations have it. Where a wire parts,
//! each branch has a gradient of its own, and the wire before it their sum.

use super::Frame;
use crate::net::cell::Cell;
use crate::spec::Cell as Kind;
use alloc::vec::Vec;

/// One wire, for one unit and example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wire {
    /// What runs on it, as in the equations; `Σ` before a name: over all paths, also those outside this step.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// ∂L/∂value along this wire.
    pub d: f64,
}

/// Where the numbers of one unit and example stand.
pub(super) struct Unit<'a> {
    pub run: &'a Frame<'a>,
    pub cell: &'a Cell,
    pub k: usize,
    pub o: usize,
    pub b: usize,
}

impl Frame<'_> {
    /// The wires of the cell at `level` of step `k`, for unit `o` and example `b`; empty where there is no such unit.
    pub fn wires(&self, k: usize, level: usize, o: usize, b: usize) -> Vec<Wire> {
        let Some(cell) = self.cells(k).get(level).filter(|cell| o < cell.size && b < self.place.batch) else {
            return Vec::new();
        };
        let unit = Unit { run: self, cell, k, o, b };
        match cell.kind {
            Kind::Lstm => unit.lstm(),
            Kind::Gru | Kind::GruPytorch => unit.gru(cell.kind == Kind::GruPytorch),
            Kind::Rnn | Kind::None => unit.rnn(),
        }
    }

    /// What the cell at `level` reads as x at step `k`, and the gradient that it hands down to it.
    pub fn wire_x(&self, k: usize, level: usize, b: usize) -> Vec<(f64, f64)> {
        let Some(cell) = self.cells(k).get(level) else { return Vec::new() };
        let unit = Unit { run: self, cell, k, o: 0, b };
        (cell.size..cell.size + cell.inputs).map(|row| (unit.value(0, row), unit.d(0, row))).collect()
    }

    /// Whether backpropagation is cut before step `k`.
    fn cut(&self, k: usize) -> bool {
        let (steps, truncate) = (self.place.stages - 1, self.spec.truncate as usize);
        truncate > 0 && (steps - k).is_multiple_of(truncate)
    }
}

impl Unit<'_> {
    fn at(&self, block: usize, row: usize) -> (usize, usize) {
        (self.cell.first + block, row * self.run.place.batch + self.b)
    }

    fn value(&self, block: usize, row: usize) -> f64 {
        let (block, n) = self.at(block, row);
        self.run.block(self.k, block).value.at(n)
    }

    fn d(&self, block: usize, row: usize) -> f64 {
        let (block, n) = self.at(block, row);
        self.run.block(self.k, block).d.at(n)
    }

    /// The unit's own number of the gate `gate`, and ∂L/∂ of what stands inside its σ or tanh.
    fn gate(&self, gate: usize) -> (f64, f64) {
        let row = gate * self.cell.size + self.o;
        (self.value(1, row), self.d(1, row))
    }

    /// The unit's own number of a block that has one per unit, and its gradient.
    pub fn own(&self, block: usize) -> (f64, f64) {
        (self.value(block, self.o), self.d(block, self.o))
    }

    /// A state of the step before: what came from it, `back` that goes back to it on the wire (nothing where
    /// backpropagation is cut), and its whole gradient.
    fn before(&self, block: usize, names: [&'static str; 2], back: f64) -> [Wire; 2] {
        let (at, n) = self.at(block, self.o);
        let value = self.run.tensors.block_before(self.k, at).at(n);
        let back = if self.k > 0 && self.run.cut(self.k) { 0.0 } else { back };
        let whole = if self.k == 0 { back } else { self.run.block(self.k - 1, at).d.at(n) };
        [wire(names[0], value, back), wire(names[1], value, whole)]
    }

    fn h_before(&self, back: f64) -> [Wire; 2] {
        self.before(self.cell.h_at() - self.cell.first, ["h₋₁", "Σh₋₁"], self.d(0, self.o) + back)
    }

    /// Σ w·u over some columns of one row of a map.
    fn sum(&self, map: usize, row: usize, columns: core::ops::Range<usize>, first: usize, block: usize) -> f64 {
        let linear = &self.cell.maps[map];
        let w = |i: usize| self.run.values_used(self.k).at(linear.w.start + row * linear.inputs + i);
        columns.map(|i| w(i) * self.value(block, first + i)).sum()
    }

    fn bias(&self, map: usize, row: usize) -> f64 {
        let bias = self.cell.maps[map].b.as_ref();
        bias.map_or(0.0, |b| self.run.values_used(self.k).at(b.start + row))
    }

    /// The three terms of row `row` of W·\[h₋₁; x\] + b; `block` holds both, h₋₁ first, perhaps weighed by r.
    pub fn terms(&self, map: usize, row: usize, block: usize, first: &'static str) -> [(&'static str, f64); 3] {
        let size = self.cell.size;
        [
            (first, self.sum(map, row, 0..size, 0, block)),
            ("W·x", self.sum(map, row, size..self.cell.maps[map].inputs, 0, block)),
            ("b", self.bias(map, row)),
        ]
    }

    /// What x brings to the candidate of PyTorch's GRU, whose map reads nothing else.
    pub fn of_x(&self) -> f64 {
        self.sum(1, self.o, 0..self.cell.maps[1].inputs, self.cell.size, 0) + self.bias(1, self.o)
    }

    /// Their sum.
    fn inside(&self, map: usize, row: usize, block: usize) -> f64 {
        self.terms(map, row, block, "").into_iter().map(|term| term.1).sum()
    }

    /// z = W_h·h₋₁ + W_x·x + b: each of the three receives ∂L/∂z whole.
    fn rnn(&self) -> Vec<Wire> {
        let ((z, d_z), (h, d_h)) = (self.own(1), self.own(2));
        let mut wires = Wires::default();
        for (name, value) in self.terms(0, self.o, 0, "W·h₋₁") {
            wires.put(name, value, d_z);
        }
        wires.put("z", z, d_z);
        wires.put("h", h, d_h);
        wires.past(self.h_before(0.0));
        wires.0
    }

    /// f·∂L/∂c of the step after, which is what comes back along the memory.
    fn memory_after(&self) -> f64 {
        let after = Unit { k: self.k + 1, ..*self };
        if after.k + 1 >= self.run.place.stages || self.run.cut(after.k) {
            return 0.0;
        }
        after.gate(1).0 * after.own(2).1
    }

    /// c = f·c₋₁ + i·g, h = o·tanh c.
    fn lstm(&self) -> Vec<Wire> {
        let [(i, z_i), (f, z_f), (o, z_o), (g, z_g)] = [0, 1, 2, 3].map(|gate| self.gate(gate));
        let ((c, d_c), (h, d_h), n) = (self.own(2), self.own(3), self.at(3, self.o));
        let tanh = self.run.block(self.k, n.0).mask(n.1);
        let bent = d_h * o * (1.0 - tanh * tanh);
        let inside = |gate: usize| self.inside(0, gate * self.cell.size + self.o, 0);
        let past = self.before(2, ["c₋₁", "Σc₋₁"], f * d_c);
        let mut wires = Wires::default();
        wires.put("i", i, d_c * g);
        wires.put("z_i", inside(0), z_i);
        wires.put("o", o, d_h * tanh);
        wires.put("z_o", inside(2), z_o);
        wires.put("g", g, d_c * i);
        wires.put("z_g", inside(3), z_g);
        wires.put("f·c₋₁", f * past[0].value, d_c);
        wires.put("i·g", i * g, d_c);
        wires.put("c", c, d_c);
        wires.put("c→", c, self.memory_after());
        wires.put("c↓", c, bent);
        wires.put("tanh c", tanh, d_h * o);
        wires.put("h", h, d_h);
        if self.cell.forget_gate {
            wires.put("f", f, d_c * past[0].value);
            wires.put("z_f", inside(1), z_f);
        }
        wires.past(past);
        wires.past(self.h_before(0.0));
        wires.0
    }

    /// h = (1 − z)·h₋₁ + z·h̃, h̃ = tanh(W·\[r·h₋₁; x\] + b); in PyTorch's h = (1 − z)·n + z·h₋₁,
    /// n = tanh(W_in·x + b_in + r·(W_hn·h₋₁ + b_hn)).
    fn gru(&self, pytorch: bool) -> Vec<Wire> {
        let ((r, z_r), (z, z_z)) = (self.gate(0), self.gate(1));
        let ((v, d_v), (new, z_new), (h, d_h)) = (self.own(2), self.own(3), self.own(4));
        let (keep, take) = if pytorch { (z, 1.0 - z) } else { (1.0 - z, z) };
        // The product W_hnᵀ·∂own stands in u's gradient already.
        let past = self.h_before(keep * d_h + if pytorch { 0.0 } else { r * d_v });
        let before = past[0].value;
        let (rest, by_z) = if pytorch { (new, before) } else { (before, new) };
        let mut wires = Wires::default();
        if pytorch {
            let of_x = self.of_x();
            wires.put("r", r, z_new * v);
            wires.put("W·h₋₁", v, d_v);
            wires.put("r·h₋₁", r * v, z_new);
            wires.put("W·x", of_x, z_new);
            wires.put("n", new, d_h * take);
            wires.put("z_n", of_x + r * v, z_new);
        } else {
            wires.put("r", r, d_v * before);
            wires.put("r·h₋₁", v, d_v);
            wires.put("h̃", new, d_h * take);
            wires.put("z_h̃", self.inside(1, self.o, 2), z_new);
        }
        wires.put("z_r", self.inside(0, self.o, 0), z_r);
        wires.put("z", z, d_h * (by_z - rest));
        wires.put("z_z", self.inside(0, self.cell.size + self.o, 0), z_z);
        wires.put("1−z", 1.0 - z, d_h * rest);
        wires.put("z→", z, d_h * by_z);
        wires.put("keep", keep * before, d_h);
        wires.put("take", take * new, d_h);
        wires.put("h", h, d_h);
        wires.past(past);
        wires.0
    }
}

/// A list of wires under construction.
#[derive(Default)]
struct Wires(Vec<Wire>);

impl Wires {
    fn put(&mut self, name: &'static str, value: f64, d: f64) {
        self.0.push(wire(name, value, d));
    }

    fn past(&mut self, wires: [Wire; 2]) {
        for Wire { name, value, d } in wires {
            self.put(name, value, d);
        }
    }
}

fn wire(name: &'static str, value: f64, d: f64) -> Wire {
    Wire { name, value, d }
}

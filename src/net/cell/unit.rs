//! One unit of a cell at one step, for one example: the numbers its diagram and equations show, in f64.

use super::part::{Operand, Part};
use alloc::vec::Vec;

/// A number and its gradient.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Number {
    /// The value.
    pub value: f64,
    /// The block's `d`: ∂L/∂value, or of a part with σ or tanh the gradient of the sum inside.
    pub d: f64,
}

/// A unit's number in a block one step before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Past {
    /// The value.
    pub value: f64,
    /// ∂L/∂value over all paths; none before the first step.
    pub d: Option<f64>,
}

/// The numbers of one unit and example at one step. Blocks count from the cell's first; rows count in units of H.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The cell's parts.
    pub parts: &'static [Part],
    /// By block and row. For a block that maps read, only the rows of the state.
    pub here: Vec<Vec<Number>>,
    /// The same one step later; none after the last step, and where backpropagation is cut in between.
    pub next: Option<Vec<Vec<Number>>>,
    /// By block, one step before; only states have one.
    pub past: Vec<Past>,
    /// Whether backpropagation is cut before this step.
    pub cut: bool,
    /// What the state's block keeps besides its value.
    pub kept: f64,
    /// By map and row.
    pub terms: Vec<Vec<Terms>>,
}

/// The terms of a row of a linear map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Σ w·h₋₁; none where the map reads no state.
    pub h: Option<f64>,
    /// Σ w·x.
    pub x: f64,
    /// b.
    pub b: f64,
}

impl Terms {
    /// Their sum.
    pub fn sum(&self) -> f64 {
        self.h.unwrap_or(0.0) + self.x + self.b
    }
}

impl Unit {
    /// The numbers of a part; NaN if no part has this name.
    pub fn part(&self, name: &str) -> Number {
        let unknown = Number { value: f64::NAN, d: f64::NAN };
        let found = self.parts.iter().find(|part| part.name == name);
        found.map_or(unknown, |part| self.here[part.block][part.row])
    }

    /// The numbers of several parts.
    pub fn numbers<const N: usize>(&self, names: [&str; N]) -> [Number; N] {
        names.map(|name| self.part(name))
    }

    /// The sum of row `row` of a map.
    pub fn sum(&self, map: usize, row: usize) -> f64 {
        self.terms[map][row].sum()
    }

    /// The gradient that goes back over this step from a state; 0 if backpropagation is cut here.
    fn back(&self, back: f64) -> f64 {
        if self.cut { 0.0 } else { back }
    }

    /// The wires of the state in `block`, from the step before: one with the gradient that goes back on this wire
    /// alone, one with the gradient of all paths together.
    pub fn before(&self, block: usize, [name, all]: [&'static str; 2], back: f64) -> [Wire; 2] {
        let Past { value, d } = self.past[block];
        let back = self.back(back);
        [Wire { name, value, d: back }, Wire { name: all, value, d: d.unwrap_or(back) }]
    }

    /// The wires of h₋₁: `back` is what returns past the linear maps that read block 0, whose part is added.
    pub fn h_before(&self, back: f64) -> [Wire; 2] {
        let through_maps = self.here[0].first().map_or(0.0, |number| number.d);
        self.before(self.here.len() - 1, ["h₋₁", "Σh₋₁"], through_maps + back)
    }

    /// The named numbers that a part is made from.
    pub fn operands(&self, part: &Part) -> Vec<(&'static str, f64)> {
        let mut all = Vec::new();
        for operand in part.from {
            match *operand {
                Operand::Part(name) => all.push((name, self.part(name).value)),
                Operand::Before { name, block } => all.push((name, self.past[block].value)),
                Operand::Inner { name, block } => all.push((name, self.here[block][0].value)),
                Operand::Sum { name, map } => all.push((name, self.sum(map, 0))),
                Operand::Terms { map, row, of_h } => {
                    let Terms { h, x, b } = self.terms[map][row];
                    all.extend(h.map(|h| (of_h, h)).into_iter().chain([("W·x", x), ("b", b)]));
                }
            }
        }
        all
    }
}

/// One wire of a diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wire {
    /// The quantity on it, as in the equations; `Σ` before a name: over all paths, also those outside this step.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// ∂L/∂value along this wire.
    pub d: f64,
}

/// A list of wires under construction.
#[derive(Clone, Debug, Default)]
pub struct Wires {
    /// The wires so far.
    pub list: Vec<Wire>,
}

impl Wires {
    /// Adds a wire.
    pub fn put(&mut self, name: &'static str, value: f64, d: f64) {
        self.list.push(Wire { name, value, d });
    }

    /// Adds the wires of a state of the step before.
    pub fn past(&mut self, wires: [Wire; 2]) {
        self.list.extend(wires);
    }
}

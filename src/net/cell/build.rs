//! Room and start weights of a cell.

use super::Cell;
use crate::net::Parameters;
use crate::net::layer::Linear;
use crate::num::{Random, Real};
use crate::spec::{Cell as Kind, Dataset, Init, InitLayer, Spec};
use alloc::vec;

impl Cell {
    /// Takes its room in the arena. `level` counts the cells on top of each other from 0; `first` is its first block.
    pub fn alloc<R: Real>(
        parameters: &mut Parameters<R>,
        spec: &Spec,
        level: usize,
        (inputs, size): (usize, usize),
        first: usize,
    ) -> Cell {
        let maps: &[(&str, usize, usize)] = match spec.cell {
            Kind::Lstm => &[("ifog", size + inputs, 4 * size)],
            Kind::Gru => &[("rz", size + inputs, 2 * size), ("h", size + inputs, size)],
            Kind::GruPytorch => &[("rz", size + inputs, 2 * size), ("in", inputs, size), ("hn", size, size)],
            Kind::Rnn | Kind::None => &[("h", size + inputs, size)],
        };
        let map = |&(name, from, to): &(&'static str, usize, usize)| {
            Linear::alloc_named(parameters, (name, level), (from, to), spec.use_bias)
        };
        let maps = maps.iter().map(map).collect();
        let (kind, activation, forget_gate) = (spec.cell, spec.activation, spec.forget_gate);
        Cell { kind, inputs, size, activation, forget_gate, maps, first }
    }

    /// Start weights: each gate's part that reads h as a square matrix of its own, each part that reads x likewise.
    pub fn start<R: Real>(&self, values: &mut [R], spec: &Spec, random: &mut Random) {
        let h = self.size;
        for (m, linear) in self.maps.iter().enumerate() {
            let states = self.states(m);
            for row in (0..linear.outputs).step_by(h) {
                let recurrent = (spec.recurrent_init.unwrap_or(spec.init), spec.recurrent_gain);
                self.fill(values, linear, (row, 0, states), recurrent, spec, random);
                self.fill(values, linear, (row, states, linear.inputs - states), (spec.init, spec.gain), spec, random);
            }
            if let Some(b) = &linear.b {
                values[b.clone()].fill(R::from_f64(spec.bias));
            }
        }
        self.start_gates(values, spec);
        if spec.data == Dataset::Cliff {
            let mut near = |value: f64| R::from_f64(value + random.uniform(-0.05, 0.05));
            values[self.maps[0].w.start] = near(5.5);
            self.maps[0].b.iter().for_each(|b| values[b.start] = near(-2.4));
        }
    }

    /// How many columns of map `m` read h; they are the first ones, the rest read x.
    pub fn states(&self, m: usize) -> usize {
        match (self.kind, m) {
            (Kind::GruPytorch, 1) => 0,
            _ => self.size,
        }
    }

    /// One H×n piece of a map: its rows from `row`, its columns from `column`.
    fn fill<R: Real>(
        &self,
        values: &mut [R],
        linear: &Linear,
        (row, column, columns): (usize, usize, usize),
        (init, gain): (Init, f64),
        spec: &Spec,
        random: &mut Random,
    ) {
        if columns == 0 {
            return;
        }
        let mut piece = vec![0.0; self.size * columns];
        let how = InitLayer { activation: self.activation, scale: spec.init_scale, gain };
        init.fill(&mut piece, columns, how, random);
        for (o, from) in piece.chunks_exact(columns).enumerate() {
            let at = linear.w.start + (row + o) * linear.inputs + column;
            values[at..at + columns].iter_mut().zip(from).for_each(|(w, &from)| *w = R::from_f64(from));
        }
    }

    fn start_gates<R: Real>(&self, values: &mut [R], spec: &Spec) {
        let bias = match self.kind {
            Kind::Lstm => spec.forget_bias,
            Kind::Gru | Kind::GruPytorch => spec.update_bias,
            Kind::Rnn | Kind::None => return,
        };
        // Second of their gates: f of i, f, o, g, and z of r, z.
        if let Some(b) = &self.maps[0].b {
            values[b.start + self.size..b.start + 2 * self.size].fill(R::from_f64(bias));
        }
    }
}

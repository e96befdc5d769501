//! Parameters and initial weights of a cell.

use super::about::Description;
use super::step::Cell;
use crate::net::Layout;
use crate::net::layer::Linear;
use crate::num::{Random, Real};
use crate::spec::{Dataset, Init, InitLayer, Spec};
use alloc::vec;

impl Cell {
    /// Adds its parameters to the layout. `level` counts stacked cells from 0; `first` is its first block.
    pub fn add(
        layout: &mut Layout,
        (spec, about): (&Spec, &'static Description),
        level: usize,
        (inputs, size): (usize, usize),
        first: usize,
    ) -> Cell {
        let mut cell = Cell { kind: spec.cell, about, inputs, size, activation: spec.activation, maps: vec![], first };
        for map in about.maps {
            let shape = (cell.read_by(map).1.len(), map.rows * size);
            cell.maps.push(Linear::add_named(layout, (map.name, level), shape, spec.use_bias));
        }
        cell
    }

    /// Draws the initial weights: for each gate one square matrix that reads h, and one matrix that reads x.
    pub fn start<R: Real>(&self, values: &mut [R], spec: &Spec, random: &mut Random) {
        let h = self.size;
        for (m, linear) in self.maps.iter().enumerate() {
            let states = self.states_read(m);
            for row in (0..linear.outputs).step_by(h) {
                let recurrent = (spec.recurrent_init.unwrap_or(spec.init), spec.recurrent_gain);
                self.fill(values, linear, (row, 0, states), recurrent, spec, random);
                self.fill(values, linear, (row, states, linear.inputs - states), (spec.init, spec.gain), spec, random);
            }
            if let Some(b) = &linear.b {
                values[b.clone()].fill(R::from_f64(spec.bias));
            }
        }
        for start in self.about.starts {
            if let Some(b) = &self.maps[start.map].b {
                let from = b.start + start.row * h;
                values[from..from + h].fill(R::from_f64((start.bias)(spec)));
            }
        }
        if spec.data == Dataset::Cliff {
            let mut near = |value: f64| R::from_f64(value + random.uniform(-0.05, 0.05));
            values[self.maps[0].w.start] = near(5.5);
            self.maps[0].b.iter().for_each(|b| values[b.start] = near(-2.4));
        }
    }

    /// The number of columns of map `m` that read h. They come first; the others read x.
    pub fn states_read(&self, m: usize) -> usize {
        if self.about.reads_state(m) { self.size } else { 0 }
    }

    /// Draws H rows of a map from `row` on, and `columns` of its columns from `column` on.
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
}

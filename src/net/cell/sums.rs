//! The sums inside σ and tanh: a gated cell keeps the results only.

use super::part::Map;
use super::step::Cell;
use crate::net::Block;
use crate::net::layer::Linear;
use crate::num::Real;
use alloc::vec::Vec;

impl Cell {
    /// Computes the sums of a finished step again, by the same product in the same order: for each part with σ or tanh
    /// its place among the parts, and its sums \[H×B\]. Empty for a cell without such parts.
    pub fn sums<R: Real>(&self, values: &[R], here: &[Block<R>]) -> Vec<(usize, Vec<R>)> {
        let count = here[here.len() - 1].value.len();
        let mut all = Vec::new();
        for (linear, map) in self.maps.iter().zip(self.about.maps) {
            let parts = (0..map.rows).filter_map(|row| Some((row, self.about.squashed(map, row)?)));
            let parts: Vec<(usize, usize)> = parts.collect();
            if parts.is_empty() {
                continue;
            }
            let z = self.sums_of(linear, map, values, here);
            all.extend(parts.into_iter().map(|(row, part)| (part, z[row * count..][..count].to_vec())));
        }
        all
    }

    fn sums_of<R: Real>(&self, linear: &Linear, map: &Map, values: &[R], here: &[Block<R>]) -> Vec<R> {
        let count = here[here.len() - 1].value.len();
        let batch = count / self.size;
        let (block, rows) = self.read_by(map);
        let mut z = alloc::vec![R::ZERO; linear.outputs * batch];
        linear.forward(values, &here[block].value[rows.start * batch..rows.end * batch], &mut z);
        if let Some([x, y]) = map.plus {
            let [x, y] = [x, y].map(|(block, row)| &here[block].value[row * count..][..count]);
            z.iter_mut().zip(x.iter().zip(y)).for_each(|(z, (&x, &y))| *z += x * y);
        }
        z
    }
}

//! What stands inside the σ and tanh of a gated cell, which keeps only what comes out of them.

use super::Cell;
use crate::net::Block;
use crate::num::Real;
use crate::spec::Cell as Kind;
use alloc::vec;
use alloc::vec::Vec;

impl Cell {
    /// The sums of a step that was just made, by the same product in the same order: one row per unit, gate by gate as
    /// its parts are, the candidate last \[rows×B\]. Empty for the plain RNN, which keeps its z.
    #[inline(never)] // two callers, and the product would come with each
    pub fn sums<R: Real>(&self, values: &[R], here: &[Block<R>]) -> Vec<R> {
        let map = |m: usize, u: &[R], count: usize| {
            let mut z = vec![R::ZERO; count];
            self.maps[m].forward(values, u, &mut z);
            z
        };
        let (u, count) = (&here[0].value, here[here.len() - 1].value.len());
        match self.kind {
            Kind::Lstm => {
                let mut z = map(0, u, 4 * count);
                if !self.forget_gate {
                    z[count..2 * count].fill(R::ZERO); // nothing reads it
                }
                z
            }
            Kind::Gru => [map(0, u, 2 * count), map(1, &here[2].value, count)].concat(),
            Kind::GruPytorch => {
                let mut candidate = map(1, &u[count..], count);
                let terms = here[1].value[..count].iter().zip(&here[2].value);
                candidate.iter_mut().zip(terms).for_each(|(z, (&r, &own))| *z += r * own);
                [map(0, u, 2 * count), candidate].concat()
            }
            Kind::Rnn | Kind::None => Vec::new(),
        }
    }
}

//! What stands inside the σ and tanh of a gated cell, which keeps only what comes out of them.

use super::Cell;
use crate::net::Block;
use crate::num::Real;
use crate::spec::Cell as Kind;
use alloc::vec::Vec;

impl Cell {
    /// The sums of a step that was just made, by the same product in the same order: one row per unit, gate by gate as
    /// its parts are, the candidate last \[rows×B\]. Empty for the plain RNN, which keeps its z.
    #[inline(never)] // two callers, and the product would come with each
    pub fn sums<R: Real>(&self, values: &[R], here: &[Block<R>]) -> Vec<R> {
        let (u, count) = (&here[0].value[..], here[here.len() - 1].value.len());
        let products: &[(usize, &[R])] = match self.kind {
            Kind::Lstm => &[(0, u)],
            Kind::Gru => &[(0, u), (1, &here[2].value)],
            Kind::GruPytorch => &[(0, u), (1, &u[count..])],
            Kind::Rnn | Kind::None => &[],
        };
        let mut z = Vec::new();
        for &(m, u) in products {
            let from = z.len();
            z.resize(from + self.maps[m].outputs * count / self.size, R::ZERO);
            self.maps[m].forward(values, u, &mut z[from..]);
        }
        if self.kind == Kind::GruPytorch {
            let terms = here[1].value.iter().zip(&here[2].value);
            z[2 * count..].iter_mut().zip(terms).for_each(|(z, (&r, &own))| *z += r * own);
        } else if self.kind == Kind::Lstm && !self.forget_gate {
            z[count..2 * count].fill(R::ZERO); // nothing reads it
        }
        z
    }
}

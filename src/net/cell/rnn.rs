//! The plain RNN.

use super::{Cell, Reads, stack};
use crate::net::layer::activate::{backward, forward};
use crate::net::{Block, Parameters};
use crate::num::Real;
use crate::spec::PRELU_START;

/// Blocks of a step.
const U: usize = 0;
const Z: usize = 1;
const H: usize = 2;

/// Plain RNN.
///
/// z_t = W·\[h_{t−1}; x_t\] + b, h_t = f(z_t)
///
/// Gradient path: dz = f′(z) ⊙ dh, \[dh_{t−1}; dx\] += Wᵀ·dz: the same W and f′ once more at every step back.
/// Shapes: h, z \[H×B\], x \[D×B\], W \[H×(H+D)\], b \[H\].
/// Source: the report, §3 and §4.3 (RNN). With one unit and f = σ, z_t = w·σ(z_{t−1}) + b (Pascanu 2013).
impl Cell {
    pub(super) fn rnn<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
        stack(&reads.past[H].value, reads.x, &mut here[U].value);
        let (u, rest) = here.split_at_mut(Z);
        let (z, h) = rest.split_at_mut(1);
        self.maps[0].forward(values, &u[U].value, &mut z[0].value);
        let Block { value, slope, .. } = &mut h[0];
        forward(self.activation, R::from_f64(PRELU_START), &z[0].value, value, slope);
    }

    pub(super) fn rnn_back<R: Real>(&self, parameters: &mut Parameters<R>, here: &mut [Block<R>]) {
        let (u, rest) = here.split_at_mut(Z);
        let (z, h) = rest.split_at_mut(1);
        z[0].d.copy_from_slice(&h[0].d);
        let Block { value, d, .. } = &mut z[0];
        backward(self.activation, R::from_f64(PRELU_START), value, &h[0].slope, d);
        self.maps[0].add_gradients(&mut parameters.grads, &u[U].value, &z[0].d);
        self.maps[0].hand_down(&parameters.values, &z[0].d, &mut u[U].d);
    }
}

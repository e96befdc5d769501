//! The LSTM.

use super::{Cell, Reads, add_product, open, squash, stack};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes};

/// Blocks of a step; the rows of the gates are i, f, o, g.
const U: usize = 0;
const GATES: usize = 1;
const C: usize = 2;
const H: usize = 3;

/// LSTM.
///
/// i, f, o = σ(W·\[h_{t−1}; x_t\] + b), g = tanh(…), c_t = f⊙c_{t−1} + i⊙g, h_t = o⊙tanh(c_t)
///
/// Gradient path: dc += dh ⊙ o ⊙ (1 − tanh²c), dc_{t−1} = f ⊙ dc: along the cell no W and no f′ stands in the way.
/// Shapes: gates \[4H×B\], c, h \[H×B\], x \[D×B\], W \[4H×(H+D)\], b \[4H\]. `kept` of h holds tanh(c).
/// Source: the report, §4.3 (LSTM; Hochreiter & Schmidhuber 1997, forget gate by Gers 2000).
impl Cell {
    pub(super) fn lstm<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
        stack(&reads.past[H].value, reads.x, &mut here[U].value);
        let [u, gates, cell, state] = here else { return };
        self.maps[0].forward(values, &u.value, &mut gates.value);
        let (c, h, tanh_c) = (&mut cell.value, &mut state.value, &mut state.kept);
        let count = h.len();
        let (opening, g) = gates.value.split_at_mut(3 * count);
        open(opening);
        squash(g);
        let (i, rest) = opening.split_at_mut(count);
        let (f, o) = rest.split_at_mut(count);
        let past = &reads.past[C].value[..count];
        if !self.forget_gate {
            f.fill(R::ONE);
        }
        passes::write(c, [&*f, past, &*i, &*g], |[f, past, i, g]| f * past + i * g);
        tanh_c.copy_from_slice(c);
        squash(tanh_c);
        passes::write(h, [&*o, &*tanh_c], |[o, tanh_c]| o * tanh_c);
    }

    pub(super) fn lstm_back<R: Real>(&self, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
        let [u, gates, cell, state] = here else { return };
        let (d_h, d_c, tanh_c) = (&state.d, &mut cell.d, &state.kept);
        let count = d_h.len();
        let gate = |row: usize| &gates.value[row * count..][..count];
        let (i, f, o, g) = (gate(0), gate(1), gate(2), gate(3));
        let (d_i, rest) = gates.d.split_at_mut(count);
        let (d_f, rest) = rest.split_at_mut(count);
        let (d_o, d_g) = rest.split_at_mut(count);
        let past = &reads.past[C].value[..count];
        let one = R::Lanes::of(1.0);
        let to = [d_c, d_i, d_f, d_o, d_g];
        passes::pass(to, [d_h, tanh_c, past, i, f, o, g], |[d_c, ..], [d_h, tanh_c, past, i, f, o, g]| {
            let d_c = d_c + d_h * o * (one - tanh_c * tanh_c);
            let [d_i, d_f, d_o] = [(d_c * g, i), (d_c * past, f), (d_h * tanh_c, o)].map(|(d, s)| d * (s * (one - s)));
            [d_c, d_i, d_f, d_o, d_c * i * (one - g * g)]
        });
        self.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
        self.maps[0].hand_down(&parameters.values, &gates.d, &mut u.d);
    }

    /// dc_{t−1} += f ⊙ dc.
    pub(super) fn lstm_hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let count = here[C].d.len();
        let f = &here[GATES].value[count..2 * count];
        add_product(&mut past[C].d, [f, &here[C].d]);
    }
}

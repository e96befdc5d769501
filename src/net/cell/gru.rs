//! The GRU: the report's, and PyTorch's.

use super::{Cell, Reads, add, add_product, blend, open, open_back, squash, stack};
use crate::net::{Block, Parameters};
use crate::num::{Lanes, Real, passes};

/// Blocks of a step; the rows of the gates are r, z. Between gates and candidate stands what the candidate's own
/// product gives or takes: \[r⊙h_{t−1}; x_t\] in the report's, W_hn·h_{t−1} + b_hn in PyTorch's.
const H: usize = 4;

/// GRU as in the report.
///
/// r, z = σ(W·\[h_{t−1}; x_t\] + b), h̃ = tanh(W_h·\[r⊙h_{t−1}; x_t\] + b_h), h_t = (1−z)⊙h_{t−1} + z⊙h̃
///
/// Gradient path: dh_{t−1} = (1−z) ⊙ dh, besides what comes through r, z and h̃.
/// Shapes: gates \[2H×B\], h̃, h \[H×B\], W \[2H×(H+D)\], W_h \[H×(H+D)\].
/// Source: the report, §4.3 (GRU; Cho 2014).
impl Cell {
    pub(super) fn gru<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
        let past = &reads.past[H].value;
        let [u, gates, v, candidate, state] = here else { return };
        stack(past, reads.x, &mut u.value);
        self.maps[0].forward(values, &u.value, &mut gates.value);
        open(&mut gates.value);
        let (r, z) = gates.value.split_at(past.len());
        stack(past, reads.x, &mut v.value);
        passes::update(&mut v.value[..past.len()], [r], |v, [r]| v * r);
        self.maps[1].forward(values, &v.value, &mut candidate.value);
        squash(&mut candidate.value);
        blend(&mut state.value, [z, past, &candidate.value]);
    }

    pub(super) fn gru_back<R: Real>(&self, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
        let past = &reads.past[H].value;
        let [u, gates, v, candidate, state] = here else { return };
        let (r, z) = gates.value.split_at(past.len());
        let (d_r, d_z) = gates.d.split_at_mut(past.len());
        let Block { value: new, d: d_new, .. } = candidate;
        let one = R::Lanes::of(1.0);
        passes::pass([d_z, d_new], [&state.d, z, past, new], |_, [d, z, past, new]| {
            [d * (new - past) * (z * (one - z)), d * z * (one - new * new)]
        });
        self.maps[1].add_gradients(&mut parameters.grads, &v.value, d_new);
        self.maps[1].hand_down(&parameters.values, d_new, &mut v.d);
        open_back(d_r, [&v.d, past, r]);
        self.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
        self.maps[0].hand_down(&parameters.values, &gates.d, &mut u.d);
        // x is read by both products.
        add(&mut u.d[past.len()..], &v.d[past.len()..]);
    }

    /// dh_{t−1} += (1−z) ⊙ dh + r ⊙ d(r⊙h).
    pub(super) fn gru_hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let [_, gates, v, _, state] = here else { return };
        let (r, z) = gates.value.split_at(state.d.len());
        let one = R::Lanes::of(1.0);
        let from = [z, &state.d, r, &v.d];
        passes::update(&mut past[H].d, from, |to, [z, d, r, d_v]| to + ((one - z) * d + r * d_v));
    }
}

/// GRU as in PyTorch, for the lesson on conventions.
///
/// n = tanh(W_in·x_t + b_in + r⊙(W_hn·h_{t−1} + b_hn)), h_t = (1−z)⊙n + z⊙h_{t−1}
///
/// Gradient path: dh_{t−1} = z ⊙ dh, besides what comes through r, z and n.
/// Shapes: W_in \[H×D\], W_hn \[H×H\], the rest as above.
/// Source: docs.pytorch.org, `torch.nn.GRU`.
impl Cell {
    pub(super) fn gru_pytorch<R: Real>(&self, values: &[R], reads: Reads<R>, here: &mut [Block<R>]) {
        let past = &reads.past[H].value;
        let [u, gates, own, candidate, state] = here else { return };
        stack(past, reads.x, &mut u.value);
        self.maps[0].forward(values, &u.value, &mut gates.value);
        open(&mut gates.value);
        let (r, z) = gates.value.split_at(past.len());
        self.maps[1].forward(values, reads.x, &mut candidate.value);
        self.maps[2].forward(values, past, &mut own.value);
        add_product(&mut candidate.value, [r, &own.value]);
        squash(&mut candidate.value);
        blend(&mut state.value, [z, &candidate.value, past]);
    }

    pub(super) fn gru_pytorch_back<R: Real>(
        &self,
        parameters: &mut Parameters<R>,
        reads: Reads<R>,
        here: &mut [Block<R>],
    ) {
        let past = &reads.past[H].value;
        let [u, gates, own, candidate, state] = here else { return };
        let (r, z) = gates.value.split_at(past.len());
        let (d_r, d_z) = gates.d.split_at_mut(past.len());
        let one = R::Lanes::of(1.0);
        let Block { value: new, d: d_new, .. } = candidate;
        let to = [d_z, d_r, d_new, &mut own.d];
        passes::pass(to, [&state.d, z, r, past, new, &own.value], |_, [d, z, r, past, new, own]| {
            let d_z = d * (past - new) * (z * (one - z));
            let d_new = d * (one - z) * (one - new * new);
            [d_z, d_new * own * (r * (one - r)), d_new, d_new * r]
        });
        self.maps[1].add_gradients(&mut parameters.grads, reads.x, d_new);
        self.maps[2].add_gradients(&mut parameters.grads, past, &own.d);
        self.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
        // What both products hand down, the candidate's first: u's gradient is the sum.
        let (d_h, d_x) = u.d.split_at_mut(past.len());
        self.maps[2].hand_down(&parameters.values, &own.d, d_h);
        self.maps[1].hand_down(&parameters.values, d_new, d_x);
        self.maps[0].hand_down_add(&parameters.values, &gates.d, &mut u.d);
    }

    /// dh_{t−1} += z ⊙ dh.
    pub(super) fn gru_pytorch_hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let [_, gates, _, _, state] = here else { return };
        let z = &gates.value[state.d.len()..];
        add_product(&mut past[H].d, [z, &state.d]);
    }
}

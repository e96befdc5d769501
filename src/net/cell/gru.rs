//! The GRU: the report's, and PyTorch's.

use super::{Cell, Reads, add, stack};
use crate::net::{Block, Parameters};
use crate::num::{Real, sigmoid};

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
        gates.value.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        let (r, z) = gates.value.split_at(past.len());
        stack(past, reads.x, &mut v.value);
        v.value.iter_mut().zip(r).for_each(|(v, &r)| *v *= r);
        self.maps[1].forward(values, &v.value, &mut candidate.value);
        candidate.value.iter_mut().for_each(|n| *n = n.tanh());
        for (n, h) in state.value.iter_mut().enumerate() {
            *h = (R::ONE - z[n]) * past[n] + z[n] * candidate.value[n];
        }
    }

    pub(super) fn gru_back<R: Real>(&self, parameters: &mut Parameters<R>, reads: Reads<R>, here: &mut [Block<R>]) {
        let past = &reads.past[H].value;
        let [u, gates, v, candidate, state] = here else { return };
        let (r, z) = gates.value.split_at(past.len());
        let (d_r, d_z) = gates.d.split_at_mut(past.len());
        for (n, &d) in state.d.iter().enumerate() {
            let h = candidate.value[n];
            d_z[n] = d * (h - past[n]) * (z[n] * (R::ONE - z[n]));
            candidate.d[n] = d * z[n] * (R::ONE - h * h);
        }
        self.maps[1].add_gradients(&mut parameters.grads, &v.value, &candidate.d);
        self.maps[1].hand_down(&parameters.values, &candidate.d, &mut v.d);
        for (n, d_r) in d_r.iter_mut().enumerate() {
            *d_r = v.d[n] * past[n] * (r[n] * (R::ONE - r[n]));
        }
        self.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
        self.maps[0].hand_down(&parameters.values, &gates.d, &mut u.d);
        // x is read by both products.
        add(&mut u.d[past.len()..], &v.d[past.len()..]);
    }

    /// dh_{t−1} += (1−z) ⊙ dh + r ⊙ d(r⊙h).
    pub(super) fn gru_hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let [_, gates, v, _, state] = here else { return };
        let (r, z) = gates.value.split_at(state.d.len());
        for (n, to) in past[H].d.iter_mut().enumerate() {
            *to += (R::ONE - z[n]) * state.d[n] + r[n] * v.d[n];
        }
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
        gates.value.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        let (r, z) = gates.value.split_at(past.len());
        self.maps[1].forward(values, reads.x, &mut candidate.value);
        self.maps[2].forward(values, past, &mut own.value);
        for (n, h) in state.value.iter_mut().enumerate() {
            let new = (candidate.value[n] + r[n] * own.value[n]).tanh();
            candidate.value[n] = new;
            *h = (R::ONE - z[n]) * new + z[n] * past[n];
        }
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
        for (n, &d) in state.d.iter().enumerate() {
            let new = candidate.value[n];
            d_z[n] = d * (past[n] - new) * (z[n] * (R::ONE - z[n]));
            candidate.d[n] = d * (R::ONE - z[n]) * (R::ONE - new * new);
            own.d[n] = candidate.d[n] * r[n];
            d_r[n] = candidate.d[n] * own.value[n] * (r[n] * (R::ONE - r[n]));
        }
        self.maps[1].add_gradients(&mut parameters.grads, reads.x, &candidate.d);
        self.maps[2].add_gradients(&mut parameters.grads, past, &own.d);
        self.maps[0].add_gradients(&mut parameters.grads, &u.value, &gates.d);
        // What both products hand down, the candidate's first: u's gradient is the sum.
        let (d_h, d_x) = u.d.split_at_mut(past.len());
        self.maps[2].hand_down(&parameters.values, &own.d, d_h);
        self.maps[1].hand_down(&parameters.values, &candidate.d, d_x);
        self.maps[0].hand_down_add(&parameters.values, &gates.d, &mut u.d);
    }

    /// dh_{t−1} += z ⊙ dh.
    pub(super) fn gru_pytorch_hand_back<R: Real>(&self, here: &[Block<R>], past: &mut [Block<R>]) {
        let [_, gates, _, _, state] = here else { return };
        let z = &gates.value[state.d.len()..];
        past[H].d.iter_mut().zip(&state.d).zip(z).for_each(|((to, &d), &z)| *to += z * d);
    }
}

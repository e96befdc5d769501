//! The passes over memory that the cells' equations are made of.

use crate::num::{Lanes, Real, passes, sigmoid_and_slope_by};

/// u = [h; x]: the rows of h first, as in the report.
pub(super) fn stack<R: Real>(h: &[R], x: &[R], u: &mut [R]) {
    let (top, bottom) = u.split_at_mut(h.len());
    top.copy_from_slice(h);
    bottom.copy_from_slice(x);
}

/// to += from.
#[inline(never)]
pub(in crate::net) fn add<R: Real>(to: &mut [R], from: &[R]) {
    passes::update(to, [from], |to, [from]| to + from);
}

/// to += x ⊙ y.
#[inline(never)]
pub(super) fn add_product<R: Real>(to: &mut [R], from: [&[R]; 2]) {
    passes::update(to, from, |to, [x, y]| to + x * y);
}

/// Applies σ to the sums of gates.
#[inline(never)]
pub(super) fn open<R: Real>(gates: &mut [R]) {
    let constants = R::Lanes::for_exp();
    passes::update(gates, [], |gate, []| sigmoid_and_slope_by(gate, &constants).0);
}

/// The gradient of a gate's sum from x = ∂L/∂(s⊙y), where the gate s multiplies y: x ⊙ y ⊙ σ′ with σ′ = s·(1−s).
#[inline(never)]
pub(super) fn open_back<R: Real>(d: &mut [R], from: [&[R]; 3]) {
    passes::write(d, from, |[x, y, gate]| x * y * (gate * (R::Lanes::of(1.0) - gate)));
}

/// Applies tanh to the sums of candidates.
#[inline(never)]
pub(super) fn squash<R: Real>(candidates: &mut [R]) {
    let constants = R::Lanes::for_tanh();
    passes::update(candidates, [], |candidate, []| candidate.tanh_and_slope_by(&constants).0);
}

/// h = (1−z) ⊙ old + z ⊙ new.
#[inline(never)]
pub(super) fn blend<R: Real>(h: &mut [R], from: [&[R]; 3]) {
    passes::write(h, from, |[z, old, new]| (R::Lanes::of(1.0) - z) * old + z * new);
}

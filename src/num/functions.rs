//! Functions that activations and losses share, each in a form that stays accurate in its tails.

use super::{Lanes, Real};

/// Sigmoid σ(z) = 1/(1+e⁻ᶻ) and its slope σ′(z) = σ(z)·σ(−z).
///
/// Both are computed from e^−|z|, which cannot overflow. Computed from tanh, σ would lose all relative accuracy in the
/// saturated tail, which this lab shows. The slope as `a·(1−a)` would be 0 as soon as `a` rounds to 1 (z ≈ 17 in f32).
#[inline(always)]
pub fn sigmoid_and_slope_by<L: Lanes>(z: L, constants: &L::Exp) -> (L, L) {
    let (one, e) = (L::one(constants), z.abs().exp_of_minus(constants));
    let share = one / (one + e);
    let rest = e * share;
    (z.by_sign(share, rest), rest * share)
}

/// Like [`sigmoid_and_slope_by`], for a single use: it loads the constants itself.
#[inline(always)]
pub fn sigmoid_and_slope<L: Lanes>(z: L) -> (L, L) {
    sigmoid_and_slope_by(z, &L::for_exp())
}

/// σ(z) of one number.
pub fn sigmoid<R: Real>(z: R) -> R {
    sigmoid_and_slope(R::Lanes::splat(z)).0.first()
}

/// Softplus ln(1+eᶻ).
#[inline]
pub fn softplus<R: Real>(z: R) -> R {
    let positive_part = if z > R::ZERO { z } else { R::ZERO };
    if z.is_finite() { positive_part + (-z.abs()).exp().ln_1p() } else { z.max_or_nan(R::ZERO) }
}

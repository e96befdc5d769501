//! Functions that activations and losses share, each in the form that stays exact in its tails.

use super::Real;

/// σ(z) = 1/(1+e⁻ᶻ), from e^−|z| so that nothing overflows. The form through tanh loses all relative
/// accuracy in the saturated tail, which is what this lab is about.
#[inline]
pub fn sigmoid<R: Real>(z: R) -> R {
    let e = (-z.abs()).exp();
    if z >= R::ZERO { R::ONE / (R::ONE + e) } else { e / (R::ONE + e) }
}

/// σ′(z) = σ(z)·σ(−z). `a·(1−a)` would round to 0 as soon as `a` rounds to 1 (z ≈ 17 in f32).
#[inline]
pub fn sigmoid_slope<R: Real>(z: R) -> R {
    let e = (-z.abs()).exp();
    e / ((R::ONE + e) * (R::ONE + e))
}

/// tanh′(z) = 1/cosh²z, from e^−2|z| for the same reason.
#[inline]
pub fn tanh_slope<R: Real>(z: R) -> R {
    let two = R::ONE + R::ONE;
    let e = (-(two * z.abs())).exp();
    two * two * e / ((R::ONE + e) * (R::ONE + e))
}

/// ln(1+eᶻ).
#[inline]
pub fn softplus<R: Real>(z: R) -> R {
    let positive_part = if z > R::ZERO { z } else { R::ZERO };
    if z.is_finite() { positive_part + (-z.abs()).exp().ln_1p() } else { z.max_or_nan(R::ZERO) }
}

//! e^x and tanh. Four f32 are computed at once, without branches and without tables; two f64 one by one, by `libm`.

use crate::num::Lanes;

/// The bit operations that e^x and tanh of four f32 need.
pub trait Bits: Lanes<Number = f32> {
    /// The smaller of `self` and `limit`. NaN in `self` stays NaN.
    fn at_most(self, limit: Self) -> Self;
    /// The larger of `self` and `limit`. NaN in `self` stays NaN.
    fn at_least(self, limit: Self) -> Self;
    /// `self` with the sign of `x`. `abs` is |x|, and `self` is not negative.
    fn with_sign_of(self, x: Self, abs: Self) -> Self;
    /// Reads a constant from memory.
    fn constant(from: &'static Constant) -> Self;
    /// 2ⁿ·2⁶⁴ for −190 ≤ n ≤ 63. `self` is n + 1.5·2²³, whose low bits are n, and `raised` is 2⁶⁴.
    fn raised_power_of_two(self, raised: Self) -> Self;
    /// Two numbers whose product is 2ⁿ, for −252 ≤ n ≤ 254. `self` is n + `round`, whose low bits are n.
    fn powers_of_two(self, round: Self) -> [Self; 2];
}

/// The constants of e^x. Loaded before a loop, they are not loaded again for every vector.
#[derive(Clone, Copy, Debug)]
pub struct Exp<V> {
    /// e^−a is 0 for every a above this.
    most: V,
    log2_e: V,
    /// ln 2 in two parts. The product of n and the first part is exact.
    ln_2: [V; 2],
    /// 1.5·2²³. Adding it rounds to a whole number, because the sum has no bits for a fraction.
    round: V,
    /// 2⁶⁴.
    raised: V,
    /// 2⁻⁶⁴.
    lowered: V,
    pub(super) one: V,
    /// Coefficients of (eʳ − 1 − r)/r² for |r| ≤ ½·ln 2, lowest power first. It is a minimax polynomial, found by the
    /// Remez exchange; the error of eʳ is 3e-9.
    curve: [V; 5],
}

/// The constants of tanh.
#[derive(Clone, Copy, Debug)]
pub struct Tanh<V> {
    exp: Exp<V>,
    half: V,
    four: V,
    /// Coefficients of (tanh x − x)/x³ in powers of x² for |x| ≤ ½, also minimax; the relative error of tanh is 1.4e-8.
    curve: [V; 4],
}

/// Four copies of a number, aligned as a vector is.
#[derive(Debug)]
#[repr(C, align(16))]
pub struct Constant(pub [f32; 4]);

const fn all(x: f32) -> Constant {
    Constant([x; 4])
}

/// e^−a is ∞ for every a below this.
static LEAST: Constant = all(-89.0);
static EXP: [Constant; 13] = [
    all(104.5),
    all(core::f32::consts::LOG2_E),
    all(0.693_359_4),
    all(-2.121_944_4e-4),
    all(12_582_912.0),
    all((1u128 << 64) as f32),
    all(1.0 / (1u128 << 64) as f32),
    all(1.0),
    all(0.499_999_93),
    all(0.166_665_2),
    all(0.041_668_39),
    all(0.008_368_714),
    all(0.001_381_460_8),
];
static TANH: [Constant; 6] =
    [all(0.5), all(4.0), all(-0.333_331_5), all(0.133_259_88), all(-0.053_053_007), all(0.017_257_1)];

impl<V: Bits> Exp<V> {
    #[inline(always)]
    pub(super) fn get() -> Exp<V> {
        let [most, log2_e, high, low, round, raised, lowered, one, c0, c1, c2, c3, c4] = &EXP;
        let c = V::constant;
        let curve = [c(c0), c(c1), c(c2), c(c3), c(c4)];
        let ln_2 = [c(high), c(low)];
        let [raised, lowered] = [c(raised), c(lowered)];
        Exp { most: c(most), log2_e: c(log2_e), ln_2, round: c(round), raised, lowered, one: c(one), curve }
    }
}

impl<V: Bits> Tanh<V> {
    #[inline(always)]
    pub(super) fn get() -> Tanh<V> {
        let [half, four, c0, c1, c2, c3] = &TANH;
        let c = V::constant;
        Tanh { exp: Exp::get(), half: c(half), four: c(four), curve: [c(c0), c(c1), c(c2), c(c3)] }
    }
}

/// e^−a as 2⁻ⁿ·e⁻ʳ with a whole n. The error is below 1 ulp for every f32, subnormal results included
/// (`tests/kernels.rs`).
///
/// It takes the negated exponent because σ and tanh compute e^−|x|. If `ANY`, a may be negative. Otherwise 2⁻ⁿ is at
/// most 1 and takes fewer operations. Both forms give the same bits.
#[inline(always)]
pub(super) fn exp_of_minus<V: Bits, const ANY: bool>(a: V, c: &Exp<V>) -> V {
    let a = if ANY { a.at_least(V::constant(&LEAST)) } else { a }.at_most(c.most);
    let sum = c.round - a * c.log2_e;
    let n = c.round - sum;
    let r = (a - n * c.ln_2[0]) - n * c.ln_2[1];
    let [c0, c1, c2, c3, c4] = c.curve;
    let curve = c0 - r * (c1 - r * (c2 - r * (c3 - r * c4)));
    let p = r * r * curve - r + c.one;
    // 2⁻ⁿ may be out of range where 2⁻ⁿ·e⁻ʳ is not, so it is split into two factors. Only the last product may round.
    let [first, last] = if ANY { sum.powers_of_two(c.round) } else { [sum.raised_power_of_two(c.raised), c.lowered] };
    p * first * last
}

/// tanh x and 1/cosh²x: (1−t)/(1+t) and 4t/(1+t)² with t = e^−2|x|. The errors are at most 3 and 5 ulp.
#[inline(always)]
pub(super) fn tanh_and_slope<V: Bits>(x: V, c: &Tanh<V>) -> (V, V) {
    let (a, one) = (x.abs(), c.exp.one);
    let t = exp_of_minus::<V, false>(a + a, &c.exp);
    let share = one / (one + t);
    let large = (one - t) * share;
    // Near 0 the difference 1 − t cancels, so a polynomial replaces it.
    let square = a * a;
    let [c0, c1, c2, c3] = c.curve;
    let small = a * square * (c0 + square * (c1 + square * (c2 + square * c3))) + a;
    let tanh = (a - c.half).by_sign(large, small);
    (tanh.with_sign_of(x, a), c.four * t * share * share)
}

/// e^x of two f64.
#[inline(always)]
pub(super) fn exp_of_two<V: Lanes<Number = f64>>(x: V) -> V {
    x.map(libm::exp)
}

/// tanh x and 1/cosh²x of two f64, by the formulas above.
#[inline(always)]
pub(super) fn tanh_and_slope_of_two<V: Lanes<Number = f64>>(x: V) -> (V, V) {
    let (one, t) = (V::splat(1.0), exp_of_two(-(x.abs() + x.abs())));
    let share = one / (one + t);
    (x.map(libm::tanh), V::splat(4.0) * t * share * share)
}

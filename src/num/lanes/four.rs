//! e^x and tanh: of four f32 at once, without a branch and without a table; of two f64 one by one, by `libm`.

use super::{Four, Lanes, Two};

/// What e^x is counted with, fetched before a loop so that it need not be made anew for every vector.
#[derive(Clone, Copy, Debug)]
pub struct Exp {
    /// Above this e^−a is 0 as it is.
    most: Four,
    log2_e: Four,
    /// ln 2 in two parts: n times the first part is exact.
    ln_2: [Four; 2],
    /// Adding it leaves no room for digits behind the point: 1.5·2²³.
    round: Four,
    /// 2⁶⁴ and 2⁻⁶⁴.
    raised: Four,
    lowered: Four,
    pub(super) one: Four,
    /// (eʳ − 1 − r)/r² for |r| ≤ ½·ln 2, lowest power first: a minimax polynomial, by Remez' exchange; eʳ is off by 3e-9.
    curve: [Four; 5],
}

/// What tanh is counted with.
#[derive(Clone, Copy, Debug)]
pub struct Tanh {
    exp: Exp,
    half: Four,
    four: Four,
    /// (tanh x − x)/x³ in powers of x² for |x| ≤ ½, likewise: tanh is off by 1.4e-8 of itself.
    curve: [Four; 4],
}

/// A number in all four lanes, at an address that a vector may be read from: a multiple of 16.
#[repr(C, align(16))]
pub(super) struct Constant(pub [f32; 4]);

const fn all(x: f32) -> Constant {
    Constant([x; 4])
}

/// Below this e^−a is ∞ as it is.
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

impl Exp {
    #[inline(always)]
    pub(super) fn get() -> Exp {
        let [most, log2_e, high, low, round, raised, lowered, one, c0, c1, c2, c3, c4] = &EXP;
        let c = Four::constant;
        let curve = [c(c0), c(c1), c(c2), c(c3), c(c4)];
        let ln_2 = [c(high), c(low)];
        let [raised, lowered] = [c(raised), c(lowered)];
        Exp { most: c(most), log2_e: c(log2_e), ln_2, round: c(round), raised, lowered, one: c(one), curve }
    }
}

impl Tanh {
    #[inline(always)]
    pub(super) fn get() -> Tanh {
        let [half, four, c0, c1, c2, c3] = &TANH;
        let c = Four::constant;
        Tanh { exp: Exp::get(), half: c(half), four: c(four), curve: [c(c0), c(c1), c(c2), c(c3)] }
    }
}

impl Four {
    /// e^−a: 2⁻ⁿ·e⁻ʳ with whole n. Less than 1 ulp off over the whole range, the subnormal one too (`tests/kernels.rs`).
    /// Of a power of e it is −x that is at hand where x must not be large, as in σ and tanh. `ANY`: a may be negative;
    /// of the two forms of 2⁻ⁿ the one that can only go down from 1 is short. Both give the same bits.
    #[inline(always)]
    pub(super) fn exp_of_minus<const ANY: bool>(self, c: &Exp) -> Four {
        // NaN passes.
        let a = if ANY { self.at_least(Four::constant(&LEAST)) } else { self }.at_most(c.most);
        let sum = c.round - a * c.log2_e;
        let n = c.round - sum;
        let r = (a - n * c.ln_2[0]) - n * c.ln_2[1];
        // Written out: the page's profile leaves loops as they are.
        let [c0, c1, c2, c3, c4] = c.curve;
        let curve = c0 - r * (c1 - r * (c2 - r * (c3 - r * c4)));
        let p = r * r * curve - r + c.one;
        // In two factors: 2⁻ⁿ may not exist where 2⁻ⁿ·e⁻ʳ does, and only the last product may round.
        let [first, last] =
            if ANY { sum.powers_of_two(c.round) } else { [sum.raised_power_of_two(c.raised), c.lowered] };
        p * first * last
    }

    /// tanh x and 1/cosh²x, from t = e^−2|x|: (1−t)/(1+t) and 4t/(1+t)². At most 3 ulp off, and 5 the slope.
    #[inline(always)]
    pub(super) fn tanh_with_slope(self, c: &Tanh) -> (Four, Four) {
        let (a, one) = (self.abs(), c.exp.one);
        let t = (a + a).exp_of_minus::<false>(&c.exp);
        let share = one / (one + t);
        let large = (one - t) * share;
        // 1 − t has few digits left near 0.
        let square = a * a;
        let [c0, c1, c2, c3] = c.curve;
        let small = a * square * (c0 + square * (c1 + square * (c2 + square * c3))) + a;
        let tanh = (a - c.half).by_sign(large, small);
        (tanh.with_sign_of(self, a), c.four * t * share * share)
    }
}

impl Two {
    #[inline(always)]
    pub(super) fn power_of_e(self) -> Two {
        self.map(libm::exp)
    }

    #[inline(always)]
    pub(super) fn tanh_with_slope(self) -> (Two, Two) {
        let (one, t) = (Two::splat(1.0), (-(self.abs() + self.abs())).power_of_e());
        let share = one / (one + t);
        (self.map(libm::tanh), Two::splat(4.0) * t * share * share)
    }
}

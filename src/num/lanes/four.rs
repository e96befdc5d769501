//! e^x and tanh: of four f32 at once, without a branch and without a table; of two f64 one by one, by `libm`.

use super::{Four, Lanes, Two};

/// log₂e, and ln 2 in two parts: n times the first part is exact.
const LOG2_E: f32 = core::f32::consts::LOG2_E;
const LN2_HIGH: f32 = 0.693_359_4;
const LN2_LOW: f32 = -2.121_944_4e-4;

/// c₀ + x·(c₁ + x·(c₂ + …)), written out: the page's profile leaves loops as they are.
macro_rules! polynomial {
    ($x:expr; $c:expr) => { Four::splat($c) };
    ($x:expr; $c:expr, $($higher:expr),+) => { Four::splat($c) + $x * polynomial!($x; $($higher),+) };
}

impl Four {
    /// e^x: 2ⁿ·eʳ with whole n. At most 2 ulp off over the whole range, the subnormal one too (a test says so).
    #[inline(always)]
    pub(super) fn power_of_e(self) -> Four {
        // Beyond these the result is ∞ or 0 as it is; NaN passes.
        let x = self.at_most(Four::splat(89.0)).at_least(Four::splat(-104.5));
        let n = (x * Four::splat(LOG2_E)).nearest();
        let r = (x - n.value * Four::splat(LN2_HIGH)) - n.value * Four::splat(LN2_LOW);
        // (eʳ − 1 − r)/r² for |r| ≤ ½·ln 2 by Remez' exchange: off by 3e-9 of eʳ.
        let p = r * r * polynomial!(r; 0.499_999_93, 0.166_665_2, 0.041_668_39, 0.008_368_714, 0.001_381_460_8)
            + r
            + Four::splat(1.0);
        let [half, rest] = n.powers_of_two();
        // In two factors: 2ⁿ may not exist where 2ⁿ·eʳ does, and only the last product may round.
        p * half * rest
    }

    /// tanh x and 1/cosh²x, from t = e^−2|x|: (1−t)/(1+t) and 4t/(1+t)². At most 3 ulp off, and 4 the slope.
    #[inline(always)]
    pub(super) fn tanh_with_slope(self) -> (Four, Four) {
        let (one, a) = (Four::splat(1.0), self.abs());
        let t = (-(a + a)).power_of_e();
        let share = one / (one + t);
        let large = (one - t) * share;
        // 1 − t has few digits left near 0. (tanh x − x)/x³ in powers of x² for |x| ≤ ½, likewise: off by 1.4e-8 of tanh x.
        let square = a * a;
        let small = a * square * polynomial!(square; -0.333_331_5, 0.133_259_88, -0.053_053_007, 0.017_257_1) + a;
        let tanh = (a - Four::splat(0.5)).not_below(large, small);
        (tanh.with_sign_of(self), Four::splat(4.0) * t * share * share)
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

//! e^x and tanh: of four f32 at once, without a branch and without a table; of two f64 one by one, by `libm`.

use super::{Four, Lanes, Two};

/// Constants of four lanes each, to be read from memory: of one that stands in the code V8 makes a vector anew, in four
/// instructions, wherever it is used (sigmoid and tanh take a quarter less time so).
struct Constants {
    /// Beyond these e^x is ∞ or 0 as it is.
    most: [f32; 4],
    least: [f32; 4],
    log2_e: [f32; 4],
    /// ln 2 in two parts: n times the first part is exact.
    ln_2: [[f32; 4]; 2],
    /// Adding it leaves no room for digits behind the point: 1.5·2²³.
    round: [f32; 4],
    half: [f32; 4],
    one: [f32; 4],
    four: [f32; 4],
    /// (eʳ − 1 − r)/r² for |r| ≤ ½·ln 2, lowest power first: a minimax polynomial, by Remez' exchange; eʳ is off by 3e-9.
    exp: [[f32; 4]; 5],
    /// (tanh x − x)/x³ in powers of x² for |x| ≤ ½, likewise: tanh is off by 1.4e-8 of itself.
    tanh: [[f32; 4]; 4],
}

static CONSTANTS: Constants = Constants {
    most: [89.0; 4],
    least: [-104.5; 4],
    log2_e: [core::f32::consts::LOG2_E; 4],
    ln_2: [[0.693_359_4; 4], [-2.121_944_4e-4; 4]],
    round: [12_582_912.0; 4],
    half: [0.5; 4],
    one: [1.0; 4],
    four: [4.0; 4],
    exp: [[0.499_999_93; 4], [0.166_665_2; 4], [0.041_668_39; 4], [0.008_368_714; 4], [0.001_381_460_8; 4]],
    tanh: [[-0.333_331_5; 4], [0.133_259_88; 4], [-0.053_053_007; 4], [0.017_257_1; 4]],
};

fn lanes(constant: &[f32; 4]) -> Four {
    Four::read(constant, 0)
}

impl Four {
    /// e^x: 2ⁿ·eʳ with whole n. Less than 1 ulp off over the whole range, the subnormal one too (`tests/kernels.rs`).
    #[inline(always)]
    pub(super) fn power_of_e(self) -> Four {
        let c = core::hint::black_box(&CONSTANTS);
        // NaN passes.
        let x = self.at_most(lanes(&c.most)).at_least(lanes(&c.least));
        let round = lanes(&c.round);
        let sum = x * lanes(&c.log2_e) + round;
        let n = sum - round;
        let r = (x - n * lanes(&c.ln_2[0])) - n * lanes(&c.ln_2[1]);
        // Written out: the page's profile leaves loops as they are.
        let [c0, c1, c2, c3, c4] = &c.exp;
        let curve = lanes(c0) + r * (lanes(c1) + r * (lanes(c2) + r * (lanes(c3) + r * lanes(c4))));
        let p = r * r * curve + r + lanes(&c.one);
        let [half, rest] = sum.powers_of_two(round);
        // In two factors: 2ⁿ may not exist where 2ⁿ·eʳ does, and only the last product may round.
        p * half * rest
    }

    /// tanh x and 1/cosh²x, from t = e^−2|x|: (1−t)/(1+t) and 4t/(1+t)². At most 3 ulp off, and 5 the slope.
    #[inline(always)]
    pub(super) fn tanh_with_slope(self) -> (Four, Four) {
        let a = self.abs();
        let t = (-(a + a)).power_of_e();
        let c = core::hint::black_box(&CONSTANTS);
        let one = lanes(&c.one);
        let share = one / (one + t);
        let large = (one - t) * share;
        // 1 − t has few digits left near 0.
        let square = a * a;
        let [c0, c1, c2, c3] = &c.tanh;
        let small = a * square * (lanes(c0) + square * (lanes(c1) + square * (lanes(c2) + square * lanes(c3)))) + a;
        let tanh = (a - lanes(&c.half)).not_below(large, small);
        (tanh.with_sign_of(self), lanes(&c.four) * t * share * share)
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

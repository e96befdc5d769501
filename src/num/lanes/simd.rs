//! The lanes of WebAssembly: 128 bits.
#![allow(unsafe_code)] // `read` and `write`: a bounds check per vector costs the products a third of their speed.

use super::Lanes;
use super::four::{Constant, Exp, Tanh};
use super::place::Place;
use core::arch::wasm32::*;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// Four f32.
#[derive(Clone, Copy, Debug)]
pub struct Four(v128);

/// Two f64.
#[derive(Clone, Copy, Debug)]
pub struct Two(v128);

macro_rules! operators {
    ($lanes:ident: $($operator:ident $method:ident $instruction:ident),+; $negative:ident) => {
        $(impl $operator for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn $method(self, other: $lanes) -> $lanes {
                $lanes($instruction(self.0, other.0))
            }
        })+
        impl Neg for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn neg(self) -> $lanes {
                $lanes($negative(self.0))
            }
        }
    };
}
operators!(Four: Add add f32x4_add, Sub sub f32x4_sub, Mul mul f32x4_mul, Div div f32x4_div; f32x4_neg);
operators!(Two: Add add f64x2_add, Sub sub f64x2_sub, Mul mul f64x2_mul, Div div f64x2_div; f64x2_neg);

macro_rules! shared {
    ($type:ty, $splat:ident, $load_splat:ident, $first:ident, $abs:ident, $sqrt:ident, $gt:ident, $le:ident, $sign:ident) => {
        type Number = $type;
        #[inline(always)]
        fn splat(x: $type) -> Self {
            Self($splat(x))
        }
        #[inline(always)]
        fn read(from: &[$type], at: usize) -> Self {
            debug_assert!(at + Self::WIDTH <= from.len());
            // SAFETY: the caller promises `at + WIDTH ≤ from.len()`; a v128 may stand at any address.
            Self(unsafe { v128_load(from.as_ptr().add(at).cast()) })
        }
        #[inline(always)]
        fn write(self, to: &mut [$type], at: usize) {
            debug_assert!(at + Self::WIDTH <= to.len());
            // SAFETY: as above.
            unsafe { v128_store(to.as_mut_ptr().add(at).cast(), self.0) }
        }
        #[inline(always)]
        fn read_splat(from: &[$type], at: usize) -> Self {
            debug_assert!(at < from.len());
            // SAFETY: as above.
            Self(unsafe { $load_splat(from.as_ptr().add(at).cast()) })
        }
        #[inline(always)]
        fn read_at(place: Place<$type>, plus: usize) -> Self {
            // SAFETY: the kernel that made the place has checked the shapes it walks over (`Tiles::check`, `dots`).
            Self(unsafe { v128_load(place.address().add(plus).cast()) })
        }
        #[inline(always)]
        fn splat_at(place: Place<$type>, plus: usize) -> Self {
            // SAFETY: the kernel that made the place has checked the shapes it walks over (`Tiles::check`, `dots`).
            Self(unsafe { $load_splat(place.address().add(plus).cast()) })
        }
        #[inline(always)]
        fn first(self) -> $type {
            $first::<0>(self.0)
        }
        #[inline(always)]
        fn abs(self) -> Self {
            Self($abs(self.0))
        }
        #[inline(always)]
        fn sqrt(self) -> Self {
            Self($sqrt(self.0))
        }
        #[inline(always)]
        fn above(self, yes: Self, no: Self) -> Self {
            let zero = $splat(0.0);
            let not_below = v128_bitselect(yes.0, self.0, $gt(self.0, zero));
            Self(v128_bitselect(no.0, not_below, $le(self.0, zero)))
        }
        #[inline(always)]
        fn by_sign(self, yes: Self, no: Self) -> Self {
            Self(v128_bitselect(no.0, yes.0, $sign(self.0, 8 * size_of::<$type>() as u32 - 1)))
        }
    };
}

impl Lanes for Four {
    type Exp = Exp;
    type Tanh = Tanh;
    const WIDTH: usize = 4;
    shared!(
        f32,
        f32x4_splat,
        v128_load32_splat,
        f32x4_extract_lane,
        f32x4_abs,
        f32x4_sqrt,
        f32x4_gt,
        f32x4_le,
        i32x4_shr
    );
    #[inline(always)]
    fn map(self, f: impl Fn(f32) -> f32) -> Four {
        let mut lanes = self.lanes();
        for lane in &mut lanes {
            *lane = f(*lane);
        }
        Four::read(&lanes, 0)
    }
    #[inline(always)]
    fn for_exp() -> Exp {
        Exp::get()
    }
    #[inline(always)]
    fn for_tanh() -> Tanh {
        Tanh::get()
    }
    #[inline(always)]
    fn exp(self) -> Four {
        (-self).exp_of_minus::<true>(&Exp::get())
    }
    #[inline(always)]
    fn one(constants: &Exp) -> Four {
        constants.one
    }
    #[inline(always)]
    fn exp_of_minus(self, constants: &Exp) -> Four {
        self.exp_of_minus::<false>(constants)
    }
    #[inline(always)]
    fn tanh_and_slope_by(self, constants: &Tanh) -> (Four, Four) {
        self.tanh_with_slope(constants)
    }
    #[inline(always)]
    fn write_sums<const N: usize>([a, b, c, d]: [Four; 4], to: &mut [f32], at: usize, add: bool) {
        // Lane 0 + lane 2 and lane 1 + lane 3 of two vectors at once, then the two sums of all four.
        let halves =
            |a: Four, b: Four| f32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a.0, b.0), i32x4_shuffle::<2, 6, 3, 7>(a.0, b.0));
        let (ab, cd) = (halves(a, b), halves(c, d));
        let sums = Four(f32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd)));
        if N < 4 {
            let mut lanes = [0.0; 4];
            sums.write(&mut lanes, 0);
            for (n, to) in to[at..at + N].iter_mut().enumerate() {
                *to = if add { *to + lanes[n] } else { lanes[n] };
            }
            return;
        }
        (if add { Four::read(to, at) + sums } else { sums }).write(to, at);
    }
    #[inline(always)]
    fn add_squares(from: &[f32], at: usize, sums: &mut [Two; 4]) {
        let low = |x: Four| Two(f64x2_promote_low_f32x4(x.0));
        let high = |x: Four| low(Four(i64x2_shuffle::<1, 1>(x.0, x.0)));
        let (first, second) = (Four::read(from, at), Four::read(from, at + 4));
        add_square(sums, [low(first), high(first), low(second), high(second)]);
    }
}

impl Lanes for Two {
    type Exp = ();
    type Tanh = ();
    const WIDTH: usize = 2;
    shared!(
        f64,
        f64x2_splat,
        v128_load64_splat,
        f64x2_extract_lane,
        f64x2_abs,
        f64x2_sqrt,
        f64x2_gt,
        f64x2_le,
        i64x2_shr
    );
    #[inline(always)]
    fn map(self, f: impl Fn(f64) -> f64) -> Two {
        Two::from_lanes(self.lanes().map(f))
    }
    #[inline(always)]
    fn for_exp() {}
    #[inline(always)]
    fn for_tanh() {}
    #[inline(always)]
    fn exp(self) -> Two {
        self.power_of_e()
    }
    #[inline(always)]
    fn one((): &()) -> Two {
        Two::splat(1.0)
    }
    #[inline(always)]
    fn exp_of_minus(self, (): &()) -> Two {
        (-self).power_of_e()
    }
    #[inline(always)]
    fn tanh_and_slope_by(self, (): &()) -> (Two, Two) {
        self.tanh_with_slope()
    }
    #[inline(always)]
    fn write_sums<const N: usize>(vectors: [Two; 4], to: &mut [f64], at: usize, add: bool) {
        for (to, two) in to[at..at + N].iter_mut().zip(vectors) {
            let [a, b] = two.lanes();
            *to = if add { *to + (a + b) } else { a + b };
        }
    }
    #[inline(always)]
    fn add_squares(from: &[f64], at: usize, sums: &mut [Two; 4]) {
        let two = |n: usize| Two::read(from, at + n);
        add_square(sums, [two(0), two(2), two(4), two(6)]);
    }
}

#[inline(always)]
fn add_square(sums: &mut [Two; 4], [a, b, c, d]: [Two; 4]) {
    *sums = [sums[0] + a * a, sums[1] + b * b, sums[2] + c * c, sums[3] + d * d];
}

impl Two {
    #[inline(always)]
    fn lanes(self) -> [f64; 2] {
        [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
    }

    #[inline(always)]
    fn from_lanes([a, b]: [f64; 2]) -> Two {
        Two(f64x2(a, b))
    }
}

impl Four {
    #[inline(always)]
    fn lanes(self) -> [f32; 4] {
        let mut lanes = [0.0; 4];
        self.write(&mut lanes, 0);
        lanes
    }

    /// The smaller one; NaN stays.
    #[inline(always)]
    pub(super) fn at_most(self, limit: Four) -> Four {
        Four(f32x4_pmin(self.0, limit.0))
    }

    /// The larger one; NaN stays.
    #[inline(always)]
    pub(super) fn at_least(self, limit: Four) -> Four {
        Four(f32x4_pmax(self.0, limit.0))
    }

    /// |self| with the sign of `x`, of which `abs` is the size; self is not negative.
    #[inline(always)]
    pub(super) fn with_sign_of(self, x: Four, abs: Four) -> Four {
        Four(v128_or(self.0, v128_xor(x.0, abs.0)))
    }

    /// A constant, read here and now: one that stands in the code the compiler makes anew wherever it is used, at four of
    /// V8's instructions each.
    #[inline(always)]
    pub(super) fn constant(from: &'static Constant) -> Four {
        // SAFETY: a reference can be read, and this one is aligned as a vector is; volatile, so that the compiler does not put the numbers into the code.
        Four(unsafe { core::ptr::from_ref(from).cast::<v128>().read_volatile() })
    }

    /// 2ⁿ·`raised`, which is 2⁶⁴, from the sum of n and 1.5·2²³, of which the low bits are n, for −190 ≤ n ≤ 63.
    #[inline(always)]
    pub(super) fn raised_power_of_two(self, raised: Four) -> Four {
        Four(i32x4_add(i32x4_shl(self.0, 23), raised.0))
    }

    /// The sum of n and `round`, of which the low bits are n: two numbers whose product is 2ⁿ, for −252 ≤ n ≤ 254.
    #[inline(always)]
    pub(super) fn powers_of_two(self, round: Four) -> [Four; 2] {
        let n = i32x4_sub(self.0, round.0);
        let power = |n: v128| Four(i32x4_shl(i32x4_add(n, i32x4_splat(127)), 23));
        let half = i32x4_shr(n, 1);
        [power(half), power(i32x4_sub(n, half))]
    }
}

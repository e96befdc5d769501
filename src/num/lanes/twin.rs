//! The portable twin of the SIMD lanes: plain arrays, lane by lane.

use super::Lanes;
use super::four::{Constant, Exp, Tanh};
use super::place::Place;
use crate::num::Real;
use core::array::from_fn;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// Four f32.
#[derive(Clone, Copy, Debug)]
pub struct Four([f32; 4]);

/// Two f64.
#[derive(Clone, Copy, Debug)]
pub struct Two([f64; 2]);

macro_rules! operators {
    ($lanes:ident: $($operator:ident $method:ident),+) => {
        $(impl $operator for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn $method(self, other: $lanes) -> $lanes {
                $lanes(from_fn(|n| $operator::$method(self.0[n], other.0[n])))
            }
        })+
        impl Neg for $lanes {
            type Output = $lanes;
            #[inline(always)]
            fn neg(self) -> $lanes {
                $lanes(self.0.map(|x| -x))
            }
        }
    };
}
operators!(Four: Add add, Sub sub, Mul mul, Div div);
operators!(Two: Add add, Sub sub, Mul mul, Div div);

macro_rules! lanes {
    ($lanes:ident, $type:ty, $width:literal, $for_exp:ty, $for_tanh:ty, $constants:expr, $one:expr, $exp:expr, $exp_of_minus:expr, $tanh:expr, $sum:expr) => {
        impl Lanes for $lanes {
            type Number = $type;
            type Exp = $for_exp;
            type Tanh = $for_tanh;
            const WIDTH: usize = $width;
            #[inline(always)]
            fn splat(x: $type) -> Self {
                Self([x; $width])
            }
            #[inline(always)]
            fn read(from: &[$type], at: usize) -> Self {
                let from = &from[at..at + $width];
                Self(from_fn(|n| from[n]))
            }
            #[inline(always)]
            fn write(self, to: &mut [$type], at: usize) {
                to[at..at + $width].copy_from_slice(&self.0);
            }
            #[inline(always)]
            fn read_splat(from: &[$type], at: usize) -> Self {
                Self::splat(from[at])
            }
            #[inline(always)]
            fn read_at(place: Place<$type>, plus: usize) -> Self {
                Self::read(place.numbers, place.at + plus)
            }
            #[inline(always)]
            fn splat_at(place: Place<$type>, plus: usize) -> Self {
                Self::read_splat(place.numbers, place.at + plus)
            }
            #[inline(always)]
            fn first(self) -> $type {
                self.0[0]
            }
            #[inline(always)]
            fn map(self, f: impl Fn($type) -> $type) -> Self {
                Self(self.0.map(f))
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.map(Real::abs)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                self.map(Real::sqrt)
            }
            #[inline(always)]
            fn exp(self) -> Self {
                $exp(self)
            }
            #[inline(always)]
            fn for_exp() -> $for_exp {
                $constants.0
            }
            #[inline(always)]
            fn for_tanh() -> $for_tanh {
                $constants.1
            }
            #[inline(always)]
            fn one(constants: &$for_exp) -> Self {
                $one(constants)
            }
            #[inline(always)]
            fn exp_of_minus(self, constants: &$for_exp) -> Self {
                $exp_of_minus(self, constants)
            }
            #[inline(always)]
            fn tanh_and_slope_by(self, constants: &$for_tanh) -> (Self, Self) {
                $tanh(self, constants)
            }
            #[inline(always)]
            fn above(self, yes: Self, no: Self) -> Self {
                Self(from_fn(|n| match self.0[n] {
                    x if x > 0.0 => yes.0[n],
                    x if x <= 0.0 => no.0[n],
                    nan => nan,
                }))
            }
            #[inline(always)]
            fn by_sign(self, yes: Self, no: Self) -> Self {
                Self(from_fn(|n| if self.0[n].is_sign_negative() { no.0[n] } else { yes.0[n] }))
            }
            #[inline(always)]
            fn write_sums<const N: usize>(vectors: [Self; 4], to: &mut [$type], at: usize, add: bool) {
                for (to, sum) in to[at..at + N].iter_mut().zip(vectors.map($sum)) {
                    *to = if add { *to + sum } else { sum };
                }
            }
            #[inline(always)]
            fn add_squares(from: &[$type], at: usize, sums: &mut [Two; 4]) {
                let from = &from[at..at + 8];
                for (n, sum) in sums.iter_mut().enumerate() {
                    let x = Two([f64::from(from[2 * n]), f64::from(from[2 * n + 1])]);
                    *sum = *sum + x * x;
                }
            }
        }
    };
}
lanes!(
    Four,
    f32,
    4,
    Exp,
    Tanh,
    (Exp::get(), Tanh::get()),
    |constants: &Exp| constants.one,
    |x: Four| (-x).exp_of_minus::<true>(&Exp::get()),
    Four::exp_of_minus::<false>,
    Four::tanh_with_slope,
    |Four([a, b, c, d])| (a + c) + (b + d)
);
lanes!(
    Two,
    f64,
    2,
    (),
    (),
    ((), ()),
    |&()| Two::splat(1.0),
    Two::power_of_e,
    |x: Two, &()| (-x).power_of_e(),
    |x: Two, &()| x.tanh_with_slope(),
    |Two([a, b])| a + b
);

impl Four {
    /// The smaller one; NaN stays.
    #[inline(always)]
    pub(super) fn at_most(self, limit: Four) -> Four {
        Four(from_fn(|n| if limit.0[n] < self.0[n] { limit.0[n] } else { self.0[n] }))
    }

    /// The larger one; NaN stays.
    #[inline(always)]
    pub(super) fn at_least(self, limit: Four) -> Four {
        Four(from_fn(|n| if self.0[n] < limit.0[n] { limit.0[n] } else { self.0[n] }))
    }

    /// |self| with the sign of `x`, of which `abs` is the size; self is not negative.
    #[inline(always)]
    pub(super) fn with_sign_of(self, x: Four, abs: Four) -> Four {
        Four(from_fn(|n| f32::from_bits(self.0[n].to_bits() | x.0[n].to_bits() ^ abs.0[n].to_bits())))
    }

    /// A constant.
    #[inline(always)]
    pub(super) fn constant(from: &'static Constant) -> Four {
        Four(from.0)
    }

    /// 2ⁿ·`raised`, which is 2⁶⁴, from the sum of n and 1.5·2²³, of which the low bits are n, for −190 ≤ n ≤ 63.
    #[inline(always)]
    pub(super) fn raised_power_of_two(self, raised: Four) -> Four {
        Four(from_fn(|n| f32::from_bits((self.0[n].to_bits() << 23).wrapping_add(raised.0[n].to_bits()))))
    }

    /// The sum of n and `round`, of which the low bits are n: two numbers whose product is 2ⁿ, for −252 ≤ n ≤ 254.
    #[inline(always)]
    pub(super) fn powers_of_two(self, round: Four) -> [Four; 2] {
        let n: [i32; 4] = from_fn(|at| self.0[at].to_bits().wrapping_sub(round.0[at].to_bits()) as i32);
        let power = |n: i32| f32::from_bits((n.wrapping_add(127) << 23) as u32);
        [Four(n.map(|n| power(n >> 1))), Four(n.map(|n| power(n.wrapping_sub(n >> 1))))]
    }
}

//! The portable twin of the SIMD vectors: arrays, computed lane by lane.

use super::exp::{self, Bits, Constant, Exp, Tanh};
use super::{Place, Unchecked};
use crate::num::{Lanes, Real};
use core::array::from_fn;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// Four f32.
#[derive(Clone, Copy, Debug)]
pub struct Four([f32; 4]);

/// Two f64.
#[derive(Clone, Copy, Debug)]
pub struct Two([f64; 2]);

/// A slice and an index into it.
#[derive(Clone, Copy, Debug)]
pub struct Index<'a, N> {
    numbers: &'a [N],
    at: usize,
}

impl<'a, N: Copy> Place<'a, N> for Index<'a, N> {
    #[inline(always)]
    fn new(numbers: &'a [N], at: usize) -> Self {
        Index { numbers, at }
    }

    #[inline(always)]
    fn step(&mut self, by: usize) {
        self.at += by;
    }
}

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
    (
        $lanes:ident, $type:ty, $width:literal, $for_exp:ty, $for_tanh:ty, $constants:expr,
        $one:expr, $exp:expr, $exp_of_minus:expr, $tanh:expr, $sum:expr
    ) => {
        #[allow(unsafe_code)] // The trait declares the functions unsafe; these check their bounds.
        impl Unchecked<$type> for $lanes {
            type Place<'a> = Index<'a, $type>;
            #[inline(always)]
            unsafe fn read_at(place: Index<$type>, plus: usize) -> Self {
                Self::read(&place.numbers[place.at + plus..])
            }
            #[inline(always)]
            unsafe fn splat_at(place: Index<$type>, plus: usize) -> Self {
                Self::splat(place.numbers[place.at + plus])
            }
        }

        impl Lanes for $lanes {
            type Number = $type;
            type Double = Two;
            type Exp = $for_exp;
            type Tanh = $for_tanh;
            const WIDTH: usize = $width;
            #[inline(always)]
            fn splat(x: $type) -> Self {
                Self([x; $width])
            }
            #[inline(always)]
            fn read(from: &[$type]) -> Self {
                let from = &from[..$width];
                Self(from_fn(|n| from[n]))
            }
            #[inline(always)]
            fn write(self, to: &mut [$type]) {
                to[..$width].copy_from_slice(&self.0);
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
            fn write_sums<const N: usize>(vectors: [Self; 4], to: &mut [$type], add: bool) {
                for (to, sum) in to[..N].iter_mut().zip(vectors.map($sum)) {
                    *to = if add { *to + sum } else { sum };
                }
            }
            #[inline(always)]
            fn add_squares(from: &[$type; 8], sums: [Two; 4]) -> [Two; 4] {
                from_fn(|n| {
                    let x = Two([f64::from(from[2 * n]), f64::from(from[2 * n + 1])]);
                    sums[n] + x * x
                })
            }
        }
    };
}
lanes!(
    Four,
    f32,
    4,
    Exp<Four>,
    Tanh<Four>,
    (Exp::<Four>::get(), Tanh::<Four>::get()),
    |constants: &Exp<Four>| constants.one,
    |x: Four| exp::exp_of_minus::<_, true>(-x, &Exp::get()),
    exp::exp_of_minus::<Four, false>,
    exp::tanh_and_slope,
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
    exp::exp_of_two,
    |x: Two, &()| exp::exp_of_two(-x),
    |x: Two, &()| exp::tanh_and_slope_of_two(x),
    |Two([a, b])| a + b
);

impl Bits for Four {
    #[inline(always)]
    fn at_most(self, limit: Four) -> Four {
        Four(from_fn(|n| if limit.0[n] < self.0[n] { limit.0[n] } else { self.0[n] }))
    }

    #[inline(always)]
    fn at_least(self, limit: Four) -> Four {
        Four(from_fn(|n| if self.0[n] < limit.0[n] { limit.0[n] } else { self.0[n] }))
    }

    #[inline(always)]
    fn with_sign_of(self, x: Four, abs: Four) -> Four {
        Four(from_fn(|n| f32::from_bits(self.0[n].to_bits() | x.0[n].to_bits() ^ abs.0[n].to_bits())))
    }

    #[inline(always)]
    fn constant(from: &'static Constant) -> Four {
        Four(from.0)
    }

    #[inline(always)]
    fn raised_power_of_two(self, raised: Four) -> Four {
        Four(from_fn(|n| f32::from_bits((self.0[n].to_bits() << 23).wrapping_add(raised.0[n].to_bits()))))
    }

    #[inline(always)]
    fn powers_of_two(self, round: Four) -> [Four; 2] {
        let n: [i32; 4] = from_fn(|at| self.0[at].to_bits().wrapping_sub(round.0[at].to_bits()) as i32);
        let power = |n: i32| f32::from_bits((n.wrapping_add(127) << 23) as u32);
        [Four(n.map(|n| power(n >> 1))), Four(n.map(|n| power(n.wrapping_sub(n >> 1))))]
    }
}

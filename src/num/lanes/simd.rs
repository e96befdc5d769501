//! The SIMD instructions of WebAssembly.
#![allow(unsafe_code)] // Loads and stores take raw pointers.

use super::exp::{self, Bits, Constant, Exp, Tanh};
use super::{Place, Unchecked};
use crate::num::Lanes;
use crate::num::unroll::each;
use core::arch::wasm32::*;
use core::marker::PhantomData;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// Four f32.
#[derive(Clone, Copy, Debug)]
pub struct Four(v128);

/// Two f64.
#[derive(Clone, Copy, Debug)]
pub struct Two(v128);

/// The address of a number in a slice that lives for `'a`.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a, N>(*const N, PhantomData<&'a N>);

impl<'a, N: Copy> Place<'a, N> for Address<'a, N> {
    #[inline(always)]
    fn new(numbers: &'a [N], at: usize) -> Self {
        Address(numbers.as_ptr().wrapping_add(at), PhantomData)
    }

    #[inline(always)]
    fn step(&mut self, by: usize) {
        self.0 = self.0.wrapping_add(by);
    }
}

macro_rules! unchecked {
    ($lanes:ident, $type:ty, $load_splat:ident) => {
        impl Unchecked<$type> for $lanes {
            type Place<'a> = Address<'a, $type>;
            #[inline(always)]
            unsafe fn read_at(place: Address<$type>, plus: usize) -> Self {
                // SAFETY: the caller promises that the 16 bytes from there on lie in the slice that the address was
                // made from. `v128_load` allows any alignment.
                Self(unsafe { v128_load(place.0.add(plus).cast()) })
            }
            #[inline(always)]
            unsafe fn splat_at(place: Address<$type>, plus: usize) -> Self {
                // SAFETY: the caller promises that the number there lies in the slice that the address was made from.
                // The load allows any alignment.
                Self(unsafe { $load_splat(place.0.add(plus).cast()) })
            }
        }
    };
}
unchecked!(Four, f32, v128_load32_splat);
unchecked!(Two, f64, v128_load64_splat);

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

/// The methods whose instructions differ only in their names.
macro_rules! shared {
    ($type:ty, $splat:ident, $first:ident, $abs:ident, $sqrt:ident, $gt:ident, $le:ident, $sign:ident) => {
        type Number = $type;
        type Double = Two;
        #[inline(always)]
        fn splat(x: $type) -> Self {
            Self($splat(x))
        }
        #[inline(always)]
        fn read(from: &[$type]) -> Self {
            let from = &from[..Self::WIDTH];
            // SAFETY: `from` is a slice of `WIDTH` numbers, so its 16 bytes can be read. `v128_load` allows any
            // alignment.
            Self(unsafe { v128_load(from.as_ptr().cast()) })
        }
        #[inline(always)]
        fn write(self, to: &mut [$type]) {
            let to = &mut to[..Self::WIDTH];
            // SAFETY: `to` is a slice of `WIDTH` numbers that we hold mutably, so its 16 bytes can be written; every
            // bit pattern is a valid number. `v128_store` allows any alignment.
            unsafe { v128_store(to.as_mut_ptr().cast(), self.0) }
        }
        #[inline(always)]
        fn first(self) -> $type {
            $first::<0>(self.0)
        }
        #[inline(always)]
        fn map(self, f: impl Fn($type) -> $type) -> Self {
            Self::from_lanes(self.lanes().map(f))
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
            let yes_or_nan = v128_bitselect(yes.0, self.0, $gt(self.0, zero));
            Self(v128_bitselect(no.0, yes_or_nan, $le(self.0, zero)))
        }
        #[inline(always)]
        fn by_sign(self, yes: Self, no: Self) -> Self {
            Self(v128_bitselect(no.0, yes.0, $sign(self.0, 8 * size_of::<$type>() as u32 - 1)))
        }
    };
}

impl Lanes for Four {
    type Exp = Exp<Four>;
    type Tanh = Tanh<Four>;
    const WIDTH: usize = 4;
    shared!(f32, f32x4_splat, f32x4_extract_lane, f32x4_abs, f32x4_sqrt, f32x4_gt, f32x4_le, i32x4_shr);
    #[inline(always)]
    fn for_exp() -> Exp<Four> {
        Exp::get()
    }
    #[inline(always)]
    fn for_tanh() -> Tanh<Four> {
        Tanh::get()
    }
    #[inline(always)]
    fn exp(self) -> Four {
        exp::exp_of_minus::<_, true>(-self, &Exp::get())
    }
    #[inline(always)]
    fn one(constants: &Exp<Four>) -> Four {
        constants.one
    }
    #[inline(always)]
    fn exp_of_minus(self, constants: &Exp<Four>) -> Four {
        exp::exp_of_minus::<_, false>(self, constants)
    }
    #[inline(always)]
    fn tanh_and_slope_by(self, constants: &Tanh<Four>) -> (Four, Four) {
        exp::tanh_and_slope(self, constants)
    }
    #[inline(always)]
    fn write_sums<const N: usize>([a, b, c, d]: [Four; 4], to: &mut [f32], add: bool) {
        // Adds lanes 0 and 2, and 1 and 3, of two vectors at once; then the two partial sums of all four.
        let halves =
            |a: Four, b: Four| f32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a.0, b.0), i32x4_shuffle::<2, 6, 3, 7>(a.0, b.0));
        let (ab, cd) = (halves(a, b), halves(c, d));
        let sums = Four(f32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd)));
        if N == 4 {
            return if add { Four::read(to) + sums } else { sums }.write(to);
        }
        for (to, sum) in to[..N].iter_mut().zip(sums.lanes()) {
            *to = if add { *to + sum } else { sum };
        }
    }
    #[inline(always)]
    fn add_squares(from: &[f32; 8], sums: [Two; 4]) -> [Two; 4] {
        let low = |x: Four| Two(f64x2_promote_low_f32x4(x.0));
        let high = |x: Four| low(Four(i64x2_shuffle::<1, 1>(x.0, x.0)));
        let (first, second) = (Four::read(from), Four::read(&from[4..]));
        add_squares(sums, [low(first), high(first), low(second), high(second)])
    }
}

impl Lanes for Two {
    type Exp = ();
    type Tanh = ();
    const WIDTH: usize = 2;
    shared!(f64, f64x2_splat, f64x2_extract_lane, f64x2_abs, f64x2_sqrt, f64x2_gt, f64x2_le, i64x2_shr);
    #[inline(always)]
    fn for_exp() {}
    #[inline(always)]
    fn for_tanh() {}
    #[inline(always)]
    fn exp(self) -> Two {
        exp::exp_of_two(self)
    }
    #[inline(always)]
    fn one((): &()) -> Two {
        Two::splat(1.0)
    }
    #[inline(always)]
    fn exp_of_minus(self, (): &()) -> Two {
        exp::exp_of_two(-self)
    }
    #[inline(always)]
    fn tanh_and_slope_by(self, (): &()) -> (Two, Two) {
        exp::tanh_and_slope_of_two(self)
    }
    #[inline(always)]
    fn write_sums<const N: usize>(vectors: [Two; 4], to: &mut [f64], add: bool) {
        for (to, two) in to[..N].iter_mut().zip(vectors) {
            let [a, b] = two.lanes();
            *to = if add { *to + (a + b) } else { a + b };
        }
    }
    #[inline(always)]
    fn add_squares(from: &[f64; 8], sums: [Two; 4]) -> [Two; 4] {
        add_squares(sums, each(|n| Two::read(&from[2 * n..])))
    }
}

#[inline(always)]
fn add_squares(sums: [Two; 4], [a, b, c, d]: [Two; 4]) -> [Two; 4] {
    [sums[0] + a * a, sums[1] + b * b, sums[2] + c * c, sums[3] + d * d]
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
        self.write(&mut lanes);
        lanes
    }

    #[inline(always)]
    fn from_lanes(lanes: [f32; 4]) -> Four {
        Four::read(&lanes)
    }
}

impl Bits for Four {
    #[inline(always)]
    fn at_most(self, limit: Four) -> Four {
        Four(f32x4_pmin(self.0, limit.0))
    }

    #[inline(always)]
    fn at_least(self, limit: Four) -> Four {
        Four(f32x4_pmax(self.0, limit.0))
    }

    #[inline(always)]
    fn with_sign_of(self, x: Four, abs: Four) -> Four {
        Four(v128_or(self.0, v128_xor(x.0, abs.0)))
    }

    #[inline(always)]
    fn constant(from: &'static Constant) -> Four {
        // The read is volatile because the compiler would otherwise put the numbers into the code of every loop,
        // where V8 spends four instructions on each.
        // SAFETY: `from` is a reference to 16 bytes, aligned to 16 as `v128` is.
        Four(unsafe { core::ptr::from_ref(from).cast::<v128>().read_volatile() })
    }

    #[inline(always)]
    fn raised_power_of_two(self, raised: Four) -> Four {
        Four(i32x4_add(i32x4_shl(self.0, 23), raised.0))
    }

    #[inline(always)]
    fn powers_of_two(self, round: Four) -> [Four; 2] {
        let n = i32x4_sub(self.0, round.0);
        let power = |n: v128| Four(i32x4_shl(i32x4_add(n, i32x4_splat(127)), 23));
        let half = i32x4_shr(n, 1);
        [power(half), power(i32x4_sub(n, half))]
    }
}

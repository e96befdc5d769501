//! Numbers side by side, as a vector of 128 bits holds them: what the kernels count in.
//!
//! On WebAssembly these are its SIMD instructions, elsewhere the same operations one lane after the other.
//! Both round alike in every bit, since each lane only ever does what a single number would: no fused
//! multiply-add, and every sum over lanes in an order that is written down.

mod four;
mod place;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod twin;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::{Four, Two};
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use twin::{Four, Two};

use super::Real;
use core::fmt::Debug;
use core::ops::{Add, Div, Mul, Neg, Sub};
pub(super) use place::Place;

/// Some numbers, each with its own fate.
pub trait Lanes:
    Copy + Debug + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// What stands in a lane.
    type Number: Real;
    /// Constants of e^x, to be fetched once before a loop.
    type Exp: Copy;
    /// Those of tanh.
    type Tanh: Copy;
    /// How many lanes: 4 at most.
    const WIDTH: usize;

    /// The same number in every lane.
    fn splat(x: Self::Number) -> Self;
    /// The numbers of `from` that begin at `at`. Only debug builds check that they are there.
    fn read(from: &[Self::Number], at: usize) -> Self;
    /// Into `to` from `at` on, under the same condition.
    fn write(self, to: &mut [Self::Number], at: usize);
    /// The number of `from` at `at` in every lane, under the same condition.
    fn read_splat(from: &[Self::Number], at: usize) -> Self;
    /// The numbers that begin `plus` behind a place. Whoever makes the place has checked that they are there: it knows its
    /// slice in the portable twin only.
    fn read_at(place: Place<Self::Number>, plus: usize) -> Self;
    /// The number `plus` behind a place in every lane, under the same condition.
    fn splat_at(place: Place<Self::Number>, plus: usize) -> Self;
    /// The first lane.
    fn first(self) -> Self::Number;
    /// The same function of every lane.
    fn map(self, f: impl Fn(Self::Number) -> Self::Number) -> Self;
    /// |x|.
    fn abs(self) -> Self;
    /// √x, correctly rounded.
    fn sqrt(self) -> Self;
    /// What e^x is counted with.
    fn for_exp() -> Self::Exp;
    /// What tanh is counted with.
    fn for_tanh() -> Self::Tanh;
    /// e^x.
    fn exp(self) -> Self;
    /// 1, of the constants.
    fn one(constants: &Self::Exp) -> Self;
    /// e^−x in fewer steps, for x ≥ 0 and NaN.
    fn exp_of_minus(self, constants: &Self::Exp) -> Self;
    /// tanh x, and its slope 1/cosh²x, which keeps its digits where tanh is 1.
    fn tanh_and_slope_by(self, constants: &Self::Tanh) -> (Self, Self);
    /// `yes` where x > 0, `no` where x ≤ 0, and NaN where x is NaN: a comparison alone would hide it in one of them.
    fn above(self, yes: Self, no: Self) -> Self;
    /// `no` where the sign of x is −, that of −0 too, otherwise `yes`.
    fn by_sign(self, yes: Self, no: Self) -> Self;
    /// The sums over the lanes of the first `N` vectors, (0+2)+(1+3) of four lanes and 0+1 of two, to what stands in `to`
    /// from `at` on, or in its place. Only debug builds check that there is room for four.
    fn write_sums<const N: usize>(vectors: [Self; 4], to: &mut [Self::Number], at: usize, add: bool);
    /// Adds the squares of the eight numbers of `from` that begin at `at`, in f64, to their lanes of `sums`. Only debug
    /// builds check that they are there.
    fn add_squares(from: &[Self::Number], at: usize, sums: &mut [Two; 4]);

    /// tanh x and its slope, once.
    #[inline(always)]
    fn tanh_and_slope(self) -> (Self, Self) {
        self.tanh_and_slope_by(&Self::for_tanh())
    }

    /// A constant.
    #[inline(always)]
    fn of(x: f64) -> Self {
        Self::splat(Self::Number::from_f64(x))
    }
}

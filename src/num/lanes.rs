//! Vectors of 128 bits: four f32 or two f64. The kernels compute with them.
//!
//! WebAssembly has instructions for such vectors (`simd`). Other targets use the portable twin, which does the same
//! operations lane by lane (`portable`). Both give the same bits: each lane rounds as a single number does, nothing
//! uses a fused multiply-add, and every sum over lanes has a fixed order. `compare` tests this in the browser.

#[cfg(all(test, target_arch = "wasm32", target_feature = "simd128"))]
mod compare;
mod exp;
#[cfg(any(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd;
mod unchecked;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use portable::{Four, Two};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::{Four, Two};

use super::Real;
use core::fmt::Debug;
use core::ops::{Add, Div, Mul, Neg, Sub};
pub(super) use unchecked::{Place, Unchecked};

/// A vector of independent lanes.
///
/// Only this crate implements it.
pub trait Lanes:
    Unchecked<<Self as Lanes>::Number>
    + Copy
    + Debug
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The type of one lane.
    type Number: Real;
    /// The same kind of vector with lanes of f64.
    type Double: Lanes<Number = f64>;
    /// The constants of e^x. A kernel loads them once before its loop.
    type Exp: Copy;
    /// The constants of tanh.
    type Tanh: Copy;
    /// The number of lanes: 2 or 4.
    const WIDTH: usize;

    /// Puts `x` into every lane.
    fn splat(x: Self::Number) -> Self;
    /// Reads the first `WIDTH` numbers of `from`.
    ///
    /// # Panics
    /// If `from` is shorter.
    fn read(from: &[Self::Number]) -> Self;
    /// Writes the lanes to the first `WIDTH` numbers of `to`.
    ///
    /// # Panics
    /// If `to` is shorter.
    fn write(self, to: &mut [Self::Number]);
    /// The first lane.
    fn first(self) -> Self::Number;
    /// Applies `f` to every lane.
    fn map(self, f: impl Fn(Self::Number) -> Self::Number) -> Self;
    /// |x|.
    fn abs(self) -> Self;
    /// √x, correctly rounded.
    fn sqrt(self) -> Self;
    /// Loads the constants of e^x.
    fn for_exp() -> Self::Exp;
    /// Loads the constants of tanh.
    fn for_tanh() -> Self::Tanh;
    /// e^x.
    fn exp(self) -> Self;
    /// 1, taken from constants that are already loaded.
    fn one(constants: &Self::Exp) -> Self;
    /// e^−x for x ≥ 0 and NaN, in fewer operations than [`Lanes::exp`].
    fn exp_of_minus(self, constants: &Self::Exp) -> Self;
    /// tanh x and its slope 1/cosh²x. The slope keeps its relative accuracy where tanh rounds to 1.
    fn tanh_and_slope_by(self, constants: &Self::Tanh) -> (Self, Self);
    /// `yes` where x > 0, `no` where x ≤ 0, and NaN where x is NaN. A plain comparison would hide the NaN.
    fn above(self, yes: Self, no: Self) -> Self;
    /// `no` where the sign bit of x is set (−0 too), otherwise `yes`.
    fn by_sign(self, yes: Self, no: Self) -> Self;
    /// Writes the lane sums of the first `N` vectors to the first `N` numbers of `to`, or adds them if `add`.
    ///
    /// Four lanes are summed as (0+2)+(1+3), two as 0+1.
    ///
    /// # Panics
    /// If `to` is shorter than `N`.
    fn write_sums<const N: usize>(vectors: [Self; 4], to: &mut [Self::Number], add: bool);
    /// Adds the squares of eight numbers, computed in f64, to the eight lanes of `sums`.
    fn add_squares(from: &[Self::Number; 8], sums: [Self::Double; 4]) -> [Self::Double; 4];

    /// tanh x and its slope, for a single use.
    #[inline(always)]
    fn tanh_and_slope(self) -> (Self, Self) {
        self.tanh_and_slope_by(&Self::for_tanh())
    }

    /// Puts the constant `x` into every lane.
    #[inline(always)]
    fn of(x: f64) -> Self {
        Self::splat(Self::Number::from_f64(x))
    }
}

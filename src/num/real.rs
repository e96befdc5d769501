//! The number type that the engine is generic over, and the vectors it is computed in.
//!
//! Both traits name each other, so they share a file; `floats` and `lanes` implement them.

use super::Numbers;
use super::lanes::Unchecked;
use core::fmt::{Debug, Display};
use core::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

/// A floating-point number: the page trains in `f32`, the gradient check uses `f64`.
///
/// Every function is computed in software on every target: e^x and tanh of f32 by this crate, all others by `libm`. A
/// platform's own `exp` may differ in the last bit, and then two machines would not show the same experiment.
pub trait Real:
    Copy
    + Debug
    + Display
    + Default
    + PartialEq
    + PartialOrd
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
{
    /// The vector of 128 bits with lanes of this type.
    type Lanes: Lanes<Number = Self>;
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// The displayed name, `"f32"` or `"f64"`.
    const NAME: &'static str;
    /// Whether a sum of squares stays within the range of f64.
    const SQUARES_FIT: bool;

    /// The nearest number of this type.
    fn from_f64(value: f64) -> Self;
    /// The exact value as `f64`.
    fn to_f64(self) -> f64;
    /// The bits that digests hash: widened, and the same for every NaN.
    fn canonical_bits(self) -> u64;
    /// Whether the number is neither NaN nor ±∞.
    fn is_finite(self) -> bool;
    /// Whether the number is NaN.
    fn is_nan(self) -> bool;
    /// |x|.
    fn abs(self) -> Self;
    /// e^x.
    fn exp(self) -> Self;
    /// e^x − 1 without cancellation near 0.
    fn exp_m1(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// ln(1 + x) without cancellation near 0.
    fn ln_1p(self) -> Self;
    /// Hyperbolic tangent.
    fn tanh(self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// A slice of this precision, for readers that are not generic over it.
    fn numbers(values: &[Self]) -> Numbers<'_>;

    /// The larger of the two, or NaN if either is NaN. (`f64::max` would hide the NaN.)
    fn max_or_nan(self, other: Self) -> Self {
        if self >= other || self.partial_cmp(&self).is_none() { self } else { other }
    }
}

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

//! Norms that neither underflow nor overflow.

use super::lanes::Two;
use super::{Lanes, Real};

/// Sum of squares of a tensor, accumulated in f64.
///
/// An f32 sum of squares underflows for entries below 1e-23 and reports a zero gradient where there is one; an f64 sum
/// holds the square of every f32, but for f64 it underflows below 1e-162. So where a sum over f64 left the range, its
/// entries are scaled by the largest of them in a second pass.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Norm {
    /// √Σx², NaN or ∞ where an entry is.
    pub l2: f64,
    /// How many entries there are.
    pub count: usize,
}

impl Norm {
    /// Norm of all entries of `values`.
    pub fn of<R: Real>(values: &[R]) -> Norm {
        let sum = sum_of_squares(values);
        Norm { l2: root::<R, _>(sum, || values.iter().map(|x| x.to_f64())), count: values.len() }
    }

    /// Norm of a − b, subtracted in f64.
    pub fn of_difference<R: Real>(a: &[R], b: &[R]) -> Norm {
        let differences = || a.iter().zip(b).map(|(a, b)| a.to_f64() - b.to_f64());
        let sum: f64 = differences().map(|d| d * d).sum();
        Norm { l2: root::<R, _>(sum, differences), count: a.len() }
    }

    /// Root mean square, l2/√count.
    pub fn rms(self) -> f64 {
        if self.count == 0 { 0.0 } else { self.l2 / super::sqrt(self.count as f64) }
    }

    /// Norm of two tensors taken together.
    pub fn join(self, other: Norm) -> Norm {
        Norm { l2: libm::hypot(self.l2, other.l2), count: self.count + other.count }
    }
}

/// Σx² in eight fixed lanes: the order of summation is part of the result. What fills no eight comes first.
#[inline(never)]
fn sum_of_squares<R: Real>(values: &[R]) -> f64 {
    let whole = values.len() / 8 * 8;
    let mut rest = [R::ZERO; 8];
    rest.iter_mut().zip(&values[whole..]).for_each(|(lane, x)| *lane = *x);
    let mut sums = [Two::splat(0.0); 4];
    R::Lanes::add_squares(&rest, 0, &mut sums);
    let mut at = 0;
    while at < whole {
        R::Lanes::add_squares(values, at, &mut sums);
        at += 8;
    }
    let mut lanes = [0.0; 8];
    sums.iter().enumerate().for_each(|(n, sum)| sum.write(&mut lanes, 2 * n));
    lanes.iter().sum()
}

/// √sum, or the norm of the entries taken anew where the sum of their squares underflowed or overflowed.
fn root<R: Real, I: Iterator<Item = f64>>(sum: f64, entries: impl Fn() -> I) -> f64 {
    if R::SQUARES_FIT || sum > 1e-280 && sum < 1e300 { super::sqrt(sum) } else { rescaled(entries) }
}

fn rescaled<I: Iterator<Item = f64>>(entries: impl Fn() -> I) -> f64 {
    let largest = entries().fold(0.0, |m: f64, x| m.max_or_nan(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    // In two factors: 1/largest overflows for subnormal entries.
    let half = 1.0 / super::sqrt(largest);
    let sum: f64 = entries().map(|x| x * half * half).map(|x| x * x).sum();
    super::sqrt(sum) * largest
}

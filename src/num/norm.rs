//! Norms that neither underflow nor overflow.

use super::{Lanes, Real};

/// The Euclidean norm of a tensor, accumulated in f64.
///
/// An f32 sum of squares underflows for entries below 1e-23 and would report a zero gradient where there is one. An f64
/// sum holds the square of every f32, but squares of f64 underflow below 1e-162. If the sum leaves the range, a second
/// pass scales the entries by the largest of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Norm {
    /// √Σx². It is NaN or ∞ if an entry is.
    pub l2: f64,
    /// The number of entries.
    pub count: usize,
}

impl Norm {
    /// The norm of all entries of `values`.
    pub fn of<R: Real>(values: &[R]) -> Norm {
        let sum = sum_of_squares::<R::Lanes>(values);
        Norm { l2: root::<R, _>(sum, || values.iter().map(|x| x.to_f64())), count: values.len() }
    }

    /// The norm of a − b, subtracted in f64.
    pub fn of_difference<R: Real>(a: &[R], b: &[R]) -> Norm {
        let differences = || a.iter().zip(b).map(|(a, b)| a.to_f64() - b.to_f64());
        let sum: f64 = differences().map(|d| d * d).sum();
        Norm { l2: root::<R, _>(sum, differences), count: a.len() }
    }

    /// The root mean square, l2/√count.
    pub fn rms(self) -> f64 {
        if self.count == 0 { 0.0 } else { self.l2 / super::sqrt(self.count as f64) }
    }

    /// The norm of two tensors taken together.
    pub fn join(self, other: Norm) -> Norm {
        Norm { l2: libm::hypot(self.l2, other.l2), count: self.count + other.count }
    }
}

/// Σx² in eight lanes: the order of summation is part of the result. The numbers that do not fill eight lanes come
/// first.
pub(super) fn sum_of_squares<L: Lanes>(values: &[L::Number]) -> f64 {
    let (eights, rest) = values.as_chunks();
    let mut first = [L::Number::ZERO; 8];
    first[..rest.len()].copy_from_slice(rest);
    let mut sums = L::add_squares(&first, [L::Double::splat(0.0); 4]);
    for eight in eights {
        sums = L::add_squares(eight, sums);
    }
    let mut lanes = [0.0; 8];
    lanes.chunks_exact_mut(2).zip(sums).for_each(|(lanes, sum)| sum.write(lanes));
    lanes.iter().sum()
}

/// √sum, or the norm of the scaled entries if the sum of their squares underflowed or overflowed.
fn root<R: Real, I: Iterator<Item = f64>>(sum: f64, entries: impl Fn() -> I) -> f64 {
    if R::SQUARES_FIT || sum > 1e-280 && sum < 1e300 { super::sqrt(sum) } else { rescaled(entries) }
}

fn rescaled<I: Iterator<Item = f64>>(entries: impl Fn() -> I) -> f64 {
    let largest = entries().fold(0.0, |m: f64, x| m.max_or_nan(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    // Two factors, because 1/largest overflows if `largest` is subnormal.
    let half = 1.0 / super::sqrt(largest);
    let sum: f64 = entries().map(|x| x * half * half).map(|x| x * x).sum();
    super::sqrt(sum) * largest
}

//! The two largest singular values of a matrix.

use super::{Norm, Real};
use alloc::vec::Vec;

/// Halvings of an interval around a singular value: what is left is below 10⁻¹⁹ of where it began.
const HALVINGS: u32 = 64;

/// σ₁ and σ₂ of a matrix with rows of `columns` entries, σ₁ ≥ σ₂ ≥ 0. σ₂ is 0 where there is one row or one column.
///
/// The error of either is some 10⁻¹⁶ of σ₁, so a ratio σ₂/σ₁ of 10⁻¹³ still has three digits. Power iteration with
/// deflation does not give that: what it subtracts for σ₁ leaves rounding as large as such a σ₂, and it stalls where
/// σ₁ and σ₂ are close. One-sided Jacobi is as accurate, but takes several sweeps for all values, of which two are
/// read. Householder reflections keep all singular values to 10⁻¹⁶ of σ₁ in one pass of 4·m·n² operations.
///
/// Values that are not finite give NaN. The order of all sums is fixed.
///
/// Source: Golub & Van Loan, *Matrix Computations*, §5.4.8 (bidiagonalization) and §8.4.1 (bisection).
pub fn largest_singular_values(matrix: &[f64], columns: usize) -> [f64; 2] {
    let largest = matrix.iter().fold(0.0, |m: f64, x| m.max_or_nan(x.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return [if largest == 0.0 { 0.0 } else { f64::NAN }; 2];
    }
    // Squares of small entries would underflow. Two factors, because 1/largest overflows if `largest` is subnormal.
    let half = 1.0 / super::sqrt(largest);
    let rows = matrix.len() / columns;
    let scaled = |n: usize| matrix[n] * half * half;
    let chain = if rows >= columns {
        bidiagonal((0..matrix.len()).map(scaled).collect(), columns)
    } else {
        // The transpose has the same singular values, and more rows than columns.
        bidiagonal((0..matrix.len()).map(|n| scaled(n % rows * columns + n / rows)).collect(), rows)
    };
    let count = chain.len().div_ceil(2);
    let first = bisect(&chain, count - 1, 1.0001 * Norm::of(&chain).l2);
    let second = if count > 1 { bisect(&chain, count - 2, first) } else { 0.0 };
    [first * largest, second * largest]
}

/// Reduces a matrix with at least as many rows as columns to upper bidiagonal form by reflections from both sides,
/// which keep the singular values. Returns diagonal and superdiagonal by turns: d₁, e₁, d₂, e₂, …, dₙ.
fn bidiagonal(mut a: Vec<f64>, columns: usize) -> Vec<f64> {
    let mut chain = Vec::with_capacity(2 * columns);
    let mut sums = Vec::new();
    for k in 0..columns {
        let left = &mut a[k * columns..];
        let (d, v) = reflection(left.iter().skip(k).step_by(columns).copied().collect());
        chain.push(d);
        // From the left: A − v·(vᵀA), row by row.
        sums.clear();
        sums.resize(columns - k - 1, 0.0);
        for (row, v) in left.chunks_exact(columns).zip(&v) {
            sums.iter_mut().zip(&row[k + 1..]).for_each(|(sum, a)| *sum += v * a);
        }
        for (row, v) in left.chunks_exact_mut(columns).zip(&v) {
            row[k + 1..].iter_mut().zip(&sums).for_each(|(a, sum)| *a -= v * sum);
        }
        if k + 1 == columns {
            break;
        }
        // From the right: A − (A·v)·vᵀ for the rows below.
        let (row, below) = left.split_at_mut(columns);
        let (e, v) = reflection(row[k + 1..].to_vec());
        chain.push(e);
        for row in below.chunks_exact_mut(columns) {
            let row = &mut row[k + 1..];
            let sum: f64 = row.iter().zip(&v).map(|(a, v)| a * v).sum();
            row.iter_mut().zip(&v).for_each(|(a, v)| *a -= sum * v);
        }
    }
    chain
}

/// The reflection I − v·vᵀ that maps x to a multiple of the first axis: that multiple, and v of length √2.
fn reflection(mut x: Vec<f64>) -> (f64, Vec<f64>) {
    let length = Norm::of(&x).l2;
    if length == 0.0 {
        return (0.0, x);
    }
    // Away from x, so that nothing cancels in the first entry.
    let to = if x[0] > 0.0 { -length } else { length };
    x[0] -= to;
    let scale = super::sqrt(2.0) / Norm::of(&x).l2;
    x.iter_mut().for_each(|x| *x *= scale);
    (to, x)
}

/// The singular value of a bidiagonal matrix that has `below` smaller ones; it lies between 0 and `high`.
fn bisect(chain: &[f64], below: usize, mut high: f64) -> f64 {
    let mut low = 0.0;
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if smaller(chain, middle) > below { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}

/// How many singular values of the bidiagonal matrix lie below x > 0.
///
/// They and their negatives are the eigenvalues of the symmetric tridiagonal matrix T with diagonal 0 and d₁, e₁, d₂, …
/// beside it. T − x has as many eigenvalues below 0 as LDLᵀ has negative pivots (Sylvester).
fn smaller(chain: &[f64], x: f64) -> usize {
    let (mut pivot, mut negative) = (-x, 1);
    for b in chain {
        // A pivot of exactly 0 stands for one just above it.
        pivot = -x - b * b / if pivot == 0.0 { f64::MIN_POSITIVE } else { pivot };
        negative += usize::from(pivot < 0.0);
    }
    negative - chain.len().div_ceil(2)
}

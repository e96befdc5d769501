//! Random orthogonal matrices.

use super::{Lanes, Real};
use alloc::vec;
use core::ops::Range;

/// One number of each of two matrices. A sum must wait for each of its additions, and two sums in one vector of 128
/// bits wait no longer than one.
type Pair = <f64 as Real>::Lanes;

/// Makes Haar-random matrices \[O×n_in\] with orthonormal rows or columns, whichever are fewer, times `gain`, from
/// Gaussian vectors: Gram–Schmidt, done twice for accuracy (Mezzadri 2007; the positive diagonal of R makes it Haar).
///
/// The matrices have the same shape. At their `places` in `values` stand first the vectors, one after the other.
pub fn orthogonalize(values: &mut [f64], places: &[Range<usize>], n_in: usize, gain: f64) {
    let Some(n_out) = places.first().map(|place| place.len() / n_in) else { return };
    let (count, length) = (n_out.min(n_in), n_out.max(n_in));
    // Where number `n` of all vectors stands in the matrix.
    let place = |n: usize| if n_out <= n_in { n } else { n % length * n_in + n / length };
    let mut vectors = vec![Pair::splat(0.0); count * length];
    for pair in places.chunks(2) {
        // A last one without another goes beside itself.
        let [first, second] = [&pair[0], &pair[pair.len() - 1]].map(|range| range.start);
        for (n, numbers) in vectors.iter_mut().enumerate() {
            *numbers = Pair::read(&[values[first + n], values[second + n]]);
        }
        gram_schmidt(&mut vectors, length);
        for (n, &numbers) in vectors.iter().enumerate() {
            let mut both = [0.0; 2];
            (Pair::splat(gain) * numbers).write(&mut both);
            (values[first + place(n)], values[second + place(n)]) = both.into();
        }
    }
}

/// Makes vectors of `length` numbers orthonormal, one after the other.
///
/// The second pass over a vector runs beside the first pass over the next, for the same reason as in [`Pair`].
fn gram_schmidt(vectors: &mut [Pair], length: usize) {
    let mut none = vec![Pair::splat(0.0); length];
    for begin in (0..vectors.len()).step_by(length) {
        let (done, rest) = vectors.split_at_mut(begin);
        let (v, rest) = rest.split_at_mut(length);
        let next = rest.get_mut(..length).unwrap_or(&mut none);
        subtract_projections(v, next, done);
        let norm = product(v, v).sqrt();
        v.iter_mut().for_each(|x| *x = *x / norm);
        let along = product(next, v);
        next.iter_mut().zip(v).for_each(|(x, u)| *x = *x - along * *u);
    }
}

/// Subtracts from two vectors what lies along each of `done`, one after the other.
///
/// Not inlined: a browser puts well compiled code in the place of the first, quickly made one only between two calls.
#[inline(never)]
fn subtract_projections(v: &mut [Pair], w: &mut [Pair], done: &[Pair]) {
    let length = v.len();
    let Some(first) = done.get(..length) else { return };
    let [mut a, mut b] = [product(v, first), product(w, first)];
    for begin in (0..done.len()).step_by(length) {
        let u = &done[begin..begin + length];
        // The products with the next one are added up in the same pass; those after the last are not used.
        let after = done.get(begin + length..begin + 2 * length).unwrap_or(u);
        let mut sums = [Pair::splat(0.0); 2];
        let (v, w, u, after) = (&mut v[..length], &mut w[..length], &u[..length], &after[..length]);
        for n in 0..length {
            (v[n], w[n]) = (v[n] - a * u[n], w[n] - b * u[n]);
            sums = [sums[0] + v[n] * after[n], sums[1] + w[n] * after[n]];
        }
        [a, b] = sums;
    }
}

/// The product of two vectors, for each matrix.
fn product(v: &[Pair], u: &[Pair]) -> Pair {
    v.iter().zip(u).fold(Pair::splat(0.0), |sum, (&x, &u)| sum + x * u)
}

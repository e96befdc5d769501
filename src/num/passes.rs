//! Element-wise functions of slices, computed a vector at a time.

use super::unroll::{each, unroll};
use super::{Lanes, Real};

/// to = f(from…), element by element.
///
/// # Panics
/// If a slice is shorter than `to`.
#[inline(always)]
pub fn write<R: Real, const N: usize>(to: &mut [R], from: [&[R]; N], f: impl Fn([R::Lanes; N]) -> R::Lanes) {
    pass([to], from, |_, from| [f(from)]);
}

/// (to, too) = f(from…), element by element.
///
/// # Panics
/// If a slice is shorter than `to`.
#[inline(always)]
pub fn write_two<R: Real, const N: usize>(
    to: [&mut [R]; 2],
    from: [&[R]; N],
    f: impl Fn([R::Lanes; N]) -> (R::Lanes, R::Lanes),
) {
    pass(to, from, |_, from| f(from).into());
}

/// to = f(to, from…), element by element.
///
/// # Panics
/// If a slice is shorter than `to`.
#[inline(always)]
pub fn update<R: Real, const N: usize>(to: &mut [R], from: [&[R]; N], f: impl Fn(R::Lanes, [R::Lanes; N]) -> R::Lanes) {
    pass([to], from, |[to], from| [f(to, from)]);
}

/// to… = f(to…, from…), element by element: several slices are read and written in one pass over memory.
///
/// # Panics
/// If a slice is shorter than the first of `to`.
#[inline(always)]
pub fn pass<R: Real, const M: usize, const N: usize>(
    mut to: [&mut [R]; M],
    from: [&[R]; N],
    f: impl Fn([R::Lanes; M], [R::Lanes; N]) -> [R::Lanes; M],
) {
    let (count, width) = (to[0].len(), R::Lanes::WIDTH);
    // Slices of equal length: then one comparison in the loop serves them all.
    let from: [&[R]; N] = each(|n| &from[n][..count]);
    unroll!(m in 0..M {
        to[m] = &mut core::mem::take(&mut to[m])[..count];
    });
    let mut at = 0;
    while at < count && count - at >= width {
        let new = f(each(|m| R::Lanes::read(&to[m][at..])), each(|n| R::Lanes::read(&from[n][at..])));
        unroll!(m in 0..M {
            new[m].write(&mut to[m][at..]);
        });
        at += width;
    }
    // The rest does not fill a vector. Each number is computed in all lanes alike.
    while at < count {
        let new = f(each(|m| R::Lanes::splat(to[m][at])), each(|n| R::Lanes::splat(from[n][at])));
        unroll!(m in 0..M {
            to[m][at] = new[m].first();
        });
        at += 1;
    }
}

/// Whether every number is finite.
///
/// x − x is 0 for finite numbers and NaN for all others, and a sum stays NaN once a term is NaN.
#[expect(clippy::eq_op, reason = "x − x is NaN for every x that is not finite")]
pub fn all_finite<R: Real>(values: &[R]) -> bool {
    let width = R::Lanes::WIDTH;
    let mut sums = [R::Lanes::of(0.0); 2];
    let mut pairs = values.chunks_exact(2 * width);
    for pair in &mut pairs {
        let (first, second) = (R::Lanes::read(pair), R::Lanes::read(&pair[width..]));
        sums = [sums[0] + (first - first), sums[1] + (second - second)];
    }
    let mut lanes = [R::ZERO; 4];
    (sums[0] + sums[1]).write(&mut lanes);
    pairs.remainder().iter().map(|&x| x - x).chain(lanes).all(|sum| sum == R::ZERO)
}

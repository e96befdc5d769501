//! C = A·Bᵀ, for dW = dZ·Aᵀ. Rows of A are multiplied by rows of B, in tiles of 2 × 4 vectors of sums.

#![allow(unsafe_code)] // The inner loop reads without bounds checks.

use crate::num::lanes::Place;
use crate::num::unroll::{each, unroll};
use crate::num::{Lanes, Real};

/// The rows of A that are multiplied by all rows of B before the next rows.
const BLOCK: usize = 32;

/// `a` \[rows×terms\], `b` \[columns×terms\], `c` \[rows×columns\] (overwritten, or added to if `add`).
pub(in crate::num) fn dots<L: Lanes>(a: &[L::Number], b: &[L::Number], c: &mut [L::Number], terms: usize, add: bool) {
    let (rows, columns) = (a.len() / terms, b.len() / terms);
    assert!(a.len() == rows * terms && b.len() == columns * terms);
    let tiles = Tiles::<L> { a, b, terms, rows, columns, add, whole: terms / L::WIDTH * L::WIDTH };
    let mut start = 0;
    while start < rows {
        let end = rows.min(start + BLOCK);
        let mut column = 0;
        while column < columns {
            column += match columns - column {
                4.. => tiles.block::<4>(c, start, end, column),
                2.. => tiles.block::<2>(c, start, end, column),
                _ => tiles.block::<1>(c, start, end, column),
            };
        }
        start = end;
    }
    if tiles.whole < terms && columns > 0 {
        tiles.rest(c);
    }
}

/// Invariants: `a` holds rows·terms numbers, `b` columns·terms, and `whole` is a multiple of the width, at most
/// `terms`.
struct Tiles<'a, L: Lanes> {
    a: &'a [L::Number],
    b: &'a [L::Number],
    terms: usize,
    rows: usize,
    columns: usize,
    add: bool,
    /// The terms that fill vectors.
    whole: usize,
}

impl<L: Lanes> Tiles<'_, L> {
    /// Computes `N` columns of C from `column` on, for all rows of a block.
    #[inline(always)]
    fn block<const N: usize>(&self, c: &mut [L::Number], start: usize, end: usize, column: usize) -> usize {
        let mut row = start;
        while row + 2 <= end {
            self.tile::<2, N>(c, row, column);
            row += 2;
        }
        if row < end {
            self.tile::<1, N>(c, row, column);
        }
        N
    }

    /// Computes `M` × `N` entries of C, without the terms that fill no vector.
    #[inline(always)]
    fn tile<const M: usize, const N: usize>(&self, c: &mut [L::Number], row: usize, column: usize) {
        assert!(row + M <= self.rows && column + N <= self.columns);
        let mut from_a: [L::Place<'_>; M] = each(|m| L::Place::new(self.a, (row + m) * self.terms));
        let mut from_b: [L::Place<'_>; N] = each(|n| L::Place::new(self.b, (column + n) * self.terms));
        let mut sums: [[L; N]; M] = each(|_| each(|_| L::splat(L::Number::ZERO)));
        let mut left = self.whole;
        while left > 0 {
            left -= L::WIDTH;
            // SAFETY: row `row + m` < `rows` of A, as asserted, lies in `a` with all its `terms` numbers. `from_a` is
            // at a multiple of `WIDTH` in it, which is less than `whole`, a larger multiple that is at most `terms`.
            let a: [L; M] = each(|m| unsafe { L::read_at(from_a[m], 0) });
            unroll!(n in 0..N {
                // SAFETY: likewise for row `column + n` < `columns` of B.
                let b = unsafe { L::read_at(from_b[n], 0) };
                unroll!(m in 0..M {
                    sums[m][n] = sums[m][n] + a[m] * b;
                });
                from_b[n].step(L::WIDTH);
            });
            unroll!(m in 0..M {
                from_a[m].step(L::WIDTH);
            });
        }
        unroll!(m in 0..M {
            let at = (row + m) * self.columns + column;
            // Where there are fewer than four sums, the others are not written.
            let four = each(|n| sums[m][if n < N { n } else { 0 }]);
            L::write_sums::<N>(four, &mut c[at..at + N], self.add);
        });
    }

    /// Adds the terms that fill no vector to every entry of C.
    fn rest(&self, c: &mut [L::Number]) {
        for (a, c) in self.a.chunks_exact(self.terms).zip(c.chunks_exact_mut(self.columns)) {
            for (b, entry) in self.b.chunks_exact(self.terms).zip(c) {
                let terms = a[self.whole..].iter().zip(&b[self.whole..]);
                *entry = terms.fold(*entry, |sum, (&a, &b)| sum + a * b);
            }
        }
    }
}

/// Sums each row of `terms` numbers, from 0 on and in order, into `sums` (overwritten, or added to if `add`).
pub(in crate::num) fn row_sums<L: Lanes>(rows: &[L::Number], sums: &mut [L::Number], terms: usize, add: bool) {
    let zero = L::Number::ZERO;
    let mut write = |row: usize, sum: L::Number| sums[row] = if add { sums[row] + sum } else { sum };
    // Four rows together, because a single sum waits for itself.
    let mut fours = rows.chunks_exact(4 * terms);
    let mut row = 0;
    for four in &mut fours {
        let rows: [&[L::Number]; 4] = each(|m| &four[m * terms..][..terms]);
        let zeros: [L; 4] = each(|_| L::splat(zero));
        let sums = (0..terms).fold(zeros, |sums, term| each(|m| sums[m] + L::splat(rows[m][term])));
        sums.into_iter().enumerate().for_each(|(m, sum)| write(row + m, sum.first()));
        row += 4;
    }
    for (m, numbers) in fours.remainder().chunks_exact(terms).enumerate() {
        write(row + m, numbers.iter().fold(zero, |sum, &x| sum + x));
    }
}

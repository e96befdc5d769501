//! C = A·Bᵀ, for dW = dZ·Aᵀ: rows of A times rows of B, in tiles of 2 × 4 sums over lanes.

use crate::num::{Lanes, Real};

/// Rows of A that are used for all of B before the next ones.
const BLOCK: usize = 32;

/// `a` \[rows×terms\], `b` \[columns×terms\], `c` \[rows×columns\], overwritten or added to.
#[inline(never)]
pub(super) fn dots<R: Real>(a: &[R], b: &[R], c: &mut [R], terms: usize, add: bool) {
    let (rows, columns) = (a.len() / terms, b.len() / terms);
    assert!(rows * columns <= c.len());
    let tiles = Tiles { a, b, terms, columns, add, whole: terms / R::Lanes::WIDTH * R::Lanes::WIDTH };
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
}

struct Tiles<'a, R> {
    a: &'a [R],
    b: &'a [R],
    terms: usize,
    columns: usize,
    add: bool,
    /// Terms that fill vectors.
    whole: usize,
}

impl<R: Real> Tiles<'_, R> {
    /// `N` columns of C from `column` on, of all rows of a block.
    #[inline(always)]
    fn block<const N: usize>(&self, c: &mut [R], start: usize, end: usize, column: usize) -> usize {
        let mut row = start;
        while row + 2 <= end {
            self.tile::<2, N>(c, row, column);
            row += 2;
        }
        if row < end {
            self.last_row(c, row, column..column + N);
        }
        N
    }

    #[inline(never)]
    fn last_row(&self, c: &mut [R], row: usize, columns: core::ops::Range<usize>) {
        columns.for_each(|column| self.tile::<1, 1>(c, row, column));
    }

    /// `M` × `N` entries of C.
    ///
    /// What looks like a loop is written out: the page's profile leaves loops as they are, and then the sums would be in
    /// memory.
    #[inline(always)]
    fn tile<const M: usize, const N: usize>(&self, c: &mut [R], row: usize, column: usize) {
        let (mut from_a, mut from_b) = (row * self.terms, column * self.terms);
        let zero = R::Lanes::splat(R::ZERO);
        let mut sums = [[zero, zero, zero, zero], [zero, zero, zero, zero]];
        let end = from_a + self.whole;
        while from_a < end {
            let first = R::Lanes::read(self.a, from_a);
            let second = if M == 2 { R::Lanes::read(self.a, from_a + self.terms) } else { first };
            macro_rules! column {
                ($n:literal) => {
                    if $n < N {
                        let b = R::Lanes::read(self.b, from_b + $n * self.terms);
                        sums[0][$n] = sums[0][$n] + first * b;
                        if M == 2 {
                            sums[1][$n] = sums[1][$n] + second * b;
                        }
                    }
                };
            }
            column!(0);
            column!(1);
            column!(2);
            column!(3);
            from_a += R::Lanes::WIDTH;
            from_b += R::Lanes::WIDTH;
        }
        self.write::<N>(c, sums[0], row, column);
        if M == 2 {
            self.write::<N>(c, sums[1], row + 1, column);
        }
    }

    /// `N` entries of a row: the sums over their lanes, and then the terms that fill no vector.
    #[inline(always)]
    fn write<const N: usize>(&self, c: &mut [R], sums: [R::Lanes; 4], row: usize, column: usize) {
        let at = row * self.columns + column;
        R::Lanes::write_sums(sums, &mut c[at..at + N], self.add);
        if self.whole < self.terms {
            self.rest(&mut c[at..at + N], row, column);
        }
    }

    #[inline(never)]
    fn rest(&self, c: &mut [R], row: usize, column: usize) {
        let rest = |row: usize| row * self.terms + self.whole..(row + 1) * self.terms;
        for (n, entry) in c.iter_mut().enumerate() {
            let pairs = self.a[rest(row)].iter().zip(&self.b[rest(column + n)]);
            pairs.for_each(|(&a, &b)| *entry += a * b);
        }
    }
}

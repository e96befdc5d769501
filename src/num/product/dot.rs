//! C = A·Bᵀ, for dW = dZ·Aᵀ: rows of A times rows of B, in tiles of 2 × 4 sums over lanes.

use crate::num::lanes::Place;
use crate::num::{Lanes, Real};

/// Rows of A that are used for all of B before the next ones.
const BLOCK: usize = 32;

/// `a` \[rows×terms\], `b` \[columns×terms\], `c` \[rows×columns\], overwritten or added to.
#[inline(never)]
pub(super) fn dots<R: Real>(a: &[R], b: &[R], c: &mut [R], terms: usize, add: bool) {
    let (rows, columns) = (a.len() / terms, b.len() / terms);
    assert!(rows * columns <= c.len() && a.len() == rows * terms && b.len() == columns * terms);
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
    if tiles.whole < terms {
        tiles.rest(&mut c[..rows * columns]);
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
        let from_a = |m: usize| Place::new(self.a, (row + m) * self.terms);
        let from_b = |n: usize| Place::new(self.b, (column + n) * self.terms);
        let mut rows = [from_a(0), from_a(1)];
        let mut columns = [from_b(0), from_b(1), from_b(2), from_b(3)];
        let zero = R::Lanes::splat(R::ZERO);
        let mut sums = [[zero, zero, zero, zero], [zero, zero, zero, zero]];
        let on = Place::<R>::distance(R::Lanes::WIDTH);
        // Counted down, as in `broadcast`.
        let mut left = self.whole;
        while left > 0 {
            left -= R::Lanes::WIDTH;
            let first = R::Lanes::read_at(rows[0], 0);
            let second = if M == 2 { R::Lanes::read_at(rows[1], 0) } else { first };
            macro_rules! column {
                ($n:literal) => {
                    if $n < N {
                        let b = R::Lanes::read_at(columns[$n], 0);
                        sums[0][$n] = sums[0][$n] + first * b;
                        if M == 2 {
                            sums[1][$n] = sums[1][$n] + second * b;
                        }
                        columns[$n].step(on);
                    }
                };
            }
            column!(0);
            column!(1);
            column!(2);
            column!(3);
            rows[0].step(on);
            rows[1].step(on);
        }
        self.write::<N>(c, sums[0], row, column);
        if M == 2 {
            self.write::<N>(c, sums[1], row + 1, column);
        }
    }

    /// `N` entries of a row: the sums over their lanes.
    #[inline(always)]
    fn write<const N: usize>(&self, c: &mut [R], sums: [R::Lanes; 4], row: usize, column: usize) {
        let at = row * self.columns + column;
        R::Lanes::write_sums::<N>(sums, c, at, self.add);
    }

    /// The terms that fill no vector, to every entry of C.
    #[inline(never)]
    fn rest(&self, c: &mut [R]) {
        let (mut a, mut b, one) = (self.whole, self.whole, Place::<R>::distance(1));
        for entry in c {
            let mut sum = R::Lanes::splat(*entry);
            let (mut from_a, mut from_b) = (Place::new(self.a, a), Place::new(self.b, b));
            for _ in self.whole..self.terms {
                sum = sum + R::Lanes::splat_at(from_a, 0) * R::Lanes::splat_at(from_b, 0);
                from_a.step(one);
                from_b.step(one);
            }
            *entry = sum.first();
            b += self.terms;
            if b >= self.b.len() {
                (a, b) = (a + self.terms, self.whole);
            }
        }
    }
}

/// The sums of every row of `terms` numbers, from 0 on and in their order, into `sums` or added to it.
#[inline(never)]
pub(super) fn row_sums<R: Real>(rows: &[R], sums: &mut [R], terms: usize, add: bool) {
    let mut write = |row: usize, sum: R::Lanes| sums[row] = if add { sums[row] + sum.first() } else { sum.first() };
    let (count, one) = (rows.len() / terms, Place::<R>::distance(1));
    let mut row = 0;
    // Four rows at once: one sum alone waits for itself.
    while row + 4 <= count {
        let from = |m: usize| Place::new(rows, (row + m) * terms);
        let [mut a, mut b, mut c, mut d] = [from(0), from(1), from(2), from(3)];
        let zero = R::Lanes::splat(R::ZERO);
        let [mut sum_a, mut sum_b, mut sum_c, mut sum_d] = [zero, zero, zero, zero];
        for _ in 0..terms {
            sum_a = sum_a + R::Lanes::splat_at(a, 0);
            sum_b = sum_b + R::Lanes::splat_at(b, 0);
            sum_c = sum_c + R::Lanes::splat_at(c, 0);
            sum_d = sum_d + R::Lanes::splat_at(d, 0);
            a.step(one);
            b.step(one);
            c.step(one);
            d.step(one);
        }
        write(row, sum_a);
        write(row + 1, sum_b);
        write(row + 2, sum_c);
        write(row + 3, sum_d);
        row += 4;
    }
    while row < count {
        let sum = rows[row * terms..(row + 1) * terms].iter().fold(R::ZERO, |sum, &x| sum + x);
        write(row, R::Lanes::splat(sum));
        row += 1;
    }
}

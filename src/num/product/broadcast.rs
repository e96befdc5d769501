//! C = start + A·B, for W·A and Wᵀ·dZ. A number of A is multiplied by a vector of B, in tiles of 4 rows × 2 vectors.
//!
//! The eight sums of a tile fill the vector registers that V8 uses. With more sums it spills (`benches/RESULTS.md`).

#![allow(unsafe_code)] // The inner loop reads without bounds checks.

use crate::num::lanes::Place;
use crate::num::unroll::{each, unroll};
use crate::num::{Lanes, Real};
use core::ops::Range;

/// The values that the sums start with.
#[derive(Clone, Copy)]
pub(in crate::num) enum Start<'a, R> {
    Zero,
    /// One number for each row.
    Bias(&'a [R]),
    /// The contents of C.
    Kept,
}

/// The rows of A that are multiplied by all columns of B before the next rows: their numbers stay in the L1 cache.
const BLOCK: usize = 32;
/// The terms that are summed for all of C before the next terms. Rows whose distance is a power of two share few
/// lines of the L1 cache. Up to 2·`TERMS` − 1 terms are summed in one go.
const TERMS: usize = 64;

/// `b` \[k×columns\], `c` \[rows×columns\], `a` \[rows×k\], or \[k×rows\] if `TRANSPOSED`.
pub(in crate::num) fn broadcast<L: Lanes, const TRANSPOSED: bool>(
    a: &[L::Number],
    b: &[L::Number],
    start: Start<L::Number>,
    c: &mut [L::Number],
    columns: usize,
) {
    let (count, width) = (b.len() / columns, L::WIDTH);
    let mut first = 0;
    // Without terms the sums are the start values, so the loop runs once.
    while first < count || first == 0 {
        let left = count - first;
        let terms = if left < 2 * TERMS { left } else { TERMS };
        let start = if first == 0 { start } else { Start::Kept };
        let tiles = Tiles::<L, TRANSPOSED>::new(a, b, start, [c.len() / columns, count, columns], first..first + terms);
        let rows = tiles.rows;
        let mut row = 0;
        while row < rows {
            let block = row..rows.min(row + BLOCK);
            row = block.end;
            let mut column = 0;
            while columns >= 2 * width && column < columns {
                // The last tile starts earlier than it would have to, so that it is whole. It skips the columns it
                // shares.
                let at = column.min(columns - 2 * width);
                tiles.block(c, block.clone(), at, column - at);
                column = at + 2 * width;
            }
            if columns < 2 * width {
                tiles.few_columns(c, block);
            }
        }
        first += terms.max(1);
    }
}

/// A product with some of its terms.
///
/// Invariants: `a` holds rows·count numbers, `b` count·columns, and `terms` lies in 0..count.
struct Tiles<'a, L: Lanes, const TRANSPOSED: bool> {
    a: &'a [L::Number],
    b: &'a [L::Number],
    start: Start<'a, L::Number>,
    rows: usize,
    columns: usize,
    /// The number of all terms.
    count: usize,
    /// The terms that are added now.
    terms: Range<usize>,
}

impl<'a, L: Lanes, const TRANSPOSED: bool> Tiles<'a, L, TRANSPOSED> {
    /// # Panics
    /// If the slices are shorter than the shape `[rows, count, columns]` says.
    fn new(
        a: &'a [L::Number],
        b: &'a [L::Number],
        start: Start<'a, L::Number>,
        [rows, count, columns]: [usize; 3],
        terms: Range<usize>,
    ) -> Self {
        // The addresses of WebAssembly have 32 bits, so that a product of two lengths may overflow.
        let holds =
            |numbers: &[L::Number], m: usize, n: usize| m.checked_mul(n).is_some_and(|len| len <= numbers.len());
        assert!(holds(a, rows, count) && holds(b, count, columns) && terms.start <= terms.end && terms.end <= count);
        Tiles { a, b, start, rows, columns, count, terms }
    }

    /// Computes two vectors from `column` on, for all rows of a block.
    #[inline(always)]
    fn block(&self, c: &mut [L::Number], rows: Range<usize>, column: usize, done: usize) {
        let mut row = rows.start;
        while row + 4 <= rows.end {
            self.tile::<4>(c, row, column, done);
            row += 4;
        }
        // Two remaining rows together (as x in a recurrent cell has), because the two sums of one row wait for
        // themselves.
        if row + 2 <= rows.end {
            self.tile::<2>(c, row, column, done);
            row += 2;
        }
        if row < rows.end {
            self.tile::<1>(c, row, column, done);
        }
    }

    /// Computes `M` rows × 2 vectors of C. The first `done` of their columns are complete and stay as they are.
    #[inline(always)]
    fn tile<const M: usize>(&self, c: &mut [L::Number], row: usize, column: usize, done: usize) {
        let (columns, width) = (self.columns, L::WIDTH);
        let mut sums: [[L; 2]; M] = self.first_sums(c, row, column);
        assert!(row + M <= self.rows && column + 2 * width <= columns);
        let terms = &self.terms;
        let mut from_b = L::Place::new(self.b, terms.start * columns + column);
        let from_a = |m: usize| match TRANSPOSED {
            true => L::Place::new(self.a, terms.start * self.rows + row + m),
            false => L::Place::new(self.a, (row + m) * self.count + terms.start),
        };
        let mut from_a: [L::Place<'_>; M] = each(from_a);
        for _ in terms.clone() {
            // SAFETY: `from_b` is `column` numbers into row `term` of B, which has `columns` numbers; `column` +
            // 2·`width` ≤ `columns` was asserted, and `b` holds the row because `term` < `count`.
            let b = unsafe { [L::read_at(from_b, 0), L::read_at(from_b, width)] };
            unroll!(m in 0..M {
                // SAFETY: this is the number of A for row `row + m` < `rows`, as asserted, and `term` < `count`; `a`
                // holds all rows·count numbers.
                let a = unsafe { if TRANSPOSED { L::splat_at(from_a[0], m) } else { L::splat_at(from_a[m], 0) } };
                sums[m] = [sums[m][0] + a * b[0], sums[m][1] + a * b[1]];
                if !TRANSPOSED {
                    from_a[m].step(1);
                }
            });
            if TRANSPOSED {
                from_a[0].step(self.rows);
            }
            from_b.step(columns);
        }
        unroll!(m in 0..M {
            let to = &mut c[(row + m) * columns + column..][..2 * width];
            if done == 0 || !matches!(self.start, Start::Kept) {
                sums[m][0].write(to);
                sums[m][1].write(&mut to[width..]);
            } else {
                write_from::<L>(done, sums[m], to);
            }
        });
    }

    /// The sums that a tile starts from.
    #[inline(always)]
    fn first_sums<const M: usize>(&self, c: &[L::Number], row: usize, column: usize) -> [[L; 2]; M] {
        match self.start {
            Start::Zero => each(|_| [L::splat(L::Number::ZERO), L::splat(L::Number::ZERO)]),
            Start::Bias(bias) => each(|m| [L::splat(bias[row + m]), L::splat(bias[row + m])]),
            Start::Kept => each(|m| {
                let from = &c[(row + m) * self.columns + column..][..2 * L::WIDTH];
                [L::read(from), L::read(&from[L::WIDTH..])]
            }),
        }
    }

    /// Computes all columns of a block where they do not fill two vectors.
    fn few_columns(&self, c: &mut [L::Number], rows: Range<usize>) {
        assert!(rows.end <= self.rows);
        let [from_row, step] = if TRANSPOSED { [1, self.rows] } else { [self.count, 1] };
        for row in rows {
            for column in 0..self.columns {
                let at = row * self.columns + column;
                let mut sum = L::splat(match self.start {
                    Start::Zero => L::Number::ZERO,
                    Start::Bias(bias) => bias[row],
                    Start::Kept => c[at],
                });
                let mut from_a = L::Place::new(self.a, row * from_row + self.terms.start * step);
                let mut from_b = L::Place::new(self.b, self.terms.start * self.columns + column);
                for _ in self.terms.clone() {
                    // SAFETY: the entries of A at row `row` < `rows`, as asserted, and of B at `column` < `columns`,
                    // both of a term < `count`, lie in `a` and `b`, which hold all rows·count and count·columns
                    // numbers.
                    sum = sum + unsafe { L::splat_at(from_a, 0) * L::splat_at(from_b, 0) };
                    from_a.step(step);
                    from_b.step(self.columns);
                }
                c[at] = sum.first();
            }
        }
    }
}

/// Writes all lanes but the first `done`.
fn write_from<L: Lanes>(done: usize, vectors: [L; 2], to: &mut [L::Number]) {
    let mut lanes = [L::Number::ZERO; 8];
    vectors[0].write(&mut lanes);
    vectors[1].write(&mut lanes[L::WIDTH..]);
    let count = 2 * L::WIDTH;
    to[done..count].copy_from_slice(&lanes[done..count]);
}

//! C = start + A·B, for W·A and for Wᵀ·dZ: a number of A times a vector of B, in tiles of 4 rows × 2 vectors.
//!
//! Eight sums fill the registers that V8 has for vectors; with more of them it spills (measured, `benches/RESULTS.md`).

use crate::num::lanes::Place;
use crate::num::{Lanes, Real};

/// A matrix by its strides, so that Wᵀ is W.
#[derive(Clone, Copy)]
pub(super) struct Strided<'a, R> {
    pub numbers: &'a [R],
    /// From row to row.
    pub row: usize,
    /// From column to column.
    pub column: usize,
}

/// What the sums begin with.
#[derive(Clone, Copy)]
pub(super) enum Start<'a, R> {
    Zero,
    /// One number per row.
    Bias(&'a [R]),
    /// What stands in C.
    Kept,
}

/// Rows of A that are used for all columns before the next ones: what is read of A stays in the first cache.
const BLOCK: usize = 32;
/// Terms of a sum that are added up before the next ones, in all of a block: rows that are powers of two apart fall on few
/// lines of that cache. Fewer than twice as many are added up in one go.
const TERMS: usize = 64;

/// `b` \[k×columns\], `c` \[rows×columns\]. Of `a` rows or columns follow each other.
#[inline(never)]
pub(super) fn broadcast<R: Real>(a: Strided<R>, b: &[R], start: Start<R>, c: &mut [R], columns: usize) {
    let (rows, terms, width) = (c.len() / columns, b.len() / columns, R::Lanes::WIDTH);
    let mut tiles = Tiles { a, b, start, columns, first: 0, terms };
    tiles.check(rows);
    let mut row = 0;
    while row < rows {
        let block = row..rows.min(row + BLOCK);
        row = block.end;
        (tiles.first, tiles.start) = (0, start);
        // Of no terms the sums are what they begin with.
        while tiles.first < terms || tiles.first == 0 {
            let left = terms - tiles.first;
            tiles.terms = if left < 2 * TERMS { left } else { TERMS };
            let mut column = 0;
            while column < columns {
                if columns < 2 * width {
                    tiles.block::<0>(c, block.clone(), column, 0);
                    column += 1;
                } else {
                    // The last two vectors may begin among columns that are done.
                    let at = column.min(columns - 2 * width);
                    tiles.block::<2>(c, block.clone(), at, column - at);
                    column = at + 2 * width;
                }
            }
            tiles.first += tiles.terms.max(1);
            tiles.start = Start::Kept;
        }
    }
}

struct Tiles<'a, R> {
    a: Strided<'a, R>,
    b: &'a [R],
    start: Start<'a, R>,
    columns: usize,
    /// The first of the terms that are added now, and how many those are.
    first: usize,
    terms: usize,
}

impl<R: Real> Tiles<'_, R> {
    /// The shapes, once for all that the lanes read unchecked.
    fn check(&self, rows: usize) {
        let last = |count: usize, stride: usize| count.saturating_sub(1) * stride;
        let a = self.a;
        assert!(a.row == 1 || a.column == 1);
        assert!(rows == 0 || self.terms == 0 || last(rows, a.row) + last(self.terms, a.column) < a.numbers.len());
        if let Start::Bias(bias) = self.start {
            assert!(rows <= bias.len());
        }
    }

    /// `V` = 2 vectors from `column` on, of all rows of a block; one column alone for `V` = 0.
    #[inline(always)]
    fn block<const V: usize>(&self, c: &mut [R], rows: core::ops::Range<usize>, column: usize, done: usize) {
        let mut row = rows.start;
        // Of a few columns there is little to do: one kind of tile will do.
        while V == 2 && row + 4 <= rows.end {
            if self.a.row == 1 {
                self.tile::<4, V, true>(c, row, column, done);
            } else {
                self.tile::<4, V, false>(c, row, column, done);
            }
            row += 4;
        }
        // Two rows that are left (those of x in time) at once, for one row's two sums wait for themselves.
        if V == 2 && row + 2 <= rows.end && self.a.row == 1 {
            self.tile::<2, V, true>(c, row, column, done);
            row += 2;
        }
        while row < rows.end {
            self.tile::<1, V, true>(c, row, column, done);
            row += 1;
        }
    }

    /// `M` rows × `V` vectors of C; of their lanes the first `done` hold already what they should. `SIDE`: the numbers of
    /// A for the `M` rows lie side by side.
    ///
    /// What looks like a loop is written out (`rows!`): the page's profile leaves loops as they are, and then the sums
    /// would be in memory.
    #[inline(always)]
    fn tile<const M: usize, const V: usize, const SIDE: bool>(
        &self,
        c: &mut [R],
        row: usize,
        column: usize,
        done: usize,
    ) {
        let (a, b, columns) = (self.a, self.b, self.columns);
        let zero = R::Lanes::splat(R::ZERO);
        let mut sums = [[zero, zero], [zero, zero], [zero, zero], [zero, zero]];
        macro_rules! rows {
            ($do:ident) => {
                $do!(0);
                if M > 1 {
                    $do!(1);
                }
                if M > 2 {
                    $do!(2);
                    $do!(3);
                }
            };
        }
        let place = row * columns + column;
        match self.start {
            Start::Zero => {}
            Start::Bias(bias) => {
                let from_bias = Place::new(bias, row);
                macro_rules! bias {
                    ($m:literal) => {
                        let bias = R::Lanes::splat_at(from_bias, $m);
                        sums[$m] = [bias, bias];
                    };
                }
                rows!(bias);
            }
            Start::Kept if V == 0 => sums[0][0] = R::Lanes::splat(c[place]),
            Start::Kept => {
                macro_rules! kept {
                    ($m:literal) => {
                        let at = place + $m * columns;
                        sums[$m] = [R::Lanes::read(c, at), R::Lanes::read(c, at + R::Lanes::WIDTH)];
                    };
                }
                rows!(kept);
            }
        }
        let from = |m: usize| Place::new(a.numbers, (row + m) * a.row + self.first * a.column);
        let mut from_a = if SIDE { [from(0), from(0), from(0), from(0)] } else { [from(0), from(1), from(2), from(3)] };
        let mut from_b = Place::new(b, self.first * columns + column);
        let (next_a, next_b) = (Place::<R>::distance(a.column), Place::<R>::distance(columns));
        // Counted down: an end to compare with would be one number more than V8 has registers for.
        let mut left = self.terms;
        // Tested at its end, for so V8 makes four turns of it into one; the compiler leaves loops as they are written.
        if left > 0 {
            loop {
                let first = if V == 0 { R::Lanes::splat_at(from_b, 0) } else { R::Lanes::read_at(from_b, 0) };
                let second = if V == 2 { R::Lanes::read_at(from_b, R::Lanes::WIDTH) } else { first };
                macro_rules! add {
                    ($m:literal) => {
                        let w = if SIDE {
                            R::Lanes::splat_at(from_a[0], $m)
                        } else {
                            let w = R::Lanes::splat_at(from_a[$m], 0);
                            from_a[$m].step(Place::<R>::distance(1));
                            w
                        };
                        sums[$m][0] = sums[$m][0] + w * first;
                        if V == 2 {
                            sums[$m][1] = sums[$m][1] + w * second;
                        }
                    };
                }
                rows!(add);
                if SIDE {
                    from_a[0].step(next_a);
                }
                from_b.step(next_b);
                left -= 1;
                if left == 0 {
                    break;
                }
            }
        }
        if V == 0 {
            c[place] = sums[0][0].first();
        } else if done == 0 || !matches!(self.start, Start::Kept) {
            macro_rules! write {
                ($m:literal) => {
                    let at = place + $m * columns;
                    sums[$m][0].write(c, at);
                    sums[$m][1].write(c, at + R::Lanes::WIDTH);
                };
            }
            rows!(write);
        } else {
            macro_rules! write {
                ($m:literal) => {
                    write_from(done, sums[$m], c, place + $m * columns);
                };
            }
            rows!(write);
        }
    }
}

/// All lanes but the first `done`, whose place is `at`.
#[inline(never)]
fn write_from<R: Real>(done: usize, vectors: [R::Lanes; 2], c: &mut [R], at: usize) {
    let (mut lanes, count) = ([R::ZERO; 8], 2 * R::Lanes::WIDTH);
    vectors[0].write(&mut lanes, 0);
    vectors[1].write(&mut lanes, R::Lanes::WIDTH);
    c[at + done..at + count].copy_from_slice(&lanes[done..count]);
}

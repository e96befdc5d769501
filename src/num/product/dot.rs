//! C = A·Bᵀ, for dW = dZ·Aᵀ: rows of A times rows of B, in tiles of 2 × 4 sums over lanes.

use crate::num::{Lanes, Real};

/// Rows of A that are used for all of B before the next ones.
const BLOCK: usize = 32;

/// `a` \[rows×terms\], `b` \[columns×terms\], `c` \[rows×columns\], overwritten or added to.
#[inline(never)]
pub(super) fn dots<R: Real>(a: &[R], b: &[R], c: &mut [R], terms: usize, add: bool) {
    let (rows, columns) = (a.len() / terms, b.len() / terms);
    assert!(rows * columns <= c.len());
    let tiles = Tiles { a, b, terms, columns, add };
    let mut start = 0;
    while start < rows {
        let end = rows.min(start + BLOCK);
        let mut column = 0;
        while column < columns {
            let four = column + 4 <= columns;
            let mut row = start;
            while row < end {
                match (four, row + 2 <= end) {
                    (true, true) => tiles.tile::<2, 4>(c, row, column),
                    (true, false) => tiles.tile::<1, 4>(c, row, column),
                    (false, _) => tiles.tile::<1, 1>(c, row, column),
                }
                row += if four && row + 2 <= end { 2 } else { 1 };
            }
            column += if four { 4 } else { 1 };
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
}

impl<R: Real> Tiles<'_, R> {
    /// `M` × `N` entries of C.
    #[inline(always)]
    fn tile<const M: usize, const N: usize>(&self, c: &mut [R], row: usize, column: usize) {
        let (from_a, from_b, width) = (row * self.terms, column * self.terms, R::Lanes::WIDTH);
        let mut sums = [[R::Lanes::splat(R::ZERO); 4]; 2];
        let whole = self.terms / width * width;
        let mut term = 0;
        while term < whole {
            self.add::<M, N>(&mut sums, |from, at| R::Lanes::read(from, at + term), from_a, from_b);
            term += width;
        }
        if term < self.terms {
            let (terms, rest) = (self.terms, term);
            let part = |from: &[R], at: usize| R::Lanes::read_part(&from[..at + terms], at + rest);
            self.add::<M, N>(&mut sums, part, from_a, from_b);
        }
        self.write::<M, N>(c, sums, row * self.columns + column);
    }

    /// sums += a·b, written out (`broadcast.rs` says why).
    #[inline(always)]
    fn add<const M: usize, const N: usize>(
        &self,
        sums: &mut [[R::Lanes; 4]; 2],
        read: impl Fn(&[R], usize) -> R::Lanes,
        from_a: usize,
        from_b: usize,
    ) {
        let first = read(self.a, from_a);
        let second = if M == 2 { read(self.a, from_a + self.terms) } else { first };
        macro_rules! column {
            ($n:literal) => {
                let b = read(self.b, from_b + $n * self.terms);
                sums[0][$n] = sums[0][$n] + first * b;
                if M == 2 {
                    sums[1][$n] = sums[1][$n] + second * b;
                }
            };
        }
        column!(0);
        if N == 4 {
            column!(1);
            column!(2);
            column!(3);
        }
    }

    #[inline(always)]
    fn write<const M: usize, const N: usize>(&self, c: &mut [R], sums: [[R::Lanes; 4]; 2], at: usize) {
        for m in 0..M {
            let sums = R::Lanes::sums(sums[m]);
            let to = &mut c[at + m * self.columns..][..N];
            for n in 0..N {
                to[n] = if self.add { to[n] + sums[n] } else { sums[n] };
            }
        }
    }
}

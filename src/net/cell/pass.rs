//! One pass over all that a cell's equations read and write, so that each number comes from memory once.

use crate::num::{Lanes, Real};

/// What stands in `to` and in `from`, a vector at a time, becomes what `f` makes of both; all slices are as long as the
/// first of `to`, or longer.
///
/// What looks like a loop is written out: the page's profile leaves loops as they are.
#[inline(always)]
pub(super) fn pass<R: Real, const M: usize, const N: usize>(
    to: [&mut [R]; M],
    from: [&[R]; N],
    f: impl Fn([R::Lanes; M], [R::Lanes; N]) -> [R::Lanes; M],
) {
    let count = to[0].len();
    assert!(M <= 5 && N <= 7 && to.iter().all(|to| to.len() >= count) && from.iter().all(|from| from.len() >= count));
    let zero = R::Lanes::splat(R::ZERO);
    let mut at = 0;
    while at < count {
        // What fills no vector is done one by one, in all lanes alike; so is f64, which proves and need not be fast.
        let whole = R::Lanes::WIDTH == 4 && at + R::Lanes::WIDTH <= count;
        let read = |from: &[R]| if whole { R::Lanes::read(from, at) } else { R::Lanes::read_splat(from, at) };
        let (mut old, mut lanes) = ([zero; M], [zero; N]);
        macro_rules! each {
            ($count:ident, $do:ident: $($n:literal)+) => {
                $(if $n < $count {
                    $do!($n);
                })+
            };
        }
        macro_rules! old {
            ($n:literal) => {
                old[$n] = read(to[$n])
            };
        }
        macro_rules! lanes {
            ($n:literal) => {
                lanes[$n] = read(from[$n])
            };
        }
        each!(M, old: 0 1 2 3 4);
        each!(N, lanes: 0 1 2 3 4 5 6);
        let new = f(old, lanes);
        macro_rules! write {
            ($n:literal) => {
                if whole {
                    new[$n].write(to[$n], at);
                } else {
                    to[$n][at] = new[$n].first();
                }
            };
        }
        each!(M, write: 0 1 2 3 4);
        at += if whole { R::Lanes::WIDTH } else { 1 };
    }
}

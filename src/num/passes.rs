//! One pass over slices of equal length, a vector of lanes at a time: what is done to each number stands in one closure.

use super::{Lanes, Real};

/// to = f(from…), number by number; up to four slices are read.
#[inline(always)]
pub fn write<R: Real, const N: usize>(to: &mut [R], from: [&[R]; N], f: impl Fn([R::Lanes; N]) -> R::Lanes) {
    check(to.len(), from);
    let (count, width) = (to.len(), R::Lanes::WIDTH);
    let mut at = 0;
    // One loop for whole vectors and for what is left, so that the closure stands in the module once.
    while at < count {
        let whole = at + width <= count;
        let result = f(read(from, at, whole));
        at = write_to(to, at, result, whole);
    }
}

/// (to, too) = f(from…), number by number.
#[inline(always)]
pub fn write_two<R: Real, const N: usize>(
    [to, too]: [&mut [R]; 2],
    from: [&[R]; N],
    f: impl Fn([R::Lanes; N]) -> (R::Lanes, R::Lanes),
) {
    check(to.len(), from);
    assert!(too.len() >= to.len());
    let (count, width) = (to.len(), R::Lanes::WIDTH);
    let mut at = 0;
    while at < count {
        let whole = at + width <= count;
        let (first, second) = f(read(from, at, whole));
        write_to(too, at, second, whole);
        at = write_to(to, at, first, whole);
    }
}

/// to = f(to, from…), number by number.
#[inline(always)]
pub fn update<R: Real, const N: usize>(to: &mut [R], from: [&[R]; N], f: impl Fn(R::Lanes, [R::Lanes; N]) -> R::Lanes) {
    check(to.len(), from);
    let (count, width) = (to.len(), R::Lanes::WIDTH);
    let mut at = 0;
    while at < count {
        let whole = at + width <= count;
        let [old] = read([&*to], at, whole);
        let result = f(old, read(from, at, whole));
        at = write_to(to, at, result, whole);
    }
}

/// The lengths, once for all that the lanes read unchecked.
fn check<R, const N: usize>(count: usize, from: [&[R]; N]) {
    let long = |n: usize| n >= N || from[n].len() >= count;
    assert!(N <= 4 && long(0) && long(1) && long(2) && long(3));
}

/// The lanes of each slice from `at` on, or the one number there in all lanes: what is left is done one by one. Written
/// out: the page's profile leaves loops as they are.
#[inline(always)]
fn read<R: Real, const N: usize>(from: [&[R]; N], at: usize, whole: bool) -> [R::Lanes; N] {
    let mut lanes = [R::Lanes::splat(R::ZERO); N];
    macro_rules! slice {
        ($n:literal) => {
            if $n < N {
                lanes[$n] = if whole { R::Lanes::read(from[$n], at) } else { R::Lanes::read_splat(from[$n], at) };
            }
        };
    }
    slice!(0);
    slice!(1);
    slice!(2);
    slice!(3);
    lanes
}

/// What was read so goes out so; says what comes next.
#[inline(always)]
fn write_to<R: Real>(to: &mut [R], at: usize, result: R::Lanes, whole: bool) -> usize {
    if whole {
        result.write(to, at);
        return at + R::Lanes::WIDTH;
    }
    to[at] = result.first();
    at + 1
}

/// Whether every number is finite. x − x is 0 for those and NaN for all others, and a sum that has met NaN stays NaN.
#[inline(never)]
#[expect(clippy::eq_op, reason = "x − x tells what is finite")]
pub fn all_finite<R: Real>(values: &[R]) -> bool {
    let width = R::Lanes::WIDTH;
    let mut sums = [R::Lanes::of(0.0); 2];
    let mut at = 0;
    while at + 2 * width <= values.len() {
        let (first, second) = (R::Lanes::read(values, at), R::Lanes::read(values, at + width));
        (sums[0], sums[1]) = (sums[0] + (first - first), sums[1] + (second - second));
        at += 2 * width;
    }
    while at < values.len() {
        let rest = R::Lanes::read_splat(values, at);
        sums[0] = sums[0] + (rest - rest);
        at += 1;
    }
    let mut sum = [R::ZERO; 4];
    (sums[0] + sums[1]).write(&mut sum, 0);
    sum.iter().all(|sum| *sum == R::ZERO)
}

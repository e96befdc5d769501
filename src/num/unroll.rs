//! Loops over a few vectors that must stay in registers.
//!
//! The page is built for size (`opt-level = "s"`), where the compiler leaves loops rolled. A sum that a loop picks by
//! its index then stays in memory, which made the products three times slower (`benches/RESULTS.md`).

/// `unroll!(n in 0..N { … })` repeats a block for every n below a constant `N` ≤ 8, with n as a constant.
macro_rules! unroll {
    ($n:ident in 0..$count:ident $body:block) => {
        $crate::num::unroll::unroll!(@ $n $count $body 0 1 2 3 4 5 6 7)
    };
    (@ $n:ident $count:ident $body:block $($at:literal)+) => {
        const { assert!($count <= 8) };
        $({
            let $n: usize = $at;
            if $n < $count $body
        })+
    };
}
pub(in crate::num) use unroll;

/// \[f(0), f(1), …\], like `core::array::from_fn`, for at most eight entries.
#[inline(always)]
pub(in crate::num) fn each<T: Copy, const N: usize>(f: impl Fn(usize) -> T) -> [T; N] {
    const { assert!(N <= 8) };
    if N == 0 {
        return core::array::from_fn(f);
    }
    // The entries from N on repeat the first and are dropped: an array of length N would be filled by a loop.
    let at = |n: usize| f(if n < N { n } else { 0 });
    let all = [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
    match all.first_chunk() {
        Some(first) => *first,
        None => unreachable!("there are at most eight entries"),
    }
}

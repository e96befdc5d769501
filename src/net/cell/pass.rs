//! The passes over memory that the cells' equations are made of.

use crate::num::{Lanes, Real, passes, sigmoid_and_slope_by};

/// Replaces the numbers of `to` by what `f` computes from `to` and `from`, a vector at a time, so that each number
/// comes from memory once. All slices are at least as long as the first of `to`.
///
/// Loops over the slices are written out, which lets the compiler keep all lanes in registers.
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
        // The rest that fills no vector goes one by one, with all lanes alike. So does f64, which need not be fast.
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

/// u = [h; x]: h's rows first, as the report writes it.
pub(super) fn stack<R: Real>(h: &[R], x: &[R], u: &mut [R]) {
    let (top, bottom) = u.split_at_mut(h.len());
    top.copy_from_slice(h);
    bottom.copy_from_slice(x);
}

/// to += from.
#[inline(never)]
pub(in crate::net) fn add<R: Real>(to: &mut [R], from: &[R]) {
    passes::update(to, [from], |to, [from]| to + from);
}

/// to += x ⊙ y.
#[inline(never)]
pub(super) fn add_product<R: Real>(to: &mut [R], from: [&[R]; 2]) {
    passes::update(to, from, |to, [x, y]| to + x * y);
}

/// Applies σ to the sums of gates.
#[inline(never)]
pub(super) fn open<R: Real>(gates: &mut [R]) {
    let constants = R::Lanes::for_exp();
    passes::update(gates, [], |gate, []| sigmoid_and_slope_by(gate, &constants).0);
}

/// The gradient of a gate's sum from x = ∂L/∂(s⊙y), where the gate s multiplies y: x ⊙ y ⊙ σ′ with σ′ = s·(1−s).
#[inline(never)]
pub(super) fn open_back<R: Real>(d: &mut [R], from: [&[R]; 3]) {
    passes::write(d, from, |[x, y, gate]| x * y * (gate * (R::Lanes::of(1.0) - gate)));
}

/// Applies tanh to the sums of candidates.
#[inline(never)]
pub(super) fn squash<R: Real>(candidates: &mut [R]) {
    let constants = R::Lanes::for_tanh();
    passes::update(candidates, [], |candidate, []| candidate.tanh_and_slope_by(&constants).0);
}

/// h = (1−z) ⊙ old + z ⊙ new.
#[inline(never)]
pub(super) fn blend<R: Real>(h: &mut [R], from: [&[R]; 3]) {
    passes::write(h, from, |[z, old, new]| (R::Lanes::of(1.0) - z) * old + z * new);
}

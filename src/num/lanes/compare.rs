//! The SIMD vectors and their portable twin compute the same bits. Only a wasm build has both, so the browser tests
//! this.

use super::{portable, simd};
use crate::num::norm::sum_of_squares;
use crate::num::product::{Start, broadcast, dots, row_sums};
use crate::num::{Lanes, Random, Real, Stream, passes};
use alloc::vec::Vec;
use core::fmt::Debug;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Lengths of slices: every remainder of vectors and of tiles occurs, and no element at all.
const LENGTHS: core::ops::RangeInclusive<usize> = 0..=70;

const SPECIAL: [f64; 14] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f32::MAX as f64,
    f32::MIN as f64,
    f32::MIN_POSITIVE as f64,
    1e-45,
    -3e-42,
    5e-324,
    -1e-310,
];

/// A third each of special values, of standard normal ones, and of those over the whole range of f32.
fn number<R: Real>(random: &mut Random) -> R {
    let normal = random.normal();
    R::from_f64(match random.below(3) {
        0 => SPECIAL[random.below(SPECIAL.len())],
        1 => normal,
        _ => normal * libm::exp2(random.uniform(-150.0, 128.0)),
    })
}

fn numbers<R: Real>(random: &mut Random, count: usize) -> Vec<R> {
    (0..count).map(|_| number(random)).collect()
}

/// Finite numbers only: one NaN in a sum would hide every other difference.
fn finite<R: Real>(random: &mut Random, count: usize) -> Vec<R> {
    (0..count).map(|_| R::from_f64(random.normal())).collect()
}

fn same<R: Real>(simd: &[R], twin: &[R], what: impl Debug) {
    let bits = |values: &[R]| values.iter().map(|x| x.canonical_bits()).collect::<Vec<u64>>();
    assert_eq!(bits(simd), bits(twin), "{what:?}: {simd:?} is not {twin:?}");
}

/// The results of every operation of one or two vectors, one after the other.
fn operations<L: Lanes>(x: &[L::Number], y: &[L::Number], c: &[L::Number]) -> Vec<L::Number> {
    let (a, b, constants) = (L::read(x), L::read(y), L::for_exp());
    let (tanh, slope) = a.tanh_and_slope();
    let results = [
        a + b,
        a - b,
        a * b,
        a / b,
        -a,
        a.abs(),
        a.sqrt(),
        a.exp(),
        a.abs().exp_of_minus(&constants),
        tanh,
        slope,
        a.above(b, -b),
        a.by_sign(b, -b),
        a.map(|x| x + x),
        L::splat(a.first()),
        L::one(&constants),
        L::of(0.1),
    ];
    let mut all: Vec<L::Number> = results.into_iter().flat_map(lanes).collect();
    for add in [false, true] {
        let mut sums = c.to_vec();
        L::write_sums::<1>([a, b, a * b, a + b], &mut sums, add);
        L::write_sums::<2>([b, a, a * b, a + b], &mut sums[1..], add);
        L::write_sums::<4>([a, b, a * b, a + b], &mut sums[3..], add);
        all.extend(sums);
    }
    all
}

fn lanes<L: Lanes>(vector: L) -> Vec<L::Number> {
    let mut lanes = [L::Number::ZERO; 4];
    vector.write(&mut lanes);
    lanes[..L::WIDTH].to_vec()
}

fn operations_agree<S: Lanes, P: Lanes<Number = S::Number>>() {
    let random = &mut Random::new(1, Stream::Data);
    for _ in 0..3000 {
        let [x, y, c] = [4, 4, 7].map(|count| numbers::<S::Number>(random, count));
        same(&operations::<S>(&x, &y, &c), &operations::<P>(&x, &y, &c), (&x, &y, &c));
    }
}

#[wasm_bindgen_test]
fn operations_have_the_bits_of_the_portable_twin() {
    operations_agree::<simd::Four, portable::Four>();
    operations_agree::<simd::Two, portable::Two>();
}

/// All products of one shape: W·A + b, W·A, dA + Wᵀ·dZ, dZ·Aᵀ, dW + dZ·Aᵀ and Σ dZ.
fn products<L: Lanes>([w, a, d_z, bias]: [&[L::Number]; 4], [inputs, batch]: [usize; 2]) -> [Vec<L::Number>; 6] {
    let junk = L::Number::from_f64(7.0);
    let (mut with_bias, mut without) = (d_z.to_vec(), d_z.to_vec());
    broadcast::<L, false>(w, a, Start::Bias(bias), &mut with_bias, batch);
    broadcast::<L, false>(w, a, Start::Zero, &mut without, batch);
    let mut d_a = a[..inputs * batch].to_vec();
    broadcast::<L, true>(w, d_z, Start::Kept, &mut d_a, batch);
    let (mut d_w, mut added) = (w.iter().map(|_| junk).collect::<Vec<_>>(), w.to_vec());
    dots::<L>(d_z, a, &mut d_w, batch, false);
    dots::<L>(d_z, a, &mut added, batch, true);
    let mut d_b = bias.to_vec();
    row_sums::<L>(d_z, &mut d_b, batch, true);
    [with_bias, without, d_a, d_w, added, d_b]
}

fn products_agree<S: Lanes, P: Lanes<Number = S::Number>>(draw: fn(&mut Random, usize) -> Vec<S::Number>, seed: u32) {
    let random = &mut Random::new(seed, Stream::Data);
    for length in LENGTHS {
        let [m, n, k] = [random.below(12), random.below(71), 1 + random.below(40)];
        for [outputs, inputs, batch] in
            [[length, m, k], [n, length, k], [m, n, length.max(1)], [150, m, k], [m, 150, k]]
        {
            let w = draw(random, outputs * inputs);
            let (a, d_z, bias) = (draw(random, inputs * batch), draw(random, outputs * batch), draw(random, outputs));
            let (slices, shape) = ([&w[..], &a, &d_z, &bias], [inputs, batch]);
            let (simd, twin) = (products::<S>(slices, shape), products::<P>(slices, shape));
            for (product, (simd, twin)) in simd.iter().zip(&twin).enumerate() {
                same(simd, twin, (product, outputs, inputs, batch));
            }
        }
    }
}

#[wasm_bindgen_test]
fn products_have_the_bits_of_the_portable_twin() {
    products_agree::<simd::Four, portable::Four>(finite, 2);
    products_agree::<simd::Two, portable::Two>(finite, 3);
    products_agree::<simd::Four, portable::Four>(numbers, 4);
    products_agree::<simd::Two, portable::Two>(numbers, 5);
}

/// The passes compute with SIMD here; the twin computes each of their numbers alone.
fn passes_agree<R: Real, P: Lanes<Number = R>>() {
    let random = &mut Random::new(6, Stream::Data);
    for length in LENGTHS {
        let (x, y) = (numbers::<R>(random, length), numbers::<R>(random, length));
        let (mut a, mut b, mut c, mut d) = (y.clone(), y.clone(), y.clone(), y.clone());
        passes::write(&mut a, [&x], |[x]| x.exp());
        passes::update(&mut b, [&x, &y], |to, [x, y]| to.above(x, y) * x);
        passes::write_two([&mut c, &mut d], [&x], |[x]| x.tanh_and_slope());
        let twin = |f: fn(P, P) -> P| {
            let one = |(&x, &y): (&R, &R)| f(P::splat(x), P::splat(y)).first();
            x.iter().zip(&y).map(one).collect::<Vec<R>>()
        };
        same(&a, &twin(|x, _| x.exp()), length);
        same(&b, &twin(|x, y| y.above(x, y) * x), length);
        same(&c, &twin(|x, _| x.tanh_and_slope().0), length);
        same(&d, &twin(|x, _| x.tanh_and_slope().1), length);
        assert_eq!(passes::all_finite(&x), x.iter().all(|x| x.is_finite()));
        let z = finite::<R>(random, length);
        assert!(passes::all_finite(&z));
        for values in [x, z] {
            same(&[sum_of_squares::<R::Lanes>(&values)], &[sum_of_squares::<P>(&values)], &values);
        }
    }
}

#[wasm_bindgen_test]
fn passes_and_norms_have_the_bits_of_the_portable_twin() {
    passes_agree::<f32, portable::Four>();
    passes_agree::<f64, portable::Two>();
}

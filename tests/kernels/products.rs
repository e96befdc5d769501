//! The three products of backpropagation against naive twins: the same bits, because the order of summation is fixed.

use gradient_lab::num::{
    Random, Real, Stream, product, product_outer, product_outer_add, product_transposed, product_transposed_add,
};
use proptest::prelude::*;

/// `count` normal draws.
fn draws<R: Real>(random: &mut Random, count: usize) -> Vec<R> {
    (0..count).map(|_| R::from_f64(random.normal())).collect()
}

/// The sum of products, term by term, from a start value.
fn fold<R: Real>(start: R, terms: impl Iterator<Item = (R, R)>) -> R {
    terms.fold(start, |sum, (x, y)| sum + x * y)
}

/// The dot product in the order of the kernel: one sum per lane of a vector of 128 bits, the lanes added as (0+2)+(1+3)
/// or 0+1, then `start`, then the remaining terms one by one.
fn lane_dot<R: Real>(start: Option<R>, x: &[R], y: &[R]) -> R {
    let count = if R::NAME == "f32" { 4 } else { 2 };
    let whole = x.len() / count * count;
    let lane = |lane: usize| fold(R::ZERO, (lane..whole).step_by(count).map(|n| (x[n], y[n])));
    let lanes = if count == 4 { (lane(0) + lane(2)) + (lane(1) + lane(3)) } else { lane(0) + lane(1) };
    fold(start.map_or(lanes, |start| start + lanes), (whole..x.len()).map(|n| (x[n], y[n])))
}

fn bits<R: Real>(values: &[R]) -> Vec<u64> {
    values.iter().map(|value| value.canonical_bits()).collect()
}

/// Matrices of one size, with random entries.
struct Case<R> {
    name: String,
    outputs: usize,
    inputs: usize,
    batch: usize,
    w: Vec<R>,
    bias: Vec<R>,
    a: Vec<R>,
    d_z: Vec<R>,
}

fn check_products<R: Real>(outputs: usize, inputs: usize, batch: usize, seed: u32) {
    let mut random = Random::new(seed, Stream::Data);
    let name = format!("{} {outputs}×{inputs}, batch {batch}", R::NAME);
    let (w, a) = (draws::<R>(&mut random, outputs * inputs), draws::<R>(&mut random, inputs * batch));
    let (bias, d_z) = (draws::<R>(&mut random, outputs), draws::<R>(&mut random, outputs * batch));
    let case = Case { name, outputs, inputs, batch, w, bias, a, d_z };
    case.check_forward();
    case.check_transposed();
    case.check_outer();
}

impl<R: Real> Case<R> {
    /// An output buffer full of NaN: a product must not depend on what the buffer held before.
    fn buffer(&self, size: usize) -> Vec<R> {
        vec![R::from_f64(f64::NAN); size]
    }

    fn check_forward(&self) {
        let Case { name, outputs, inputs, batch, w, bias, a, .. } = self;
        for with_bias in [true, false] {
            let mut z = self.buffer(outputs * batch);
            product(w, a, with_bias.then_some(&bias[..]), &mut z, *batch);
            let twin = (0..outputs * batch).map(|at| {
                let (o, b) = (at / batch, at % batch);
                let start = if with_bias { bias[o] } else { R::ZERO };
                fold(start, (0..*inputs).map(|i| (w[o * inputs + i], a[i * batch + b])))
            });
            assert_eq!(bits(&z), bits(&twin.collect::<Vec<R>>()), "W·A + b, {name}");
        }
    }

    fn check_transposed(&self) {
        let Case { name, outputs, inputs, batch, w, a, d_z, .. } = self;
        let mut d_a = self.buffer(inputs * batch);
        product_transposed(w, d_z, &mut d_a, *batch);
        let sum_from = |start: &[R]| {
            let entry = |at: usize| {
                let (i, b) = (at / batch, at % batch);
                fold(start[at], (0..*outputs).map(|o| (w[o * inputs + i], d_z[o * batch + b])))
            };
            bits(&(0..inputs * batch).map(entry).collect::<Vec<R>>())
        };
        assert_eq!(bits(&d_a), sum_from(&vec![R::ZERO; inputs * batch]), "Wᵀ·dZ, {name}");
        let mut d_a = a.clone();
        product_transposed_add(w, d_z, &mut d_a, *batch);
        assert_eq!(bits(&d_a), sum_from(a), "dA + Wᵀ·dZ, {name}");
    }

    fn check_outer(&self) {
        let Case { name, outputs, inputs, batch, w, a, d_z, .. } = self;
        let mut d_w = self.buffer(outputs * inputs);
        product_outer(d_z, a, &mut d_w, *batch);
        let mut added = w.clone();
        product_outer_add(d_z, a, &mut added, *batch);
        for (at, &got) in d_w.iter().enumerate() {
            let (d_z_row, a_row) = (&d_z[at / inputs * batch..][..*batch], &a[at % inputs * batch..][..*batch]);
            assert_eq!(got.canonical_bits(), lane_dot(None, d_z_row, a_row).canonical_bits(), "dZ·Aᵀ, {name}");
            let sum = lane_dot(Some(w[at]), d_z_row, a_row);
            assert_eq!(added[at].canonical_bits(), sum.canonical_bits(), "dW + dZ·Aᵀ, {name}");
            let exact: f64 = d_z_row.iter().zip(a_row).map(|(x, y)| x.to_f64() * y.to_f64()).sum();
            let size: f64 = d_z_row.iter().zip(a_row).map(|(x, y)| (x.to_f64() * y.to_f64()).abs()).sum();
            let epsilon = if R::NAME == "f32" { 1.2e-7 } else { 2.3e-16 };
            assert!(
                (got.to_f64() - exact).abs() <= (4.0 + *batch as f64 / 8.0) * epsilon * size,
                "dZ·Aᵀ, {name}: {got} is not {exact}"
            );
        }
    }
}

#[test]
fn products_equal_their_naive_twins_at_awkward_batches() {
    for batch in [1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65] {
        for (outputs, inputs) in [(1, 1), (1, 5), (5, 1), (2, 3), (4, 4), (7, 9), (32, 32), (10, 33)] {
            check_products::<f32>(outputs, inputs, batch, 1);
            check_products::<f64>(outputs, inputs, batch, 2);
        }
    }
}

/// Sums with more terms than the kernel adds in one pass, and sizes that leave two or three rows outside its tiles.
#[test]
fn products_equal_their_naive_twins_at_many_terms() {
    for batch in [1, 8, 15, 17, 32] {
        for (outputs, inputs) in [(6, 66), (66, 6), (3, 127), (127, 3), (6, 130), (130, 7), (2, 200), (200, 2)] {
            check_products::<f32>(outputs, inputs, batch, 3);
            check_products::<f64>(outputs, inputs, batch, 4);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn products_equal_their_naive_twins(
        outputs in 1..14usize, inputs in 1..14usize, batch in 1..70usize, seed in any::<u32>()
    ) {
        check_products::<f32>(outputs, inputs, batch, seed);
        check_products::<f64>(outputs, inputs, batch, seed);
    }
}

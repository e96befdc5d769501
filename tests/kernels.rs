//! Kernels against naive twins: the same bits where an order is promised, the same number everywhere.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::{
    Lanes, Norm, Random, Real, Stream, passes, product, product_outer, product_outer_add, product_transposed,
    product_transposed_add, sigmoid, sigmoid_and_slope, softplus,
};
use gradient_lab::spec::Activation;
use proptest::prelude::*;

fn draws<R: Real>(random: &mut Random, count: usize) -> Vec<R> {
    (0..count).map(|_| R::from_f64(random.normal())).collect()
}

/// Σ of terms one by one from a start.
fn fold<R: Real>(start: R, terms: impl Iterator<Item = (R, R)>) -> R {
    terms.fold(start, |sum, (x, y)| sum + x * y)
}

/// As many lanes as a vector of 128 bits has, as (0+2)+(1+3) or 0+1 of two, added to `start`; then the rest one by one.
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

fn check_products<R: Real>(outputs: usize, inputs: usize, batch: usize, seed: u32) {
    let mut random = Random::new(seed, Stream::Data);
    let name = format!("{} {outputs}×{inputs}, batch {batch}", R::NAME);
    let (w, a) = (draws::<R>(&mut random, outputs * inputs), draws::<R>(&mut random, inputs * batch));
    let (bias, d_z) = (draws::<R>(&mut random, outputs), draws::<R>(&mut random, outputs * batch));
    // What stood there before must not matter.
    let junk = R::from_f64(f64::NAN);

    for with_bias in [true, false] {
        let mut z = vec![junk; outputs * batch];
        product(&w, &a, with_bias.then_some(&bias[..]), &mut z, batch);
        let twin = (0..outputs * batch).map(|at| {
            let (o, b) = (at / batch, at % batch);
            fold(if with_bias { bias[o] } else { R::ZERO }, (0..inputs).map(|i| (w[o * inputs + i], a[i * batch + b])))
        });
        assert_eq!(bits(&z), bits(&twin.collect::<Vec<R>>()), "W·A + b, {name}");
    }

    let mut d_a = vec![junk; inputs * batch];
    product_transposed(&w, &d_z, &mut d_a, batch);
    let sum_from = |start: &[R]| {
        let entry = |at: usize| {
            let (i, b) = (at / batch, at % batch);
            fold(start[at], (0..outputs).map(|o| (w[o * inputs + i], d_z[o * batch + b])))
        };
        bits(&(0..inputs * batch).map(entry).collect::<Vec<R>>())
    };
    assert_eq!(bits(&d_a), sum_from(&vec![R::ZERO; inputs * batch]), "Wᵀ·dZ, {name}");
    let mut d_a = a.clone();
    product_transposed_add(&w, &d_z, &mut d_a, batch);
    assert_eq!(bits(&d_a), sum_from(&a), "dA + Wᵀ·dZ, {name}");

    let mut d_w = vec![junk; outputs * inputs];
    product_outer(&d_z, &a, &mut d_w, batch);
    let mut added = w.clone();
    product_outer_add(&d_z, &a, &mut added, batch);
    for (at, &got) in d_w.iter().enumerate() {
        let (d_z_row, a_row) = (&d_z[at / inputs * batch..][..batch], &a[at % inputs * batch..][..batch]);
        assert_eq!(got.canonical_bits(), lane_dot(None, d_z_row, a_row).canonical_bits(), "dZ·Aᵀ, {name}");
        let sum = lane_dot(Some(w[at]), d_z_row, a_row);
        assert_eq!(added[at].canonical_bits(), sum.canonical_bits(), "dW + dZ·Aᵀ, {name}");
        let exact: f64 = d_z_row.iter().zip(a_row).map(|(x, y)| x.to_f64() * y.to_f64()).sum();
        let size: f64 = d_z_row.iter().zip(a_row).map(|(x, y)| (x.to_f64() * y.to_f64()).abs()).sum();
        let epsilon = if R::NAME == "f32" { 1.2e-7 } else { 2.3e-16 };
        assert!(
            (got.to_f64() - exact).abs() <= (4.0 + batch as f64 / 8.0) * epsilon * size,
            "dZ·Aᵀ, {name}: {got} is not {exact}"
        );
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

/// Sums that are made in one go, in two and in three; rows of tiles with two and three left over.
#[test]
fn products_equal_their_naive_twins_at_many_terms() {
    for batch in [1, 8, 15, 17, 32] {
        for (outputs, inputs) in [(6, 66), (66, 6), (3, 127), (127, 3), (6, 130), (130, 7), (2, 200), (200, 2)] {
            check_products::<f32>(outputs, inputs, batch, 3);
            check_products::<f64>(outputs, inputs, batch, 4);
        }
    }
}

/// A number and its exponent: norms over the whole range of f64 and f32.
fn wild() -> impl Strategy<Value = f64> {
    (-1.0..1.0f64, -1070..1000i32)
        .prop_map(|(mantissa, exponent)| mantissa * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2))
}

/// The norm with every entry scaled by a power of two first: exact where the plain sum leaves the range.
fn scaled_norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0f64, |m, v| m.max(v.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let exponent = largest.log2().floor() as i32;
    let (half, rest) = (exponent / 2, exponent - exponent / 2);
    let sum: f64 = values.iter().map(|v| (v * 2f64.powi(-half) * 2f64.powi(-rest)).powi(2)).sum();
    sum.sqrt() * 2f64.powi(half) * 2f64.powi(rest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn products_equal_their_naive_twins(outputs in 1..14usize, inputs in 1..14usize, batch in 1..70usize, seed in any::<u32>()) {
        check_products::<f32>(outputs, inputs, batch, seed);
        check_products::<f64>(outputs, inputs, batch, seed);
    }

    #[test]
    fn norms_are_right_over_the_whole_range(values in prop::collection::vec(wild(), 0..40), exponent in -1060..1000i32) {
        let alike: Vec<f64> = values.iter().map(|v| v.signum() * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)).collect();
        for values in [values, alike] {
            let (got, want) = (Norm::of(&values).l2, scaled_norm(&values));
            prop_assert!((got - want).abs() <= 1e-13 * want + 1e-322, "{got:e} is not {want:e}: {values:?}");
        }
    }
}

#[test]
fn norms_where_a_plain_sum_lies() {
    let all = |value: f64, count: usize| vec![value; count];
    let single = |value: f32, count: usize| vec![value; count];
    let near = |got: f64, want: f64| assert!((got / want - 1.0).abs() < 1e-14, "{got:e} is not {want:e}");
    near(Norm::of(&single(1e-30, 100)).l2, f64::from(1e-30f32) * 10.0);
    near(Norm::of(&single(1e-45, 4)).l2, f64::from(1e-45f32) * 2.0);
    near(Norm::of(&single(3e38, 100)).l2, f64::from(3e38f32) * 10.0);
    near(Norm::of(&all(1e-200, 100)).l2, 1e-199);
    near(Norm::of(&all(1e200, 100)).l2, 1e201);
    near(Norm::of(&all(5e-324, 4)).l2, 1e-323);
    near(Norm::of(&all(2.0, 16)).rms(), 2.0);
    // Eight lanes and a rest: all of it counts.
    for count in 1..40 {
        near(Norm::of(&all(3.0, count)).l2, 3.0 * (count as f64).sqrt());
    }
    assert_eq!((Norm::of(&all(0.0, 9)).l2, Norm::of::<f32>(&[]).l2, Norm::of::<f64>(&[]).rms()), (0.0, 0.0, 0.0));
    assert!(Norm::of(&[1.0, f64::NAN, 2.0]).l2.is_nan() && Norm::of(&[f32::NAN]).l2.is_nan());
    assert!(Norm::of(&[f64::INFINITY, f64::NAN]).l2.is_nan() && Norm::of(&[f64::NAN, f64::INFINITY]).l2.is_nan());
    assert_eq!(Norm::of(&[1.0, f64::NEG_INFINITY]).l2, f64::INFINITY);
    assert_eq!(Norm::of(&[1.0f32, f32::INFINITY]).l2, f64::INFINITY);
    let joined = Norm::of(&[3.0f64]).join(Norm::of(&[4.0f64, 0.0]));
    assert_eq!((joined.l2, joined.count), (5.0, 3));
}

fn sigmoid_slope<R: Real>(z: R) -> R {
    sigmoid_and_slope(R::Lanes::splat(z)).1.first()
}

fn tanh_slope<R: Real>(z: R) -> R {
    R::Lanes::splat(z).tanh_and_slope().1.first()
}

/// Every tail of a function in f32 against the same in f64 by another formula.
fn tail(name: &str, at: impl Fn(f32) -> f32, truth: impl Fn(f64) -> f64, to: f32) {
    let mut z = -to;
    while z <= to {
        let (got, want) = (f64::from(at(z)), truth(f64::from(z)));
        // Below f32's normal range digits are missing by nature.
        let floor = if want.abs() < 1.2e-38 { 6e-45 } else { 0.0 };
        assert!((got - want).abs() <= 1e-6 * want.abs() + floor, "{name}({z}) is {got:e}, not {want:e}");
        z += 0.37;
    }
}

#[test]
fn the_saturated_tails_keep_their_digits() {
    tail("sigmoid", sigmoid, |z| 1.0 / (1.0 + (-z).exp()), 100.0);
    tail("sigmoid'", sigmoid_slope, |z| 1.0 / (z.exp() + 2.0 + (-z).exp()), 100.0);
    tail("tanh'", tanh_slope, |z| 1.0 / z.cosh().powi(2), 48.0);
    tail("softplus", softplus, |z| z.exp().ln_1p(), 85.0);
    // a·(1 − a) would be 0 from z = 17 on.
    assert!(sigmoid_slope(20.0f32) > 2.0e-9 && sigmoid_slope(-20.0f32) == sigmoid_slope(20.0f32));
    for z in [-5.0f64, -20.0, -100.0, -700.0] {
        assert!((sigmoid(z) / z.exp() - 1.0).abs() < 1e-2, "σ({z}) is e^{z} to the first order");
        assert!((sigmoid_slope(z) * (1.0 + z.exp()) / sigmoid(z) - 1.0).abs() < 1e-15, "σ(z) = σ′(z)·(1+e^z)");
    }
    assert_eq!((softplus(800.0f64), softplus(-800.0f64), softplus(800.0f32)), (800.0, 0.0, 800.0));
    assert_eq!((softplus(f64::INFINITY), softplus(f64::NEG_INFINITY)), (f64::INFINITY, 0.0));
    assert_eq!(
        (sigmoid(800.0f64), sigmoid(-800.0f64), sigmoid_slope(800.0f64), tanh_slope(800.0f64)),
        (1.0, 0.0, 0.0, 0.0)
    );
}

/// How far `got` is from `truth`, in units of the last place of the f32 nearest to it.
fn ulps(got: f32, truth: f64) -> f64 {
    let nearest = truth as f32;
    if got == nearest {
        return 0.0;
    }
    // Just below the largest number ∞ may be the nearest: one step of the largest then.
    let size = nearest.abs().min(f32::MAX);
    let step = f64::from(f32::from_bits(size.to_bits().max(1))) - f64::from(f32::from_bits(size.to_bits().max(1) - 1));
    (f64::from(got) - truth).abs() / step
}

/// The worst of every 509th of all f32, with where it is.
fn worst(f: impl Fn(f32) -> f32, truth: impl Fn(f64) -> f64) -> (f64, f32) {
    let all = (0..=u32::MAX).step_by(509).map(f32::from_bits).filter(|x| !x.is_nan());
    all.map(|x| (ulps(f(x), truth(f64::from(x))), x)).fold((0.0, 0.0), |a, b| if a.0 >= b.0 { a } else { b })
}

/// A name, ours, the true function, and the units in the last place that they may differ by.
type Approximation<'a> = (&'a str, fn(f32) -> f32, &'a dyn Fn(f64) -> f64, f64);

#[test]
fn exp_tanh_and_sigmoid_are_within_4_ulp_over_the_whole_range() {
    // e^−|x|, from which the slopes have all their digits.
    let small = |x: f64| (-x.abs()).exp();
    let slope = |e: f64| e / ((1.0 + e) * (1.0 + e));
    let all: [Approximation; 5] = [
        ("exp", Real::exp, &f64::exp, 1.0),
        ("tanh", Real::tanh, &f64::tanh, 4.0),
        ("sigmoid", sigmoid, &|z| 1.0 / (1.0 + (-z).exp()), 4.0),
        ("tanh'", tanh_slope, &|x| 4.0 * slope(small(2.0 * x)), 5.0),
        ("sigmoid'", sigmoid_slope, &|z| slope(small(z)), 5.0),
    ];
    for (name, f, truth, most) in all {
        let (off, at) = worst(f, truth);
        assert!(off <= most, "{name}({at:e}) is {off} ulp off");
    }
    assert_eq!((0f32.exp(), Real::exp(-0f32), Real::tanh(f32::INFINITY)), (1.0, 1.0, 1.0));
    assert_eq!(Real::tanh(-0f32).to_bits(), (-0f32).to_bits());
}

/// A number has the same bits in every lane, and in the rest of a pass that fills no vector.
#[test]
fn lanes_and_rests_are_alike() {
    for count in 0..12 {
        let z: Vec<f32> = (0..count).map(|n| n as f32 * 1.7 - 9.0).collect();
        let (mut a, mut slope, mut product) = (vec![f32::NAN; count], vec![f32::NAN; count], z.clone());
        passes::write_two([&mut a, &mut slope], [&z], |[z]| sigmoid_and_slope(z));
        passes::update(&mut product, [&a, &slope], |z, [a, slope]| z * a + slope);
        let mut tanh = vec![f32::NAN; count];
        passes::write(&mut tanh, [&z], |[z]| z.tanh_and_slope().0);
        for n in 0..count {
            let single = (sigmoid(z[n]), sigmoid_slope(z[n]), Real::tanh(z[n]));
            assert_eq!((a[n], slope[n], tanh[n]), single);
            assert_eq!(product[n], z[n] * single.0 + single.1);
        }
    }
}

fn nan_goes_through<R: Real>() {
    let nan = R::from_f64(f64::NAN);
    let is_nan = |value: R| value.to_f64().is_nan();
    for activation in Activation::ALL {
        let slope = R::from_f64(0.25);
        assert!(is_nan(activation.f(nan, slope)), "{} hides a NaN", activation.key());
        assert!(is_nan(activation.df(nan, slope)), "{}′ hides a NaN", activation.key());
        for z in [-1e30, -800.0, -1.0, 0.0, 1.0, 800.0, 1e30] {
            let (f, df) = (activation.f(R::from_f64(z), slope), activation.df(R::from_f64(z), slope));
            assert!(f.is_finite() && df.is_finite(), "{} at {z}: {f}, {df}", activation.key());
        }
    }
    assert!(is_nan(Activation::Prelu.d_slope(nan)) && Activation::Relu.d_slope(R::from_f64(-3.0)) == R::ZERO);
    assert!([sigmoid(nan), sigmoid_slope(nan), tanh_slope(nan), softplus(nan)].into_iter().all(is_nan));
    assert!(is_nan(nan.max_or_nan(R::ONE)) && is_nan(R::ONE.max_or_nan(nan)) && R::ONE.max_or_nan(R::ZERO) == R::ONE);
}

#[test]
fn nan_goes_through_every_function() {
    nan_goes_through::<f32>();
    nan_goes_through::<f64>();
}

#[test]
fn draws_have_the_distribution_they_are_named_for() {
    let mut random = Random::new(3, Stream::Init);
    let normal: Vec<f64> = (0..200_000).map(|_| random.normal()).collect();
    let moment = |power: i32| normal.iter().map(|x| x.powi(power)).sum::<f64>() / normal.len() as f64;
    assert!(
        moment(1).abs() < 0.01
            && (moment(2) - 1.0).abs() < 0.015
            && moment(3).abs() < 0.05
            && (moment(4) - 3.0).abs() < 0.1
    );
    let mut counts = [0; 7];
    for _ in 0..70_000 {
        counts[random.below(7)] += 1;
        let (unit, uniform) = (random.unit(), random.uniform(-2.0, 3.0));
        assert!((0.0..1.0).contains(&unit) && (-2.0..3.0).contains(&uniform));
    }
    assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    let mut order: Vec<u32> = (0..100).collect();
    random.shuffle(&mut order);
    assert_ne!(order, (0..100).collect::<Vec<u32>>());
    order.sort_unstable();
    assert_eq!(order, (0..100).collect::<Vec<u32>>());
}

#[test]
fn streams_of_one_seed_are_independent() {
    let first = |seed, stream, step| Random::at_step(seed, stream, step).unit();
    let mut seen = vec![];
    for seed in [0, 1, 2, u32::MAX] {
        for stream in [Stream::Data, Stream::Init, Stream::Batches] {
            seen.extend((0..50).map(|step| first(seed, stream, step).to_bits()));
        }
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), count, "two streams begin alike");
    assert_eq!(Random::new(5, Stream::Data), Random::at_step(5, Stream::Data, 0));
}

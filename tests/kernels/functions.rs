//! exp, tanh, sigmoid and the passes over tensors: accuracy, saturated tails, NaN.

use gradient_lab::num::{Lanes, Real, passes, sigmoid, sigmoid_and_slope, softplus};
use gradient_lab::spec::Activation;

fn sigmoid_slope<R: Real>(z: R) -> R {
    sigmoid_and_slope(R::Lanes::splat(z)).1.first()
}

fn tanh_slope<R: Real>(z: R) -> R {
    R::Lanes::splat(z).tanh_and_slope().1.first()
}

/// Compares the tail of a function in f32 with the same tail in f64, computed by another formula.
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
fn saturated_tails_keep_their_digits() {
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

/// The distance of `got` from `truth`, in units in the last place of the nearest f32.
fn ulps(got: f32, truth: f64) -> f64 {
    let nearest = truth as f32;
    if got == nearest {
        return 0.0;
    }
    // Near the largest f32 the nearest may be ∞; then use the step of the largest finite number.
    let size = nearest.abs().min(f32::MAX);
    let step = f64::from(f32::from_bits(size.to_bits().max(1))) - f64::from(f32::from_bits(size.to_bits().max(1) - 1));
    (f64::from(got) - truth).abs() / step
}

/// The largest error over every 509th f32, and the argument that has it.
fn worst(f: impl Fn(f32) -> f32, truth: impl Fn(f64) -> f64) -> (f64, f32) {
    let all = (0..=u32::MAX).step_by(509).map(f32::from_bits).filter(|x| !x.is_nan());
    all.map(|x| (ulps(f(x), truth(f64::from(x))), x)).fold((0.0, 0.0), |a, b| if a.0 >= b.0 { a } else { b })
}

/// A name, our function, the true function, and the permitted difference in units in the last place.
type Approximation<'a> = (&'a str, fn(f32) -> f32, &'a dyn Fn(f64) -> f64, f64);

#[test]
fn exp_tanh_and_sigmoid_are_within_4_ulp_over_the_whole_range() {
    // The slopes computed from e^−|x| have all their digits.
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

/// A result has the same bits in every lane, and in the remainder of a pass that does not fill a vector.
#[test]
fn lanes_and_remainders_have_the_same_bits() {
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

//! D: what an activation's slope and the start weights have to do with it.

use crate::seeds::{at_init, d_z_ratio, geometric_mean, l2, mean, report, seeds, within_factor};
use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{Activation, MeanField};

#[test]
fn deriv_the_steepest_slopes() {
    let expected = [
        ("sigmoid", 0.25, Some(0.0)),
        ("tanh", 1.0, Some(0.0)),
        ("relu", 1.0, None),
        ("leaky_relu", 1.0, None),
        ("elu", 1.0, None),
        ("softplus", 0.99966, Some(8.0)),
        ("selu", 1.7581, Some(0.0)),
        ("gelu", 1.1289, Some(2f64.sqrt())),
        ("silu", 1.0998, Some(2.3994)),
    ];
    for (key, steepest, place) in expected {
        let activation = Activation::from_key(key).expect("an activation");
        let slopes = (-80_000..=80_000).map(|n| f64::from(n) * 1e-4).map(|z| (z, activation.df(z, 0.0)));
        let (z, slope) = slopes.fold((0.0, 0.0), |best: (f64, f64), next| if next.1 > best.1 { next } else { best });
        println!("DERIV {key}: {slope:.5} at z = {z:.4}");
        assert!((slope - steepest).abs() < 1e-4 && place.is_none_or(|place| (z - place).abs() < 2e-3), "{key}");
        assert!((activation.steepest() - slope).abs() < 1e-3, "{key}: what “saturated” is measured against");
    }
}

#[test]
fn chi_the_edge_of_chaos() {
    for sigma in [0.5, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0] {
        let factors = seeds(10, |seed| {
            d_z_ratio(&at_init::<f64>(&format!("preset=CHI&gain={sigma}"), seed), 10, 30).powf(1.0 / 20.0)
        });
        let theory = MeanField::of(Activation::Tanh, sigma * sigma, 0.0).factor();
        report(&format!("CHI sigma_w {sigma} (theory {theory:.4})"), &factors);
        let allowed = if sigma == 1.0 { 0.08 } else { 0.05 };
        assert!((mean(&factors) / theory - 1.0).abs() < allowed, "sigma_w {sigma}");
    }
}

/// δ₁/δ₅, a₅/a₁ and ‖∂L/∂W₂‖/‖∂L/∂W₅‖.
fn three_ratios<R: Real>(session: &Session<R>) -> [f64; 3] {
    let ratio = |layer: usize, over: usize, figure| l2(session, layer, figure) / l2(session, over, figure);
    [ratio(1, 5, |f| f.d_z), ratio(5, 1, |f| f.a), ratio(2, 5, |f| f.d_w)]
}

#[test]
fn glorot_the_old_standard_shrinks_and_hides_it() {
    let measure = |variation: &str| {
        let all = seeds(10, |seed| three_ratios(&at_init::<f64>(&format!("preset=GLOROT&{variation}"), seed)));
        let means = [0, 1, 2].map(|n| geometric_mean(&all.iter().map(|ratios| ratios[n]).collect::<Vec<f64>>()));
        println!(
            "GLOROT {variation}: gradient 1/5 {:.3}, signal 5/1 {:.3}, weight gradient 2/5 {:.3}",
            means[0], means[1], means[2]
        );
        means
    };
    let [gradient, signal, weight] = measure("init=std_uniform");
    assert!(gradient < 0.15 && signal < 0.15 && within_factor(weight, 1.05, 1.3), "(0.083, 0.102, 1.05)");
    let [gradient, signal, weight] = measure("init=xavier_uniform");
    assert!(gradient > 0.25 && signal > 0.25 && within_factor(weight, 1.10, 1.3), "(0.41, 0.51, 1.10)");
    let [gradient, signal, _] = measure("init=std_uniform&activation=identity");
    assert!(within_factor(gradient, 1.0 / 9.0, 1.1) && within_factor(signal, 1.0 / 9.0, 1.1), "(0.111)");
    let [gradient, signal, _] = measure("init=xavier_uniform&activation=identity");
    assert!(within_factor(gradient, 1.0, 1.1) && within_factor(signal, 1.0, 1.1), "(1.00)");
}

#[test]
fn he_sig_relu_needs_twice_the_variance() {
    for (init, measured) in [("xavier_normal", 2.9e-5), ("std_uniform", 3.9e-12), ("he_normal", 0.67)] {
        let ratios = seeds(20, |seed| d_z_ratio(&at_init::<f64>(&format!("preset=HE-SIG&init={init}"), seed), 1, 30));
        let mean = report(&format!("HE-SIG {init} ({measured:e})"), &ratios);
        assert!(within_factor(mean, measured, 5.0));
    }
}

/// Variance over 200 starts of ln‖∂L/∂W₁‖², of the networks that are not dead, and how many are.
fn spread(width: usize, layers: usize) -> (f64, usize) {
    let text = format!("preset=HANIN&width={width}&features={width}&hidden_layers={layers}");
    let norms = seeds(200, |seed| l2(&at_init::<f64>(&text, seed), 1, |f| f.d_w));
    let logs: Vec<f64> = norms.iter().filter(|&&norm| norm > 0.0).map(|norm| 2.0 * norm.ln()).collect();
    let mean = mean(&logs);
    let variance = logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>() / (logs.len() - 1) as f64;
    (variance, norms.len() - logs.len())
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn hanin_deep_and_narrow_is_a_lottery() {
    let measured =
        [(8, 20, 25.0), (16, 20, 8.6), (32, 20, 4.2), (64, 20, 2.0), (32, 5, 0.9), (32, 40, 8.1), (128, 40, 1.4)];
    let spreads = measured.map(|(width, layers, expected)| {
        let (variance, dead) = spread(width, layers);
        println!("HANIN width {width}, {layers} layers: variance {variance:.2} ({expected}), {dead} of 200 dead");
        variance
    });
    for ((width, layers, expected), variance) in measured.into_iter().zip(spreads) {
        assert!(within_factor(variance, expected, 1.6), "width {width}, {layers} layers: {variance}");
    }
    // Equal depth over width gives equal spread.
    assert!(within_factor(spreads[1], spreads[5], 1.6) && within_factor(spreads[3], spreads[6], 1.6));
}

//! B: the gradient vanishes, and what follows from it.

use crate::seeds::{at_init, d_z_ratio, geometric_mean, l2, range, report, seeds};
use gradient_lab::num::Real;
use gradient_lab::session::Session;

/// ‖∂L/∂W₁‖/‖∂L/∂W_L‖.
fn d_w_ratio<R: Real>(session: &Session<R>, layers: usize) -> f64 {
    l2(session, 1, |f| f.d_w) / l2(session, layers, |f| f.d_w)
}

#[test]
fn van_each_sigmoid_layer_loses_three_quarters() {
    let sessions = seeds(20, |seed| {
        let session = at_init::<f64>("preset=VAN", seed);
        (d_w_ratio(&session, 10), session.frame().mean_factor().expect("measured").factor)
    });
    let (ratios, factors): (Vec<f64>, Vec<f64>) = sessions.into_iter().unzip();
    report("VAN dL/dW layer 1 over 10 (4.0e-7)", &ratios);
    report("VAN factor per layer (0.233, theory 0.2361)", &factors);
    assert!(range(&ratios).1 < 1e-4);
    assert!(factors.iter().all(|factor| (0.19..0.29).contains(factor)));
}

#[test]
fn van_l_exponentially_with_depth() {
    let depths = [2, 4, 6, 8, 10, 15, 20];
    let logs = depths.map(|layers| {
        let ratios =
            seeds(10, |seed| d_w_ratio(&at_init::<f64>(&format!("preset=VAN-L&hidden_layers={layers}"), seed), layers));
        report(&format!("VAN-L {layers} layers"), &ratios).ln()
    });
    let mean_depth = depths.iter().sum::<usize>() as f64 / 7.0;
    let mean_log = logs.iter().sum::<f64>() / 7.0;
    let (mut up, mut down) = (0.0, 0.0);
    for (depth, log) in depths.iter().zip(logs) {
        up += (*depth as f64 - mean_depth) * (log - mean_log);
        down += (*depth as f64 - mean_depth).powi(2);
    }
    println!("VAN-L slope of ln ratio per layer: {:.3} (-1.44)", up / down);
    assert!((up / down + 1.44).abs() < 0.15);
}

/// Layers whose ∂L/∂W is 0 in every entry.
fn silent<R: Real>(layers: usize, seed: u32) -> f64 {
    let session = at_init::<R>(&format!("preset=UNDERFLOW&hidden_layers={layers}"), seed);
    session.figures().iter().filter(|figures| figures.d_w.expect("measured").l2 == 0.0).count() as f64
}

#[test]
fn underflow_a_gradient_of_exactly_zero() {
    for (layers, low, high) in [(60, 0.0, 0.0), (75, 5.0, 13.0), (80, 10.0, 17.0), (100, 25.0, 45.0)] {
        let counts = seeds(10, |seed| silent::<f32>(layers, seed));
        println!("UNDERFLOW f32, {layers} layers: {:?} exactly zero", counts);
        assert!(counts.iter().all(|&count| (low..=high).contains(&count)));
    }
    let double = seeds(10, |seed| silent::<f64>(100, seed));
    let smallest = seeds(10, |seed| d_z_ratio(&at_init::<f64>("preset=UNDERFLOW", seed), 1, 100));
    println!("UNDERFLOW f64: {double:?}, layer 1 over 100 {:.0e}", geometric_mean(&smallest));
    assert!(double.iter().all(|&count| count == 0.0));
}

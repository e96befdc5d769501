//! C: the gradient explodes, and what follows from it.

use crate::seeds::{at_init, d_z_ratio, losses, not_finite, report, report_steps, seeds, spec};
use gradient_lab::num::Real;
use gradient_lab::train::Trainer;

#[test]
fn exp_each_layer_multiplies() {
    for (activation, expected) in [("relu", 4.0), ("identity", 5.657), ("tanh", 1.77)] {
        let factors = seeds(20, |seed| {
            d_z_ratio(&at_init::<f64>(&format!("preset=EXP&activation={activation}"), seed), 1, 10).powf(1.0 / 9.0)
        });
        let mean = report(&format!("EXP {activation}, factor per layer ({expected})"), &factors);
        assert!((mean / expected - 1.0).abs() < 0.15);
    }
}

#[test]
fn nan_within_two_steps() {
    let double = seeds(10, |seed| not_finite(&losses::<f64>("preset=NAN", seed, 20)));
    let single = seeds(10, |seed| not_finite(&losses::<f32>("preset=NAN", seed, 20)));
    report_steps("NAN f64, step of the first loss that is not finite (2)", &double);
    report_steps("NAN f32 (1)", &single);
    assert!(double.iter().all(|step| step.is_some_and(|step| step <= 4)));
    assert!(single.iter().all(|step| step.is_some_and(|step| step <= 3)));
    assert!(single.iter().zip(&double).all(|(single, double)| single < double), "more digits, a step more");
}

/// w before each update, while it is finite.
fn weights<R: Real>(text: &str) -> Vec<f64> {
    let mut trainer: Trainer<R> = Trainer::new(&spec(text)).expect("a valid spec");
    let mut weights = vec![];
    while trainer.network.parameters.values[0].is_finite() && weights.len() < 3000 {
        weights.push(trainer.network.parameters.values[0].to_f64());
        trainer.step();
    }
    weights
}

#[test]
fn aval_faster_than_exponential() {
    // The exact steps are those of tests/reference/overflow.json; here the law behind them.
    let linear = weights::<f64>("preset=AVAL&hidden_layers=0&learning_rate=1.25");
    assert_eq!(linear.len(), 1749);
    assert!(
        linear.windows(2).all(|pair| (pair[1] / pair[0] + 1.5).abs() < 1e-12),
        "one layer grows by ×1.5 at every step"
    );
    for (layers, rate, overflow) in [(2, 0.75, None), (3, 0.75, Some(5)), (5, 0.25, Some(4))] {
        let path = weights::<f64>(&format!("preset=AVAL&hidden_layers={}&learning_rate={rate}", layers - 1));
        let logs: Vec<f64> = path.iter().map(|w| w.abs().ln()).collect();
        let ratio = logs[logs.len() - 1] / logs[logs.len() - 2];
        let law = f64::from(2 * layers - 1);
        println!(
            "AVAL {layers} layers: ln|w| × {ratio:.3} per step (law {law}), not finite after {} updates",
            path.len()
        );
        assert!((ratio / law - 1.0).abs() < 0.02);
        assert!(overflow.is_none_or(|overflow| overflow == path.len()));
    }
    assert_eq!(weights::<f64>("preset=AVAL").len(), 5, "the preset is the chain of three");
}

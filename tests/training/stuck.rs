//! B: what a vanishing gradient does to training.

use crate::seeds::{learned, range, report, report_steps, seeds, spec};
use gradient_lab::num::{Norm, Real};
use gradient_lab::session::Session;
use gradient_lab::train::Trainer;

/// How far the first and the last layer are from their start after 500 steps, and the one over the other.
fn moved<R: Real>(name: &str, text: &str, count: u32) -> Vec<f64> {
    let distances = seeds(count, |seed| {
        let mut session: Session<R> = Session::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
        session.run(500);
        (session.distance(0), session.distance(session.trainer().stages() - 1))
    });
    report(&format!("{name}, {}, first layer", R::NAME), &distances.iter().map(|d| d.0).collect::<Vec<f64>>());
    report(&format!("{name}, {}, last layer", R::NAME), &distances.iter().map(|d| d.1).collect::<Vec<f64>>());
    let ratios: Vec<f64> = distances.iter().map(|d| d.0 / d.1).collect();
    report(&format!("{name}, {}, first over last", R::NAME), &ratios);
    ratios
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn frozen_lower_layers_do_not_move() {
    let sigmoid = moved::<f64>("FROZEN sigmoid (1.6e-6, 0.58, 2.7e-6)", "preset=FROZEN", 10);
    let page = moved::<f32>("FROZEN sigmoid as the page trains it", "preset=FROZEN", 10);
    let relu = moved::<f64>(
        "FROZEN ReLU + He (0.04, 0.54, 0.075)",
        "preset=FROZEN&activation=relu&init=he_normal&learning_rate=0.1",
        10,
    );
    assert!(range(&sigmoid).1 < 1e-4 && range(&page).1 < 1e-4);
    assert!(range(&relu).0 > 1e-2);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn stall_the_loss_stays_at_chance_whatever_the_rate() {
    for rate in ["0.1", "0.5", "1", "3"] {
        let ends = seeds(10, |seed| {
            let mut session: Session<f32> =
                Session::new(&spec(&format!("preset=STALL&learning_rate={rate}&seed={seed}"))).expect("a valid spec");
            session.run(1000);
            let score = session.evaluate().train;
            assert_eq!(score.accuracy, 0.5, "rate {rate}, seed {seed}");
            score.loss
        });
        report(&format!("STALL sigmoid, rate {rate} (0.693)"), &ends);
        assert!(range(&ends).0 > 0.69 && range(&ends).1 < 0.75);
    }
    let relu = "preset=STALL&activation=relu&init=he_normal&learning_rate=0.1";
    assert_eq!(
        report_steps("STALL ReLU + He below 0.1 (88..135)", &seeds(10, |seed| learned::<f32>(relu, seed, 300))),
        10
    );
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn zero_w_weights_that_nothing_but_decay_moves() {
    let left = 0.99f64.powi(1000);
    let shares = seeds(10, |seed| {
        let mut trainer: Trainer<f32> =
            Trainer::new(&spec(&format!("preset=ZERO-W&seed={seed}"))).expect("a valid spec");
        let norms = |trainer: &Trainer<f32>| -> Vec<f64> {
            let weights = trainer.network.layers.iter().flat_map(|layer| layer.weights());
            weights.map(|w| Norm::of(&trainer.network.parameters.values[w]).l2).collect()
        };
        let start = norms(&trainer);
        (0..1000).for_each(|_| trainer.step());
        norms(&trainer).iter().zip(start).map(|(now, start)| now / start).collect::<Vec<f64>>()
    });
    for layer in 1..=10 {
        let of_layer: Vec<f64> = shares.iter().map(|shares| shares[layer - 1]).collect();
        report(&format!("ZERO-W layer {layer}, ‖W‖ after over before (1..5: {left:.3e}, 10: 0.19)"), &of_layer);
        if layer <= 5 {
            assert!(of_layer.iter().all(|share| (share / left - 1.0).abs() < 1e-3));
        }
        assert!(layer < 10 || range(&of_layer).0 > 100.0 * left, "the last layer is moved by its gradient");
    }
}

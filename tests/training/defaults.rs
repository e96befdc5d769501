//! The experiment that the page opens with, and its cure.

use crate::seeds::{at_init, losses, range, recent, report, seeds, spec};
use gradient_lab::session::Session;

/// Geometric slope per layer of rms ∂L/∂z, fitted over the interior layers.
fn slope(session: &Session<f32>) -> f64 {
    let rms: Vec<f64> =
        session.figures()[1..9].iter().map(|figures| figures.d_z.expect("measured").rms().ln()).collect();
    let (middle, mean) = ((rms.len() - 1) as f64 / 2.0, rms.iter().sum::<f64>() / rms.len() as f64);
    let up: f64 = rms.iter().enumerate().map(|(n, log)| (n as f64 - middle) * (log - mean)).sum();
    let down: f64 = (0..rms.len()).map(|n| (n as f64 - middle).powi(2)).sum();
    (-up / down).exp()
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_default_does_not_learn_and_its_gradient_falls_as_theory_says() {
    let slopes = seeds(10, |seed| slope(&at_init::<f32>("", seed)));
    report("default: gradient per layer (theory 0.236)", &slopes);
    assert!(slopes.iter().all(|slope| (0.19..=0.29).contains(slope)));
    let mut session: Session<f32> = Session::new(&spec("")).expect("a valid spec");
    session.run(1);
    let (slope, mean) = (slope(&session), session.frame().mean_factor().expect("measured").factor);
    println!("default seed: {slope:.4}, mean factor {mean:.4}");
    assert!((0.19..=0.29).contains(&slope) && (0.19..=0.29).contains(&mean));
    let ends = seeds(10, |seed| {
        let losses = losses::<f32>("", seed, 300);
        assert!(losses[5..].windows(20).all(|window| recent(window) > 0.97 * 10f64.ln()), "seed {seed} leaves chance");
        recent(&losses)
    });
    report("default: loss after 300 steps (ln 10 = 2.303)", &ends);
    assert!(range(&ends).0 > 2.29 && range(&ends).1 < 2.34);
}

/// Test accuracy on the digits after so many steps, the page's default but for `variation`.
fn accuracies(variation: &str, steps: u32) -> Vec<f64> {
    let right = seeds(10, |seed| {
        let mut session: Session<f32> = Session::new(&spec(&format!("{variation}&seed={seed}"))).expect("a valid spec");
        session.run(steps);
        session.evaluate().test.accuracy
    });
    report(&format!("digits with {variation}, test accuracy after {steps} steps"), &right);
    right
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn relu_and_he_learn_the_digits() {
    let mut right = accuracies("activation=relu&init=he_normal", 1000);
    right.sort_by(f64::total_cmp);
    assert!(right[4] >= 0.94 && right[0] >= 0.9, "{right:?}");
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_default_is_cured_by_a_norm_or_by_kumar_and_adam() {
    assert!(range(&accuracies("norm=batch", 600)).0 > 0.9);
    assert!(range(&accuracies("init=kumar&optimizer=adam&learning_rate=0.003", 600)).0 > 0.75);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_default_is_not_cured_by_clipping_dropout_or_a_penalty() {
    for variation in ["clip_norm=1", "dropout=0.2", "l2=0.01"] {
        assert!(range(&accuracies(variation, 300)).1 < 0.2);
    }
}

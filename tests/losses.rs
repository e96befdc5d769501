//! Losses at logits that no training should meet and every training sometimes does.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::Real;
use gradient_lab::spec::Loss;

/// Loss and gradient of one column of logits.
fn at<R: Real>(loss: Loss, z: &[f64], y: &[f64]) -> (f64, Vec<f64>) {
    let cast = |values: &[f64]| values.iter().map(|&value| R::from_f64(value)).collect::<Vec<R>>();
    let mut d_z = vec![R::ZERO; z.len()];
    let value = loss.evaluate(&cast(z), &cast(y), &mut d_z, 1);
    (value, d_z.iter().map(|d| d.to_f64()).collect())
}

fn finite<R: Real>(largest: f64) {
    let logits = [-largest, -800.0, -20.0, 0.0, 20.0, 800.0, largest];
    for &z in &logits {
        for y in [0.0, 1.0] {
            let (value, d_z) = at::<R>(Loss::Bce, &[z], &[y]);
            assert!(value.is_finite() && d_z[0].is_finite(), "bce at {z}, {y}: {value}, {d_z:?}");
        }
        for &other in &logits {
            let (value, d_z) = at::<R>(Loss::SoftmaxCrossEntropy, &[z, other, 0.0], &[1.0, 0.0, 0.0]);
            assert!(
                value.is_finite() && d_z.iter().all(|d| d.is_finite()),
                "softmax at {z}, {other}: {value}, {d_z:?}"
            );
        }
    }
}

#[test]
fn logistic_loss_and_softmax_are_finite_for_every_finite_logit() {
    finite::<f32>(f64::from(f32::MAX));
    // Two logits further apart than f64 reaches have a loss that f64 has no number for.
    finite::<f64>(f64::MAX / 2.0);
}

#[test]
fn a_squared_error_is_finite_wherever_its_square_has_a_number() {
    assert!(at::<f32>(Loss::Mse, &[1.8e19], &[0.0]).0.is_finite());
    let (value, d_z) = at::<f32>(Loss::Mse, &[3e19], &[0.0]);
    assert!(value == f64::INFINITY && d_z[0].is_finite(), "{value}, {d_z:?}");
}

#[test]
fn the_textbook_log_loss_turns_nan_where_p_rounds_to_1() {
    assert!(at::<f32>(Loss::NaiveBce, &[20.0], &[1.0]).0.is_nan());
    assert_eq!(at::<f32>(Loss::NaiveBce, &[20.0], &[0.0]).0, f64::INFINITY);
    assert!(at::<f64>(Loss::NaiveBce, &[20.0], &[1.0]).0.is_finite());
    assert!(at::<f64>(Loss::NaiveBce, &[40.0], &[1.0]).0.is_nan());
}

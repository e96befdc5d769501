//! Ten sigmoid layers on the circles: in f16 some gradients are exactly 0, in bf16 and with a loss scale none.

use crate::seeds::{at_init, mean, range, seeds};
use gradient_lab::probe::Figures;

/// Layers whose gradient is 0 in every entry, for ten seeds.
fn silent(layers: u32, numbers: &str) -> Vec<f64> {
    let text = format!("data=circles&hidden_layers={layers}&activation=sigmoid&init=xavier_normal&{numbers}");
    let zero = |figures: &&Figures| figures.d_w.is_some_and(|d_w| d_w.l2 == 0.0);
    let counts = seeds(10, |seed| at_init::<f32>(&text, seed).figures().iter().filter(zero).count() as f64);
    let ((low, high), mean) = (range(&counts), mean(&counts));
    println!("{layers} layers, {numbers}: {mean:.1} ({low}–{high}) layers exactly 0");
    counts
}

#[test]
fn f16_loses_gradients_that_bf16_and_a_loss_scale_keep() {
    // By an independent program in numpy: 2.4 (2–4), 7.2, 12.7 layers; with the loss scale 0, 0, 5.3 (4–6).
    for (layers, half, scaled) in [(10, (2.0, 3.0), 0.0), (15, (5.0, 10.0), 0.0), (20, (10.0, 15.0), 8.0)] {
        let inside = |&count: &f64| half.0 <= count && count <= half.1;
        assert!(silent(layers, "precision=f16").iter().all(inside));
        assert!(silent(layers, "precision=f16&loss_scale=15").iter().all(|&count| count <= scaled));
        assert_eq!(silent(layers, "precision=bf16"), [0.0; 10]);
        assert_eq!(silent(layers, "precision=f32"), [0.0; 10]);
    }
}

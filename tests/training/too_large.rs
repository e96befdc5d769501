//! C: what an exploding gradient does to training.

use crate::seeds::{
    at_init, d_z_ratio, l2, losses, not_finite, range, recent, report, report_steps, seeds, within_factor,
};

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn knob_twenty_percent_too_large() {
    let fine = seeds(10, |seed| losses::<f64>("preset=KNOB&gain=1", seed, 300));
    assert!(fine.iter().all(|losses| not_finite(losses).is_none()));
    let ends: Vec<f64> = fine.iter().map(|losses| recent(losses)).collect();
    report("KNOB k = 1, loss after 300 steps (0.006..0.021)", &ends);
    assert!(range(&ends).1 < 0.06);
    for (k, within) in [("1.2", 10), ("1.4", 10), ("2", 4)] {
        let steps = seeds(10, |seed| not_finite(&losses::<f64>(&format!("preset=KNOB&gain={k}"), seed, within + 1)));
        assert_eq!(report_steps(&format!("KNOB k = {k}, not finite at (1.2: 3..6, 2: 2)"), &steps), 10);
    }
    let page = seeds(10, |seed| not_finite(&losses::<f32>("preset=KNOB", seed, 10)));
    assert_eq!(report_steps("KNOB as the page runs it, f32", &page), 10);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn lr_too_large() {
    let small = seeds(10, |seed| not_finite(&losses::<f64>("preset=LR&learning_rate=0.01", seed, 300)));
    assert_eq!(report_steps("LR 0.01, not finite (0/10)", &small), 0);
    let large = seeds(10, |seed| not_finite(&losses::<f64>("preset=LR", seed, 300)));
    assert_eq!(report_steps("LR 0.3, not finite (10/10, step 3..6)", &large), 10);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn tanh_x_explodes_without_nan() {
    let ratios = seeds(20, |seed| {
        let session = at_init::<f64>("preset=TANH-X", seed);
        [l2(&session, 1, |f| f.d_a) / l2(&session, 10, |f| f.d_a), d_z_ratio(&session, 1, 10)]
    });
    let [d_a, d_z] = [0, 1].map(|n| ratios.iter().map(|pair| pair[n]).collect::<Vec<f64>>());
    assert!(within_factor(report("TANH-X dL/da layer 1 over 10 (167)", &d_a), 167.0, 2.0));
    // Two inputs saturate the first layer less than 32 units saturate the others, so its dL/dz keeps more of dL/da.
    assert!(report("TANH-X dL/dz layer 1 over 10", &d_z) > 167.0);
    let runs = seeds(10, |seed| losses::<f32>("preset=TANH-X", seed, 300));
    assert!(runs.iter().all(|losses| not_finite(losses).is_none()));
    let ends: Vec<f64> = runs.iter().map(|losses| recent(losses)).collect();
    report("TANH-X loss after 300 steps (0.06..0.16)", &ends);
}

//! G: deep residual networks in training, and a deep plain one with batch norm.

use crate::seeds::{learned, losses, not_finite, range, recent, report, report_steps, seeds};

fn below(name: &str, text: &str, steps: usize) -> usize {
    report_steps(&format!("{name}, below 0.1"), &seeds(10, |seed| learned::<f32>(text, seed, steps)))
}

/// How many of ten runs are NaN within `steps`.
fn overflows(name: &str, text: &str, steps: usize) -> usize {
    let found = seeds(10, |seed| not_finite(&losses::<f32>(text, seed, steps)));
    report_steps(&format!("{name}, not finite at"), &found)
}

fn ends(name: &str, text: &str, steps: usize) -> (f64, f64) {
    let ends = seeds(10, |seed| recent(&losses::<f32>(text, seed, steps)));
    report(&format!("{name}, loss after {steps} steps"), &ends);
    range(&ends)
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn res_train_thirty_blocks() {
    assert!(below("RES-TRAIN 1/√L (136..238)", "preset=RES-TRAIN&skip=report&branch_scale=depth", 300) >= 9);
    assert!(
        below("RES-TRAIN 1/√L, He (122..219)", "preset=RES-TRAIN&skip=report&branch_scale=depth&init=he_normal", 300)
            >= 9
    );
    for rate in ["0.03", "0.1"] {
        let text = format!("preset=RES-TRAIN&skip=report&branch_scale=one&learning_rate={rate}");
        assert_eq!(overflows(&format!("RES-TRAIN unscaled, rate {rate} (10/10)"), &text, 5), 10);
        let text = format!("preset=RES-TRAIN&branch_scale=depth&skip=plain&learning_rate={rate}");
        let (low, high) = ends(&format!("RES-TRAIN plain, rate {rate} (0.693)"), &text, 400);
        assert!(low > 0.68 && high < 0.71);
    }
    // f stands in the gradient's way behind every sum.
    let sigmoid = "preset=RES-TRAIN&skip=report&branch_scale=one&activation=sigmoid";
    assert!(ends("RES-TRAIN sigmoid (0.6955)", sigmoid, 400).0 > 0.68);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn res_train_the_identity_path() {
    let identity = "preset=RES-TRAIN&skip=identity&branch_scale=one&activation=tanh&learning_rate=0.03";
    let plain = "preset=RES-TRAIN&branch_scale=depth&skip=plain&activation=tanh&learning_rate=0.03";
    assert!(below("RES-TRAIN identity path, tanh, Xavier (45..155)", identity, 400) >= 9);
    assert!(below("RES-TRAIN plain, tanh, Xavier (0/10)", plain, 300) <= 1);
    let identity = format!("{identity}&init=std_uniform");
    assert!(below("RES-TRAIN identity path, tanh, U(±1/√n) (161..325)", &identity, 400) >= 9);
    let (low, high) = ends("RES-TRAIN plain, tanh, U(±1/√n) (0.6936)", &format!("{plain}&init=std_uniform"), 400);
    assert!(low > 0.68 && high < 0.71);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn res_50_fifty_blocks() {
    assert_eq!(overflows("RES-50 unscaled", "preset=RES-50", 5), 10);
    assert_eq!(overflows("RES-50 unscaled, rate 0.001", "preset=RES-50&learning_rate=0.001", 5), 10);
    for init in ["xavier_normal", "he_normal"] {
        let text = format!("preset=RES-50&branch_scale=depth&init={init}");
        assert!(below(&format!("RES-50 1/√L, {init}"), &text, 300) >= 9);
    }
    assert!(ends("RES-50 without skips", "preset=RES-50&skip=plain", 300).0 > 0.68);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn bn_x_does_not_learn() {
    let text = "preset=BN-X&data=circles&sampling=replacement&samples=256&batch=32&width=24&learning_rate=0.03";
    let (low, _) = ends("BN-X in training (0.56)", text, 300);
    assert!(low > 0.1);
}

//! A check that cannot fail proves nothing: gradients made wrong on purpose.

use super::{CheckReport, Finding, GradientCheck, judge};
use crate::spec::Link;
use crate::train::Trainer;

fn check(text: &str) -> GradientCheck {
    let trainer: Trainer<f64> = Trainer::new(&Link::parse(text).spec).expect("a valid spec");
    GradientCheck::of(&trainer, 4)
}

const SMALL: &str = "data=circles&samples=8&hidden_layers=2&width=3&activation=tanh";

fn failed(report: &CheckReport) -> usize {
    report.layers.iter().map(|layer| layer.failed).sum()
}

#[test]
fn every_single_wrong_number_is_found_and_named() {
    let parameters = check(SMALL).network.parameters.values.len();
    for index in 0..parameters {
        let mut check = check(SMALL);
        check.network.parameters.grads[index] *= 1.0 + 1e-5;
        let name = check
            .network
            .parameters
            .tensors
            .iter()
            .find(|t| t.range.contains(&index))
            .map(|t| (t.stage, t.name.clone()));
        let (stage, name) = name.expect("every index is in a tensor");
        let report = check.run();
        assert_eq!((failed(&report), report.layers[stage].failed), (1, 1), "parameter {index}");
        assert_eq!(report.layers[stage].worst_name, name);
        assert!(report.words().contains("disagree"), "{}", report.words());
    }
}

#[test]
fn a_zero_where_there_is_a_gradient_is_found() {
    let mut check = check(SMALL);
    check.network.parameters.grads.fill(0.0);
    let report = check.run();
    assert_eq!(failed(&report), check.network.parameters.values.len());
}

#[test]
fn a_wrong_stage_is_found_where_the_loss_sees_nothing() {
    let mut check = check("data=circles&samples=8&hidden_layers=30&width=3&activation=sigmoid");
    check.slopes.scale_first(1.0 + 1e-5);
    let report = check.run();
    assert_eq!((failed(&report), report.layers[0].failed, report.layers[0].agreed), (1, 1, 0));
}

#[test]
fn the_judge_knows_three_answers() {
    assert!(matches!(judge(1.0, 1.0, 1.0, 1e-12), Finding::Agrees(error) if error < 1e-12));
    assert!(matches!(judge(1.0, 1.1, 1.1, 1e-12), Finding::Differs(error) if error > 0.05));
    assert_eq!(judge(1e-12, 3e-12, 3e-12, 1e-12), Finding::TooSmall);
    // Even a difference that is mostly rounding shows a gradient that is grossly wrong.
    assert!(matches!(judge(1.0, 0.0, 0.0, 1e-3), Finding::Differs(_)));
    // Curvature that the two steps disagree on is no proof either way; a NaN beside a number is.
    assert_eq!(judge(1.0, 1.5, 1.2, 1e-12), Finding::TooSmall);
    assert!(matches!(judge(f64::NAN, 1.0, 1.0, 1e-12), Finding::Differs(_)));
}

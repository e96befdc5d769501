//! Trainers as they stand: in whatever precision, with penalties and dropout, and every preset.

use super::any;
use super::proof::sum;
use crate::open::spec;
use gradient_lab::net::Network;
use gradient_lab::num::{Random, Real, Stream};
use gradient_lab::probe::GradientCheck;
use gradient_lab::spec::presets;
use gradient_lab::train::{Phase, Trainer, penalise, penalty};

/// The check runs on a trainer as it stands, in whatever precision that trains, and leaves it alone.
fn check_of<R: Real>(text: &str, steps: u32) {
    let mut trainer: Trainer<R> = Trainer::new(&spec(text)).expect("a valid spec");
    (0..steps).for_each(|_| trainer.step());
    let before = trainer.network.parameters.clone();
    let report = GradientCheck::of(&trainer, 5).run();
    assert_eq!(sum(&report, |layer| layer.failed), 0, "{} {text}: {:#?}", R::NAME, report.layers);
    assert!(sum(&report, |layer| layer.agreed) > 0, "{text}");
    assert_eq!(
        (&before.values, &before.running),
        (&trainer.network.parameters.values, &trainer.network.parameters.running)
    );
}

const EXPERIMENTS: &[&str] = &[
    "preset=BP",
    "hidden_layers=3&width=5&batch=8",
    "data=reg&activation=relu&init=he_normal&hidden_layers=2&width=6",
    "data=circles&hidden_layers=3&width=6&activation=relu&init=he_normal&norm=batch&dropout=0.3",
    "data=circles&hidden_layers=3&width=6&activation=tanh&norm=layer&norm_place=after&l2=0.01&l1=0.003",
    "data=spiral&hidden_layers=3&width=5&skip=report&branch_layers=2&activation=elu&optimizer=adam&l2=0.1",
    "data=xor&hidden_layers=4&width=5&layer_width=2:7&skip=pre_activation&norm=batch&activation=gelu&dropout=0.5",
    "data=reg&hidden_layers=2&width=6&skip=identity&zero_branch=on&activation=silu&optimizer=rmsprop&l1=0.1&\
        clip_norm=0.1",
    "hidden_layers=2&width=5&skip=pre_activation&branch_layers=2&branch_scale=depth&norm=layer&activation=prelu&\
        batch=6",
];

#[test]
fn trainers_in_both_precisions_are_checked_in_f64() {
    for text in EXPERIMENTS {
        for steps in [0, 3, 40] {
            check_of::<f32>(text, steps);
            check_of::<f64>(text, steps);
        }
    }
}

/// Exploded, dead, saturated: the check may find much too small or on a kink, but never cries wolf.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn no_preset_raises_a_false_alarm() {
    for preset in presets() {
        for seed in [1, 2] {
            // What is deeper than 24 layers takes long, and is asked the same questions at 24.
            let (depth, width) = (spec(&preset.runs[0]).hidden_layers.min(24), spec(&preset.runs[0]).width.min(5));
            let text = format!("preset={}&hidden_layers={depth}&width={width}&seed={seed}", preset.id);
            let mut trainer: Trainer<f64> = Trainer::new(&spec(&text)).expect("a valid spec");
            for steps in [0, 5] {
                (0..steps).for_each(|_| trainer.step());
                let report = GradientCheck::of(&trainer, 2).run();
                assert_eq!(sum(&report, |layer| layer.failed), 0, "{text} after {steps} steps: {}", report.words());
            }
        }
    }
}

/// Loss and penalties as they stand in a trainer that has been run through its forward phases.
fn objective(network: &mut Network<f64>, trainer: &Trainer<f64>, [l1, l2]: [f64; 2]) -> f64 {
    (0..network.layers.len()).for_each(|k| network.forward(k));
    let (y, batch) = (network.y.clone(), network.batch);
    let output = network.stages.last_mut().expect("an output stage").last_mut();
    trainer.loss().evaluate(&output.value, &y, &mut output.d, batch) + penalty(&network.parameters, l1, l2)
}

/// What `Clip` adds is the gradient of what the penalties add to the loss, without the lab's check.
#[test]
fn penalties_by_differences_taken_here() {
    for (text, weights) in [
        ("data=reg&hidden_layers=2&width=5&activation=tanh", [0.0, 0.3]),
        ("data=reg&hidden_layers=2&width=5&activation=tanh&norm=batch", [0.07, 0.0]),
        ("data=circles&hidden_layers=3&width=5&layer_width=2:7&skip=report&norm=layer&activation=prelu", [0.05, 0.2]),
    ] {
        let [l1, l2] = weights;
        let mut trainer: Trainer<f64> =
            Trainer::new(&spec(&format!("{text}&l1={l1}&l2={l2}&samples=12"))).expect("a valid spec");
        while trainer.next() != Phase::Update {
            trainer.advance();
        }
        let mut network = trainer.network.clone();
        let (rest, mut random) = (network.parameters.values.clone(), Random::new(9, Stream::Init));
        let direction: Vec<f64> = rest.iter().map(|_| random.normal()).collect();
        let analytic: f64 = network.parameters.grads.iter().zip(&direction).map(|(g, v)| g * v).sum();
        let mut at = |h: f64| {
            let moved = rest.iter().zip(&direction).map(|(r, v)| r + h * v);
            network.parameters.values = moved.collect();
            objective(&mut network, &trainer, weights)
        };
        let mut slope = |h: f64| (at(h) - at(-h)) / (2.0 * h);
        let numeric = (4.0 * slope(5e-6) - slope(1e-5)) / 3.0;
        assert!((analytic - numeric).abs() < 1e-6 * analytic.abs(), "{text}: {analytic} against {numeric}");
        // The data's gradient is kept apart, and the penalties alone make the difference.
        let mut alone = trainer.network.parameters.clone();
        alone.grads.copy_from_slice(trainer.data_grads());
        assert_ne!(alone.grads, trainer.network.parameters.grads);
        penalise(&mut alone, l1, l2);
        assert_eq!(alone.grads, trainer.network.parameters.grads);
    }
}

/// Any experiment, at its start and after some steps; as many as EXPERIMENTS says.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn no_experiment_raises_a_false_alarm() {
    let count = std::env::var("EXPERIMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    for number in 0..count {
        let spec = any::spec(number);
        let mut trainer: Trainer<f32> = Trainer::new(&spec).expect("a valid spec");
        for steps in [0, 7] {
            (0..steps).for_each(|_| trainer.step());
            let report = GradientCheck::of(&trainer, 3).run();
            assert_eq!(
                sum(&report, |layer| layer.failed),
                0,
                "{number} after {steps} steps: {}: {:#?}",
                spec.to_text(),
                report.layers
            );
        }
    }
}

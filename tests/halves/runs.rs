//! Runs in f16 and bf16: what is rounded, and that a run is measured, undone, opened and stopped as any other.

use crate::any;
use crate::seeds::spec;
use gradient_lab::num::Format;
use gradient_lab::session::Experiment;
use gradient_lab::spec::{Link, Precision, Spec};
use gradient_lab::train::{Phase, Trainer};
use gradient_lab::verdict::{Limits, diagnose};

/// Whether all numbers are numbers of a format.
fn are_of(format: Format, numbers: &[f32]) -> bool {
    numbers.iter().all(|&x| x.is_nan() || format.nearest(x.into()) == f64::from(x))
}

fn assert_rounded(trainer: &Trainer<f32>, text: &str) {
    let (network, rounding) = (&trainer.network, trainer.spec.rounding().expect("a half"));
    let parameters = &network.parameters;
    for values in [&network.x, &parameters.values, &trainer.data.train.x, &trainer.data.test.x] {
        assert!(are_of(rounding.values, values), "{text}");
    }
    for (k, stage) in network.stages.iter().enumerate() {
        assert!(are_of(rounding.gradients, &stage.d_branch), "{text}: branch of stage {k}");
        for (j, block) in stage.blocks.iter().enumerate() {
            assert!(are_of(rounding.values, &block.value), "{text}: value {j} of stage {k}");
            assert!(are_of(rounding.gradients, &block.d), "{text}: gradient {j} of stage {k}");
        }
    }
}

#[test]
fn after_every_phase_every_tensor_is_rounded() {
    let mut in_time = 0;
    for number in 0..60 {
        for precision in [Precision::F16, Precision::Bf16] {
            let spec = Spec { precision, clip_norm: 0.0, clip_value: 0.0, l1: 0.0, l2: 0.0, ..any::spec(number) };
            let text = spec.to_text();
            let mut trainer = Trainer::<f32>::new(&spec).expect("a valid spec");
            in_time += u32::from(trainer.network.through_time());
            for _ in 0..2 * trainer.per_step() {
                trainer.advance();
                assert_rounded(&trainer, &text);
                // Without penalties and limits the update leaves the gradients of the backward pass.
                let gradients = trainer.spec.gradient_format();
                assert!(are_of(gradients, &trainer.network.parameters.grads), "{text}");
            }
        }
    }
    assert!((20..100).contains(&in_time), "{in_time}");
}

#[test]
fn answers_are_rounded_as_in_training() {
    for text in ["data=spiral&hidden_layers=3&width=8&norm=layer&skip=identity", "data=adding&cell=gru&length=12"] {
        let mut experiment = Experiment::open(Link::parse(&format!("{text}&precision=bf16")));
        experiment.run(3);
        let x: Vec<f64> = (0..experiment.frame().sizes.features).map(|n| (n as f64).sin()).collect();
        let answers: Vec<f32> = experiment.answers(&x, 1).iter().map(|&z| z as f32).collect();
        assert!(are_of(Format::BRAIN, &answers) && answers.iter().all(|z| z.is_finite()));
    }
}

/// Updates far below half a unit in the last place of W add up in the master copy.
#[test]
fn small_updates_are_not_lost() {
    let text = "data=reg&hidden_layers=1&width=8&activation=tanh&sampling=full&samples=32&learning_rate=0.0003";
    let values = |precision: &str, steps: u32| {
        let mut trainer = Trainer::<f32>::new(&spec(&format!("{text}&precision={precision}"))).expect("a valid spec");
        (0..steps).for_each(|_| trainer.step());
        let updates = trainer.network.parameters.updates.clone();
        (trainer.network.parameters.values, updates)
    };
    let ((start, _), (end, updates), (exact, _)) = (values("bf16", 0), values("bf16", 2000), values("f32", 2000));
    let lost = |n: usize| Format::BRAIN.nearest(f64::from(end[n] + updates[n])) == f64::from(end[n]);
    let all_lost = (0..end.len()).filter(|&n| end[n].abs() > 0.1).all(lost);
    assert!(all_lost, "each update alone is below the last digit of bf16");
    let distance = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(a - b).powi(2)).sum::<f64>().sqrt();
    let (moved, error) = (distance(&end, &start), distance(&end, &exact));
    println!("moved by {moved:.4}, {error:.4} from where f32 ends");
    assert!(moved > 0.05 && error < 0.2 * moved);
}

#[test]
fn a_run_is_undone_and_opened_again() {
    for text in [
        "data=circles&hidden_layers=4&width=8&activation=tanh&optimizer=adam&precision=f16&loss_scale=15",
        "data=adding&cell=lstm&length=12&width=6&batch=8&precision=bf16",
    ] {
        let mut experiment = Experiment::open(Link::parse(text));
        assert!(experiment.warnings().is_empty());
        experiment.run(20);
        let (digest, link) = (experiment.digest(), experiment.link());
        for _ in 0..7 {
            assert!(experiment.back());
        }
        experiment.advance(7);
        assert_eq!(experiment.digest(), digest);
        experiment.seek(3);
        while !experiment.seek_advance(100) {}
        experiment.run(17);
        assert_eq!(experiment.digest(), digest);
        let mut again = Experiment::open(Link::parse(&link));
        while !again.seek_advance(100) {}
        assert_eq!(again.digest(), digest);
        let other = again.change("precision", "f32");
        assert_eq!(other.effect.key(), "restart");
    }
}

#[test]
fn the_gradient_check_proves_the_formulas_at_the_rounded_weights() {
    for precision in ["f16&loss_scale=15", "bf16"] {
        let text = format!("data=circles&hidden_layers=3&width=5&activation=tanh&precision={precision}");
        let mut experiment = Experiment::open(Link::parse(&text));
        experiment.run(5);
        let report = experiment.gradient_check(3).run();
        assert!(report.layers.iter().all(|layer| layer.failed == 0) && report.layers[0].agreed > 0, "{report:?}");
    }
}

/// Numbers beyond 65,504 are ∞, and the run stops there.
#[test]
fn overflow_is_recorded() {
    let stop = |text: &str| {
        let mut experiment = Experiment::open(Link::parse(text));
        experiment.run(3);
        let frame = experiment.frame();
        let stopped = frame.stopped.unwrap_or_else(|| panic!("{text} goes on"));
        let crash = frame.crash().expect("a record");
        println!("{text}: {stopped:?} {crash:?}");
        (stopped, crash)
    };
    let deep = "data=circles&hidden_layers=10&activation=relu&init=normal&width=32";
    let (stopped, crash) = stop(&format!("{deep}&precision=f16"));
    assert_eq!((stopped.step, crash.value.abs()), (0, f64::INFINITY));
    let (stopped, _) = stop("data=circles&hidden_layers=2&activation=tanh&precision=f16&loss_scale=24");
    assert_eq!((stopped.step, stopped.value.abs()), (0, f64::INFINITY));
    let mut same = Experiment::open(Link::parse(&format!("{deep}&precision=bf16")));
    same.advance(same.frame().place.per_step / 2);
    assert!(same.frame().stopped.is_none(), "bf16 has the range of f32");
}

/// 2(z − y)/n times 2²⁴ is beyond 65,504, so the loss is the last finite number.
#[test]
fn a_loss_scale_may_be_too_large_for_the_first_gradient() {
    let mut experiment = Experiment::open(Link::parse("data=reg&batch=1&hidden_layers=1&precision=f16&loss_scale=24"));
    experiment.run(1);
    let frame = experiment.frame();
    let stopped = frame.stopped.expect("a stop");
    assert_eq!((stopped.phase, stopped.quantity), (Phase::Loss, "∂L/∂z"));
    assert!(frame.loss_value.is_finite());
    assert_eq!(
        stopped.words(&frame),
        "The gradient became too large in training step 1: infinite from the output layer down."
    );
    let crash = frame.crash().expect("a record");
    assert_eq!((crash.tensor.as_str(), crash.stage, crash.value.abs()), ("∂L/∂z2", Some(1), f64::INFINITY));
    let [(_, z), (_, y), (_, largest)] = crash.operands[..] else { panic!("{crash:?}") };
    assert!(2.0 * (z - y).abs() > largest, "{crash:?}");
    let cause = &diagnose(&frame, &Limits::default())[0].cause;
    assert!(cause.contains("loss scale"), "{cause}");
}

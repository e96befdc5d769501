//! An experiment as its owner holds it: opened, changed, forked, taken back. What the page does, without a page.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::session::{Change, Effect, Experiment};
use gradient_lab::spec::{Link, LiveKnob, Spec};

const SMALL: &str = "data=circles&samples=32&batch=8&hidden_layers=3&width=4&activation=tanh";

fn open(text: &str) -> Experiment {
    let experiment = Experiment::open(Link::parse(text));
    assert_eq!(experiment.warnings(), Vec::<String>::new(), "{text}");
    experiment
}

#[test]
fn a_link_opens_at_step_0_and_is_sought_from_there() {
    let mut experiment = open(&format!("{SMALL}&step=7"));
    assert_eq!((experiment.frame().place.steps, experiment.asked_step()), (0, 7));
    while !experiment.seek_advance(5) {}
    assert_eq!(experiment.frame().place.steps, 7);
    assert_eq!(experiment.link(), open(&experiment.link()).link() + "&step=7");
}

#[test]
fn a_link_with_settings_that_do_not_fit_opens_with_warnings() {
    let experiment = Experiment::open(Link::parse("width=9999&nonsense=1&norm=batch&batch=1"));
    assert_eq!(experiment.warnings().len(), 3, "{:?}", experiment.warnings());
    assert_eq!(experiment.frame().spec.check(), Ok(()));
}

#[test]
fn a_live_knob_changes_the_run_and_another_restarts_it() {
    let mut experiment = open(SMALL);
    experiment.run(5);
    let change = experiment.change("learning_rate", "0.5");
    assert_eq!(change, Change { effect: Effect::Live, warnings: vec![] });
    assert_eq!((experiment.frame().place.steps, experiment.settings().learning_rate), (5, 0.5));
    assert_eq!(experiment.frame().spec.learning_rate, 0.1, "the start's rate stays the start's");
    assert_eq!(experiment.change("learning_rate", "0.5").effect, Effect::None);
    let change = experiment.change("width", "6");
    assert_eq!(change.effect, Effect::Restart);
    assert_eq!((experiment.frame().place.steps, experiment.frame().spec.width), (0, 6));
    assert!(experiment.frame().spec.live.is_empty(), "live changes belong to the run that has ended");
    assert_eq!(experiment.settings().learning_rate, 0.5, "but the knob stays where it was");
}

#[test]
fn a_change_that_cannot_be_made_leaves_the_run_alone() {
    let mut experiment = open(SMALL);
    experiment.run(5);
    let before = experiment.digest();
    for (key, value) in [("width", "many"), ("no_such_knob", "1"), ("activation", "softmax")] {
        let Change { effect, warnings } = experiment.change(key, value);
        assert_eq!((effect, warnings.len()), (Effect::None, 1), "{key}: {warnings:?}");
        assert_eq!(experiment.warnings(), warnings, "they are kept until the next change");
        assert_eq!(experiment.digest(), before, "{key}");
    }
}

#[test]
fn knobs_that_do_not_fit_each_other_are_settled() {
    let mut experiment = open(SMALL);
    let Change { effect, warnings } = experiment.change("cell", "lstm");
    assert_eq!(effect, Effect::Restart);
    assert!(warnings.iter().any(|warning| warning.contains("sequences")), "{warnings:?}");
    assert_eq!(experiment.frame().spec.data.key(), "adding");
}

#[test]
fn a_fork_by_a_live_knob_differs_from_its_step_on() {
    let mut experiment = open(SMALL);
    experiment.run(6);
    let mut fork = experiment.fork("learning_rate=0.01");
    assert_eq!((fork.frame().place.steps, fork.asked_step()), (0, 6));
    while !fork.seek_advance(1000) {}
    assert_eq!(
        fork.frame().values().iter().collect::<Vec<_>>(),
        experiment.frame().values().iter().collect::<Vec<_>>()
    );
    assert_eq!(fork.frame().tuning.of(LiveKnob::LearningRate), 0.01);
    fork.run(1);
    experiment.run(1);
    assert_ne!(fork.digest(), experiment.digest());
}

#[test]
fn a_fork_by_another_knob_holds_from_the_start() {
    let mut experiment = open(SMALL);
    experiment.run(6);
    let mut fork = experiment.fork("activation=relu&init=he_normal&learning_rate=0.05");
    assert_eq!(fork.frame().spec.learning_rate, 0.05, "a live knob beside it holds from the start, too");
    while !fork.seek_advance(1000) {}
    let spec: Spec = Link::parse(&format!("{SMALL}&activation=relu&init=he_normal&learning_rate=0.05")).spec;
    let mut alone = Experiment::new(&spec).expect("a valid spec");
    alone.run(6);
    assert_eq!(fork.digest(), alone.digest());
}

#[test]
fn a_fork_of_a_stopped_run_holds_from_the_start() {
    let mut experiment = open(&format!("{SMALL}&activation=relu&gain=100&learning_rate=100"));
    experiment.run(50);
    assert!(experiment.frame().stopped.is_some());
    let fork = experiment.fork("learning_rate=0.001");
    assert_eq!(fork.frame().spec.learning_rate, 0.001);
}

#[test]
fn both_precisions_are_driven_alike() {
    for precision in ["f32", "f64"] {
        let mut experiment = open(&format!("{SMALL}&precision={precision}"));
        experiment.run(3);
        let after_three = experiment.digest();
        assert_eq!(experiment.advance(7), 7);
        assert!(experiment.back());
        experiment.seek(3);
        while !experiment.seek_advance(9) {}
        assert_eq!(experiment.digest(), after_three, "{precision}");
        let score = experiment.evaluate();
        assert_eq!(experiment.frame().scores, [score]);
        assert_eq!(experiment.confusion().iter().sum::<u32>(), 32);
        assert_eq!(experiment.answers(&[0.5, -0.5, 1.0, 1.0], 2).len(), 2);
        assert!(experiment.gradient_check(4).run().layers.iter().all(|layer| layer.failed == 0));
        experiment.reset();
        assert_eq!(experiment.digest(), open(&format!("{SMALL}&precision={precision}")).digest());
    }
}

#[test]
fn an_example_through_depth_is_what_goes_in_and_comes_out() {
    let mut experiment = open("width=8&hidden_layers=2");
    let per_step = experiment.frame().place.per_step;
    experiment.advance(per_step);
    let (run, b) = (experiment.frame(), 3);
    let example = run.example(b).expect("it is through depth");
    let digit = example.digit.expect("the data are digits");
    assert_eq!((example.x.len(), digit.len(), example.answer.len()), (64, 64, 10));
    assert_eq!(digit.iter().fold(0.0, |most: f64, &shade| most.max(shade)), 16.0);
    assert_eq!(example.target.iter().position(|&y| y == 1.0), example.wanted);
    assert!((example.odds.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    let likeliest = (0..10).max_by(|&i, &j| example.odds[i].total_cmp(&example.odds[j]));
    assert_eq!(likeliest, example.says);
    let of_output: Vec<f64> = (0..10).map(|o| run.unit(2, o, b).expect("an output").z).collect();
    assert_eq!(example.answer, of_output);
    assert!(run.example(run.place.batch).is_none());
    assert!(open("data=adding&cell=lstm&length=4").frame().example(0).is_none());
    let plane = open("data=reg&hidden_layers=1");
    let example = plane.frame().example(0).expect("it is through depth");
    assert_eq!((example.wanted, example.says, example.odds.len()), (None, None, 0));
}

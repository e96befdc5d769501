//! One step as norms: every stage is about the same numbers, all parameters together, and of the same step.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::num::Numbers;
use gradient_lab::probe::{Arena, StepNorms};
use gradient_lab::session::Session;
use gradient_lab::spec::LiveKnob;
use gradient_lab::train::Phase;

fn session(more: &str) -> Session<f64> {
    let text =
        "data=circles&samples=32&batch=8&hidden_layers=3&width=6&activation=tanh&norm=layer&bias=0.3&precision=f64";
    open::session(&format!("{text}&{more}"), 0)
}

fn norms(session: &Session<f64>) -> StepNorms {
    session.frame().step_norms()
}

fn norm(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.map(|x| x * x).sum::<f64>().sqrt()
}

fn same(name: &str, got: Option<f64>, want: f64) {
    let got = got.unwrap_or_else(|| panic!("{name} is not there"));
    assert!((got / want - 1.0).abs() < 1e-9, "{name}: {got} for {want}");
}

/// Gradient descent: ‖ΔW‖ = α·‖gradient after clipping‖, which only the same set of numbers can do.
#[test]
fn of_the_plain_rule_the_step_is_alpha_times_the_clipped_gradient() {
    for more in ["", "l2=0.1", "clip_norm=0.01", "l2=0.1&l1=0.01&clip_norm=0.01", "l2=0.1&clip_value=0.001"] {
        let mut session = session(&format!("learning_rate=0.3&{more}"));
        session.run(3);
        let norms = norms(&session);
        assert_eq!(norms.penalised.is_some(), more.contains("l2"), "{more}");
        assert_eq!(norms.clipped.is_some(), more.contains("clip"), "{more}");
        let arrived = norms.clipped.or(norms.penalised).or(norms.gradient).expect("a gradient");
        same(&format!("{more}: ΔW"), norms.update, 0.3 * arrived);
        assert_eq!((norms.rule, norms.decay), (norms.update, None), "{more}");
        if more.ends_with("clip_norm=0.01") {
            same(&format!("{more}: clipped"), norms.clipped, 0.01);
        }
        same("data", norms.gradient, norm(session.frame().data_gradients().iter()));
        same("W", Some(norms.weights), norm(session.frame().values().iter()));
    }
}

/// Decoupled decay stands beside what the rule makes of the gradient, and both are the step.
#[test]
fn decay_has_its_own_part_of_the_step() {
    let mut session = session("optimizer=adam&learning_rate=0.02&decay=0.5&l2=0.01&clip_norm=1");
    session.run(4);
    let norms = norms(&session);
    let run = session.frame();
    let before: Numbers = run.tensors.arena(Arena::ValuesBefore);
    let decays = |n: usize| run.parameters.iter().any(|tensor| tensor.role.decays() && tensor.range.contains(&n));
    let decay = |n: usize| if decays(n) { -0.02 * 0.5 * before.at(n) } else { 0.0 };
    let count = session.sizes().parameters;
    same("decay", norms.decay, norm((0..count).map(decay)));
    same("rule", norms.rule, norm((0..count).map(|n| run.updates().at(n) - decay(n))));
    same("ΔW", norms.update, norm(session.frame().updates().iter()));
    let moved = (0..count).map(|n| run.values().at(n) - before.at(n));
    same("ΔW as W moved", norms.update, norm(moved));
}

/// In the middle of a step nothing of the last one stands beside what is new.
#[test]
fn every_stage_is_of_the_same_step() {
    let mut session = session("learning_rate=0.3&l2=0.1&clip_norm=0.01&schedule=exponential&schedule_steps=5");
    assert_eq!(
        norms(&session),
        StepNorms { learning_rate: 0.3, weights: norms(&session).weights, ..StepNorms::default() }
    );
    session.run(2);
    let last = norms(&session);
    assert!(session.set_live(LiveKnob::L2, 0.0));
    let mut seen = 0;
    for _ in 0..session.trainer().per_step() {
        let phase = session.advance().expect("it goes on");
        let now = norms(&session);
        match phase {
            Phase::Sample | Phase::Forward { .. } | Phase::Loss => assert_eq!(now, last, "{phase:?}"),
            Phase::Backward { stage } => {
                let there = [now.gradient, now.penalised, now.clipped, now.rule, now.update].map(|norm| norm.is_some());
                assert_eq!(there, [stage == 0, false, false, false, false], "{phase:?}");
                assert!(now.learning_rate < last.learning_rate);
            }
            Phase::Clip => {
                assert_eq!((now.penalised, now.rule, now.update), (None, None, None), "L2 is off in this step");
                same("clipped", now.clipped, 0.01);
            }
            Phase::Update => same("ΔW", now.update, now.learning_rate * 0.01),
        }
        seen += 1;
    }
    assert_eq!(seen, session.trainer().per_step());
}

/// Until the clip phase the data's gradient is the one that backward has just made, and not the one kept of the step
/// before.
#[test]
fn the_datas_gradient_is_this_steps() {
    let mut session = session("learning_rate=0.3&l2=0.1&clip_norm=0.01");
    session.run(1);
    let before = session.trainer().data_grads().to_vec();
    while session.trainer().next() != Phase::Clip {
        session.advance();
    }
    let made = session.trainer().network.parameters.grads.clone();
    assert_eq!(session.trainer().data_grads(), made);
    assert_ne!(made, before);
    session.advance();
    assert_eq!(session.trainer().data_grads(), made);
    assert_ne!(session.trainer().network.parameters.grads, made, "clipped since");
}

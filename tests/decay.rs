//! Weights that decay: what decay alone would leave is the product over the steps there were, each with its α and λ.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::session::Session;
use gradient_lab::spec::LiveKnob;
use gradient_lab::verdict::{Finding, Limits, Symptom, diagnose};

/// Ten sigmoid layers: nothing reaches layer 1, whose weights obey the decay alone.
const STALLED: &str =
    "data=circles&samples=64&batch=16&width=8&hidden_layers=10&activation=sigmoid&init=xavier_normal&precision=f64";

fn session(more: &str) -> Session<f64> {
    open::session(&format!("{STALLED}&{more}"), 0)
}

fn weights_vanish(session: &Session<f64>) -> Finding {
    let findings = diagnose(&session.frame(), &Limits::default());
    let found = findings.into_iter().find(|finding| finding.symptom == Symptom::WeightsVanish);
    found.unwrap_or_else(|| panic!("weights have not shrunk: {:?}", session.trace().rows().last().map(|row| &row.w)))
}

/// The share that the evidence gives decay, in percent.
fn alone(finding: &Finding) -> f64 {
    let (_, rest) = finding.evidence.split_once("(1 − α·λ)ᵗ = ").expect("the formula");
    rest.split_once(" %").and_then(|(number, _)| number.parse().ok()).unwrap_or_else(|| panic!("{rest}"))
}

/// Σ over the steps after the first, as the run is asked to do them.
fn expected(steps: u32, of_step: impl Fn(u32) -> f64) -> f64 {
    100.0 * (1..steps).map(|step| 1.0 - of_step(step)).product::<f64>()
}

fn obeys(name: &str, session: &Session<f64>, expected: f64) {
    let finding = weights_vanish(session);
    let rows = session.trace().rows();
    let measured = 100.0 * rows[rows.len() - 1].w[0] / rows[0].w[0];
    println!("{name}: {} (measured {measured:.3} %, expected {expected:.3} %)", finding.evidence);
    assert!((measured / expected - 1.0).abs() < 0.02, "{name}: {measured} % are left, not {expected} %");
    assert!((alone(&finding) / expected - 1.0).abs() < 0.06, "{name}: {} for {expected} %", finding.evidence);
    assert!(finding.cause.contains("as weight decay alone would"), "{name}: {}", finding.cause);
}

#[test]
fn a_schedule_counts_step_by_step() {
    let mut session = session("learning_rate=1&l2=0.03&schedule=exponential&schedule_steps=50&schedule_factor=0.5");
    session.run(300);
    let spec = session.trainer().spec.clone();
    let product = expected(300, |step| 0.03 * spec.learning_rate_at(step));
    // With the rate of the last step in all of them there would be next to no decay.
    let today = 100.0 * (1.0 - 0.03 * spec.learning_rate_at(299)).powi(299);
    assert!(today > 2.0 * product && product < 20.0, "{today} and {product} should tell the two apart");
    obeys("exponential schedule", &session, product);
}

#[test]
fn a_live_change_counts_from_where_it_acts() {
    for (knob, value, rate, lambda) in
        [(LiveKnob::LearningRate, 0.1, [1.0, 0.1], [0.02; 2]), (LiveKnob::L2, 0.0, [1.0; 2], [0.02, 0.0])]
    {
        let mut session = session("learning_rate=1&l2=0.02");
        session.run(100);
        assert!(session.set_live(knob, value));
        session.run(100);
        let product = expected(200, |step| rate[usize::from(step >= 100)] * lambda[usize::from(step >= 100)]);
        obeys(knob.key(), &session, product);
    }
}

#[test]
fn decay_beside_the_gradient_does_not_mind_clipping() {
    let mut session = session("learning_rate=1&decay=0.02&clip_norm=0.0001");
    session.run(150);
    assert!(session.trace().rows().iter().filter(|row| row.clipped).count() > 100);
    let finding = weights_vanish(&session);
    assert!(!finding.evidence.contains("clipped"), "{}", finding.evidence);
    obeys("decoupled", &session, expected(150, |_| 0.02));
}

/// An L2 penalty is shortened with the gradient: such a step is none of the formula's.
#[test]
fn clipped_steps_are_left_out_and_counted() {
    let mut session = session("learning_rate=1&l2=0.02&clip_norm=0.13");
    session.run(250);
    let rows = session.trace().rows();
    let clipped: Vec<bool> = rows.iter().skip(1).map(|row| row.clipped).collect();
    let count = clipped.iter().filter(|&&clipped| clipped).count();
    assert!(count > 20 && count < 150, "{count} of {} steps were clipped", clipped.len());
    let finding = weights_vanish(&session);
    println!("{}", finding.evidence);
    assert!(finding.evidence.contains(&format!("not counting {count} clipped training steps")), "{}", finding.evidence);
    let product = 100.0 * 0.98_f64.powi((clipped.len() - count) as i32);
    assert!((alone(&finding) / product - 1.0).abs() < 0.06, "{} for {product} %", finding.evidence);
}

/// Where the rule makes something else of the penalty's gradient, or none is on, nothing is claimed of decay.
#[test]
fn no_formula_where_there_is_none() {
    for more in ["learning_rate=0.003&l2=1&optimizer=adam", "learning_rate=1&l1=0.002"] {
        let mut session = session(more);
        session.run(300);
        let finding = weights_vanish(&session);
        assert!(!finding.evidence.contains("decay alone"), "{more}: {}", finding.evidence);
    }
}

#[test]
fn weights_that_are_0_have_no_update_ratio() {
    // 0/0 at the first step of all-zero weights, and in layers that decay has emptied.
    for (text, steps) in [("init=zeros", 1), ("init=zeros&activation=sigmoid", 5), ("decay=8", 400)] {
        let run: Session<f32> = open::session(text, steps);
        let frame = run.frame();
        assert!(frame.stopped.is_none(), "{text}");
        let odd = frame.figures.iter().filter_map(|figures| figures.update_ratio).find(|ratio| !ratio.is_finite());
        assert_eq!(odd, None, "{text}");
    }
}

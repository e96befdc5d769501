//! Rates over time, decay, clipping: what no reference vector covers.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;
#[path = "support/step.rs"]
mod step;

use gradient_lab::net::Role;
use gradient_lab::num::{Norm, Real};
use gradient_lab::spec::{LiveKnob, Schedule};
use gradient_lab::train::{Phase, Trainer};
use open::spec;
use step::step_with;

/// Equal but for the last digit or two.
fn near(got: f64, want: f64) -> bool {
    (got - want).abs() <= 4.0 * f64::EPSILON * want.abs().max(1e-3)
}

fn factors(text: &str, expected: &[(u32, f64)]) {
    let spec = spec(&format!("learning_rate=1&{text}"));
    for &(step, want) in expected {
        let got = spec.learning_rate_at(step);
        assert!(near(got, want), "{text} at step {step}: {got}, not {want}");
    }
}

#[test]
fn every_schedule_has_its_factor_at_exact_steps() {
    factors("schedule=constant&schedule_steps=10", &[(0, 1.0), (10, 1.0), (1_000_000, 1.0)]);
    let step = "schedule=step&schedule_steps=10&schedule_factor=0.5";
    factors(step, &[(0, 1.0), (9, 1.0), (10, 0.5), (19, 0.5), (20, 0.25), (29, 0.25), (100, 0.5f64.powi(10))]);
    let exponential = "schedule=exponential&schedule_steps=10&schedule_factor=0.25";
    factors(exponential, &[(0, 1.0), (5, 0.5), (10, 0.25), (15, 0.125), (20, 0.0625), (1, 0.25f64.powf(0.1))]);
    let cosine = "schedule=cosine&schedule_steps=12";
    factors(
        cosine,
        &[(0, 1.0), (2, 0.5 + 0.75f64.sqrt() / 2.0), (4, 0.75), (6, 0.5), (8, 0.25), (12, 0.0), (13, 0.0), (99, 0.0)],
    );
    // The factor of one step and of a T of one step.
    factors("schedule=step&schedule_steps=1&schedule_factor=0.1", &[(0, 1.0), (1, 0.1), (2, 0.01)]);
    assert_eq!(Schedule::ALL.len(), 4, "a schedule that this test does not know");
}

#[test]
fn warm_up_rises_in_equal_steps_and_multiplies_the_schedule() {
    factors("warmup_steps=4", &[(0, 0.25), (1, 0.5), (2, 0.75), (3, 1.0), (4, 1.0), (1000, 1.0)]);
    factors("warmup_steps=0", &[(0, 1.0)]);
    factors("warmup_steps=1", &[(0, 1.0)]);
    let both = "warmup_steps=4&schedule=cosine&schedule_steps=12";
    factors(both, &[(0, 0.25), (2, 0.75 * (0.5 + 0.75f64.sqrt() / 2.0)), (3, 0.5 + 0.5f64.sqrt() / 2.0), (6, 0.5)]);
    // A rate set while it runs is what both multiply.
    let live = "warmup_steps=4&schedule=step&schedule_steps=2&schedule_factor=0.5&live=1:8,3:2";
    factors(live, &[(0, 0.25), (1, 4.0), (2, 3.0), (3, 1.0), (4, 0.5)]);
}

#[test]
fn every_step_is_taken_at_its_own_rate() {
    let text = "data=circles&hidden_layers=1&width=3&warmup_steps=3&schedule=exponential&schedule_steps=5&live=4:0.7";
    let mut trainer: Trainer<f64> = Trainer::new(&spec(text)).expect("a valid spec");
    for step in 0..8 {
        let rate = trainer.spec.learning_rate_at(step);
        assert_eq!(trainer.learning_rate(), rate);
        step_with(&mut trainer, |n| n as f64 - 3.0);
        let updates = &trainer.network.parameters.updates;
        assert!(updates.iter().enumerate().all(|(n, &delta)| delta == -(rate * (n as f64 - 3.0))), "step {step}");
    }
}

/// A network with every kind of tensor.
const EVERY_ROLE: &str =
    "data=circles&hidden_layers=2&width=3&layer_width=2:4&skip=identity&norm=layer&activation=prelu&bias=0.5";

/// What a step without any gradient does to each tensor: ΔW/W, which decay makes the same for all of a tensor.
fn shrinking(text: &str) -> Vec<(Role, f64)> {
    let mut trainer: Trainer<f64> = Trainer::new(&spec(&format!("{EVERY_ROLE}&{text}"))).expect("a valid spec");
    trainer.network.parameters.values.iter_mut().for_each(|value| *value += 2.0);
    let before = trainer.network.parameters.values.clone();
    step_with(&mut trainer, |_| 0.0);
    let parameters = &trainer.network.parameters;
    let mut all = Vec::new();
    for tensor in &parameters.tensors {
        all.extend(tensor.range.clone().map(|n| (tensor.role, parameters.updates[n] / before[n])));
    }
    all
}

#[test]
fn adamw_decays_by_a_hundredth_unless_told_otherwise_and_weights_alone() {
    let rate = 0.1;
    for (text, decay) in [
        ("optimizer=adamw", 0.01),
        ("optimizer=adamw&decay=0", 0.0),
        ("decay=0&optimizer=adamw", 0.0),
        ("optimizer=adamw&decay=0.3", 0.3),
        ("optimizer=adam", 0.0),
        ("optimizer=adam&decay=0.3", 0.3),
        ("optimizer=sgd&decay=0.2", 0.2),
        ("optimizer=momentum&decay=0.2", 0.2),
        ("optimizer=rmsprop", 0.0),
    ] {
        let found = shrinking(text);
        for role in [Role::Weight, Role::Projection, Role::Bias, Role::Gamma, Role::Beta, Role::Slope] {
            let decays = matches!(role, Role::Weight | Role::Projection);
            let want = if decays { -rate * decay } else { 0.0 };
            let of_role: Vec<f64> = found.iter().filter(|(other, _)| *other == role).map(|(_, share)| *share).collect();
            assert!(!of_role.is_empty(), "{role:?} is not in the network");
            assert!(of_role.iter().all(|&share| near(share, want)), "{text} {role:?}: {of_role:?}, not {want}");
        }
    }
    // Decay follows the rate of the step, so it warms up with it.
    let warm = shrinking("optimizer=adamw&warmup_steps=10");
    assert!(warm.iter().any(|(role, share)| *role == Role::Weight && near(*share, -0.1 * rate * 0.01)));
}

/// A penalty's gradient goes through the rule as any other does: Adam divides λ·w by its own size, and every weight
/// moves by α, whatever w and λ are. Decoupled decay takes its share of w.
#[test]
fn a_penalty_goes_through_the_rule_and_decay_does_not() {
    for l2 in [0.3, 3.0] {
        let mut trainer: Trainer<f64> =
            Trainer::new(&spec(&format!("{EVERY_ROLE}&optimizer=adam&l2={l2}"))).expect("a valid spec");
        step_with(&mut trainer, |_| 0.0);
        let parameters = &trainer.network.parameters;
        for tensor in &parameters.tensors {
            let want = if tensor.role.decays() { 0.1 } else { 0.0 };
            let updates = &parameters.updates[tensor.range.clone()];
            assert!(updates.iter().all(|delta| (delta.abs() - want).abs() < 1e-6), "{}: {updates:?}", tensor.name);
        }
    }
}

fn clip(text: &str, grads: impl Fn(usize) -> f64) -> (Vec<f64>, Vec<f64>, Trainer<f64>) {
    clip_in(text, grads)
}

/// The gradient before and after clipping.
fn clip_in<R: Real>(text: &str, grads: impl Fn(usize) -> R) -> (Vec<R>, Vec<R>, Trainer<R>) {
    let mut trainer: Trainer<R> =
        Trainer::new(&spec(&format!("data=circles&hidden_layers=2&width=3&{text}"))).expect("a valid spec");
    while trainer.next() != Phase::Clip {
        trainer.advance();
    }
    trainer.network.parameters.grads.iter_mut().enumerate().for_each(|(n, grad)| *grad = grads(n));
    let before = trainer.network.parameters.grads.clone();
    trainer.advance();
    (before, trainer.network.parameters.grads.clone(), trainer)
}

/// The cosine of the angle between two gradients.
fn cosine(a: &[f64], b: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn clipping_by_norm_keeps_the_direction_and_by_value_need_not() {
    let uneven = |n: usize| if n == 4 { 100.0 } else { (n as f64 * 1.7).sin() };
    let (before, after, trainer) = clip("clip_norm=0.5", uneven);
    assert!((cosine(&before, &after) - 1.0).abs() < 1e-15);
    assert!((Norm::of(&after).l2 - 0.5).abs() < 1e-15);
    let clipped = trainer.clipped().expect("a limit");
    assert_eq!((clipped.data, clipped.before, clipped.fired), (Norm::of(&before).l2, Norm::of(&before).l2, true));
    assert_eq!((clipped.after, trainer.data_grads()), (Norm::of(&after).l2, &before[..]));

    let (before, after, trainer) = clip("clip_value=0.5", uneven);
    assert!(cosine(&before, &after) < 0.5, "one large entry turned the gradient by {}", cosine(&before, &after));
    let cut: Vec<f64> = before.iter().map(|g| g.clamp(-0.5, 0.5)).collect();
    assert!(after == cut && trainer.clipped().is_some_and(|clipped| clipped.fired));

    // First by norm, then by value; with a penalty, whose gradient counts in the norm.
    let (before, after, _) = clip("clip_norm=10&clip_value=0.5", uneven);
    let scale = 10.0 / Norm::of(&before).l2;
    assert!(before.iter().zip(&after).all(|(b, a)| near(*a, (b * scale).clamp(-0.5, 0.5))));
    let (before, _, trainer) = clip("clip_norm=0.5&l2=3", |_| 0.0);
    let clipped = trainer.clipped().expect("a limit");
    assert!(
        Norm::of(&before).l2 == 0.0
            && clipped.data == 0.0
            && clipped.before > 1.0
            && (clipped.after - 0.5).abs() < 1e-15
    );
}

/// The factor itself is no normal number of the type then.
#[test]
fn a_gradient_that_nearly_overflows_keeps_its_digits_under_a_small_limit() {
    fn check<R: Real>(largest: f64, limit: f64, epsilon: f64) {
        let huge = |n: usize| R::from_f64(largest * (n as f64 * 1.7 + 0.3).sin());
        let (before, after, trainer) = clip_in(&format!("clip_norm={limit}"), huge);
        assert!(trainer.clipped().is_some_and(|clipped| clipped.fired));
        let length = Norm::of(&before).l2;
        for (b, a) in before.iter().zip(&after) {
            let (got, want) = (a.to_f64(), b.to_f64() / length * limit);
            assert!((got - want).abs() <= 4.0 * epsilon * want.abs(), "{} at {limit}: {got}, not {want}", R::NAME);
        }
        assert!((Norm::of(&after).l2 / limit - 1.0).abs() < 4.0 * epsilon);
    }
    for limit in [1.0, 1e-3, 1e-6] {
        check::<f32>(1e38, limit, f64::from(f32::EPSILON));
        check::<f64>(1e306, limit, f64::EPSILON);
    }
    // In the ordinary case it is one product, to the bit.
    let (before, after, _) = clip_in::<f32>("clip_norm=0.5", |n| (n as f32 * 1.7).sin());
    let scale = (0.5 / Norm::of(&before).l2) as f32;
    assert!(before.iter().zip(&after).all(|(b, a)| (b * scale).to_bits() == a.to_bits()));
}

#[test]
fn a_gradient_within_the_limits_is_left_alone_to_the_bit() {
    let small = |n: usize| 1e-3 * (n as f64 * 1.7).sin();
    for text in ["clip_norm=0.5", "clip_value=0.5", "clip_norm=1&clip_value=1"] {
        let (before, after, trainer) = clip(text, small);
        assert_eq!(before, after, "{text}");
        assert!(trainer.clipped().is_some_and(|clipped| !clipped.fired && clipped.before == clipped.after));
    }
    let (before, after, trainer) = clip("", small);
    assert!(before == after && trainer.clipped().is_none(), "without a limit there is nothing to tell");
}

/// Of a norm that is not a number nothing is made, and no limit calls it shortened.
#[test]
fn a_norm_that_is_nan_stays_nan() {
    for text in ["clip_norm=0.5", "clip_value=0.5", "clip_norm=1&clip_value=1", "l2=0.1"] {
        let (_, after, trainer) = clip(text, |n| if n == 3 { f64::NAN } else { 1.0 });
        let clipped = trainer.clipped().expect("a limit");
        assert!(clipped.data.is_nan() && clipped.before.is_nan() && clipped.after.is_nan(), "{text}: {clipped:?}");
        assert!(after[3].is_nan() && !clipped.fired, "{text}: {clipped:?}");
    }
    let (_, after, trainer) = clip("clip_norm=0.5", |n| if n == 3 { f64::INFINITY } else { 1.0 });
    assert!(after[3].is_nan() && trainer.clipped().is_some_and(|clipped| clipped.after.is_nan()), "∞·0 is NaN");
}

/// μ may change while it runs, and what is remembered stays.
#[test]
fn a_live_momentum_acts_on_what_is_remembered() {
    let text = "data=circles&hidden_layers=0&optimizer=momentum&momentum=0.5&learning_rate=1&live=2:momentum:0";
    let mut trainer: Trainer<f64> = Trainer::new(&spec(text)).expect("a valid spec");
    let steps: Vec<f64> = (0..4)
        .map(|_| {
            step_with(&mut trainer, |_| 1.0);
            trainer.network.parameters.updates[0]
        })
        .collect();
    assert_eq!(steps, [-1.0, -1.5, -1.0, -1.0]);
    assert_eq!(trainer.tuning().of(LiveKnob::Momentum), 0.0);
}

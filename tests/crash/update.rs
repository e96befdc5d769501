//! Penalties, what a rule remembers, and weights that leave the range.

use super::stops::{Expected, INF, assert_crash, session, stop};
use gradient_lab::session::Session;
use gradient_lab::train::Phase;

/// x = 1 and b = −W1 leave z = 0; the gradient comes from W2 alone.
fn update(more: &str, w1: f32, w2: f32, y: f32) -> Session<f32> {
    let text = format!("hidden_layers=1&width=1&activation=tanh&{more}");
    session(&text, &[&[1.0]], &[y], &[("W1", &[w1]), ("b1", &[-w1]), ("W2", &[w2])])
}

#[test]
fn a_weight_overflows_in_its_update() {
    let at = |letter, tensor, operands| Expected {
        at: (Phase::Update, letter),
        tensor,
        place: Some([1, 1]),
        value: -INF,
        operation: "W + ΔW",
        operands,
    };
    let rate = "learning_rate=100";
    let each: &[(&str, f64)] = &[("W1", -3e38), ("ΔW", -3e38), ("∂L/∂W1", 3e36)];
    assert_crash("W", update(rate, -3e38, 1e36, -1.5), at("W", "W1", each));
    // The bias of the same layer, which no figure measures.
    let each: &[(&str, f64)] = &[("b1", -3e38), ("ΔW", -3e38), ("∂L/∂b1", 3e36)];
    assert_crash("b", update(rate, 3e38, 1e36, -1.5), at("b", "b1", each));
}

/// g² of a gradient that is a number need not be one; ΔW = m/√∞ would be 0, and the network silent for ever.
#[test]
fn a_rules_memory_overflows() {
    for rule in ["adagrad", "rmsprop", "adam", "adamw"] {
        let mut session = update(&format!("optimizer={rule}"), 0.0, 1e30, -1.5);
        let (stopped, crash) = stop(&mut session, rule);
        assert_eq!((stopped.phase, stopped.quantity), (Phase::Update, "the optimizer’s memory"), "{rule}");
        assert_eq!((crash.tensor.as_str(), crash.value), ("the optimizer’s memory of W1", INF), "{rule}");
        assert_eq!(crash.operation, session.trainer().spec.optimizer.help());
        assert!(crash.operands.iter().any(|(name, g)| name == "∂L/∂W1" && (g / 3e30 - 1.0).abs() < 1e-3), "{crash:?}");
    }
    // What is still a number is not made ∞ by the correction of the first step, 1000-fold.
    let mut session = update("optimizer=adam", 0.0, 1e20, -1.5);
    session.run(1);
    let step = session.trainer().network.parameters.updates[0];
    assert!(session.stopped().is_none() && (step + 0.1).abs() < 1e-5, "{:?}, {step}", session.stopped());
}

#[test]
fn a_penalty_overflows() {
    for limit in ["", "&clip_norm=1", "&clip_value=1"] {
        let text = format!("hidden_layers=1&width=1&activation=tanh&l2=10{limit}");
        let mut session = session(&text, &[&[0.0]], &[-1.5], &[("W1", &[2e38])]);
        let (stopped, crash) = stop(&mut session, &text);
        assert_eq!((stopped.phase, stopped.quantity), (Phase::Clip, "∂L/∂W"), "{text}");
        assert_eq!((crash.tensor.as_str(), crash.operation), ("∂L/∂W1", "penalty and clipping"), "{text}");
        assert!(!crash.value.is_finite(), "{text}: {crash:?}");
        assert!(crash.operands.iter().any(|(name, w)| name == "W1" && (w / 2e38 - 1.0).abs() < 1e-3), "{crash:?}");
    }
}

/// Three layers of one unit without a squash: numbers are set so that exactly one tensor leaves the range.
fn deep(more: &str, tensors: &[(&str, &[f32])]) -> Session<f32> {
    let text = format!("hidden_layers=3&width=1&activation=identity&{more}");
    session(&text, &[&[1.0]], &[if more.contains("adam") { -1.5 } else { 0.0 }], tensors)
}

/// Both phases are of the whole network: the tensor tells the layer, and the sentence says it.
#[test]
fn an_update_or_a_penalty_that_overflows_names_the_layer() {
    let large: &[f32] = &[3e38];
    let way: &[(&str, &[f32])] = &[("W1", &[1.0]), ("W3", &[1e30]), ("W4", &[1.0])];
    for (more, tensors, stage, words) in [
        ("decay=3&learning_rate=1", &[("W2", large)][..], 1, "a weight of layer 2 is"),
        ("decay=3&learning_rate=1", &[("W4", large)], 3, "a weight of the output layer is"),
        ("l2=10", &[("W3", large)], 2, "the gradient of layer 3 is"),
        ("optimizer=adam", way, 1, "the optimizer’s memory of layer 2 is"),
    ] {
        let mut session = deep(more, tensors);
        let (stopped, crash) = stop(&mut session, more);
        assert!(matches!(stopped.phase, Phase::Update | Phase::Clip), "{more}: {stopped:?}");
        assert_eq!(crash.stage, Some(stage), "{more}: {crash:?}");
        let sentence = stopped.words(&session.frame());
        assert!(sentence.contains(words), "{more}: {sentence}");
    }
}

/// Where a forward or a backward phase made the number, its stage is that phase's; the loss is of no layer.
#[test]
fn the_record_has_the_stage_of_its_phase() {
    let mut forward = deep("learning_rate=1", &[("W1", &[2.0]), ("W2", &[3e38])]);
    let (stopped, crash) = stop(&mut forward, "forward");
    assert_eq!((stopped.phase, crash.stage), (Phase::Forward { stage: 1 }, Some(1)));
    let mut loss = deep("learning_rate=1", &[("W1", &[1.0]), ("W2", &[1.0]), ("W3", &[1.0]), ("W4", &[3e38])]);
    let (stopped, crash) = stop(&mut loss, "loss");
    assert_eq!((stopped.phase, crash.stage), (Phase::Loss, None));
}

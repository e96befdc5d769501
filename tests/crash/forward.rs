//! Numbers that leave the range on their way up.

use super::open;
use super::stops::{Expected, FORWARD, INF, NAN, assert_crash, session, stop};
use gradient_lab::train::Phase;

#[test]
fn a_sum_overflows() {
    let x: &[&[f32]] = &[&[1.0, 1.0], &[1.0, 10.0], &[0.0, 1.0]];
    let w1: &[f32] = &[1.0, 1.0, 2.0, 3e38];
    for text in [
        "hidden_layers=1&width=2&activation=relu",
        // A bounded f, or a norm, behind it does not hide it.
        "hidden_layers=1&width=2&activation=tanh&skip=identity",
        "hidden_layers=1&width=2&activation=tanh&skip=report&branch_layers=2",
        "hidden_layers=1&width=2&activation=sigmoid&norm=layer",
    ] {
        assert_crash(
            text,
            session(text, x, &[0.0; 3], &[("W1", w1)]),
            Expected {
                at: (FORWARD, "z"),
                tensor: "z1",
                place: Some([2, 2]),
                value: INF,
                operation: "Σ w·x + b",
                operands: &[("w2·x2", 3e39), ("w1·x1", 2.0)],
            },
        );
    }
}

#[test]
fn f_overflows() {
    let at = |tensor, place, value, operation, operands| Expected {
        at: (FORWARD, "a"),
        tensor,
        place,
        value,
        operation,
        operands,
    };
    let big: &[&[f32]] = &[&[1.0], &[3.3e38]];
    let selu = session("hidden_layers=1&width=1&activation=selu", big, &[0.0; 2], &[("W1", &[1.0])]);
    assert_crash("selu", selu, at("a1", Some([1, 2]), INF, "f(z)", &[("z", 3.3e38)]));
    let negative: &[&[f32]] = &[&[-2e38]];
    let prelu =
        session("hidden_layers=1&width=1&activation=prelu", negative, &[0.0], &[("W1", &[1.0]), ("s1", &[3.0])]);
    assert_crash("prelu", prelu, at("a1", Some([1, 1]), -INF, "f(z)", &[("z", -2e38)]));
    // 1/(1 − p) is a factor like any other.
    let many = [&[2e38f32][..]; 20];
    let dropped =
        session("hidden_layers=1&width=1&activation=identity&dropout=0.9", &many, &[0.0; 20], &[("W1", &[1.0])]);
    let (stopped, crash) = stop(&mut dropped.clone(), "dropout");
    assert_eq!((stopped.quantity, crash.operation, crash.value), ("a", "m·f(z)", INF));
    assert!(crash.operands.iter().any(|(name, m)| name == "m" && (m - 10.0).abs() < 1e-5), "{crash:?}");
    // 0·∞, where the dropped unit is one that overflowed.
    let of_seed = |seed: u32| {
        let text = format!("hidden_layers=1&width=1&activation=selu&dropout=0.5&seed={seed}");
        session(&text, &[&[3.3e38]], &[0.0], &[("W1", &[1.0])])
    };
    let nan = (1..50).map(of_seed).find(|session| stop(&mut session.clone(), "0·∞").1.value.is_nan());
    let nan = nan.expect("a seed that drops the only unit");
    assert_crash("0·∞", nan, at("a1", Some([1, 1]), NAN, "m·f(z)", &[("z", 3.3e38), ("m", 0.0)]));
}

#[test]
fn a_norm_overflows() {
    let text = "hidden_layers=1&width=1&norm=batch&activation=identity";
    // Their sum has no number, so the mean has none.
    let mean = session(text, &[&[3e38], &[3e38], &[1.0]], &[0.0; 3], &[("W1", &[1.0])]);
    assert_crash(
        "mean",
        mean,
        Expected {
            at: (FORWARD, "z"),
            tensor: "z1",
            place: Some([1, 1]),
            value: NAN,
            operation: "γ·(x − μ)/√(v + ε) + β",
            operands: &[("x", 3e38), ("μ", INF), ("1/√(v + ε)", 0.0), ("γ", 1.0)],
        },
    );
    // A variance of ∞ would make every x̂ exactly 0, and nothing more of it would be seen.
    for norm in ["batch", "layer"] {
        let text = format!("hidden_layers=1&width=3&norm={norm}&activation=identity");
        let w1: &[f32] = &[1.0, -1.0, 0.5];
        let variance = session(&text, &[&[1e30], &[2e30]], &[0.0; 2], &[("W1", w1)]);
        let mut session = variance;
        let (stopped, crash) = stop(&mut session, &text);
        assert_eq!((stopped.phase, stopped.quantity, stopped.value), (FORWARD, "the variance", INF), "{text}");
        assert_eq!((crash.tensor.as_str(), crash.operation), ("the variance of layer 1", "mean of (x − μ)²"), "{text}");
        assert!(crash.operands.iter().all(|(name, value)| name == "x − μ" && value.abs() > 1e29), "{crash:?}");
    }
}

#[test]
fn the_loss_overflows() {
    let y = &[0.0, 1.0, 2.0];
    let linear = session("hidden_layers=0", &[&[1.0], &[3e19], &[2.0]], y, &[("W1", &[1.0])]);
    let mse = "mean over all outputs of (z − y)²";
    let operands: &[(&str, f64)] = &[("z", 3e19), ("y", 1.0)];
    let at = (Phase::Loss, "loss");
    assert_crash(
        "mse",
        linear,
        Expected { at, tensor: "L", place: Some([1, 2]), value: INF, operation: mse, operands },
    );
}

/// The sweep has logits of −800 and of 800. The explanation speaks of p rounded to 1, and so does the record.
#[test]
fn the_textbook_loss_fails_where_p_rounds_to_1() {
    let (_, crash) = stop(&mut open::session::<f32>("preset=LOSS", 0), "LOSS");
    let operands: Vec<(&str, f64)> = crash.operands.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(operands, [("z", 800.0), ("y", 1.0)]);
    assert!(crash.value.is_nan());
}

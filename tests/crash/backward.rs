//! Gradients that leave the range.

use super::stops::{BACKWARD, Expected, INF, assert_crash, session, stop};
use gradient_lab::train::Phase;

/// ∂L/∂z of the output is 2·(z − y)/B; a hidden layer that gives 0 leaves z = 0 whatever W2 is.
#[test]
fn a_gradient_overflows_on_its_way_down() {
    let text = "hidden_layers=1&width=1&activation=tanh";
    assert_crash(
        "Wᵀ",
        session(text, &[&[0.0]], &[-10.0], &[("W2", &[3e38])]),
        Expected {
            at: (Phase::Backward { stage: 1 }, "∂L/∂x"),
            tensor: "∂L/∂a1",
            place: Some([1, 1]),
            value: INF,
            operation: "Wᵀ·∂L/∂z",
            operands: &[("w·∂L/∂z of unit 1", 6e39)],
        },
    );
    assert_crash(
        "f′",
        session("hidden_layers=1&width=1&activation=selu", &[&[0.0]], &[-0.5], &[("W2", &[3e38])]),
        Expected {
            at: (BACKWARD, "∂L/∂z"),
            tensor: "∂L/∂z1",
            place: Some([1, 1]),
            value: INF,
            operation: "f′(z)·∂L/∂a",
            operands: &[("∂L/∂a", 3e38), ("z", 0.0), ("f′(z)", 1.7581)],
        },
    );
}

/// The same in operations beside the linear map: the scale of a branch and a norm.
#[test]
fn a_gradient_overflows_in_a_scale_or_a_norm() {
    let text = "hidden_layers=1&width=1&activation=identity&skip=identity&branch_scale=number&branch_alpha=10";
    assert_crash(
        "α",
        session(text, &[&[0.0]], &[-0.5], &[("W2", &[1e38])]),
        Expected {
            at: (BACKWARD, "∂L/∂z"),
            tensor: "∂L/∂F1",
            place: Some([1, 1]),
            value: INF,
            operation: "α·∂L/∂y",
            operands: &[("∂L/∂y", 1e38), ("α", 10.0)],
        },
    );
    // s = 1/√(0 + ε) = 316 where all units are alike.
    let text = "hidden_layers=1&width=3&activation=identity&norm=layer&norm_place=after";
    let w2: &[f32] = &[2e38, -2e38, 1e38];
    let mut session = session(text, &[&[0.0]], &[-0.5], &[("W2", w2)]);
    let (stopped, crash) = stop(&mut session, text);
    assert_eq!((stopped.phase, stopped.quantity, crash.tensor.as_str()), (BACKWARD, "∂L/∂z", "∂L/∂a1"), "{crash:?}");
    assert!(crash.operation.starts_with("s·(g − mean of g"), "{crash:?}");
    assert!(crash.operands.iter().any(|(name, s)| name == "s" && (s - 316.2).abs() < 0.1), "{crash:?}");
}

#[test]
fn a_gradient_of_a_weight_overflows() {
    let weight = |tensor, place, operands| Expected {
        at: (BACKWARD, if tensor == "∂L/∂W1" { "∂L/∂W" } else { "∂L/∂P" }),
        tensor,
        place: Some(place),
        value: INF,
        operation: "Σ over the batch of ∂L/∂z·x",
        operands,
    };
    let plain = session("hidden_layers=1&width=1&activation=identity", &[&[0.0, 10.0]], &[-0.5], &[("W2", &[1e38])]);
    assert_crash("W", plain, weight("∂L/∂W1", [1, 2], &[("∂L/∂z·x of example 1 = 10³⁸ · 10", 1e39)]));
    // Where P is the same way with α·F beside it, P is last.
    let text = "hidden_layers=1&width=2&activation=identity&skip=identity&branch_scale=number&branch_alpha=0";
    let skip = session(text, &[&[10.0]], &[-0.5], &[("P1", &[0.0, 0.0]), ("W2", &[0.0, 1e38])]);
    assert_crash("P", skip, weight("∂L/∂P1", [2, 1], &[("∂L/∂z·x of example 1", 1e39)]));
}

/// The expectation of a sum over the batch that overflows.
fn sum(
    quantity: &'static str,
    tensor: &'static str,
    operation: &'static str,
    operands: &'static [(&'static str, f64)],
) -> Expected<'static> {
    Expected { at: (BACKWARD, quantity), tensor, place: Some([1, 1]), value: INF, operation, operands }
}

#[test]
fn a_gradient_of_a_bias_or_a_norm_overflows() {
    let two: &[&[f32]] = &[&[0.0], &[0.0]];
    let bias = session("hidden_layers=1&width=1&activation=identity", two, &[-1.0; 2], &[("W2", &[2e38])]);
    let each: &[(&str, f64)] = &[("∂L/∂z of example 1", 2e38), ("∂L/∂z of example 2", 2e38)];
    assert_crash("b", bias, sum("∂L/∂b", "∂L/∂b1", "Σ over the batch of ∂L/∂z", each));

    let text = "hidden_layers=1&width=1&activation=identity&norm=layer&norm_place=after";
    let beta = session(text, two, &[-1.0; 2], &[("W2", &[2e38])]);
    let each: &[(&str, f64)] = &[("∂L/∂y of example 1", 2e38)];
    assert_crash("β", beta, sum("∂L/∂β", "∂L/∂β1", "Σ over the batch of ∂L/∂y", each));

    let text = "hidden_layers=1&width=1&activation=identity&norm=batch&norm_place=after";
    let ends: &[&[f32]] = &[&[-1.0], &[1.0]];
    // x̂ = ∓1 and ∂L/∂y = ∓2·10³⁸: the products add up where the gradients cancel.
    let mut gamma = session(text, ends, &[-1.5, 1.5], &[("W1", &[1.0]), ("W2", &[2.4e38]), ("γ1", &[1e-38])]);
    let (stopped, crash) = stop(&mut gamma, text);
    assert_eq!((stopped.quantity, crash.tensor.as_str()), ("∂L/∂γ", "∂L/∂γ1"), "{stopped:?} {crash:?}");
    assert!(
        crash.operands.iter().all(|(name, value)| name.starts_with("∂L/∂y·x̂ of example") && *value > 1e38),
        "{crash:?}"
    );
}

#[test]
fn a_gradient_of_a_learned_slope_overflows() {
    let below: &[&[f32]] = &[&[-10.0]];
    let prelu = session(
        "hidden_layers=1&width=1&activation=prelu&use_bias=off",
        below,
        &[-0.5],
        &[("W1", &[1.0]), ("s1", &[0.0]), ("W2", &[1e38])],
    );
    assert_crash(
        "s",
        prelu,
        Expected {
            at: (BACKWARD, "∂L/∂s"),
            tensor: "∂L/∂s1",
            place: None,
            value: -INF,
            operation: "Σ of z·∂L/∂a where z ≤ 0",
            operands: &[("z·∂L/∂a", -1e39)],
        },
    );
}

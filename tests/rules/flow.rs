//! Vanishing, exploding, stuck layers, single factors.

use super::{BASELINE, With, facts, find, flips, from_step, spec, stop, usual};
use gradient_lab::train::Phase;
use gradient_lab::verdict::Symptom::{Exploding, Factor, StuckLayers, Vanishing};
use gradient_lab::verdict::{Facts, Gravity, Limit, Limits, judge};

/// The product over all crossings, the same at the start and now; layer 1 does not move.
fn product(hidden: usize, whole: f64) -> Facts {
    let mut turns = vec![0.3; hidden];
    turns[0] = 0.001;
    Facts { whole: Some(whole), whole_at_start: Some(whole), turns, ..facts(hidden) }
}

#[test]
fn the_gradient_vanishes_below_each_limit() {
    let low = usual(Limit::FactorLow);
    flips(Vanishing, low, false, |factor| product(20, factor.powi(19)));
    // Much less from the start on, or very much less by now.
    let (much, very) = (1.0 / usual(Limit::Much), 1.0 / usual(Limit::VeryMuch));
    flips(Vanishing, much, false, |whole| Facts { whole: Some(whole), ..product(4, 0.01) });
    flips(Vanishing, much, false, |start| Facts { whole_at_start: Some(start), ..product(4, 0.01) });
    flips(Vanishing, very, false, |whole| Facts { whole_at_start: Some(1.0), ..product(4, whole) });
    assert_eq!(find(&product(10, 1.0), Vanishing), None);
}

#[test]
fn layer_1_is_spared_where_it_moves() {
    let moves = |first: f64, most: f64| Facts { turns: vec![first, most, most, most], ..product(4, 1e-6) };
    flips(Vanishing, usual(Limit::Moved), false, |first| moves(first, 0.02));
    // A tenth of the layer that moves most.
    flips(Vanishing, 0.5, true, |most| moves(0.05, most));
    // An optimizer that scales every step moves all layers: only the loss tells.
    let adam = |share| Facts { spec: spec("optimizer=adam"), ..moves(0.5, 0.5) }.at(100, share);
    assert!(find(&adam(1.0), Vanishing).is_some());
    assert_eq!(find(&adam(0.9), Vanishing), None);
    assert_eq!(find(&moves(0.5, 0.5).at(100, 1.0), Vanishing), None, "plain steps are as large as the gradient");
}

#[test]
fn nothing_vanishes_or_explodes_where_the_network_learns_or_stopped() {
    for whole in [1e-6, 1e6] {
        let symptom = if whole < 1.0 { Vanishing } else { Exploding };
        assert!(find(&product(4, whole), symptom).is_some());
        assert_eq!(find(&product(4, whole).at(30, 0.4), symptom), None, "it learns");
        assert_eq!(find(&Facts { whole: None, ..product(4, whole) }, symptom), None, "nothing was measured");
    }
    let stopped = Facts { stop: stop(30, Phase::Loss, "loss"), ..product(4, 1e-6) };
    assert_eq!(find(&stopped, Vanishing), None, "it stopped");
}

#[test]
fn the_gradient_explodes_above_each_limit() {
    flips(Exploding, usual(Limit::FactorHigh), true, |factor| product(20, factor.powi(19)));
    let (much, very) = (usual(Limit::Much), usual(Limit::VeryMuch));
    flips(Exploding, much, true, |whole| Facts { whole: Some(whole), ..product(4, 100.0) });
    flips(Exploding, much, true, |start| Facts { whole_at_start: Some(start), ..product(4, 100.0) });
    flips(Exploding, very, true, |whole| Facts { whole_at_start: Some(1.0), ..product(4, whole) });
}

#[test]
fn steps_larger_than_the_weights_explode_unless_the_loss_falls() {
    let step = |ratio| Facts { smallest_step: Some(ratio), ..facts(3) };
    flips(Exploding, usual(Limit::Step), true, step);
    let falls = Facts { loss: 0.8 * BASELINE, ..step(5.0) };
    assert_eq!(find(&falls, Exploding), None, "weights that shrink to the minimum");
}

#[test]
fn a_loss_runs_away_from_its_start_and_from_guessing() {
    let limit = usual(Limit::Runaway);
    let loss = |first: f64, last: f64| Facts { losses: vec![first, last, f64::INFINITY], loss: last, ..facts(3) };
    flips(Exploding, limit, true, |times| loss(1.5 * BASELINE, times * 1.5 * BASELINE));
    flips(Exploding, limit, true, |times| loss(0.5 * BASELINE, times * BASELINE));
    let from_nothing = find(&loss(0.0, 2.0 * usual(Limit::Runaway) * BASELINE), Exploding).expect("it does");
    assert!(
        from_nothing.evidence.starts_with("The loss was 0 in the first training step"),
        "{}",
        from_nothing.evidence
    );
}

#[test]
fn the_layer_that_multiplies_least_or_most_is_named() {
    let factors = vec![0.5, 0.1, 0.0, f64::NAN, 0.7];
    let vanishes = find(&Facts { factors: factors.clone(), ..product(6, 1e-6) }, Vanishing).expect("it does");
    assert!(vanishes.evidence.contains("Smallest factor at layer 2: ×0.10."), "{}", vanishes.evidence);
    let explodes = find(&Facts { factors, ..product(6, 1e6) }, Exploding).expect("it does");
    assert!(explodes.evidence.contains("Largest factor at layer 5: ×0.70."), "{}", explodes.evidence);
    // Layers that receive nothing are counted.
    let none = |without| find(&Facts { without, ..product(6, 0.0) }, Vanishing).expect("it does").evidence;
    assert!(none(1).contains("layer 1 receives a gradient of exactly 0."), "{}", none(1));
    assert!(none(3).contains("layers 1 to 3 receive a gradient of exactly 0."), "{}", none(3));
}

#[test]
fn layer_1_is_stuck_while_others_move() {
    let turns = |first: f64, most: f64| Facts { turns: vec![first, most], distances: vec![first, most], ..facts(2) };
    flips(StuckLayers, usual(Limit::Stuck), false, |first| turns(first, 1.0));
    from_step(StuckLayers, usual(Limit::Soon), |steps| turns(1e-6, 1.0).at(steps, 0.9));
    // Where nothing moves nothing lags behind, and what has shrunk has moved.
    flips(StuckLayers, 1e-5, true, |most| turns(0.0, most));
    flips(StuckLayers, usual(Limit::Moved), false, |moved| Facts { distances: vec![moved, 1.0], ..turns(1e-6, 1.0) });
    for silent in [
        turns(1e-6, 1.0).at(30, 0.4),
        Facts { stop: stop(30, Phase::Loss, "loss"), ..turns(1e-6, 1.0) },
        Facts { hidden: 1, ..turns(1e-6, 1.0) },
        Facts { turns: vec![], distances: vec![], ..turns(1e-6, 1.0) },
    ] {
        assert_eq!(find(&silent, StuckLayers), None, "{silent:?}");
    }
}

#[test]
fn a_factor_outside_the_limits_is_a_note() {
    let factor = |factor: f64| Facts { factors: vec![1.0, factor, 1.0], ..facts(4) };
    flips(Factor, usual(Limit::FactorLow), false, factor);
    flips(Factor, usual(Limit::FactorHigh), true, factor);
    let many = Facts { factors: [vec![0.5; 8], vec![2.0]].concat(), whole: Some(0.5), ..facts(10) };
    let found = find(&many, Factor).expect("it is outside");
    assert_eq!(found.gravity, Gravity::Note);
    let list = "Layer 1 ×0.50, 2 ×0.50, 3 ×0.50, 4 ×0.50, 5 ×0.50, 6 ×0.50 and 2 more: less than 0.8.";
    assert!(found.evidence.starts_with(list), "{}", found.evidence);
    assert!(found.evidence.contains("Layer 9 ×2.0: more than 1.25."), "{}", found.evidence);
    assert!(found.evidence.contains("The mean of 9 crossings is"), "{}", found.evidence);
    assert_eq!(find(&Facts { stop: stop(30, Phase::Loss, "loss"), ..many.clone() }, Factor), None);
    // Beside a finding on the product the product is not said twice.
    let beside = Facts { factors: many.factors, ..product(10, 1e-6) };
    let found = judge(&beside, &Limits::default());
    let found = found.iter().find(|finding| finding.symptom == Factor).expect("it is outside");
    assert!(!found.evidence.contains("mean") && found.cause.contains("product of these factors"), "{found:?}");
}

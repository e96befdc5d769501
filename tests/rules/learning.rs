//! Stagnation, a poor result, clipping, learning, a stop.

use super::{BASELINE, With, facts, find, flips, from_step, score, spec, stop, usual};
use gradient_lab::train::Phase;
use gradient_lab::verdict::Symptom::{AtChance, Clipping, Healthy, NotFinite, Poor};
use gradient_lab::verdict::{Facts, Gravity, Limit};

/// So many steps whose loss goes straight from one fraction of guessing to another; the loss is the mean of the last
/// 20.
fn course(steps: u32, from: f64, to: f64) -> Facts {
    let at = |n: u32| BASELINE * (from + (to - from) * f64::from(n) / f64::from(steps - 1));
    let losses: Vec<f64> = (0..steps).map(at).collect();
    let loss = losses[losses.len() - 20..].iter().sum::<f64>() / 20.0;
    Facts { losses, loss, ..facts(3).at(steps, 1.0) }
}

#[test]
fn a_loss_at_chance_stagnates() {
    let flat = |share: f64| facts(3).at(100, share);
    flips(AtChance, usual(Limit::Chance), true, flat);
    flips(AtChance, usual(Limit::Worse), false, flat);
    from_step(AtChance, usual(Limit::Stagnant), |steps| facts(3).at(steps, 1.0));
    let found = find(&flat(1.0), AtChance).expect("it stagnates");
    let words =
        "After 100 training steps the mean loss of the last 20 on record is 2.000; guessing has a loss of 2.000";
    assert!(found.evidence.starts_with(words), "{}", found.evidence);
    assert_eq!(find(&Facts { baseline: None, ..flat(1.0) }, AtChance), None, "nobody knows what guessing costs");
    assert_eq!(find(&Facts { stop: stop(100, Phase::Loss, "loss"), ..flat(1.0) }, AtChance), None);
}

/// 2 % from quarter to quarter, or 5 % in two: less is no way down.
#[test]
fn a_falling_loss_does_not_stagnate() {
    let quarters = |last: [f64; 3]| {
        let losses = [1.0, last[0], last[1], last[2]].iter().flat_map(|share| vec![share * BASELINE; 25]).collect();
        Facts { losses, loss: BASELINE, ..facts(3).at(100, 1.0) }
    };
    flips(AtChance, 0.98, true, |share| quarters([1.0, 1.0, share]));
    flips(AtChance, 0.95, true, |share| quarters([1.0, 0.96, share]));
    // Late, and still 2 % above chance, a falling loss stagnates too.
    let late = |steps: u32, share: f64| Facts { steps, loss: share * BASELINE, ..quarters([1.0, 1.0, 0.9]) };
    flips(AtChance, 1.02, true, |share| late(200, share));
    from_step(AtChance, usual(Limit::Long), |steps| late(steps, 1.1));
}

#[test]
fn a_loss_between_chance_and_learning_is_poor() {
    let flat = |share: f64| facts(3).at(200, share);
    flips(Poor, usual(Limit::Poor), true, flat);
    flips(Poor, usual(Limit::Chance), false, flat);
    flips(Poor, usual(Limit::Worse), true, flat);
    from_step(Poor, usual(Limit::Long), |steps| facts(3).at(steps, 0.8));
    assert!(find(&flat(3.0), Poor).expect("far worse").cause.contains("more confident in wrong answers"));
    // A loss that gets there in twice the steps is on its way.
    assert_eq!(find(&course(200, 1.0, 0.7), Poor), None);
    assert!(find(&course(200, 0.9, 0.85), Poor).is_some());
    assert_eq!(find(&Facts { stop: stop(200, Phase::Loss, "loss"), ..flat(0.8) }, Poor), None);
}

#[test]
fn clipping_in_most_steps_is_a_note() {
    let clipped = |share: f64| Facts { clipped: share, ..facts(3) };
    flips(Clipping, usual(Limit::Clipped), true, clipped);
    from_step(Clipping, 20.0, |steps| clipped(1.0).at(steps, 0.9));
    let [by_norm, by_value] = [false, true]
        .map(|clips_values| find(&Facts { clips_values, ..clipped(1.0) }, Clipping).expect("it is clipped"));
    assert_eq!(by_norm.gravity, Gravity::Note);
    assert!(by_norm.cause.contains("by norm") && by_value.cause.contains("by value"), "{by_norm:?} {by_value:?}");
}

#[test]
fn a_network_learns_below_the_limit() {
    let flat = |share: f64| facts(3).at(30, share);
    flips(Healthy, usual(Limit::Learned), false, flat);
    flips(Healthy, usual(Limit::HeldUp), false, |share| Facts { held_up: true, ..flat(share) });
    from_step(Healthy, 20.0, |steps| facts(3).at(steps, 0.1));
    assert_eq!(find(&Facts { stop: stop(30, Phase::Loss, "loss"), ..flat(0.1) }, Healthy), None);
    let shrunk = Facts { left: vec![0.01; 3], recorded: 30, ..flat(0.1) };
    assert!(find(&shrunk, Healthy).is_some(), "a note beside it does not make it sick");
}

/// What had learned and was thrown back is healthy while it falls fast enough.
#[test]
fn a_network_on_its_way_back_is_healthy() {
    let back = |to: f64| {
        let mut facts = course(80, 1.0, to);
        facts.losses = [vec![0.2 * BASELINE; 40], facts.losses].concat();
        Facts { steps: 120, ..facts }
    };
    assert!(find(&back(0.6), Healthy).is_some());
    assert_eq!(find(&back(1.0), Healthy), None, "it stays where it was thrown");
    assert_eq!(find(&course(80, 1.0, 0.6), Healthy), None, "it had not learned before");
}

/// Where the test loss is poor and twice the training loss, the network memorizes.
#[test]
fn memorizing_is_told_from_learning() {
    let tested = |train: f64, test: f64| Facts { score: score(train, test), ..facts(3).at(30, 0.1) };
    let memorizes = |facts: &Facts| find(facts, Healthy).expect("it learns").evidence.contains("memorizes");
    assert!(!memorizes(&facts(3).at(30, 0.1)), "it was not tested");
    let poor = usual(Limit::Poor) * BASELINE;
    for (train, test, by_heart) in
        [(0.1, 0.99 * poor, false), (0.1, 1.01 * poor, true), (1.0, 1.99, false), (1.0, 2.01, true)]
    {
        let facts = tested(train, test);
        assert_eq!(memorizes(&facts), by_heart, "{train} and {test}");
        let labels: Vec<String> =
            find(&facts, Healthy).expect("it learns").cures.into_iter().map(|cure| cure.label).collect();
        assert_eq!(labels.contains(&"dropout 0.5".to_string()), by_heart, "{labels:?}");
    }
    // Fuzz seed 495206: p of the true class is 0 for a test example.
    let evidence = find(&tested(0.1, f64::INFINITY), Healthy).expect("it learns").evidence;
    assert!(evidence.contains("On test examples the loss is infinite"), "{evidence}");
}

#[test]
fn a_stop_is_reported_with_step_and_place() {
    let at = |stage, step| {
        let mut stop = stop(step, Phase::Forward { stage: 1 }, "z");
        if let Some(stop) = &mut stop {
            stop.stage = stage;
        }
        find(&Facts { stop, ..facts(3) }, NotFinite).expect("it stopped").evidence
    };
    assert_eq!(at(Some(1), 7), "The numbers became too large in training step 8: not a number from layer 2 on.");
    assert_eq!(
        at(Some(3), 0),
        "The numbers became too large in training step 1: not a number from the output layer on."
    );
    assert_eq!(at(None, 1), "The numbers became too large in training step 2: not a number.");
    let time = Facts { spec: spec("data=recall&cell=rnn"), stop: stop(2, Phase::Loss, "loss"), ..facts(20) };
    assert_eq!(find(&time, NotFinite).expect("it stopped").evidence, "In training step 3 the loss is not a number.");
}

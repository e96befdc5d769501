//! Weights that grow or shrink.

use super::{With, facts, find, flips, spec, stop, usual};
use gradient_lab::train::Phase;
use gradient_lab::verdict::Symptom::{WeightsGrow, WeightsGrowDoubly, WeightsVanish};
use gradient_lab::verdict::{DecayAlone, Facts, Gravity, Limit};

/// ln|W| by step.
fn growth(logs: &[f64]) -> Facts {
    Facts { growth: (0..).zip(logs.iter().copied()).collect(), ..facts(3) }
}

#[test]
fn weights_grow_above_the_limit() {
    let straight = |times: f64| growth(&[0.0, 0.5 * times.ln(), times.ln()]);
    flips(WeightsGrow, usual(Limit::Grown), true, straight);
    let found = find(&straight(4.0), WeightsGrow).expect("they grow");
    assert!(
        found.evidence.contains("grown 4.0 times in 2 training steps; they double every 1.0 training steps"),
        "{}",
        found.evidence
    );
    assert_eq!(find(&straight(4.0).at(30, 0.4), WeightsGrow), None, "it learns");
    assert_eq!(find(&growth(&[2.0]), WeightsGrow), None, "one row says nothing");
}

/// Below half of its mean pace growth is nearly over.
#[test]
fn growth_that_dies_down_is_no_finding() {
    // The last increment of d after one of 2: its mean is (2 + d)/2, and half of that is d at d = 2/3.
    flips(WeightsGrow, 2.0 / 3.0, true, |d| growth(&[0.0, 2.0, 2.0 + d]));
}

#[test]
fn growth_that_grows_is_told_apart() {
    let bend = usual(Limit::Bend);
    let bends = |by: f64| growth(&[0.0, 1.0, 1.0 + by, 1.0 + by + by * by * 1.01]);
    flips(WeightsGrowDoubly, bend, true, bends);
    flips(WeightsGrow, bend, false, bends);
    // Every one of the last three increments has to be larger.
    assert_eq!(find(&growth(&[0.0, 1.0, 2.0, 4.0]), WeightsGrowDoubly), None);
}

#[test]
fn weights_vanish_below_the_limit() {
    let left = |share: f64| Facts { left: vec![0.9, share, 0.5], recorded: 30, ..facts(3) };
    flips(WeightsVanish, usual(Limit::Shrunk), false, left);
    let found = find(&left(0.1), WeightsVanish).expect("they shrink");
    assert_eq!(
        (found.gravity, &found.evidence[..]),
        (Gravity::Sick, "Layer 2’s weights have shrunk to 10 % in 30 training steps.")
    );
    assert_eq!(find(&left(0.1).at(30, 0.4), WeightsVanish).expect("they shrink").gravity, Gravity::Note, "it learns");
    assert_eq!(find(&Facts { stop: stop(9, Phase::Update, "W"), ..left(0.1) }, WeightsVanish), None);
    assert_eq!(find(&Facts { recorded: 0, ..left(0.1) }, WeightsVanish), None);
    assert_eq!(find(&left(f64::NAN), WeightsVanish), None);
}

/// Weights within 5 % of what decay leaves shrink as decay alone would.
#[test]
fn decay_is_compared_with_what_is_left() {
    let cause = |left: f64, decay: Option<DecayAlone>| {
        let spec = spec("l2=0.1");
        let facts = Facts { spec, left: vec![left; 3], recorded: 30, decay_alone: decay, ..facts(3) };
        let found = find(&facts, WeightsVanish).expect("they shrink");
        (found.cause, found.evidence)
    };
    let alone = |left, clipped| Some(DecayAlone { left, clipped });
    for (left, exact) in [(0.0949, false), (0.0951, true), (0.1049, true), (0.1051, false)] {
        let (cause, evidence) = cause(left, alone(0.1, 0));
        assert_eq!(cause.contains("exactly as weight decay alone would"), exact, "{left}: {cause}");
        assert!(evidence.contains("decay alone would leave (1 − α·λ)ᵗ = 10 %"), "{evidence}");
    }
    assert!(cause(0.1, alone(1.0, 0)).0.contains("No decay acts"));
    assert!(cause(0.1, alone(1.0, 3)).1.contains("not counting 3 clipped training steps"));
    let (cause, evidence) = cause(0.1, None);
    assert!(cause.contains("stronger than the gradient") && !evidence.contains("alone"), "{cause} {evidence}");
}

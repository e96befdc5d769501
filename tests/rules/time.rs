//! Vanishing and exploding through time.

use super::{With, facts, find, flips, spec, stop, usual};
use gradient_lab::train::Phase;
use gradient_lab::verdict::Symptom::{Exploding, Factor, StuckLayers, Vanishing};
use gradient_lab::verdict::{Facts, Limit};

const STEPS: usize = 20;

fn product(more: &str, whole: f64) -> Facts {
    let spec = spec(&format!("data=recall&length={STEPS}&{more}"));
    Facts { spec, whole: Some(whole), ..facts(STEPS) }
}

#[test]
fn only_the_product_counts() {
    let very = usual(Limit::VeryMuch);
    flips(Vanishing, 1.0 / very, false, |whole| product("cell=rnn", whole));
    flips(Exploding, very, true, |whole| product("cell=rnn", whole));
    // A factor of 0.7 in every step: much, and yet no finding on single factors or on layers that lag behind.
    let fades = Facts { factors: vec![0.7; STEPS - 1], turns: vec![0.0; STEPS], ..product("cell=rnn", 1e-4) };
    assert!(find(&fades, Vanishing).is_some());
    assert_eq!((find(&fades, Factor), find(&fades, StuckLayers)), (None, None));
}

#[test]
fn a_run_that_learns_stopped_or_has_not_begun_is_not_judged() {
    for (symptom, whole) in [(Vanishing, 1e-6), (Exploding, 1e6)] {
        let product = || product("cell=gru", whole);
        assert!(find(&product(), symptom).is_some());
        for silent in [
            product().at(30, 0.4),
            product().at(0, 0.9),
            Facts { stop: stop(30, Phase::Loss, "loss"), ..product() },
            Facts { whole: None, ..product() },
        ] {
            assert_eq!(find(&silent, symptom), None, "{silent:?}");
        }
    }
}

/// An LSTM remembers along c: the better of the two paths counts, but growth along c alone is no explosion.
#[test]
fn what_the_memory_keeps_counts() {
    let along = |c: f64| Facts { along_c: Some(c), ..product("cell=lstm", 1e-6) };
    flips(Vanishing, 1.0 / usual(Limit::VeryMuch), false, along);
    assert_eq!(find(&along(1e9), Exploding), None);
    let found = find(&along(1e-5), Vanishing).expect("it fades along both");
    assert!(found.evidence.contains("Along h it is ×10⁻⁶; in this batch along c ×10⁻⁵."), "{}", found.evidence);
}

#[test]
fn a_cut_is_the_cause_where_there_is_one() {
    let found = |truncate: usize| {
        find(&product(&format!("cell=lstm&truncate={truncate}"), 0.0), Vanishing).expect("nothing arrives")
    };
    let cut = found(STEPS - 1);
    assert!(cut.cause.contains("truncated after 19 time steps"), "{}", cut.cause);
    assert!(cut.evidence.contains("nothing at all of time step 20’s gradient"), "{}", cut.evidence);
    assert_eq!(cut.cures.iter().map(|cure| cure.label.as_str()).collect::<Vec<_>>(), ["truncate 0"]);
    for whole in [0, STEPS] {
        assert!(!found(whole).cause.contains("truncated"), "{whole}: {}", found(whole).cause);
    }
}

//! The rules of the diagnosis on facts written by hand: both sides of every threshold, and no training.
#![cfg(not(target_arch = "wasm32"))]

mod causes;
mod flow;
mod learning;
#[path = "../support/open.rs"]
mod open;
mod time;
mod units;
mod weights;

use gradient_lab::net::Evaluation;
use gradient_lab::probe::{Score, Stopped};
use gradient_lab::train::Phase;
use gradient_lab::verdict::{Facts, Finding, Limit, Limits, Stop, Symptom, judge};
use open::spec;

/// What guessing costs in these facts.
const BASELINE: f64 = 2.0;

/// A network of so many hidden layers whose loss is somewhere between guessing and learning, and about which every
/// rule is silent.
fn facts(hidden: usize) -> Facts {
    let rest = vec![0.3; hidden];
    Facts { hidden, distances: rest.clone(), turns: rest, baseline: Some(BASELINE), ..Facts::default() }.at(30, 0.9)
}

/// Changes of several fields together.
trait With {
    /// So many steps, all on record, with this loss as a fraction of guessing.
    fn at(self, steps: u32, share: f64) -> Facts;
}

impl With for Facts {
    fn at(self, steps: u32, share: f64) -> Facts {
        let loss = share * BASELINE;
        Facts { steps, losses: vec![loss; steps as usize], loss, ..self }
    }
}

fn stop(step: u32, phase: Phase, quantity: &'static str) -> Option<Stop> {
    Some(Stop { stopped: Stopped { step, phase, quantity, value: f64::NAN }, stage: None })
}

fn score(train: f64, test: f64) -> Option<Score> {
    let of = |loss| Evaluation { loss, accuracy: 1.0 };
    Some(Score { step: 1, train: of(train), test: of(test) })
}

fn find(facts: &Facts, symptom: Symptom) -> Option<Finding> {
    judge(facts, &Limits::default()).into_iter().find(|finding| finding.symptom == symptom)
}

fn usual(limit: Limit) -> f64 {
    Limits::default().of(limit)
}

/// The finding is there on one side of `edge` and not on the other.
fn flips(symptom: Symptom, edge: f64, above: bool, facts: impl Fn(f64) -> Facts) {
    for (value, there) in [(edge * (1.0 - 1e-9), !above), (edge * (1.0 + 1e-9), above)] {
        assert_eq!(find(&facts(value), symptom).is_some(), there, "{symptom:?} at {value}, with the edge at {edge}");
    }
}

/// The finding is there from this number of steps on.
fn from_step(symptom: Symptom, first: f64, facts: impl Fn(u32) -> Facts) {
    let first = first as u32;
    assert_eq!(find(&facts(first - 1), symptom), None, "{symptom:?} before step {first}");
    assert!(find(&facts(first), symptom).is_some(), "{symptom:?} at step {first}");
}

#[test]
fn no_rule_speaks_without_facts() {
    for hidden in [0, 1, 2, 10] {
        assert_eq!(judge(&Facts::default(), &Limits::default()), [], "no run");
        assert_eq!(judge(&facts(hidden), &Limits::default()), [], "{hidden} layers");
    }
}

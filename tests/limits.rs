//! The thresholds of the diagnosis: each stands beside the findings that it decides, and moving it moves the verdict.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::session::Session;
use gradient_lab::verdict::{Finding, Limit, Limits, Symptom, diagnose};
use open::session;

fn limits(moved: &[(Limit, f64)]) -> Limits {
    let mut limits = Limits::default();
    for &(limit, value) in moved {
        limits.set(limit, value);
        assert_eq!(limits.of(limit), value, "{} is out of its range", limit.key());
    }
    limits
}

fn find(session: &Session<f32>, symptom: Symptom, moved: &[(Limit, f64)]) -> Option<Finding> {
    diagnose(&session.frame(), &limits(moved)).into_iter().find(|finding| finding.symptom == symptom)
}

const SIGMOID: &str = "data=circles&sampling=replacement&activation=sigmoid&init=xavier_normal";
const RELU: &str = "data=circles&sampling=replacement&activation=relu&init=he_normal";

const SPIRAL: &str = "data=spiral&hidden_layers=1&width=3&activation=tanh&init=xavier_normal";
const BOWL: &str = "data=bowl&hidden_layers=0&use_bias=off&init=constant&sampling=full&learning_rate=0.3";
const CHAIN: &str =
    "data=reg&noise=0&sampling=full&hidden_layers=3&activation=identity&init=xavier_normal&learning_rate=0.25";

/// With this limit as it is the finding is there (or not: the last flag), and with the limit moved the other way round.
type Case = (Limit, String, u32, Symptom, f64, bool);

fn of_the_flow() -> Vec<Case> {
    use Symptom::{Exploding, StuckLayers, Vanishing};
    let [ten, four] = [10, 4].map(|layers| format!("{SIGMOID}&hidden_layers={layers}"));
    let adam = format!("{ten}&optimizer=adam&learning_rate=0.01");
    let large = format!("{RELU}&hidden_layers=10&gain=2&learning_rate=0.000001");
    vec![
        (Limit::FactorLow, ten.clone(), 30, Vanishing, 0.0, true),
        (Limit::Much, four, 30, Vanishing, 1e6, true),
        (Limit::VeryMuch, ten.clone(), 30, Vanishing, 1e6, true),
        (Limit::Moved, adam, 15, Vanishing, 1.0, false),
        (Limit::FactorHigh, large, 30, Exploding, 10.0, true),
        (Limit::Step, BOWL.into(), 5, Exploding, 1e6, true),
        (Limit::Runaway, "data=reg&hidden_layers=0&learning_rate=2".into(), 5, Exploding, 1e6, true),
        (Limit::Stuck, ten.clone(), 100, StuckLayers, 1e-9, true),
        (Limit::Soon, ten, 30, StuckLayers, 31.0, true),
    ]
}

fn of_the_rest() -> Vec<Case> {
    use Symptom::{AtChance, Clipping, Dead, Healthy, Poor, Saturated, WeightsGrow, WeightsGrowDoubly, WeightsVanish};
    let stalled = format!("{SIGMOID}&hidden_layers=10");
    let healthy = format!("{RELU}&hidden_layers=3&learning_rate=0.1");
    vec![
        (Limit::Chance, SPIRAL.into(), 600, AtChance, 0.9, false),
        (Limit::Stagnant, stalled.clone(), 100, AtChance, 101.0, true),
        (Limit::Worse, stalled.clone(), 100, AtChance, 1.0, true),
        (Limit::Poor, SPIRAL.into(), 600, Poor, 1.0, true),
        (Limit::Long, SPIRAL.into(), 600, Poor, 601.0, true),
        (Limit::Saturated, format!("{SIGMOID}&hidden_layers=4&gain=30"), 5, Saturated, 1.0, true),
        (Limit::Dead, format!("{RELU}&hidden_layers=3&bias=-9"), 5, Dead, 1.0, true),
        (Limit::Grown, BOWL.into(), 5, WeightsGrow, 1e6, true),
        (Limit::Bend, CHAIN.into(), 3, WeightsGrowDoubly, 10.0, true),
        (Limit::Shrunk, format!("{stalled}&decay=1"), 40, WeightsVanish, 0.0, true),
        (Limit::Clipped, format!("{RELU}&hidden_layers=3&clip_norm=0.001"), 40, Clipping, 1.0, true),
        (Limit::Learned, healthy.clone(), 400, Healthy, 0.0, true),
        (Limit::HeldUp, format!("{healthy}&l2=0.001"), 400, Healthy, 0.0, true),
    ]
}

#[test]
fn every_limit_stands_beside_a_finding_and_decides_it() {
    let cases: Vec<Case> = of_the_flow().into_iter().chain(of_the_rest()).collect();
    let mut tried: Vec<Limit> = cases.iter().map(|case| case.0).collect();
    for (limit, text, steps, symptom, value, there) in cases {
        let mut session = session(&text, steps);
        // Some rules read the test loss.
        session.evaluate();
        // Of two reasons for one finding the other is out of the way.
        let base: &[(Limit, f64)] = match limit {
            Limit::VeryMuch => &[(Limit::Much, 1e6)],
            Limit::Step => &[(Limit::Runaway, 1e6)],
            Limit::Runaway => &[(Limit::Step, 1e6)],
            _ => &[],
        };
        let [before, after] =
            [base.to_vec(), [base, &[(limit, value)]].concat()].map(|moved| find(&session, symptom, &moved));
        let key = limit.key();
        let found = (before.is_some(), after.is_some());
        assert_eq!(found, (there, !there), "{key}: is {symptom:?} found in {text}, as it is and moved to {value}?");
        let shown = before.or(after).map(|finding| finding.limits.contains(&limit));
        assert_eq!(shown, Some(true), "{key} is not shown with {symptom:?}");
    }
    tried.sort_by_key(|limit| *limit as usize);
    assert_eq!(tried, Limit::ALL, "a limit that this test does not know");
}

#[test]
fn a_limit_stays_in_its_range() {
    for &limit in Limit::ALL {
        let (low, high) = limit.range();
        let at_first = Limits::default().of(limit);
        assert!((low..=high).contains(&at_first), "{}: {at_first}", limit.key());
        for (value, want) in [(-1.0, low), (1e9, high), (f64::NAN, at_first), (0.5 * (low + high), 0.5 * (low + high))]
        {
            let mut limits = Limits::default();
            limits.set(limit, value);
            assert_eq!(limits.of(limit), want, "{} set to {value}", limit.key());
        }
    }
}

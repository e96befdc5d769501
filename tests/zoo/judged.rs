//! The judge itself, judged: every label has a verdict that it accepts, none that suits all, and what fools others
//! is in the zoo.

use super::judge::{KEYS, verdict_is_wrong};
use super::labeled::{FRESH, FRESH_TABLE, Label, NETWORKS, SEEDS, labels, labels_of};
use super::watched;
use gradient_lab::probe::{Figures, Frame};

/// The fullest verdicts that could be right: everything that is not refuted, as a sick network's or a healthy one's.
fn candidates(label: &Label) -> [Vec<&'static str>; 2] {
    let stands = |key: &&str| label.refutes(key).is_none();
    let (sick, healthy) = (KEYS.into_iter().filter(stands), KEYS.into_iter().filter(stands));
    [
        sick.filter(|key| *key != "healthy").collect(),
        healthy.filter(|key| ["healthy", "saturated", "dead", "clipping", "factor"].contains(key)).collect(),
    ]
}

#[test]
fn every_network_has_a_right_verdict() {
    let accepted = |label: &&Label| candidates(label).iter().any(|verdict| verdict_is_wrong(label, verdict).is_none());
    let labels = [labels(), labels_of(FRESH_TABLE, FRESH)].concat();
    let none: Vec<&Label> = labels.iter().filter(|label| !accepted(label)).collect();
    assert!(none.is_empty(), "{none:#?}");
}

#[test]
fn no_verdict_is_right_for_all() {
    let labels = labels();
    let wrong = |verdict: &[&str]| labels.iter().filter(|label| verdict_is_wrong(label, verdict).is_some()).count();
    println!("of {}: silence is wrong {} times", labels.len(), wrong(&[]));
    assert!(wrong(&[]) > labels.len() / 2);
    for key in KEYS {
        println!("{key} alone is wrong {} times", wrong(&[key]));
        assert!(wrong(&[key]) > labels.len() / 3, "{key}");
        assert!(labels.iter().any(|label| label.refutes(key).is_none()), "{key} is never right");
    }
}

#[test]
fn a_verdict_is_not_both_and_a_finding_has_a_name() {
    let labels = labels();
    let learned = labels.iter().find(|label| label.name == "rate_too_large").expect("a network");
    assert_eq!(verdict_is_wrong(learned, &["healthy"]), None);
    let slow = labels.iter().find(|label| label.name == "tanh_chaotic").expect("a network");
    assert_eq!(verdict_is_wrong(slow, &["healthy"]), None);
    assert_eq!(verdict_is_wrong(slow, &["poor"]), None);
    assert!(verdict_is_wrong(slow, &["healthy", "poor"]).is_some_and(|why| why.contains("at once")));
    assert!(verdict_is_wrong(slow, &["tired"]).is_some_and(|why| why.contains("no finding")));
}

/// ‖∂L/∂W‖ by layer, as tools print it.
fn d_w(run: &Frame) -> Vec<f64> {
    let norm = |figures: &Figures| figures.d_w.map_or(0.0, |norm| norm.l2);
    run.figures.iter().map(norm).collect()
}

/// Layer 1 against the last: the usual rule.
fn first_against_last(run: &Frame) -> Vec<&'static str> {
    let d_w = d_w(run);
    match d_w[0] / d_w[d_w.len() - 1] {
        _ if d_w[0] == 0.0 => vec!["vanishing"],
        ratio if ratio < 0.01 => vec!["vanishing"],
        ratio if ratio > 100.0 => vec!["exploding"],
        _ => vec!["healthy"],
    }
}

/// The largest against the smallest: another.
fn largest_against_smallest(run: &Frame) -> Vec<&'static str> {
    let d_w = d_w(run);
    let range = d_w.iter().fold((f64::MAX, 0.0), |(low, high): (f64, f64), &x| (low.min(x), high.max(x)));
    if range.1 / range.0 > 100.0 { vec!["exploding"] } else { vec!["healthy"] }
}

/// Whether the judge finds the verdict of a rule on this network wrong, with every seed.
fn fooled(name: &str, rule: fn(&Frame) -> Vec<&'static str>) -> bool {
    let at = NETWORKS.iter().position(|network| network.name == name).expect(name);
    let labels = labels();
    let of = |s: usize| &labels[at * SEEDS.len() + s];
    (0..SEEDS.len()).all(|s| {
        let verdict = rule(&watched(&NETWORKS[at], SEEDS[s]).frame());
        let why = verdict_is_wrong(of(s), &verdict);
        println!("{name} (seed {}): {verdict:?}: {}", SEEDS[s], why.as_deref().unwrap_or("right"));
        why.is_some()
    })
}

#[test]
fn what_fools_others_is_in_the_zoo() {
    for flat in ["relu_tiny", "leaky_tiny"] {
        assert!(fooled(flat, first_against_last), "{flat}: ∂L/∂W is flat, the signal dead");
    }
    for uniform in ["uniform_relu", "uniform_linear", "bowl_swings"] {
        assert!(fooled(uniform, first_against_last), "{uniform}: all layers are equally large");
    }
    assert!(fooled("sigmoid_10", largest_against_smallest), "a vanishing net called exploding");
    assert!(!fooled("sigmoid_10", first_against_last));
    assert!(!fooled("relu_digits", first_against_last));
}

#[test]
fn a_gradient_of_exactly_0_can_mean_that_all_is_learned() {
    let at = NETWORKS.iter().position(|network| network.name == "loud_head_gauss").expect("a network");
    let labels = labels();
    let zero = (0..SEEDS.len()).filter(|&s| {
        let run = watched(&NETWORKS[at], SEEDS[s]);
        let nothing = d_w(&run.frame()).iter().all(|&norm| norm == 0.0);
        let label = &labels[at * SEEDS.len() + s];
        nothing && verdict_is_wrong(label, &["vanishing"]).is_some() && verdict_is_wrong(label, &["healthy"]).is_none()
    });
    assert!(zero.count() > 0);
}

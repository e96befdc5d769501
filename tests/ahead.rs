//! Initial weights that are made ahead, in pieces, or taken from a run that has the same.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::net::Weights;
use gradient_lab::session::{Experiment, Memory, Room};
use gradient_lab::spec::{Group, KNOBS, Kind, Knob, Link, Spec};
use gradient_lab::train::Trainer;
use open::spec;

const SOURCES: [&str; 4] = [
    "hidden_layers=5&width=20&layer_width=2:9&init=orthogonal&gain=1.3&seed=5",
    "hidden_layers=4&width=12&init=orthogonal&skip=identity&zero_branch=on&branch_layers=2&bias=0.2&precision=f64",
    "data=adding&length=12&cell=lstm&width=9&recurrent_init=orthogonal",
    "data=circles&hidden_layers=3&width=6&activation=prelu&norm=batch&init=kumar&precision=f16",
];

const CHANGES: [&str; 8] =
    ["", "optimizer=adam", "batch=3", "precision=bf16", "precision=f64", "activation=tanh", "gain=0.7", "seed=9"];

/// Other values of a knob.
fn others(text: &str, knob: &Knob) -> Vec<Spec> {
    let own = spec(text);
    let values: Vec<String> = match knob.kind {
        Kind::Number { low, high, .. } => vec![low.to_string(), high.to_string()],
        Kind::Integer { low, high } => vec![low.to_string(), high.to_string()],
        _ if knob.key == "live" => vec!["3:learning_rate:0.5".into()],
        _ => knob.kind.options().map(|choice| choice.key.to_string()).chain(["on".into(), "off".into()]).collect(),
    };
    let with = |value: &String| Link::parse(&format!("{text}&{}={value}", knob.key)).spec;
    values.iter().map(with).filter(|other| *other != own).collect()
}

/// What the networks of two specs start with, in f64: a number format rounds it.
fn starts(settled: &Spec) -> Vec<f64> {
    let exact = Spec { precision: spec("precision=f64").precision, ..settled.clone() };
    let trainer: Trainer<f64> = Trainer::new(&exact).expect("a settled spec");
    trainer.network.parameters.values
}

#[test]
fn what_counts_as_alike_starts_alike() {
    let mut alike = 0;
    for text in SOURCES {
        let own = spec(text);
        for knob in KNOBS {
            for other in others(text, knob) {
                if !Weights::alike(&own, &other) {
                    assert!(!matches!(knob.group, Group::Training | Group::Limits), "{text}: {}", knob.key);
                    continue;
                }
                assert_eq!(starts(&own), starts(&other), "{text}: {}", knob.key);
                alike += 1;
            }
        }
    }
    assert!(alike > 150, "{alike}");
}

#[test]
fn weights_made_in_pieces_are_the_same() {
    for text in SOURCES {
        let mut weights = Weights::of(&spec(text));
        let mut shares = vec![weights.progress()];
        while !weights.advance() {
            shares.push(weights.progress());
        }
        assert!(shares.is_sorted() && weights.progress() == 1.0, "{text}: {shares:?}");
        assert_eq!(Weights::cost(&spec(text)).0 > 0.0, shares[0] < 1.0, "{text}");
        let ahead = Experiment::open_within(Link::parse(text), Room { bytes: usize::MAX, weights: Some(weights) });
        assert_eq!(ahead.digest(), Experiment::open(Link::parse(text)).digest(), "{text}");
    }
}

#[test]
fn weights_of_another_experiment_are_not_taken() {
    let weights = Weights::of(&spec("seed=8&init=orthogonal"));
    let run = Experiment::open_within(Link::parse(""), Room { bytes: usize::MAX, weights: Some(weights) });
    assert_eq!(run.digest(), Experiment::open(Link::parse("")).digest());
}

/// A fork and a change take the weights of the run where they can.
#[test]
fn a_fork_starts_as_the_same_experiment_opened_from_its_link() {
    for text in SOURCES {
        for changes in CHANGES {
            let mut run = Experiment::open(Link::parse(text));
            run.run(3);
            let opened = Experiment::open(Link::parse(&format!("{text}&{changes}")));
            assert_eq!(run.fork(changes).digest(), opened.digest(), "{text}, then {changes}");
            let beside = run.beside(Link::parse(&format!("{text}&{changes}")), usize::MAX);
            assert_eq!(beside.digest(), opened.digest(), "{text}, beside {changes}");
            let split = changes.split_once('=');
            if let Some((key, value)) = split.filter(|(key, value)| run.restarts(key, value)) {
                run.change(key, value);
                assert_eq!(run.digest(), opened.digest(), "{text}, changed to {changes}");
            }
        }
    }
}

#[test]
fn memory_is_taken_piece_by_piece_and_given_back() {
    let mut memory = Memory::default();
    assert_eq!((memory.taken(), Memory::pieces(0), Memory::pieces(1)), (0, 0, 0));
    let pieces = Memory::pieces(40 << 20);
    (0..pieces).for_each(|_| memory.take());
    assert!(pieces > 1 && memory.taken() > 30 << 20 && memory.taken() <= 40 << 20, "{pieces}");
    memory.give_back();
    assert_eq!(memory.taken(), 0);
}

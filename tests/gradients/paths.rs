//! Norms, skips, branches, projections and dropout, alone and together.

use super::proof::{assert_proved, assert_slope, at_start, network, pass, perturbed, sum};
use crate::open::spec;
use gradient_lab::probe::GradientCheck;
use gradient_lab::spec::{Activation, BranchScale, Loss, NormKind, NormPlace, Skip};

/// Every kind of layer: skip, linear maps in its branch, norm and its place. A norm that is added comes last, so that
/// the networks of the others keep their seeds.
fn structures() -> Vec<String> {
    let first = [NormKind::None, NormKind::Batch, NormKind::Layer];
    let added: Vec<NormKind> = NormKind::ALL.iter().copied().filter(|norm| !first.contains(norm)).collect();
    let mut all = Vec::new();
    for norms in [&first[..]].into_iter().chain(added.chunks(1)) {
        for skip in Skip::ALL {
            for branch in 1..=if *skip == Skip::Plain { 1 } else { 2 } {
                for norm in norms {
                    for place in NormPlace::ALL.iter().take(if *norm == NormKind::None { 1 } else { 2 }) {
                        let (skip, norm, place) = (skip.key(), norm.key(), place.key());
                        all.push(format!("skip={skip}&branch_layers={branch}&norm={norm}&norm_place={place}"));
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_structure_with_every_activation() {
    let (mut numbers, mut agreed) = (0, 0);
    for (s, structure) in structures().iter().enumerate() {
        for (a, activation) in Activation::ALL.iter().enumerate() {
            // A new activation or norm must not move the seeds of the others.
            let turn = if a < 12 { 12 * s + a + 1 } else { 1000 * a + s };
            let loss = Loss::ALL[turn % Loss::ALL.len()];
            let scale = BranchScale::ALL[turn % BranchScale::ALL.len()];
            let widths = ["", "1:6,2:3", "2:5"][turn / 3 % 3];
            let dropout = [0.0, 0.3][turn / 2 % 2];
            let text = format!(
                "{structure}&branch_scale={}&hidden_layers=3&width=4&layer_width={widths}&activation={}&\
                    init=he_normal&dropout={dropout}&seed={turn}",
                scale.key(),
                activation.key()
            );
            let name = format!("{text} {}", loss.key());
            assert_slope(&name, network(&spec(&text), loss), loss);
            let stages = assert_proved(&name, network(&spec(&text), loss), loss);
            (numbers, agreed) = (numbers + stages.numbers, agreed + stages.agreed);
        }
    }
    println!("{agreed} of {numbers} numbers agree with differences of their own stage");
    assert!(agreed as f64 > 0.97 * numbers as f64, "{agreed} of {numbers}");
}

/// A branch that starts at 0: its last W gets a gradient, and nothing below it does.
#[test]
fn a_branch_that_starts_at_zero() {
    for skip in ["report", "identity", "pre_activation"] {
        for branch in [1, 2] {
            let text = format!(
                "skip={skip}&branch_layers={branch}&zero_branch=on&hidden_layers=2&width=4&layer_width=2:5&\
                    activation=tanh&seed={branch}"
            );
            let (mut network, loss) = (at_start(&spec(&text), Loss::Mse), Loss::Mse);
            assert_slope(&text, network.clone(), loss);
            let report = GradientCheck::of_network(network.clone(), loss).run();
            assert_eq!(sum(&report, |layer| layer.failed), 0, "{text}: {:#?}", report.layers);
            pass(&mut network, loss);
            let parameters = &network.parameters;
            let largest = |values: &[f64], name: &str| {
                let tensor = parameters.tensor(name).unwrap_or_else(|| panic!("{text}: there is no {name}"));
                values[tensor.range.clone()].iter().fold(0.0, |largest: f64, value| largest.max(value.abs()))
            };
            let last = if branch == 1 { ["W1", "b1", "W2", "b2"] } else { ["W1.2", "b1.2", "W2.2", "b2.2"] };
            // f(0) = 0, so the last W of a branch that ends in f sees the slope of f at 0; one that ends in W is 0
            // itself.
            assert!(last.iter().all(|name| largest(&parameters.values, name) == 0.0), "{text}");
            assert!(last.iter().all(|name| largest(&parameters.grads, name) > 1e-6), "{text}");
            if branch == 2 {
                assert!(["W1", "b1", "W2", "b2"].iter().all(|name| largest(&parameters.grads, name) == 0.0), "{text}");
            }
            assert!(largest(&parameters.grads, "P2") > 1e-6 && largest(&parameters.values, "P2") > 0.0, "{text}");
        }
    }
}

/// Norms at their edges: groups of one number or two, units that are all alike, a whole layer dropped.
#[test]
fn norms_at_their_edges_raise_no_false_alarm() {
    for norm in ["batch", "layer"] {
        for place in ["before", "after"] {
            for (edge, turn) in ["width=1", "width=2", "dropout=0.9&width=3", "init=zeros&width=3"].iter().zip(1..) {
                for activation in ["relu", "tanh", "prelu"] {
                    let text = format!(
                        "norm={norm}&norm_place={place}&hidden_layers=3&{edge}&activation={activation}&skip={}&\
                            seed={turn}",
                        Skip::ALL[turn % Skip::ALL.len()].key()
                    );
                    for mut network in [at_start(&spec(&text), Loss::Bce), perturbed(&spec(&text), Loss::Bce)] {
                        let report = GradientCheck::of_network(network.clone(), Loss::Bce).run();
                        assert_eq!(sum(&report, |layer| layer.failed), 0, "{text}: {:#?}", report.layers);
                        pass(&mut network, Loss::Bce);
                        assert!(network.parameters.grads.iter().all(|grad| grad.is_finite()), "{text}");
                    }
                }
            }
        }
    }
}

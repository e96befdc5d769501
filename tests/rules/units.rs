//! Dead and saturated units.

use super::{With, facts, find, flips, spec, usual};
use gradient_lab::verdict::Symptom::{Dead, Saturated};
use gradient_lab::verdict::{Facts, Limit};

#[test]
fn a_layer_is_dead_above_the_limit() {
    let dead = |share: f64| Facts { dead: vec![0.1, share, 0.2], ..facts(3) };
    flips(Dead, usual(Limit::Dead), true, dead);
    let found = find(&dead(1.0), Dead).expect("it is dead");
    assert_eq!(found.evidence, "100 % of the units of layer 2 are off for every example of the batch.");
    assert_eq!(find(&dead(1.0).at(30, 0.4), Dead), None, "it learns");
    assert_eq!(find(&Facts { dead: vec![f64::NAN; 3], ..facts(3) }, Dead), None, "z is not known");
    // A layer that is not known does not hide one that is.
    assert!(find(&Facts { dead: vec![f64::NAN, 1.0, 0.0], ..facts(3) }, Dead).is_some());
}

#[test]
fn a_layer_is_saturated_above_the_limit() {
    let flat =
        |text: &'static str| move |share: f64| Facts { spec: spec(text), saturated: vec![share, 0.1, 0.2], ..facts(3) };
    for text in ["hidden_layers=3&activation=sigmoid", "hidden_layers=3&activation=tanh", "data=recall&cell=rnn"] {
        flips(Saturated, usual(Limit::Saturated), true, flat(text));
    }
    // A ReLU is flat on half of its inputs, and a gate is meant to be open or closed.
    for text in ["hidden_layers=3&activation=relu", "data=recall&cell=lstm", "data=recall&cell=gru"] {
        assert_eq!(find(&flat(text)(1.0), Saturated), None, "{text}");
    }
    let own = "hidden_layers=3&activation=relu&layer_activation=1:tanh";
    assert!(find(&flat(own)(1.0), Saturated).is_some(), "layer 1 is a tanh");
    assert_eq!(find(&flat("hidden_layers=3&activation=tanh")(1.0).at(30, 0.4), Saturated), None, "it learns");
}

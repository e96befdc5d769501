//! Plain layers: every activation and loss, at several depths and widths.

use super::proof::{assert_proved, assert_slope, loss_of, network, sum};
use crate::open::spec;
use gradient_lab::probe::GradientCheck;
use gradient_lab::spec::{Activation, Loss};

#[test]
fn every_activation_and_loss_at_several_depths() {
    for activation in Activation::ALL {
        for &loss in Loss::ALL {
            for depth in [0, 1, 2, 4] {
                let spec = spec(&format!(
                    "hidden_layers={depth}&width=3&activation={}&init=he_normal&gain=1.2&seed={depth}",
                    activation.key()
                ));
                let name = format!("{} {} depth {depth}", activation.key(), loss.key());
                let stages = assert_proved(&name, network(&spec, loss), loss);
                assert_eq!(stages.agreed, stages.numbers, "{name}");
            }
        }
    }
}

/// The same without the lab's check: the gradient along a random direction, by differences taken here.
#[test]
fn differences_along_random_directions_agree() {
    for activation in Activation::ALL {
        for &loss in Loss::ALL {
            let name = format!("{} {}", activation.key(), loss.key());
            let text =
                format!("hidden_layers=3&width=5&activation={}&init=he_normal&gain=1.2&seed=11", activation.key());
            assert_slope(&name, network(&spec(&text), loss), loss);
        }
    }
}

#[test]
fn a_different_activation_and_width_in_each_layer() {
    let all: Vec<String> =
        Activation::ALL.iter().zip(1..).map(|(activation, layer)| format!("{layer}:{}", activation.key())).collect();
    let spec = spec(&format!(
        "hidden_layers={}&width=4&layer_activation={}&layer_width=2:7,5:1,9:6&init=he_normal&gain=1.3&seed=3",
        all.len(),
        all.join(",")
    ));
    let network = network(&spec, Loss::Mse);
    assert_eq!(network.layers[4].outputs, 1);
    let report = GradientCheck::of_network(network, Loss::Mse).run();
    assert_eq!(sum(&report, |layer| layer.failed), 0, "{:#?}", report.layers);
    // One unit of one layer carries the whole gradient, so much of what is below it may be small.
    assert!(report.layers.iter().skip(5).all(|layer| layer.agreed > 0), "{:#?}", report.layers);
}

#[test]
fn without_biases_and_with_a_learned_slope() {
    let bare = network(&spec("hidden_layers=3&width=4&activation=tanh&use_bias=off"), Loss::Mse);
    assert!(bare.parameters.tensors.iter().all(|tensor| tensor.name.starts_with('W')));
    assert_proved("no bias", bare, Loss::Mse);

    let prelu = spec("hidden_layers=2&width=4&activation=prelu&init=he_normal");
    let mut network = network(&prelu, Loss::Mse);
    let slope = network.parameters.tensor("s1").expect("a slope").range.clone();
    loss_of(&mut network, Loss::Mse);
    (0..3).rev().for_each(|k| network.backward(k));
    let analytic = network.parameters.grads[slope.start];
    let value = network.parameters.values[slope.start];
    let mut at = |offset: f64| {
        network.parameters.values[slope.start] = value + offset;
        loss_of(&mut network, Loss::Mse)
    };
    let numeric = (at(1e-5) - at(-1e-5)) / 2e-5;
    assert!(analytic != 0.0 && (analytic - numeric).abs() < 1e-6 * analytic.abs(), "{analytic} against {numeric}");
}

/// Below a vanished layer the loss cannot prove anything, so nothing there may count as proved by it; the
/// stages' own differences still can.
#[test]
fn a_vanished_gradient_is_too_small_never_agreed() {
    let network = network(&spec("hidden_layers=30&width=4&activation=sigmoid&init=xavier_normal"), Loss::Bce);
    let sizes: Vec<usize> =
        network.layers.iter().map(|layer| layer.weights().map(|w| w.len()).sum::<usize>() + layer.outputs).collect();
    let inputs: Vec<usize> = (0..network.layers.len()).map(|k| network.input_of(k).len()).collect();
    let report = GradientCheck::of_network(network, Loss::Bce).run();
    for (k, layer) in report.layers.iter().enumerate() {
        assert_eq!(layer.failed, 0, "layer {}: {layer:?}", k + 1);
        assert_eq!(layer.stage_agreed, sizes[k] + inputs[k], "layer {}: {layer:?}", k + 1);
        if k < 15 {
            assert_eq!((layer.too_small, layer.agreed), (sizes[k], 0), "layer {}", k + 1);
        }
    }
    let top = report.layers.last().expect("an output layer");
    assert_eq!(top.agreed, sizes[30], "{top:?}");
    assert!(report.words().contains("too small to check from the loss"), "{}", report.words());
}

#[test]
fn slices_give_what_one_run_gives() {
    let spec = spec("hidden_layers=2&width=3&activation=gelu");
    let whole = GradientCheck::of_network(network(&spec, Loss::Mse), Loss::Mse).run();
    for slice in [1, 7, 1000] {
        let mut check = GradientCheck::of_network(network(&spec, Loss::Mse), Loss::Mse);
        let mut last = 0.0;
        let report = loop {
            let report = check.advance(slice);
            assert!(report.progress > last || report.done);
            last = report.progress;
            if report.done {
                break report;
            }
        };
        assert_eq!(report, whole, "slices of {slice}");
    }
    assert!(whole.words().contains("agree with differences of the loss"), "{}", whole.words());
}

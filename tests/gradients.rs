//! Every gradient against finite differences in f64: by the lab's own check, and by differences taken here.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::net::Network;
use gradient_lab::num::{Random, Stream};
use gradient_lab::probe::{CheckReport, GradientCheck};
use gradient_lab::spec::{Activation, Link, Loss, PRESETS, Spec};
use gradient_lab::train::Trainer;

const FEATURES: usize = 3;
const OUTPUTS: usize = 2;
const BATCH: usize = 4;

fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// A network with a batch in it: Gaussian inputs, and targets that fit the loss.
fn network(spec: &Spec, loss: Loss) -> Network<f64> {
    let mut network = Network::new(spec, FEATURES, OUTPUTS, BATCH);
    let mut random = Random::new(spec.seed, Stream::Data);
    network.x.fill_with(|| random.normal());
    match loss {
        Loss::Mse | Loss::Cotangent => network.y.fill_with(|| random.normal()),
        Loss::Bce | Loss::NaiveBce => network.y.fill_with(|| random.below(2) as f64),
        Loss::SoftmaxCrossEntropy => (0..BATCH).for_each(|b| network.y[(b % OUTPUTS) * BATCH + b] = 1.0),
    }
    // Start weights are 0 or alike in places; the check wants a general point.
    network.parameters.values.iter_mut().for_each(|value| *value += 0.1 * random.normal());
    network
}

fn loss_of(network: &mut Network<f64>, loss: Loss) -> f64 {
    (0..network.layers.len()).for_each(|k| network.forward(k));
    let output = network.stages.last_mut().expect("an output stage").last_mut();
    loss.evaluate(&output.value, &network.y, &mut output.d, BATCH)
}

fn sum(report: &CheckReport, part: impl Fn(&gradient_lab::probe::LayerReport) -> usize) -> usize {
    report.layers.iter().map(part).sum()
}

/// How many gradients are so small that differences of a loss near 1 cannot show six of their digits.
fn tiny_gradients(mut network: Network<f64>, loss: Loss) -> usize {
    loss_of(&mut network, loss);
    (0..network.layers.len()).rev().for_each(|k| network.backward(k));
    network.parameters.grads.iter().filter(|grad| grad.abs() < 1e-5).count()
}

/// Nothing failed, everything was looked at, and all agrees that is large enough to be seen.
fn assert_proved(name: &str, network: Network<f64>, loss: Loss) {
    let parameters = network.parameters.values.len();
    let inputs: usize = (0..network.layers.len()).map(|k| network.input_of(k).len()).sum();
    let tiny = tiny_gradients(network.clone(), loss);
    let report = GradientCheck::of_network(network, loss).run();
    assert!(report.done && report.progress == 1.0, "{name}");
    assert_eq!(sum(&report, |layer| layer.failed), 0, "{name}: {:#?}", report.layers);
    let kinks = sum(&report, |layer| layer.at_kink);
    let agreed = sum(&report, |layer| layer.agreed);
    let from_stage = sum(&report, |layer| layer.stage_agreed);
    let too_small = sum(&report, |layer| layer.too_small);
    assert_eq!(agreed + from_stage + too_small + kinks, 2 * parameters + inputs, "{name}: {:#?}", report.layers);
    assert_eq!(from_stage, parameters + inputs, "{name}: {:#?}", report.layers);
    assert_eq!(kinks, 0, "{name}: a kink within every step");
    assert!(
        agreed + tiny >= parameters,
        "{name}: {agreed} of {parameters} agree, {tiny} are tiny: {:#?}",
        report.layers
    );
    assert!(report.layers.iter().all(|layer| layer.worst <= 1e-6), "{name}: {:#?}", report.layers);
}

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
                assert_proved(&name, network(&spec, loss), loss);
            }
        }
    }
}

/// The same without the lab's check: the gradient along a random direction, by differences taken here.
#[test]
fn differences_along_random_directions_agree() {
    for activation in Activation::ALL {
        for &loss in Loss::ALL {
            let spec = spec(&format!(
                "hidden_layers=3&width=5&activation={}&init=he_normal&gain=1.2&seed=11",
                activation.key()
            ));
            let mut network = network(&spec, loss);
            loss_of(&mut network, loss);
            (0..network.layers.len()).rev().for_each(|k| network.backward(k));
            let at_rest = network.parameters.values.clone();
            let mut random = Random::new(5, Stream::Init);
            let direction: Vec<f64> = at_rest.iter().map(|_| random.normal()).collect();
            let analytic: f64 = network.parameters.grads.iter().zip(&direction).map(|(g, v)| g * v).sum();
            let mut at = |h: f64| {
                for ((value, rest), v) in network.parameters.values.iter_mut().zip(&at_rest).zip(&direction) {
                    *value = rest + h * v;
                }
                loss_of(&mut network, loss)
            };
            let mut slope = |h: f64| (at(h) - at(-h)) / (2.0 * h);
            let h = 1e-5;
            let numeric = (4.0 * slope(h / 2.0) - slope(h)) / 3.0;
            let error = (analytic - numeric).abs() / analytic.abs().max(numeric.abs());
            assert!(error < 1e-6, "{} {}: {analytic} against {numeric}, error {error:e}", activation.key(), loss.key());
        }
    }
}

#[test]
fn a_different_activation_and_width_in_each_layer() {
    let all: Vec<String> =
        Activation::ALL.iter().zip(1..).map(|(activation, layer)| format!("{layer}:{}", activation.key())).collect();
    let spec = spec(&format!(
        "hidden_layers=12&width=4&layer_activation={}&layer_width=2:7,5:1,9:6&init=he_normal&gain=1.3&seed=3",
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

/// The check runs on a trainer as it stands, in whatever precision that trains, and leaves it alone.
#[test]
fn a_trainer_in_f32_is_checked_in_f64() {
    for text in [
        "preset=BP",
        "hidden_layers=3&width=5&batch=8",
        "data=reg&activation=relu&init=he_normal&hidden_layers=2&width=6",
    ] {
        let mut trainer: Trainer<f32> = Trainer::new(&spec(text)).expect("a valid spec");
        (0..3).for_each(|_| trainer.step());
        let before = trainer.network.parameters.values.clone();
        let report = GradientCheck::of(&trainer, 5).run();
        assert_eq!(sum(&report, |layer| layer.failed), 0, "{text}: {:#?}", report.layers);
        assert!(sum(&report, |layer| layer.agreed) > 0);
        assert_eq!(before, trainer.network.parameters.values);
    }
}

/// Exploded, dead, saturated: the check may find much too small or on a kink, but never cries wolf.
#[test]
fn no_preset_raises_a_false_alarm() {
    for preset in PRESETS {
        for seed in [1, 2] {
            let text = format!("preset={}&width=6&seed={seed}", preset.id);
            let mut trainer: Trainer<f64> = Trainer::new(&spec(&text)).expect("a valid spec");
            for steps in [0, 5] {
                (0..steps).for_each(|_| trainer.step());
                let report = GradientCheck::of(&trainer, 2).run();
                assert_eq!(sum(&report, |layer| layer.failed), 0, "{text} after {steps} steps: {}", report.words());
            }
        }
    }
}

//! Cells through time: every kind, one and two layers, one answer and many, whole and truncated backpropagation.

use super::every;
use super::proof::sum;
use crate::open::spec;
use gradient_lab::net::Network;
use gradient_lab::num::{Random, Stream};
use gradient_lab::probe::GradientCheck;
use gradient_lab::spec::{Activation, Loss, Spec};
use gradient_lab::train::Trainer;

/// Every cell there is, the plain RNN with every activation.
fn cells() -> Vec<String> {
    every::cells(&Activation::ALL.iter().map(|activation| activation.key()).collect::<Vec<_>>())
}

/// Every kind of answer, with every loss that fits it; copy, sine and Mackey–Glass answer at several steps.
const TASKS: &[(&str, &[Loss])] = &[
    ("data=recall&length=6", &[Loss::Bce, Loss::Mse, Loss::NaiveBce]),
    ("data=adding&length=5", &[Loss::Mse]),
    ("data=copy&length=7", &[Loss::SoftmaxCrossEntropy, Loss::Mse]),
    ("data=sine&length=6", &[Loss::Mse]),
    ("data=digit_rows", &[Loss::SoftmaxCrossEntropy, Loss::Bce]),
    ("data=noise_sequence&noise=1&features=2&length=6", &[Loss::Cotangent, Loss::Mse]),
];

/// A network with a batch in it at a general point: no parameter 0 or like another, no unit close to a kink, and not so
/// many rectifiers off that there is no gradient to speak of.
fn network(spec: &Spec) -> Network<f64> {
    let of_seed = |seed: u32| {
        let mut trainer: Trainer<f64> = Trainer::new(&Spec { seed, ..spec.clone() }).expect("a valid spec");
        trainer.advance();
        let (mut network, mut random) = (trainer.network, Random::new(seed, Stream::Masks));
        network.parameters.values.iter_mut().for_each(|value| *value += 0.1 * random.normal());
        let [grads, _] = gradients(&mut network, spec.loss());
        let general = 2 * grads.iter().filter(|g| g.abs() > 1e-5).count() > grads.len();
        (general && kinked(&network).all(|z| z.abs() > 5e-3)).then_some(network)
    };
    (spec.seed..spec.seed + 200).find_map(of_seed).expect("a general point")
}

fn loss_of(network: &mut Network<f64>, loss: Loss) -> f64 {
    (0..network.layers.len()).for_each(|k| network.forward(k));
    let columns = network.stages[network.last()].a().len() / network.layers[network.last()].outputs;
    let output = network.stages.last_mut().expect("an answer").last_mut();
    loss.evaluate(&output.value, &network.y, &mut output.d, columns)
}

/// The gradients of all parameters, and of the input.
fn gradients(network: &mut Network<f64>, loss: Loss) -> [Vec<f64>; 2] {
    loss_of(network, loss);
    (0..network.layers.len()).rev().for_each(|k| network.backward(k));
    [network.parameters.grads.clone(), network.input_gradient()]
}

/// Every z that a kinked f is applied to.
fn kinked(network: &Network<f64>) -> impl Iterator<Item = f64> + '_ {
    let steps = network.layers.iter().zip(&network.stages);
    steps.flat_map(|(layer, stage)| {
        let cells = layer.cells().iter().filter(|cell| cell.parts()[0].name == "z" && cell.activation.has_kink());
        cells.flat_map(|cell| stage.blocks[cell.first + 1].value.iter().copied())
    })
}

/// The lab's check finds every parameter right, or so small that the loss does not show it.
fn assert_checked(name: &str, network: &Network<f64>, loss: Loss) {
    let mut network = network.clone();
    let [grads, _] = gradients(&mut network, loss);
    let tiny = grads.iter().filter(|g| g.abs() < 1e-5).count();
    let report = GradientCheck::of_network(network, loss).run();
    let show = || format!("{name}: {:#?}", report.layers);
    let (agreed, too_small) = (sum(&report, |layer| layer.agreed), sum(&report, |layer| layer.too_small));
    assert!(report.done && sum(&report, |layer| layer.failed + layer.at_kink) == 0, "{}", show());
    assert_eq!(agreed + too_small, grads.len(), "{}", show());
    assert!(agreed + tiny >= grads.len() && agreed > grads.len() / 2, "{agreed} agree, {tiny} are tiny, {}", show());
    assert!(report.layers.iter().all(|layer| layer.worst <= 1e-6), "{}", show());
}

/// Where backpropagation is cut, what is differentiated is the loss with the states before every cut as they are.
fn objective(network: &mut Network<f64>, at: [&[f64]; 2], loss: Loss) -> f64 {
    network.parameters.values.copy_from_slice(at[0]);
    network.x.copy_from_slice(at[1]);
    loss_of(network, loss)
}

/// Without the check: the gradient along random directions of all parameters and inputs, by differences taken here.
fn assert_slopes(name: &str, network: &Network<f64>, loss: Loss) {
    let mut network = network.clone();
    let found = gradients(&mut network, loss);
    network.hold();
    let rest = [network.parameters.values.clone(), network.x.clone()];
    for seed in 0..3 {
        let mut random = Random::new(seed, Stream::Init);
        let way = rest.each_ref().map(|part| part.iter().map(|_| random.normal()).collect::<Vec<f64>>());
        let analytic: f64 = found.iter().zip(&way).flat_map(|(d, v)| d.iter().zip(v)).map(|(d, v)| d * v).sum();
        let mut at = |h: f64| {
            let moved = |n: usize| -> Vec<f64> { rest[n].iter().zip(&way[n]).map(|(r, v)| r + h * v).collect() };
            objective(&mut network, [&moved(0), &moved(1)], loss)
        };
        let mut slope = |h: f64| (at(h) - at(-h)) / (2.0 * h);
        let numeric = (4.0 * slope(5e-6) - slope(1e-5)) / 3.0;
        let error = (analytic - numeric).abs() / analytic.abs().max(numeric.abs()).max(1e-3);
        assert!(error < 1e-6, "{name}: {analytic} against {numeric}, error {error:e}");
    }
}

fn assert_right(text: &str, loss: Loss) {
    let spec = spec(&format!("{text}&loss={}&batch=3&init=lecun_normal&gain=1.2&bias=0.1&seed=3", loss.key()));
    let network = network(&spec);
    assert_checked(text, &network, loss);
    assert_slopes(text, &network, loss);
}

#[test]
fn every_cell_with_every_kind_of_answer() {
    for cell in cells() {
        for (task, losses) in TASKS {
            let width = if task.contains("digit") { 2 } else { 3 };
            losses.iter().for_each(|&loss| assert_right(&format!("{cell}&{task}&width={width}"), loss));
        }
    }
}

#[test]
fn every_cell_twice_on_top_of_each_other() {
    for cell in cells() {
        for (task, loss) in [("data=adding&length=4", Loss::Mse), ("data=copy&length=5", Loss::SoftmaxCrossEntropy)] {
            assert_right(&format!("{cell}&{task}&width=3&cell_layers=2"), loss);
        }
    }
}

#[test]
fn truncated_backpropagation_is_the_gradient_of_the_truncated_objective() {
    for cell in cells() {
        for task in ["data=adding&length=7", "data=sine&length=7"] {
            for layers in [1, 2] {
                for truncate in [1, 2, 3, 6] {
                    let text = format!("{cell}&{task}&width=2&cell_layers={layers}&truncate={truncate}");
                    assert_right(&text, Loss::Mse);
                }
            }
        }
    }
}

#[test]
fn without_biases_and_on_the_cliff() {
    for cell in every::cells(&["sigmoid"]) {
        assert_right(&format!("{cell}&data=adding&length=5&width=3&use_bias=off"), Loss::Mse);
    }
    assert_right("cell=rnn&activation=sigmoid&data=cliff&length=12&width=1", Loss::Mse);
}

/// A cut changes the gradient, and a cut that lies before the beginning changes nothing.
#[test]
fn a_cut_matters_where_there_is_one() {
    for cell in cells() {
        let of = |truncate: u32| {
            let text = format!("{cell}&data=adding&length=6&width=3&batch=4&truncate={truncate}");
            gradients(&mut network(&spec(&text)), Loss::Mse)
        };
        let whole = of(0);
        assert_eq!((of(6), of(500)), (whole.clone(), whole.clone()), "{cell}");
        let mut seen = vec![whole];
        for truncate in [5, 4, 3, 2, 1] {
            let cut = of(truncate);
            // Nothing comes back to the inputs before the last cut, and something to those after it.
            let columns = cut[1].len() / 6;
            let (before, after) = cut[1].split_at((6 - truncate as usize) * columns);
            assert!(before.iter().all(|&d| d == 0.0) && after.iter().any(|&d| d != 0.0), "{cell} cut at {truncate}");
            assert!(!seen.contains(&cut), "{cell} cut at {truncate} is like another");
            seen.push(cut);
        }
    }
}

/// Differences find each single parameter's gradient, so a wrong one cannot hide.
#[test]
fn one_wrong_number_is_found() {
    for cell in every::cells(&["tanh"]) {
        let spec = spec(&format!("{cell}&data=adding&length=4&width=2&batch=3&cell_layers=2&truncate=3"));
        let mut network = network(&spec);
        let [grads, _] = gradients(&mut network, Loss::Mse);
        network.hold();
        let (values, x) = (network.parameters.values.clone(), network.x.clone());
        let numeric: Vec<f64> = (0..values.len())
            .map(|n| {
                let mut at = |h: f64| {
                    let mut moved = values.clone();
                    moved[n] += h;
                    objective(&mut network, [&moved, &x], Loss::Mse)
                };
                let mut slope = |h: f64| (at(h) - at(-h)) / (2.0 * h);
                (4.0 * slope(5e-4) - slope(1e-3)) / 3.0
            })
            .collect();
        let wrong = |grads: &[f64]| -> Vec<usize> {
            let apart = |n: &usize| (grads[*n] - numeric[*n]).abs() > 1e-6 * grads[*n].abs().max(1e-3);
            (0..grads.len()).filter(apart).collect()
        };
        assert_eq!(wrong(&grads), Vec::<usize>::new(), "{cell}");
        for n in 0..grads.len() {
            let mut mutated = grads.clone();
            mutated[n] += 1e-5 * grads[n].abs().max(1e-3);
            assert_eq!(wrong(&mutated), [n], "{cell}");
        }
    }
}

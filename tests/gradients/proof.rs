//! A network at a general point, and what proves its gradients.

use gradient_lab::net::Network;
use gradient_lab::net::layer::Op;
use gradient_lab::num::{Random, Stream};
use gradient_lab::probe::{CheckReport, GradientCheck, LayerReport};
use gradient_lab::spec::{Loss, Spec};

pub const FEATURES: usize = 3;
pub const OUTPUTS: usize = 2;
pub const BATCH: usize = 4;

/// A network with a batch in it at a general point, with no unit close to a kink of f and no norm over numbers that
/// are all but alike: Gaussian inputs, targets that fit the loss, masks that drop units where the spec says so.
pub fn network(spec: &Spec, loss: Loss) -> Network<f64> {
    let moved = |seed: u32| {
        let mut network = perturbed(&Spec { seed, ..spec.clone() }, loss);
        loss_of(&mut network, loss);
        network
    };
    let clear = |network: &Network<f64>| {
        kinked(network).all(|z| z.abs() > 5e-3) && inverse_deviations(network).all(|scale| scale < 100.0)
    };
    (spec.seed..spec.seed + 200).map(moved).find(clear).expect("a general point")
}

/// The same wherever it lands. Start weights are 0 or alike in places: here they are moved.
pub fn perturbed(spec: &Spec, loss: Loss) -> Network<f64> {
    let (mut network, mut random) = (at_start(spec, loss), Random::new(spec.seed, Stream::Batches));
    network.parameters.values.iter_mut().for_each(|value| *value += 0.1 * random.normal());
    network
}

/// The same with its start weights as they are.
pub fn at_start(spec: &Spec, loss: Loss) -> Network<f64> {
    let mut network = Network::new(spec, FEATURES, OUTPUTS, BATCH);
    let mut random = Random::new(spec.seed, Stream::Data);
    network.x.fill_with(|| random.normal());
    match loss {
        Loss::Mse | Loss::Cotangent => network.y.fill_with(|| random.normal()),
        Loss::Bce | Loss::NaiveBce => network.y.fill_with(|| random.below(2) as f64),
        Loss::SoftmaxCrossEntropy => (0..BATCH).for_each(|b| network.y[(b % OUTPUTS) * BATCH + b] = 1.0),
    }
    network.draw_masks(spec.dropout, &mut Random::new(spec.seed, Stream::Masks));
    network
}

pub fn loss_of(network: &mut Network<f64>, loss: Loss) -> f64 {
    (0..network.layers.len()).for_each(|k| network.forward(k));
    let output = network.stages.last_mut().expect("an output stage").last_mut();
    loss.evaluate(&output.value, &network.y, &mut output.d, BATCH)
}

/// Forward and backward through everything.
pub fn pass(network: &mut Network<f64>, loss: Loss) {
    loss_of(network, loss);
    (0..network.layers.len()).rev().for_each(|k| network.backward(k));
}

pub fn sum(report: &CheckReport, part: impl Fn(&LayerReport) -> usize) -> usize {
    report.layers.iter().map(part).sum()
}

/// How many of `slopes` are below `limit`.
fn below(slopes: &[f64], limit: f64) -> usize {
    slopes.iter().filter(|slope| slope.abs() < limit).count()
}

/// What the stages' own backward says under the check's cotangent c, ½ to 1½: of all parameters and inputs, by stage.
fn stage_slopes(network: &Network<f64>) -> Vec<Vec<f64>> {
    let (mut network, stages) = (network.clone(), network.layers.len());
    let slopes_of = |k: usize| {
        let (x, layer, stage) = (network.input_of(k).to_vec(), network.layers[k].clone(), &mut network.stages[k]);
        let c = |n: usize| 0.5 + (n as f64 * 0.618_033_988_749_894_9) % 1.0;
        stage.last_mut().d.iter_mut().enumerate().for_each(|(n, d)| *d = c(n));
        layer.backward(&mut network.parameters, &x, stage);
        let mut slopes = vec![0.0; x.len()];
        layer.hand_down(&network.parameters.values, &x, stage, &mut slopes);
        let own = network.parameters.tensors.iter().filter(|tensor| tensor.stage == k);
        own.for_each(|tensor| slopes.extend(&network.parameters.grads[tensor.range.clone()]));
        slopes
    };
    (0..stages).map(slopes_of).collect()
}

/// How many numbers were compared with differences of their own stage, and how many agreed.
pub struct Stages {
    pub numbers: usize,
    pub agreed: usize,
}

/// Nothing failed, everything was looked at, and all agrees that is large enough to be seen: against a loss near 1
/// six digits of a gradient from 1e-5 on, against a stage's own output those of its slopes over three decades.
pub fn assert_proved(name: &str, mut network: Network<f64>, loss: Loss) -> Stages {
    pass(&mut network, loss);
    let parameters = network.parameters.values.len();
    let slopes = stage_slopes(&network);
    let largest = |slopes: &[f64]| slopes.iter().fold(2.0, |largest: f64, slope| largest.max(slope.abs()));
    let small = slopes.iter().map(|slopes| below(slopes, 1e-3 * largest(slopes))).sum::<usize>();
    let (tiny, numbers) = (below(&network.parameters.grads, 1e-5), slopes.iter().map(Vec::len).sum::<usize>());
    let report = GradientCheck::of_network(network, loss).run();
    let show = || format!("{name}: {:#?}", report.layers);
    assert!(report.done && report.progress == 1.0, "{}", show());
    assert_eq!(sum(&report, |layer| layer.failed), 0, "{}", show());
    let (agreed, from_stage) = (sum(&report, |layer| layer.agreed), sum(&report, |layer| layer.stage_agreed));
    let (too_small, kinks) = (sum(&report, |layer| layer.too_small), sum(&report, |layer| layer.at_kink));
    assert_eq!(agreed + from_stage + too_small + kinks, parameters + numbers, "{}", show());
    assert_eq!(kinks, 0, "a kink within every step, {}", show());
    assert!(agreed + tiny >= parameters, "{agreed} of {parameters} agree, {tiny} are tiny, {}", show());
    assert!(from_stage + small >= numbers, "{from_stage} of {numbers} agree, {small} are small, {}", show());
    assert!(report.layers.iter().all(|layer| layer.worst <= 1e-6), "{}", show());
    Stages { numbers, agreed: from_stage }
}

/// The gradient along a random direction of all parameters and inputs, by backprop and by differences taken here.
pub fn assert_slope(name: &str, mut network: Network<f64>, loss: Loss) {
    pass(&mut network, loss);
    let (values, x, d_x) = (network.parameters.values.clone(), network.x.clone(), network.input_gradient());
    let mut random = Random::new(5, Stream::Init);
    let directions = [&values, &x].map(|at| at.iter().map(|_| random.normal()).collect::<Vec<f64>>());
    let along = |gradient: &[f64], direction: &[f64]| gradient.iter().zip(direction).map(|(g, v)| g * v).sum::<f64>();
    let analytic = along(&network.parameters.grads, &directions[0]) + along(&d_x, &directions[1]);
    let mut at = |h: f64| {
        let moved = |rest: &[f64], direction: &[f64]| rest.iter().zip(direction).map(|(r, v)| r + h * v).collect();
        network.parameters.values = moved(&values, &directions[0]);
        network.x = moved(&x, &directions[1]);
        (loss_of(&mut network, loss), kinked(&network).map(|z| z > 0.0).collect::<Vec<bool>>())
    };
    // Across a kink there is no slope to compare with: a smaller step stays on this side of it.
    let steps = [1e-5, 1e-6, 1e-7];
    let h = steps.into_iter().find(|&h| at(h).1 == at(-h).1).unwrap_or_else(|| panic!("{name}: a kink in every step"));
    let mut slope = |h: f64| (at(h).0 - at(-h).0) / (2.0 * h);
    let numeric = (4.0 * slope(h / 2.0) - slope(h)) / 3.0;
    let error = (analytic - numeric).abs() / analytic.abs().max(numeric.abs());
    assert!(error < 1e-6, "{name}: {analytic} against {numeric}, error {error:e}");
}

/// Every z that a kinked f is applied to.
fn kinked(network: &Network<f64>) -> impl Iterator<Item = f64> + '_ {
    let layers = network.layers.iter().enumerate();
    let inputs = layers.flat_map(move |(k, layer)| {
        layer.activates().filter(|(_, f)| f.activation.has_kink()).map(move |(j, _)| network.input_of_op(k, j))
    });
    inputs.flatten().copied()
}

/// 1/√(v + ε) of every group of every norm.
fn inverse_deviations(network: &Network<f64>) -> impl Iterator<Item = f64> + '_ {
    let pairs = network.layers.iter().zip(&network.stages);
    let norms = pairs.flat_map(|(layer, stage)| {
        layer.ops().iter().zip(&stage.blocks).filter(|(op, _)| matches!(op, Op::Standardise(_))).map(|(_, block)| block)
    });
    norms.flat_map(|block| &block.kept[block.kept.len() / 2..]).copied()
}

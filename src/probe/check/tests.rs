//! A check that cannot fail proves nothing: gradients made wrong on purpose.

use super::judge::{Finding, Reading, try_steps};
use super::{CheckReport, GradientCheck};
use crate::spec::{Cell, Link};
use crate::train::Trainer;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

fn check(text: &str) -> GradientCheck {
    let trainer: Trainer<f64> = Trainer::new(&Link::parse(text).spec).expect("a valid spec");
    GradientCheck::of(&trainer, 4)
}

const SMALL: &str = "data=circles&samples=8&hidden_layers=2&width=3&activation=tanh";

fn failed(report: &CheckReport) -> usize {
    report.layers.iter().map(|layer| layer.failed).sum()
}

#[test]
fn every_single_wrong_number_is_found_and_named() {
    let parameters = check(SMALL).network.parameters.values.len();
    for index in 0..parameters {
        let mut check = check(SMALL);
        check.network.parameters.grads[index] *= 1.0 + 1e-5;
        let name = check
            .network
            .parameters
            .tensors
            .iter()
            .find(|t| t.range.contains(&index))
            .map(|t| (t.stage, t.name.clone()));
        let (stage, name) = name.expect("every index is in a tensor");
        let report = check.run();
        assert_eq!((failed(&report), report.layers[stage].failed), (1, 1), "parameter {index}");
        assert_eq!(report.layers[stage].worst_name, name);
        let tensor = check.network.parameters.tensor(&name).expect("the tensor");
        let (n, [row, column]) = (index - tensor.range.start, report.layers[stage].worst_place);
        let columns = if name.starts_with('W') { check.network.layers[stage].inputs } else { 1 };
        assert_eq!((row - 1) * columns + column - 1, n, "{name}");
        assert!(report.words().contains("disagree"), "{}", report.words());
    }
}

#[test]
fn a_wrong_gradient_of_a_cell_is_found_and_named() {
    for cell in Cell::ALL.iter().filter(|cell| **cell != Cell::None).map(|cell| cell.key()) {
        let more = "length=4&width=2&cell_layers=2&truncate=3&activation=tanh";
        let check = check(&format!("data=adding&{more}&cell={cell}"));
        assert_eq!(failed(&check.clone().run()), 0, "{cell}");
        let tensors = check.network.parameters.tensors.clone();
        for tensor in &tensors {
            let grads = &check.network.parameters.grads;
            let larger = |best: usize, n: usize| if grads[n].abs() > grads[best].abs() { n } else { best };
            let index = tensor.range.clone().fold(tensor.range.start, larger);
            let mut check = check.clone();
            check.network.parameters.grads[index] *= 1.0 + 1e-4;
            let (report, layers) = (check.run(), &check.network.layers);
            assert_eq!(failed(&report), 1, "{cell}: {}, {report:?}", tensor.name);
            assert_eq!(report.layers[tensor.stage].worst_name, tensor.name, "{cell}");
            let maps = layers[tensor.stage].cells().iter().flat_map(|cell| &cell.maps).chain(layers[4].linears());
            let inputs = maps.into_iter().find(|map| map.w == tensor.range).map_or(1, |map| map.inputs);
            let [row, column] = report.layers[tensor.stage].worst_place;
            assert_eq!((row - 1) * inputs + column - 1, index - tensor.range.start, "{cell}: {}", tensor.name);
        }
    }
}

#[test]
fn a_zero_where_there_is_a_gradient_is_found() {
    let mut check = check(SMALL);
    check.network.parameters.grads.fill(0.0);
    let report = check.run();
    assert_eq!(failed(&report), check.network.parameters.values.len());
}

#[test]
fn a_wrong_stage_is_found_where_the_loss_sees_nothing() {
    let mut check = check("data=circles&samples=8&hidden_layers=30&width=3&activation=sigmoid");
    check.slopes.scale(0, 1.0 + 1e-5);
    let report = check.run();
    assert_eq!((failed(&report), report.layers[0].failed, report.layers[0].agreed), (1, 1, 0));
}

/// Layers with every kind of tensor: two W, their biases, two norms, a slope each, a projection.
const PARTS: &[&str] = &[
    "skip=report&branch_layers=2&norm=layer&norm_place=after",
    "skip=identity&branch_layers=2&norm=batch&norm_place=after",
    "skip=pre_activation&branch_layers=2&norm=layer&norm_place=before",
    "skip=report&branch_layers=1&norm=batch&norm_place=before",
];

fn with_parts(part: &str) -> GradientCheck {
    check(&format!(
        "data=circles&samples=8&hidden_layers=2&width=5&layer_width=2:3&activation=prelu&init=he_normal&bias=0.3&{part}"
    ))
}

/// The largest entry of each tensor of the first layer, with the tensor's name: what is small the check may leave open.
fn largest_of_each(check: &GradientCheck, slopes: &[f64]) -> Vec<(usize, String)> {
    let tensors = check.network.parameters.tensors.iter().filter(|tensor| tensor.stage == 0);
    let larger = |best: usize, n: usize| if slopes[n].abs() > slopes[best].abs() { n } else { best };
    tensors.map(|tensor| (tensor.range.clone().fold(tensor.range.start, larger), tensor.name.clone())).collect()
}

#[test]
fn a_wrong_gradient_of_every_part_is_found_and_named() {
    let mut found = Vec::new();
    for part in PARTS {
        assert_eq!(failed(&with_parts(part).run()), 0, "{part}");
        let check = with_parts(part);
        for (index, name) in largest_of_each(&check, &check.network.parameters.grads) {
            let mut check = check.clone();
            check.network.parameters.grads[index] *= 1.0 + 1e-4;
            let report = check.run();
            // A bias before a batch norm has no gradient that could be wrong.
            let silent = part.contains("batch") && part.contains("before") && name == "b1";
            assert_eq!(failed(&report), usize::from(!silent), "{part}: {name}, {report:?}");
            if !silent {
                assert_eq!(report.layers[0].worst_name, name, "{part}");
                found.push(name);
            }
        }
    }
    for name in ["W1", "b1", "s1", "s1.2", "W1.2", "b1.2", "γ1", "β1", "γ1.2", "β1.2", "P1"] {
        assert!(found.iter().any(|found| found == name), "{name} was never made wrong: {found:?}");
    }
}

#[test]
fn a_wrong_slope_of_every_part_of_a_stage_is_found_and_named() {
    for part in PARTS {
        let check = with_parts(part);
        for (index, name) in largest_of_each(&check, check.slopes.grads()) {
            let mut check = check.clone();
            check.slopes.scale(index, 1.0 + 1e-4);
            let report = check.run();
            let silent = part.contains("batch") && part.contains("before") && name == "b1";
            assert_eq!(failed(&report), usize::from(!silent), "{part}: {name}, {report:?}");
            assert!(silent || report.layers[0].worst_name == name, "{part}: {name}, {report:?}");
        }
        // What a stage hands down, through its branch and over its skip.
        let mut check = check;
        check.slopes.scale_input(1, 0, 1.0 + 1e-4);
        let report = check.run();
        assert_eq!((failed(&report), report.layers[1].worst_name.as_str()), (1, "a1"), "{part}: {report:?}");
    }
}

/// Penalties belong to what is made small: leaving one out is found at every weight and nowhere else.
#[test]
fn a_forgotten_penalty_is_found_at_the_weights_alone() {
    let text = format!("{SMALL}&norm=layer&skip=identity&layer_width=2:5&l2=0.1&l1=0.01");
    assert_eq!(failed(&check(&text).run()), 0);
    let mut without = check(&text);
    without.objective.l1 = 0.0;
    without.objective.l2 = 0.0;
    let report = without.run();
    let tensors = &without.network.parameters.tensors;
    let weights = tensors.iter().filter(|tensor| tensor.name.starts_with(['W', 'P']));
    assert_eq!(failed(&report), weights.map(|tensor| tensor.range.len()).sum::<usize>(), "{report:?}");
}

/// Columns 0 to 3 of a block \[n×B\].
fn first_four(block: &[f64], batch: usize) -> Vec<f64> {
    block.chunks(batch).flat_map(|row| &row[..4]).copied().collect()
}

/// The check uses the batch in the network with its dropout masks, wherever in its step the trainer is. Where none
/// is there yet, at the start and after a way back, it is the one that the next step draws, and the words say so.
#[test]
fn the_batch_in_the_network_is_the_one_checked() {
    let text = format!("{SMALL}&samples=40&batch=6&dropout=0.4&optimizer=momentum&live=1:dropout:0.7");
    let mut trainer: Trainer<f64> = Trainer::new(&Link::parse(&text).spec).expect("a valid spec");
    let compare = |trainer: &Trainer<f64>, next: &Trainer<f64>| {
        let check = GradientCheck::of(trainer, 4);
        assert_eq!(check.network.x, first_four(&next.network.x, 6));
        assert_eq!(check.network.y, first_four(&next.network.y, 6));
        for (k, stage) in check.network.stages.iter().enumerate().take(2) {
            assert_eq!(stage.blocks[1].kept.len(), 12);
            assert_eq!(stage.blocks[1].kept, first_four(&next.network.stages[k].blocks[1].kept, 6));
        }
        let (words, report) = (check.clone().run().words(), check.clone().run());
        assert_eq!((failed(&report), report.examples), (0, 4));
        assert_eq!(words.contains("the next training step will draw"), !trainer.drawn(), "{words}");
    };
    let drawn = |trainer: &Trainer<f64>| {
        let mut next = trainer.clone();
        next.advance();
        next
    };
    compare(&trainer, &drawn(&trainer));
    for _ in 0..3 * trainer.per_step() {
        trainer.advance();
        compare(&trainer, &trainer);
    }
    let mut state = Vec::new();
    trainer.save(&mut state);
    trainer.restore(&state, 2);
    compare(&trainer, &drawn(&trainer));
}

/// On the whole batch, in 64-bit numbers, what is proved is the gradient that trains, to the bit.
#[test]
fn the_gradient_checked_is_the_one_that_trains() {
    let text = format!("{SMALL}&samples=40&batch=6&dropout=0.4&norm=batch&skip=identity&l2=0.1");
    let mut trainer: Trainer<f64> = Trainer::new(&Link::parse(&text).spec).expect("a valid spec");
    (0..2 * trainer.per_step() - 1).for_each(|_| _ = trainer.advance());
    let check = GradientCheck::of(&trainer, 100);
    assert_eq!(check.network.parameters.grads, trainer.network.parameters.grads);
    assert!(check.network.parameters.grads.iter().all(|&g| g.is_finite()) && check.network.batch == 6);
}

#[test]
fn the_judge_knows_three_answers() {
    let judge = |analytic, coarse, fine, rounding| Reading::of(analytic, coarse, fine, rounding).finding();
    assert!(matches!(judge(1.0, 1.0, 1.0, 1e-12), Finding::Agrees(error) if error < 1e-12));
    assert!(matches!(judge(1.0, 1.1, 1.1, 1e-12), Finding::Differs(error) if error > 0.05));
    assert_eq!(judge(1e-12, 3e-12, 3e-12, 1e-12), Finding::TooSmall);
    // Even a difference that is mostly rounding shows a gradient that is grossly wrong.
    assert!(matches!(judge(1.0, 0.0, 0.0, 1e-3), Finding::Differs(_)));
    // Curvature that the two steps disagree on is no proof either way; a NaN beside a number is.
    assert_eq!(judge(1.0, 1.5, 1.2, 1e-12), Finding::TooSmall);
    assert!(matches!(judge(f64::NAN, 1.0, 1.0, 1e-12), Finding::Differs(_)));
}

/// Central differences of a function at 0, as the check takes them.
fn found(analytic: f64, f: impl Fn(f64) -> f64) -> Finding {
    try_steps(0.0, |h| {
        let difference = |h: f64| (f(h) - f(-h)) / (2.0 * h);
        Some(Reading::of(analytic, difference(h), difference(0.5 * h), 1e-17 / h))
    })
}

#[test]
fn a_bend_is_no_fault_and_a_fault_beside_a_bend_is_one() {
    // The slope's own slope jumps at 0, where differences are off by the size of the step.
    let bent = |x: f64| 128.0 * x + if x > 0.0 { 1e4 * x * x } else { -1e4 * x * x };
    assert!(!matches!(found(128.0, bent), Finding::Differs(_)), "{:?}", found(128.0, bent));
    assert!(matches!(found(130.0, bent), Finding::Differs(_)), "{:?}", found(130.0, bent));
    // All steps but the smallest reach a plateau that looks like another slope.
    let steep = |x: f64| libm::tanh(1e5 * x) / 1e5 + x;
    assert!(!matches!(found(2.0, steep), Finding::Differs(_)), "{:?}", found(2.0, steep));
    assert!(matches!(found(2.1, steep), Finding::Differs(_)), "{:?}", found(2.1, steep));
    // Bends on both sides let h and h/2 agree on a wrong slope by chance, at one step only.
    let chance = |[coarse, fine]: [f64; 2]| {
        let read = |h: f64| if h > 5e-4 { [coarse, fine] } else { [1.1, 1.1] };
        try_steps(0.0, |h| (h > 5e-5).then(|| Reading::of(1.0, read(h)[0], read(h)[1], 1e-17 / h)))
    };
    assert_eq!(chance([1.5, 1.3]), Finding::TooSmall);
    assert!(matches!(chance([1.16, 1.12]), Finding::Differs(_)));
    // A kink hides nothing: only what lies across it is not asked.
    assert_eq!(try_steps(0.0, |_| None), Finding::Kink);
    assert!(matches!(try_steps(0.0, |h| (h < 1e-5).then(|| Reading::of(1.0, 1.0, 1.0, 1e-9))), Finding::Agrees(_)));
    // A larger step may prove what the smaller ones leave open, but not convict.
    let far = |analytic: f64| try_steps(0.0, |h| Some(Reading::of(analytic, 1.0, 1.0, 1e-9 / h)));
    assert!(matches!(far(1.0), Finding::Agrees(_)));
    assert_eq!(far(1.0 + 3e-5), Finding::TooSmall);
}

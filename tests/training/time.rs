//! F, G: networks through time in training.

use crate::seeds::{
    geometric_mean, learned, losses, losses_until, range, recent, report, report_steps, seeds, within_factor,
};
use gradient_lab::net::Network;

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn cliff_clipping_keeps_every_ball_on_the_hill() {
    let ends = |text: &str| {
        seeds(200, |seed| {
            let (losses, trainer) = losses_until::<f64>(text, seed, 400, |_| false);
            let w = trainer.network.parameters.values[0].abs();
            let error = losses[losses.len() - 1];
            // Where σ has saturated at 1 the error is (1 − 0.7)² and its gradient 0.
            (w > 15.0 || (error - 0.09).abs() < 1e-6 || !error.is_finite(), error)
        })
    };
    let measure = |name: &str, text: &str| {
        let ends = ends(text);
        let lost = ends.iter().filter(|(lost, _)| *lost).count();
        let there = ends.iter().filter(|(_, error)| *error < 0.02).count();
        println!("CLIFF {name}: {lost} of 200 lost, {there} of 200 end below 0.02");
        (lost, there)
    };
    let (lost, there) = measure("unclipped (43 % lost, 11 % there)", "preset=CLIFF&clip_norm=0");
    assert!(lost > 50 && there < 60);
    let (lost, there) = measure("clipped at 1 (0 % lost, 100 % there)", "preset=CLIFF&clip_norm=1");
    assert!(lost == 0 && there > 190);
}

/// ‖W⁵⁰‖/√H of the weights from h to h.
fn growth(network: &Network<f64>) -> f64 {
    let cell = &network.layers[0].cells()[0];
    let (size, columns) = (cell.size, cell.maps[0].inputs);
    let w = &network.parameters.values[cell.maps[0].w.clone()];
    let mut power: Vec<f64> = (0..size * size).map(|n| f64::from(u8::from(n / size == n % size))).collect();
    for _ in 0..50 {
        let entry = |n: usize| (0..size).map(|j| w[n / size * columns + j] * power[j * size + n % size]).sum();
        power = (0..size * size).map(entry).collect();
    }
    power.iter().map(|p| p * p).sum::<f64>().sqrt() / (size as f64).sqrt()
}

/// How far the task itself shrinks W depends on batch and inputs, which the table does not name: a factor of five.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn l2_through_time_is_slow_and_then_too_much() {
    let of = |steps: usize, decay: f64| {
        seeds(10, |seed| {
            growth(&losses_until::<f64>(&format!("preset=L2-RNN&decay={decay}"), seed, steps, |_| false).1.network)
        })
    };
    let start = of(0, 0.02);
    assert!(start.iter().all(|growth| (growth / 1.1f64.powi(50) - 1.0).abs() < 1e-9), "{start:?}");
    let table = [(0.0, 14.9), (0.002, 3.7), (0.005, 0.51), (0.01, 0.018), (0.02, 1.4e-5)];
    let runs = table.map(|(decay, expected)| {
        let runs = of(300, decay);
        let alone = 1.1f64.powi(50) * (1.0 - 0.05 * decay).powi(300 * 50);
        report(&format!("L2-RNN λ = {decay}, growth over 50 steps ({expected:e}; decay alone {alone:.1e})"), &runs);
        runs
    });
    for (runs, (_, expected)) in runs.iter().zip(table) {
        assert!(within_factor(geometric_mean(runs), expected, 5.0));
    }
    for (less, more) in runs.iter().zip(&runs[1..]) {
        assert!(less.iter().zip(more).all(|(less, more)| more < less), "monotone in λ for every seed");
    }
    assert!(range(&runs[4]).1 < 1e-3);
}

/// All three start from PyTorch's U(±1/√n). With Gaussian weights of the same variance between h and h and larger ones
/// from x the RNN ends at 0.14 (0.09..0.17): the table's 0.128 (0.076..0.163).
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn add_forty_steps() {
    let ends = |cell: &str, expected: &str| {
        let ends = seeds(10, |seed| recent(&losses::<f32>(&format!("preset=ADD&cell={cell}"), seed, 600)));
        report(&format!("ADD {cell}, loss after 600 steps ({expected})"), &ends);
        ends
    };
    assert!(ends("rnn", "0.128").iter().filter(|&&loss| loss > 0.05).count() >= 9);
    assert!(ends("lstm", "0.0025").iter().filter(|&&loss| loss < 0.02).count() >= 9);
    assert!(ends("gru", "0.0009").iter().filter(|&&loss| loss < 0.02).count() >= 9);
}

/// How many of ten learn to recall the first of sixty within 300 steps.
fn recalled(text: &str, expected: &str) -> usize {
    let steps = seeds(10, |seed| learned::<f32>(text, seed, 300));
    report_steps(&format!("{text}, below 0.1 ({expected})"), &steps)
}

/// Weights from x and from h have a standard deviation of 1/√H, as in the table: larger ones from x disturb what is
/// kept (at 1/√D a forget bias of 1 learns in 5 of 10, with PyTorch's weights in 2 of 10).
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn fbias_open_gates_at_the_start() {
    let of = |more: &str, expected: &str| recalled(&format!("preset=FBIAS&{more}"), expected);
    assert!(of("forget_bias=-2", "0/10") <= 1);
    assert!(of("forget_bias=0", "0/10") <= 1);
    assert!(of("forget_bias=1", "8/10") >= 5);
    assert!(of("forget_bias=3", "10/10") >= 9);
    assert!(of("cell=gru&update_bias=0", "0/10") <= 1);
    assert!(of("cell=gru&update_bias=-1", "0/10") <= 1);
    assert!(of("cell=gru&update_bias=-3", "10/10") >= 9);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn rnn_note_a_matter_of_the_start() {
    let of = |more: &str, expected: &str| recalled(&format!("preset=RNN-NOTE&recurrent_gain=1&{more}"), expected);
    assert!(of("", "8/10") >= 8);
    // N(0, 1/(3H)): PyTorch's variance.
    assert!(of("recurrent_gain=0.577", "2/10") <= 4);
    assert!(of("recurrent_init=identity&activation=relu", "8/10") >= 8);
}

/// A word is balanced where the sum of its brackets is 0, neither above nor below. The gates of minGRU and minLSTM see
/// the input alone: their state is a weighted sum of what was read, and an output linear in it cannot tell the middle
/// from both sides. Gates that see the state can, and so can a second cell on top of the first.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn brackets_need_gates_that_see_the_state() {
    const TASK: &str = "data=brackets&length=20&width=16&batch=32&optimizer=adam&learning_rate=0.01&clip_norm=1";
    let of = |cell: &str| {
        let steps = seeds(10, |seed| learned::<f32>(&format!("{TASK}&cell={cell}"), seed, 1000));
        report_steps(&format!("brackets, T = 20, {cell}, below 0.1 within 1000 steps"), &steps)
    };
    assert!(of("lstm&forget_bias=2") >= 9);
    assert!(of("gru") >= 9);
    assert!(of("rnn&activation=tanh&recurrent_init=orthogonal") <= 2);
    assert!(of("min_gru&update_bias=-2") <= 1);
    assert!(of("min_lstm&forget_bias=2") <= 1);
    assert!(of("min_gru&update_bias=-2&cell_layers=2") >= 9);
    assert!(of("min_lstm&forget_bias=2&cell_layers=2") >= 9);
}

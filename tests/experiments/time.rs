//! G: how much of a gradient comes back through fifty steps in time, before anything is trained.

use crate::seeds::{at_init, geometric_mean, l2, range, report, seeds, within_factor};
use gradient_lab::num::{Norm, Random, Stream};
use gradient_lab::probe::Figures;
use gradient_lab::session::Session;

const STEPS: usize = 50;

/// What is left of a gradient at the first state, of what it is at the last.
fn left(text: &str, figure: fn(&Figures) -> Option<Norm>) -> Vec<f64> {
    seeds(10, |seed| {
        let session: Session<f64> = at_init(text, seed);
        l2(&session, 1, figure) / l2(&session, STEPS, figure)
    })
}

fn of_h(text: &str) -> Vec<f64> {
    left(text, |f| f.d_a)
}

fn of_c(text: &str) -> Vec<f64> {
    left(text, |f| f.d_c)
}

/// The same for a random cotangent: N(0, 1) in every unit and example of the last state, sent back by the network's own
/// backward pass. (From the answer there is only one direction, that of V.)
fn of_any(text: &str) -> Vec<f64> {
    seeds(10, |seed| {
        let session: Session<f64> = at_init(text, seed);
        let mut network = session.trainer().network.clone();
        let mut random = Random::new(seed, Stream::Init);
        network.forget_gradients();
        network.stages[STEPS - 1].last_mut().d.fill_with(|| random.normal());
        let sent = Norm::of(network.stages[STEPS - 1].d_a()).l2;
        (1..STEPS).rev().for_each(|k| network.backward(k));
        Norm::of(network.stages[0].d_a()).l2 / sent
    })
}

#[test]
fn rnn_grad_linear_and_orthogonal_is_a_power() {
    for rho in [0.9f64, 1.0, 1.1] {
        let text = format!("preset=RNN-GRAD&recurrent_gain={rho}");
        let expected = rho.powi(49);
        for ratios in [of_h(&text), of_any(&text)] {
            report(&format!("RNN-GRAD linear, ρ = {rho} ({expected:.4e})"), &ratios);
            assert!(ratios.iter().all(|ratio| (ratio / expected - 1.0).abs() < 1e-9), "{ratios:?}");
        }
    }
}

/// Which of sixteen examples' states happen to be where tanh is steep decides the mean, hence decades between seeds.
#[test]
fn rnn_grad_with_tanh_depends_on_the_inputs_too() {
    let tanh = "preset=RNN-GRAD&activation=tanh&recurrent_init=lecun_normal";
    let measure = |rho: f64, noise: f64, expected: f64| {
        let text = format!("{tanh}&recurrent_gain={rho}&noise={noise}");
        let name = format!("RNN-GRAD tanh, ρ = {rho}, inputs N(0, {noise}²) ({expected:e})");
        report(&format!("{name}, along V"), &of_h(&text));
        report(&name, &of_any(&text))
    };
    let small = [(0.5, 6.6e-15), (1.0, 0.20), (1.5, 29.0), (2.0, 1.3e3), (3.0, 2.1e6)];
    let means = small.map(|(rho, expected)| measure(rho, 0.1, expected));
    assert!(means[0] < 1e-8 && means[3] > 100.0 && means.is_sorted());
    assert!(means.iter().zip(small).all(|(mean, (_, expected))| within_factor(*mean, expected, 10.0)));
    // ρ > 1 is necessary and not enough: large inputs saturate tanh.
    let large = [(0.5, 3.6e-22), (1.0, 2.5e-9), (1.5, 2.9e-3), (2.0, 9.8), (3.0, 9.9e4)];
    let means = large.map(|(rho, expected)| measure(rho, 1.0, expected));
    assert!(means[2] < 1.0 && means[3] > 1.0 && means.is_sorted());
    assert!(means.iter().zip(large).all(|(mean, (_, expected))| within_factor(*mean, expected, 10.0)));
}

#[test]
fn lstm_cec_small_weights_leave_the_forget_gate_alone() {
    for (bias, expected) in [(0.0f64, 8.9e-15), (1.0, 5.6e-7), (3.0, 0.175)] {
        let theory = (1.0 / (1.0 + (-bias).exp())).powi(49);
        let ratios = of_c(&format!("preset=LSTM-CEC&forget_bias={bias}"));
        let mean = report(&format!("LSTM-CEC b_f = {bias}, ∂L/∂c ({expected:e}, σ(b_f)⁴⁹ = {theory:.2e})"), &ratios);
        assert!(within_factor(mean, expected, 2.0));
        assert!(ratios.iter().all(|&ratio| within_factor(ratio, theory, 8.0)), "{ratios:?}");
    }
    // Without a forget gate nothing stands in the way: 1, or more by what comes through the other gates.
    let without = of_c("preset=LSTM-CEC&forget_gate=off");
    assert!(within_factor(report("LSTM-CEC without a forget gate (1)", &without), 1.0, 2.0));
}

#[test]
fn lstm_with_full_weights_vanishes_and_grows() {
    let full = "preset=LSTM-CEC&gain=0.25&recurrent_gain=1";
    let table = [(-1, 1e-16), (0, 9e-9), (1, 3e-3), (2, 0.41), (3, 1.3), (5, 2.9)];
    let means = table.map(|(bias, expected)| {
        let text = format!("{full}&forget_bias={bias}");
        report(&format!("LSTM b_f = {bias}, ∂L/∂c"), &of_c(&text));
        report(&format!("LSTM b_f = {bias}, ∂L/∂h ({expected:e})"), &of_h(&text))
    });
    assert!(means.is_sorted() && means[1] < 1e-6, "{means:?}");
    assert!(means.iter().zip(table).all(|(mean, (_, expected))| within_factor(*mean, expected, 10.0)), "{means:?}");
    let grown = of_c(&format!("{full}&forget_bias=5"));
    assert!(geometric_mean(&grown) > 2.0 && range(&grown).1 > 5.0, "(up to 47) {grown:?}");
}

/// (1 − σ(b_z))⁴⁹ of it comes along the state itself; the rest goes through gates and candidate, which at −5 hardly
/// move.
#[test]
fn gru_carry_the_more_the_more_negative_the_bias() {
    let table = [(1.0f64, 4.9e-12), (0.0, 5.1e-8), (-1.0, 1.4e-4), (-2.0, 0.015), (-3.0, 0.143), (-5.0, 0.714)];
    let carried = |bias: f64| (1.0 - 1.0 / (1.0 + (-bias).exp())).powi(49);
    let means = table.map(|(bias, expected)| {
        let ratios = of_h(&format!("preset=GRU-CARRY&update_bias={bias}"));
        report(&format!("GRU-CARRY b_z = {bias} ({expected:e}, carried {:.1e})", carried(bias)), &ratios)
    });
    assert!(means.is_sorted(), "{means:?}");
    assert!(means.iter().zip(table).all(|(mean, (_, expected))| within_factor(*mean, expected, 6.0)), "{means:?}");
    assert!((means[5] / carried(-5.0) - 1.0).abs() < 0.1, "{}", means[5]);
    // In PyTorch's convention z is the share that stays: the same bias with the other sign.
    let theirs = of_h("preset=GRU-CARRY&cell=gru_pytorch&update_bias=5");
    assert!((report("GRU-CARRY, PyTorch’s cell, b_z = 5", &theirs) / carried(-5.0) - 1.0).abs() < 0.1);
}

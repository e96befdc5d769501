//! The minGRU and the minLSTM (Feng 2024): against equations written out here, what they can amplify, what they learn.

use super::{session, sigma, spec};
use gradient_lab::net::Network;
use gradient_lab::num::{Random, Stream};
use gradient_lab::probe::Reach;
use gradient_lab::session::Session;
use gradient_lab::train::Trainer;

const CELLS: [&str; 2] = ["min_gru", "min_lstm"];

/// One example by hand: h after every step, and ∂h_T[o]/∂(W, b) summed over all units o, laid out as the two tensors.
fn by_hand(cell: &str, network: &Network<f64>, x: &[Vec<f64>]) -> (Vec<Vec<f64>>, [Vec<f64>; 2]) {
    let map = &network.layers[0].cells()[0].maps[0];
    let (size, inputs) = (network.layers[0].outputs, map.inputs);
    let w = &network.parameters.values[map.w.clone()];
    let b = &network.parameters.values[map.b.clone().expect("a bias")];
    let row = |t: usize, n: usize| (0..inputs).map(|i| w[n * inputs + i] * x[t][i]).sum::<f64>() + b[n];
    // What a step keeps, what it takes, and the derivatives of h by the rows' sums: h = keep·h₋₁ + take·h̃.
    let step = |t: usize, o: usize, before: f64| -> (f64, f64, Vec<f64>) {
        if cell == "min_gru" {
            let (z, new) = (sigma(row(t, o)), row(t, size + o));
            return ((1.0 - z) * before + z * new, 1.0 - z, vec![(new - before) * z * (1.0 - z), z]);
        }
        let (f, i, new) = (sigma(row(t, o)), sigma(row(t, size + o)), row(t, 2 * size + o));
        let (sum, square) = (f + i, (f + i) * (f + i));
        let by_f = (before - new) * i / square * f * (1.0 - f);
        let by_i = (new - before) * f / square * i * (1.0 - i);
        ((f * before + i * new) / sum, f / sum, vec![by_f, by_i, i / sum])
    };
    let (mut h, mut d_w, mut d_b) = (vec![vec![0.0; size]], vec![0.0; w.len()], vec![0.0; b.len()]);
    for t in 0..x.len() {
        h.push((0..size).map(|o| step(t, o, h[t][o]).0).collect());
    }
    (0..size).for_each(|o| {
        let mut d = 1.0;
        for t in (0..x.len()).rev() {
            let (_, keep, slopes) = step(t, o, h[t][o]);
            for (part, slope) in slopes.into_iter().enumerate() {
                let n = part * size + o;
                d_b[n] += d * slope;
                (0..inputs).for_each(|i| d_w[n * inputs + i] += d * slope * x[t][i]);
            }
            d *= keep;
        }
    });
    (h, [d_w, d_b])
}

/// States and gradients of the network equal those of the equations, which know no matrices and no blocks.
#[test]
fn states_and_gradients_are_those_of_the_equations() {
    for cell in CELLS {
        let text = format!("cell={cell}&data=noise_sequence&features=3&noise=1&length=7&width=4&batch=1");
        let mut trainer: Trainer<f64> = Trainer::new(&spec(&format!("{text}&bias=0.2&gain=2"))).expect("a valid spec");
        trainer.advance();
        let mut network = trainer.network.clone();
        let x: Vec<Vec<f64>> = (0..7).map(|t| network.x_at(t).to_vec()).collect();
        let (h, [d_w, d_b]) = by_hand(cell, &network, &x);
        (0..7).for_each(|k| network.forward(k));
        for t in 0..7 {
            let near = network.stages[t].a().iter().zip(&h[t + 1]).all(|(a, h)| (a - h).abs() < 1e-14);
            assert!(near, "{cell}: h at {t}: {:?} against {:?}", network.stages[t].a(), h[t + 1]);
        }
        network.forget_gradients();
        let last = network.layers[6].cells()[0].h_at();
        network.stages[6].blocks[last].d.fill(1.0);
        (0..7).rev().for_each(|k| network.backward(k));
        let map = network.layers[0].cells()[0].maps[0].clone();
        for (range, expected) in [(map.w, d_w), (map.b.expect("a bias"), d_b)] {
            for (found, expected) in network.parameters.grads[range].iter().zip(&expected) {
                assert!((found - expected).abs() < 1e-13, "{cell}: {found} is not {expected}");
            }
        }
    }
}

/// Biases start where the knob says; those of a minLSTM at opposite places, so that each step keeps σ(b_f).
#[test]
fn the_bias_decides_what_a_step_keeps() {
    for (text, expected) in
        [("cell=min_gru&update_bias=-2", vec![-2.0, 0.1]), ("cell=min_lstm&forget_bias=2", vec![2.0, -2.0, 0.1])]
    {
        let trainer: Trainer<f64> =
            Trainer::new(&spec(&format!("{text}&data=adding&length=5&width=6&bias=0.1"))).expect("a spec");
        let map = trainer.network.layers[0].cells()[0].maps[0].clone();
        let b = &trainer.network.parameters.values[map.b.expect("a bias")];
        let found: Vec<f64> = b.chunks(6).map(|rows| rows[0]).collect();
        assert!(b.chunks(6).all(|rows| rows.iter().all(|b| *b == rows[0])) && found == expected, "{text}: {found:?}");
        // With W = 0 nothing but the bias is left, and Reach falls as the theory's line does.
        let mut trainer = trainer;
        trainer.network.parameters.values[map.w.clone()].fill(0.0);
        (0..=4).for_each(|_| {
            trainer.advance();
        });
        let norms = Reach::of(&trainer.network, &trainer.spec, 0).expect("a network through time").curve().norms;
        for lag in 0..5 {
            let expected = sigma(2.0).powi(lag as i32) * 6f64.sqrt();
            assert!((norms[5 - lag] / expected - 1.0).abs() < 1e-12, "{text}: {norms:?}");
        }
    }
}

/// Whatever weights and inputs are, a step passes each unit's gradient to the same unit, multiplied by at most 1.
#[test]
fn no_input_makes_a_gradient_grow() {
    for cell in CELLS {
        let mut largest = 0f64;
        for seed in 0..60 {
            let text =
                format!("cell={cell}&data=noise_sequence&features=3&noise=1&length=12&width=5&batch=1&seed={seed}");
            let mut trainer: Trainer<f64> = Trainer::new(&spec(&text)).expect("a valid spec");
            trainer.advance();
            let mut random = Random::new(seed, Stream::Masks);
            let size = 10f64.powf(random.uniform(-2.0, 1.0));
            let Network { parameters, x, .. } = &mut trainer.network;
            parameters.values.iter_mut().for_each(|value| *value = size * random.normal());
            x.iter_mut().for_each(|x| *x = 3.0 * random.normal());
            let reach = Reach::of(&trainer.network, &trainer.spec, 0).expect("a network through time");
            for jacobian in &reach.jacobians {
                for (n, &entry) in jacobian.iter().enumerate() {
                    let own = n % 6 == 0;
                    assert!(if own { (0.0..=1.0).contains(&entry) } else { entry == 0.0 }, "{text}: {entry} at {n}");
                }
            }
            assert!(reach.spectral().iter().all(|&gain| gain <= 1.0 + 1e-12), "{text}");
            let norms = reach.curve().norms;
            largest = norms.windows(2).map(|pair| pair[0] / pair[1]).fold(largest, f64::max);
        }
        assert!(largest > 0.9 && largest <= 1.0, "{cell}: a step passed at most {largest}");
    }
}

/// Mean loss of the last 20 steps.
fn learned(text: &str, steps: u32) -> f64 {
    let mut run: Session<f32> = session(text, 0);
    let mut sum = 0.0;
    for step in 1..=steps {
        run.run(1);
        sum += if step + 20 > steps { run.trainer().loss_value } else { 0.0 };
    }
    sum / 20.0
}

const TRAINING: &str = "width=16&batch=32&optimizer=adam&learning_rate=0.01&clip_norm=1";

/// Both cells add over 40 steps (guessing costs 0.167) when their gates keep enough at the start.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn they_add_over_forty_steps() {
    for (cell, most) in [("min_gru&update_bias=-2", 0.02), ("min_lstm&forget_bias=2", 0.02)] {
        for seed in 0..3 {
            let loss = learned(&format!("cell={cell}&data=adding&length=40&{TRAINING}&seed={seed}"), 600);
            println!("adding, {cell}, seed {seed}: {loss:.4}");
            assert!(loss < most, "{cell}, seed {seed}: {loss}");
        }
    }
}

/// Both cells recall over 60 steps when each step keeps 0.95 at the start, and guess (ln 2) when it keeps half.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn they_recall_over_sixty_steps_by_their_bias() {
    for (cell, knob, keeps) in [("min_gru", "update_bias", "-3"), ("min_lstm", "forget_bias", "3")] {
        for seed in 0..3 {
            let run = |bias: &str| {
                learned(&format!("cell={cell}&{knob}={bias}&data=recall&length=60&{TRAINING}&seed={seed}"), 300)
            };
            let (with, without) = (run(keeps), run("0"));
            println!("recall, {cell}, seed {seed}: {with:.4} with {knob}={keeps}, {without:.4} with 0");
            assert!(with < 0.1 && without > 0.6, "{cell}, seed {seed}: {with} and {without}");
        }
    }
}

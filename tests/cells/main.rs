//! What is shown of a cell: its evaluation, its inside in numbers, how far back it reaches, and its forks.
#![cfg(not(target_arch = "wasm32"))]

mod described;
#[path = "../support/cells.rs"]
mod every;
mod inside;
mod judged;
mod minimal;
#[path = "../support/open.rs"]
mod open;
mod reach;
mod stops;
mod wires;

use gradient_lab::data::Examples;
use gradient_lab::net::{Evaluator, Network, cell::Cell};
use gradient_lab::session::Digest;
use gradient_lab::spec::{Cell as Kind, LiveKnob, Loss};
use open::{session, spec};

fn sigma(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// A text for every cell.
fn cells() -> Vec<String> {
    every::cells(&["tanh", "elu"])
}

/// W·u + b of one map, from the arena.
fn linear(network: &Network<f64>, cell: &Cell, map: usize, u: &[f64]) -> Vec<f64> {
    let (linear, values) = (&cell.maps[map], &network.parameters.values);
    let rows = values[linear.w.clone()].chunks(linear.inputs);
    let bias = |o: usize| linear.b.as_ref().map_or(0.0, |b| values[b.start + o]);
    rows.enumerate().map(|(o, row)| row.iter().zip(u).map(|(w, u)| w * u).sum::<f64>() + bias(o)).collect()
}

/// One step of one cell for one example, as the equations have it: the new c (empty where there is none) and h.
fn step(network: &Network<f64>, cell: &Cell, x: &[f64], c: &[f64], h: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let size = cell.size;
    let gates = linear(network, cell, 0, &if cell.rows_of_state() > 0 { [h, x].concat() } else { x.to_vec() });
    let all = |of: &dyn Fn(usize) -> f64| (0..size).map(of).collect::<Vec<f64>>();
    match cell.kind {
        Kind::Lstm => {
            let forget = |n: usize| if cell.about.id == "lstm" { sigma(gates[size + n]) } else { 1.0 };
            let c = all(&|n| forget(n) * c[n] + sigma(gates[n]) * gates[3 * size + n].tanh());
            let h = all(&|n| sigma(gates[2 * size + n]) * c[n].tanh());
            (c, h)
        }
        Kind::Gru => {
            let reset = all(&|n| sigma(gates[n]) * h[n]);
            let candidate = linear(network, cell, 1, &[&reset, x].concat());
            let z = |n: usize| sigma(gates[size + n]);
            (Vec::new(), all(&|n| (1.0 - z(n)) * h[n] + z(n) * candidate[n].tanh()))
        }
        Kind::GruPytorch => {
            let (of_x, of_h) = (linear(network, cell, 1, x), linear(network, cell, 2, h));
            let new = |n: usize| (of_x[n] + sigma(gates[n]) * of_h[n]).tanh();
            let z = |n: usize| sigma(gates[size + n]);
            (Vec::new(), all(&|n| (1.0 - z(n)) * new(n) + z(n) * h[n]))
        }
        Kind::MinGru => {
            let z = |n: usize| sigma(gates[n]);
            (Vec::new(), all(&|n| (1.0 - z(n)) * h[n] + z(n) * gates[size + n]))
        }
        Kind::MinLstm => {
            let kept = |n: usize| sigma(gates[n]) / (sigma(gates[n]) + sigma(gates[size + n]));
            (Vec::new(), all(&|n| kept(n) * h[n] + (1.0 - kept(n)) * gates[2 * size + n]))
        }
        Kind::Rnn => (Vec::new(), gates.iter().map(|&z| cell.activation.f(z, 0.25)).collect()),
        Kind::None => unreachable!("a cell"),
    }
}

/// The answers to one example, step by step \[M×O\].
fn answers(network: &Network<f64>, x: &[f64]) -> Vec<Vec<f64>> {
    let shape = network.time.as_ref().expect("a network through time").shape;
    let (cells, last) = (network.layers[0].cells(), &network.layers[shape.steps]);
    let mut states: Vec<_> = cells.iter().map(|cell| (vec![0.0; cell.size], vec![0.0; cell.size])).collect();
    let (v, c) =
        (last.linears().next().expect("V").w.clone(), network.parameters.tensor("c").expect("c").range.clone());
    let mut all = Vec::new();
    for t in 0..shape.steps {
        let mut input = x[t * shape.features..(t + 1) * shape.features].to_vec();
        for (cell, state) in cells.iter().zip(&mut states) {
            *state = step(network, cell, &input, &state.0, &state.1);
            input = state.1.clone();
        }
        let rows = network.parameters.values[v.clone()].chunks(input.len()).zip(&network.parameters.values[c.clone()]);
        all.push(rows.map(|(row, c)| row.iter().zip(&input).map(|(w, h)| w * h).sum::<f64>() + c).collect());
    }
    all.split_off(shape.steps - shape.answers)
}

/// Mean loss over all answers of all examples, and the share of right classes.
fn by_hand(network: &Network<f64>, examples: &Examples<f64>, loss: Loss) -> (f64, f64) {
    let (mut sum, mut right, mut count) = (0.0, 0.0, 0.0);
    for (x, y) in examples.x.chunks(examples.features).zip(examples.y.chunks(examples.outputs)) {
        let answers = answers(network, x);
        let many = answers.len();
        for (m, z) in answers.iter().enumerate() {
            let y: Vec<f64> = (0..z.len()).map(|o| y[o * many + m]).collect();
            let largest = |v: &[f64]| (0..v.len()).fold(0, |best, n| if v[n] > v[best] { n } else { best });
            sum += match loss {
                Loss::SoftmaxCrossEntropy => z.iter().map(|z| z.exp()).sum::<f64>().ln() - z[largest(&y)],
                Loss::Bce => -(y[0] * sigma(z[0]).ln() + (1.0 - y[0]) * (1.0 - sigma(z[0])).ln()),
                _ => z.iter().zip(&y).map(|(z, y)| (z - y) * (z - y)).sum::<f64>() / z.len() as f64,
            };
            let same = if z.len() == 1 { (z[0] > 0.0) == (y[0] > 0.5) } else { largest(z) == largest(&y) };
            (right, count) = (right + f64::from(u8::from(same)), count + 1.0);
        }
    }
    (sum / count, right / count)
}

#[test]
fn an_evaluation_is_the_forward_pass_by_hand() {
    for cell in cells() {
        for (task, layers) in
            [("recall&length=9", 1), ("copy&length=8", 2), ("sunspots&length=60", 2), ("digit_rows", 1)]
        {
            let text = format!(
                "{cell}&data={task}&width=5&batch=6&cell_layers={layers}&init=lecun_normal&bias=0.1&optimizer=adam&\
                    learning_rate=0.01"
            );
            let mut session = session::<f64>(&text, 5);
            let score = session.evaluate();
            let (trainer, data) = (session.trainer(), &session.trainer().data);
            for (found, examples) in [(score.train, &data.train), (score.test, &data.test)] {
                let (loss, accuracy) = by_hand(&trainer.network, examples, trainer.loss());
                assert!((found.loss / loss - 1.0).abs() < 1e-10, "{text}: {} against {loss}", found.loss);
                assert!((found.accuracy - accuracy).abs() < 1e-12, "{text}: {} against {accuracy}", found.accuracy);
            }
            // One at a time as well, whatever batch the network itself holds.
            let mut evaluator = Evaluator::default();
            let logits = evaluator.logits(&trainer.network, &data.test, &[3]).to_vec();
            let answers = answers(&trainer.network, &data.test.x[3 * data.test.features..][..data.test.features]);
            for (m, z) in answers.iter().enumerate() {
                z.iter().enumerate().for_each(|(o, z)| assert!((logits[o * answers.len() + m] - z).abs() < 1e-10));
            }
        }
    }
}

#[test]
fn a_fork_goes_its_own_way() {
    for cell in cells() {
        let text = format!("{cell}&data=adding&length=6&width=4&batch=5&optimizer=adam&learning_rate=0.01");
        let mut run = session::<f32>(&text, 4);
        (0..5).for_each(|_| assert!(run.advance().is_some()));
        let (mut same, mut other) = (run.clone(), run.clone());
        assert!(other.set_live(LiveKnob::LearningRate, 0.5));
        other.run(4);
        let elsewhere = Digest::of(&other);
        run.run(4);
        same.run(4);
        assert_eq!(Digest::of(&run), Digest::of(&same), "{text}");
        assert_ne!(Digest::of(&run), elsewhere, "{text}");
    }
}

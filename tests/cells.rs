//! What is shown of a cell: its evaluation, its inside in numbers, how far back it reaches, and its forks.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::data::Examples;
use gradient_lab::net::{Evaluator, Network, cell::Cell};
use gradient_lab::num::Real;
use gradient_lab::probe::{Digest, PartView, Reach, Run, Session, spectral_radius};
use gradient_lab::spec::{Cell as Kind, Link, LiveKnob, Loss, Spec};
use gradient_lab::train::Phase;

fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

fn session<R: Real>(text: &str, steps: u32) -> Session<R> {
    let mut session = Session::new(&spec(text)).expect("a valid spec");
    session.run(steps);
    session
}

fn sigma(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

const CELLS: &[&str] = &[
    "cell=rnn&activation=tanh",
    "cell=rnn&activation=elu",
    "cell=lstm",
    "cell=lstm&forget_gate=off",
    "cell=gru",
    "cell=gru_pytorch",
];

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
    let gates = linear(network, cell, 0, &[h, x].concat());
    let all = |of: &dyn Fn(usize) -> f64| (0..size).map(of).collect::<Vec<f64>>();
    match cell.kind {
        Kind::Lstm => {
            let forget = |n: usize| if cell.forget_gate { sigma(gates[size + n]) } else { 1.0 };
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
        _ => (Vec::new(), gates.iter().map(|&z| cell.activation.f(z, 0.25)).collect()),
    }
}

/// The answers to one example, step by step \[M×O\].
fn answers(network: &Network<f64>, x: &[f64]) -> Vec<Vec<f64>> {
    let shape = network.time.as_ref().expect("a network through time").shape;
    let (cells, last) = (&network.layers[0].cells, &network.layers[shape.steps]);
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
    for cell in CELLS {
        for (task, layers) in
            [("recall&length=9", 1), ("copy&length=8", 2), ("sunspots&length=60", 2), ("digit_rows", 1)]
        {
            let text = format!(
                "{cell}&data={task}&width=5&batch=6&cell_layers={layers}&init=lecun_normal&bias=0.1&optimizer=adam&learning_rate=0.01"
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

/// The value of a part, from the numbers that stand in its equation.
fn from_operands(kind: Kind, view: &PartView, f: impl Fn(f64) -> f64) -> f64 {
    let of = |name: &str| {
        let found = view.operands.iter().find(|(found, _)| *found == name);
        found.unwrap_or_else(|| panic!("no {name} in {view:?}")).1
    };
    match (kind, view.part.name) {
        (Kind::Lstm, "f") if view.operands.is_empty() => 1.0,
        (Kind::Lstm, "c") => of("f") * of("c₋₁") + of("i") * of("g"),
        (Kind::Lstm, "h") => of("o") * of("c").tanh(),
        (Kind::Lstm, "g") => of("Σ").tanh(),
        (Kind::Gru, "h̃") => of("z_h").tanh(),
        (Kind::Gru, "h") => (1.0 - of("z")) * of("h₋₁") + of("z") * of("h̃"),
        (Kind::GruPytorch, "n") => (of("W_in·x + b_in") + of("r") * of("W_hn·h₋₁ + b_hn")).tanh(),
        (Kind::GruPytorch, "h") => (1.0 - of("z")) * of("n") + of("z") * of("h₋₁"),
        (Kind::Rnn, "z") => of("Σ"),
        (Kind::Rnn, "h") => f(of("z")),
        _ => sigma(of("Σ")),
    }
}

fn assert_inside<R: Real>(text: &str, tolerance: f64) {
    let mut session = session::<R>(text, 2);
    let mut looked = 0;
    // Twice through a step; while states run, one step of them is new and the next is not.
    for _ in 0..2 * session.trainer().per_step() {
        session.advance();
        if matches!(session.trainer().next(), Phase::Forward { .. }) {
            continue;
        }
        let (run, network): (&dyn Run, _) = (&session, &session.trainer().network);
        for k in 0..session.trainer().stages() - 1 {
            for (level, cell) in network.layers[k].cells.iter().enumerate() {
                for n in 0..cell.size * network.batch {
                    let (o, b) = (n / network.batch, n % network.batch);
                    let views = run.cell(k, level, o, b);
                    assert_eq!(views.len(), cell.parts().len());
                    for view in &views {
                        let value = from_operands(cell.kind, view, |z| cell.activation.f(z, 0.25));
                        let at = format!("{text}: {} of unit {o}, example {b} at step {k}", view.part.name);
                        assert!(
                            (view.value - value).abs() < tolerance,
                            "{at}: {} is not {value}: {view:?}",
                            view.value
                        );
                        let block = &network.stages[k].blocks[cell.first + view.part.block];
                        let place = (view.part.row * cell.size + o) * network.batch + b;
                        assert_eq!(
                            (block.value[place].to_f64(), block.d[place].to_f64()),
                            (view.value, view.d),
                            "{at}"
                        );
                        looked += 1;
                    }
                    assert!(
                        run.cell(k, level, cell.size, b).is_empty() && run.cell(k, level, o, network.batch).is_empty()
                    );
                }
            }
        }
        assert!(run.cell(network.last(), 0, 0, 0).is_empty(), "the answer is no cell");
    }
    assert!(looked > 100);
}

#[test]
fn the_numbers_inside_a_cell_make_its_value() {
    for cell in CELLS {
        for layers in [1, 2] {
            let text = format!(
                "{cell}&data=copy&length=5&width=3&batch=3&cell_layers={layers}&learning_rate=0.5&init=lecun_normal"
            );
            assert_inside::<f64>(&text, 1e-13);
            assert_inside::<f32>(&text, 1e-5);
        }
    }
}

#[test]
fn gate_figures_are_counted_over_units_and_batch() {
    let text = "cell=lstm&data=adding&length=6&width=4&batch=5&init=lecun_normal&gain=4&recurrent_gain=4";
    let session = session::<f64>(text, 3);
    let (run, network): (&dyn Run, _) = (&session, &session.trainer().network);
    let mut saturated = 0.0;
    for (at, part) in network.layers[0].cells[0].parts().iter().enumerate() {
        for (k, (mean, ends)) in run.gate_figures(0, at).into_iter().enumerate() {
            let values = &network.stages[k].blocks[part.block].value[part.row * 20..][..20];
            assert!((mean - values.iter().sum::<f64>() / 20.0).abs() < 1e-15);
            // σ′ = s(1 − s) is at most 1/4: 5 % of that lies beyond 0.0127 from either end.
            let near = values.iter().filter(|&&v| part.gate && !(0.012_659..=0.987_341).contains(&v)).count();
            assert_eq!(ends, near as f64 / 20.0, "{} at step {k}", part.name);
            saturated += ends;
        }
    }
    assert!(saturated > 0.5, "some gate should be at its end");
}

const LINEAR: &str = "cell=rnn&data=noise_sequence&features=2&activation=identity&recurrent_init=orthogonal&batch=3";

#[test]
fn a_linear_orthogonal_rnn_reaches_by_powers() {
    // More units than go through together, a whole number of times and not.
    for width in [1, 3, 16, 20, 33] {
        for (rho, half) in [(0.9f64, Some(7)), (0.5, Some(2)), (0.4, Some(1)), (1.0, None), (1.1, None)] {
            let session = session::<f64>(
                &format!("{LINEAR}&length=30&width={width}&recurrent_gain={rho}&learning_rate=0.000001"),
                0,
            );
            let mut session = session;
            session.advance();
            let run: &dyn Run = &session;
            let reach = run.reach(1).expect("a network through time");
            assert_eq!((reach.size, reach.jacobians.len()), (width, 31));
            for (t, (whole, largest)) in reach.frobenius().into_iter().zip(reach.spectral()).enumerate() {
                let power = rho.powi(30 - t as i32);
                assert!((whole / (power * (width as f64).sqrt()) - 1.0).abs() < 1e-9, "{width} {rho} {t}: {whole}");
                assert!((largest / power - 1.0).abs() < 1e-9, "{width} {rho} {t}: {largest}");
            }
            assert_eq!(reach.half_life(), half, "{width} {rho}");
            let radius = run.recurrent_radius().expect("a plain RNN");
            assert!((radius / rho - 1.0).abs() < 1e-3, "{width}: {radius} for {rho}");
        }
    }
}

/// ∂s_T/∂s_t against differences: of an LSTM c is moved with h as it was, of the others h.
#[test]
fn the_jacobian_is_what_differences_say() {
    for cell in CELLS {
        let text = format!("{cell}&data=adding&length=5&width=3&batch=4&init=lecun_normal&gain=1.5");
        let mut session = session::<f64>(&text, 1);
        session.advance();
        let network = session.trainer().network.clone();
        let cell = network.layers[0].cells[0].clone();
        let reach = Reach::of(&network, &session.trainer().spec, 2).expect("a network through time");
        let x: Vec<f64> = network.x.iter().skip(2).step_by(4).copied().collect();
        let memory = cell.c_at().is_some();
        let last = |moved: usize, by: f64| {
            // From the very beginning: h₀ stays where it is when c₀ is moved.
            let (mut c, mut h) = (vec![0.0; 3], vec![0.0; 3]);
            if memory {
                c[moved] += by
            } else {
                h[moved] += by
            }
            for x in x.chunks(2) {
                (c, h) = step(&network, &cell, x, &c, &h);
            }
            if memory { c } else { h }
        };
        for moved in 0..3 {
            let (up, down) = (last(moved, 1e-5), last(moved, -1e-5));
            for end in 0..3 {
                let (found, slope) = (reach.jacobians[0][moved * 3 + end], (up[end] - down[end]) / 2e-5);
                assert!(
                    (found - slope).abs() < 1e-8,
                    "{text}: ∂s_T[{end}]/∂s₀[{moved}] = {found}, {slope} by differences"
                );
            }
        }
        let identity: Vec<f64> = (0..9).map(|n| f64::from(u8::from(n % 4 == 0))).collect();
        assert_eq!(reach.jacobians[5], identity, "{text}");
    }
}

#[test]
fn nothing_is_reached_before_a_cut_or_through_depth() {
    let mut cut = session::<f64>(&format!("{LINEAR}&length=10&width=4&truncate=4"), 0);
    cut.advance();
    // Steps 7 to 10 are one block; what it starts from, the state after step 6, counts as given.
    let norms = Run::reach(&cut, 0).expect("a network through time").frobenius();
    assert!(norms[..7].iter().all(|&norm| norm == 0.0) && norms[7..].iter().all(|&norm| norm > 0.0), "{norms:?}");
    let mut depth = session::<f64>("data=circles&hidden_layers=2&width=4", 0);
    depth.advance();
    assert!(Run::reach(&depth, 0).is_none() && (&depth as &dyn Run).recurrent_radius().is_none());
}

#[test]
fn spectral_radii_of_known_matrices() {
    let golden = (1.0 + 5f64.sqrt()) / 2.0;
    for (w, size, radius) in [
        (vec![3.0, 0.0, 0.0, -5.0], 2, 5.0),
        // A turn, which has no real eigenvalue, and one that is stretched.
        (vec![0.0, -0.5, 0.5, 0.0], 2, 0.5),
        (vec![0.0, -4.0, 1.0, 0.0], 2, 2.0),
        (vec![1.0, 1.0, 1.0, 0.0], 2, golden),
        // A Jordan block, whose powers grow for a while although both its eigenvalues are below 1.
        (vec![0.9, 10.0, 0.0, 0.9], 2, 0.9),
        (vec![0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0], 3, 1.0),
        (vec![1e30, 0.0, 0.0, 1.0], 2, 1e30),
        (vec![-7.5], 1, 7.5),
    ] {
        let found = spectral_radius(&w, size);
        assert!((found / radius - 1.0).abs() < 5e-3, "{w:?}: {found}, not {radius}");
    }
    // Nilpotent: every eigenvalue is 0.
    assert_eq!(spectral_radius(&[0.0, 1.0, 0.0, 0.0], 2), 0.0);
    assert_eq!(spectral_radius(&[0.0; 9], 3), 0.0);
}

#[test]
fn a_fork_goes_its_own_way() {
    for cell in CELLS {
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

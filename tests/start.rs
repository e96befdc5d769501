//! Start weights: the variance is measured, not taken from the initialiser's name.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::net::{Network, Role};
use gradient_lab::num::{Random, Stream};
use gradient_lab::spec::{Activation, Init, InitLayer, KNOBS};
use open::spec;

fn fill(init: Init, n_in: usize, n_out: usize, activation: Activation, gain: f64) -> Vec<f64> {
    let mut w = vec![f64::NAN; n_in * n_out];
    init.fill(&mut w, n_in, InitLayer { activation, scale: 0.7, gain }, &mut Random::new(3, Stream::Init));
    w
}

/// What the distribution of a name is: variance before the gain, and the bound of a uniform one.
fn textbook(init: Init, n_in: f64, n_out: f64) -> (f64, Option<f64>) {
    let uniform = |bound: f64| (bound * bound / 3.0, Some(bound));
    match init {
        Init::Zeros | Init::Constant => (0.0, None),
        Init::Normal => (0.49, None),
        Init::Uniform => uniform(0.7),
        Init::StdUniform => uniform(1.0 / n_in.sqrt()),
        // One that is not square cannot be an identity.
        Init::LecunNormal | Init::Identity => (1.0 / n_in, None),
        Init::XavierNormal => (2.0 / (n_in + n_out), None),
        Init::XavierUniform => uniform((6.0 / (n_in + n_out)).sqrt()),
        Init::HeNormal => (2.0 / n_in, None),
        Init::HeUniform => uniform((6.0 / n_in).sqrt()),
        Init::Kumar => (12.8 / n_in, None),
        Init::Orthogonal => (1.0 / n_in.max(n_out), None),
    }
}

#[test]
fn start_weights_have_the_variance_of_their_name() {
    for &init in Init::ALL {
        for (n_in, n_out, gain) in [(120, 200, 1.0), (200, 120, 1.0), (150, 150, 2.5)] {
            if init == Init::Identity && n_in == n_out {
                continue;
            }
            let w = fill(init, n_in, n_out, Activation::Sigmoid, gain);
            let (variance, bound) = textbook(init, n_in as f64, n_out as f64);
            let mean = w.iter().sum::<f64>() / w.len() as f64;
            let expected_mean = if init == Init::Constant { gain * 0.7 } else { 0.0 };
            let measured = w.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / w.len() as f64;
            let std = gain * variance.sqrt();
            assert!((mean - expected_mean).abs() <= 0.03 * std + 1e-12, "{} mean {mean}", init.key());
            assert!(
                (measured - std * std).abs() <= 0.04 * std * std + 1e-12,
                "{} {n_in}→{n_out}: variance {measured}, not {}",
                init.key(),
                std * std
            );
            assert!(
                (init.std(n_in, n_out, Activation::Sigmoid, 0.7) - variance.sqrt()).abs() < 1e-12,
                "{} says another",
                init.key()
            );
            let largest = w.iter().fold(0.0f64, |m, x| m.max(x.abs()));
            match bound {
                Some(bound) => assert!(
                    largest <= gain * bound && largest > 0.999 * gain * bound,
                    "{} reaches {largest}, not {bound}",
                    init.key()
                ),
                None => assert!(variance == 0.0 || largest > 3.0 * std, "{} has no Gaussian tail", init.key()),
            }
        }
    }
}

#[test]
fn he_and_kumar_know_their_activation() {
    let std = |init: Init, activation| init.std(50, 30, activation, 1.0);
    assert_eq!(std(Init::HeNormal, Activation::Relu), (2.0f64 / 50.0).sqrt());
    assert!((std(Init::HeNormal, Activation::Prelu) - (2.0 / (1.0625 * 50.0f64)).sqrt()).abs() < 1e-15);
    assert!((std(Init::Kumar, Activation::Tanh) - (1.0f64 / 50.0).sqrt()).abs() < 1e-15);
    assert!((std(Init::Kumar, Activation::Softplus) - (4.0 / (50.0 * (1.0 + 2f64.ln().powi(2)))).sqrt()).abs() < 1e-12);
}

#[test]
fn an_identity_lets_everything_through() {
    for size in [1, 5, 40] {
        let w = fill(Init::Identity, size, size, Activation::Relu, 1.5);
        assert!(w.iter().enumerate().all(|(n, &w)| w == if n / size == n % size { 1.5 } else { 0.0 }));
        assert_eq!(Init::Identity.std(size, size, Activation::Relu, 1.0), 1.0 / (size as f64).sqrt());
    }
}

/// Rows `from` to `to` of a map's weights, and columns likewise.
fn piece(network: &Network<f64>, (level, map): (usize, usize), rows: [usize; 2], columns: [usize; 2]) -> Vec<f64> {
    let linear = &network.layers[0].cells()[level].maps[map];
    let w = network.parameters.values[linear.w.clone()].chunks(linear.inputs);
    w.skip(rows[0]).take(rows[1] - rows[0]).flat_map(|row| row[columns[0]..columns[1]].to_vec()).collect()
}

/// Every gate's matrix is one of its own: turned and stretched by ρ where it reads h, of its own size where it reads x.
#[test]
fn a_cell_starts_gate_by_gate() {
    let (h, d) = (60, 40);
    for (cell, maps, biases) in [
        ("rnn", vec![(0, 1)], vec![-0.2]),
        ("lstm&forget_bias=3", vec![(0, 4)], vec![-0.2, 3.0, -0.2, -0.2]),
        ("gru&update_bias=-5", vec![(0, 2), (1, 1)], vec![-0.2, -5.0, -0.2]),
        ("gru_pytorch&update_bias=-5", vec![(0, 2)], vec![-0.2, -5.0, -0.2, -0.2]),
    ] {
        let text = format!("data=noise_sequence&features={d}&length=3&cell={cell}&cell_layers=2&width={h}&bias=-0.2");
        let start = "init=lecun_normal&gain=0.5&recurrent_init=orthogonal&recurrent_gain=1.1";
        let network: Network<f64> = Network::new(&spec(&format!("{text}&{start}")), 3 * d, 1, 2);
        for (level, inputs) in [(0, d), (1, h)] {
            for (map, gate) in maps.iter().flat_map(|&(map, gates)| (0..gates).map(move |gate| (map, gate))) {
                let rows = [gate * h, (gate + 1) * h];
                let turn = piece(&network, (level, map), rows, [0, h]);
                let product = |a: usize, b: usize| (0..h).map(|i| turn[a * h + i] * turn[b * h + i]).sum::<f64>();
                assert!((product(0, 0) - 1.21).abs() < 1e-12 && product(0, 1).abs() < 1e-12, "{cell} {level} {gate}");
                let x = piece(&network, (level, map), rows, [h, h + inputs]);
                let std = (x.iter().map(|w| w * w).sum::<f64>() / x.len() as f64).sqrt();
                assert!((std * (inputs as f64).sqrt() / 0.5 - 1.0).abs() < 0.06, "{cell} {level} {gate}: {std}");
            }
            let maps = &network.layers[0].cells()[level].maps;
            let found: Vec<f64> = maps
                .iter()
                .flat_map(|map| network.parameters.values[map.b.clone().expect("a bias")].chunks(h))
                .map(|bias| {
                    assert!(bias.iter().all(|b| *b == bias[0]), "{cell}");
                    bias[0]
                })
                .collect();
            assert_eq!(found, biases, "{cell}");
        }
        // Of the second cell's weights none is the first one's.
        assert_ne!(piece(&network, (0, 0), [0, h], [0, h]), piece(&network, (1, 0), [0, h], [0, h]));
    }
    let irnn: Network<f64> =
        Network::new(&spec("data=recall&cell=rnn&activation=relu&width=9&recurrent_init=identity"), 40, 1, 2);
    let w = piece(&irnn, (0, 0), [0, 9], [0, 9]);
    assert!(w.iter().enumerate().all(|(n, &w)| w == f64::from(u8::from(n % 10 == 0))));
}

#[test]
fn a_network_starts_as_its_knobs_say() {
    let spec = spec(
        "hidden_layers=2&width=150&init=he_normal&gain=0.5&output_init=normal&init_scale=3&output_gain=0.1&bias=-0.4&\
            activation=prelu",
    );
    let network: Network<f64> = Network::new(&spec, 100, 40, 1);
    let std = |name: &str| {
        let range = network.parameters.tensor(name).expect("a tensor").range.clone();
        (network.parameters.values[range.clone()].iter().map(|w| w * w).sum::<f64>() / range.len() as f64).sqrt()
    };
    let he = |n_in: f64| 0.5 * (2.0 / (1.0625 * n_in)).sqrt();
    for (name, expected) in [
        ("W1", he(100.0)),
        ("W2", he(150.0)),
        ("W3", 0.3),
        ("b1", 0.4),
        ("b2", 0.4),
        ("b3", 0.0),
        ("s1", 0.25),
        ("s2", 0.25),
    ] {
        assert!((std(name) - expected).abs() <= 0.03 * expected, "{name}: {} is not {expected}", std(name));
    }
    assert!(network.parameters.tensor("s3").is_none(), "the output layer is linear");
    let covered: usize = network.parameters.tensors.iter().map(|tensor| tensor.range.len()).sum();
    assert_eq!(covered, network.parameters.values.len());
    assert_eq!(network.parameters.tensors.iter().filter(|tensor| tensor.role == Role::Slope).count(), 2);
}

#[test]
fn norms_start_as_if_they_were_not_there_and_running_statistics_at_0_and_1() {
    let network: Network<f64> = Network::new(&spec("hidden_layers=2&width=5&norm=batch&bias=0.3"), 4, 2, 3);
    for tensor in &network.parameters.tensors {
        let start = match tensor.role {
            Role::Gamma => 1.0,
            Role::Beta => 0.0,
            // A bias set by hand is the linear map's, not the norm's; the output's is 0.
            Role::Bias => 0.3 * f64::from(u8::from(tensor.stage < 2)),
            _ => continue,
        };
        assert!(network.parameters.values[tensor.range.clone()].iter().all(|&value| value == start), "{}", tensor.name);
    }
    assert_eq!(network.parameters.running, [[0.0; 5], [1.0; 5], [0.0; 5], [1.0; 5]].concat());
}

/// A projection keeps the signal's size, whatever the hidden layers start with.
#[test]
fn projections_start_at_one_over_n_whatever_the_branches_do() {
    for branch in ["init=zeros", "init=normal&init_scale=3&gain=7", "init=he_normal&branch_layers=2"] {
        let text = format!("skip=report&hidden_layers=2&width=120&layer_width=2:160&activation=relu&{branch}");
        let network: Network<f64> = Network::new(&spec(&text), 90, 1, 1);
        for (name, n_in, n_out) in [("P1", 90, 120), ("P2", 120, 160)] {
            let tensor = network.parameters.tensor(name).expect("widths that differ");
            let values = &network.parameters.values[tensor.range.clone()];
            assert_eq!(values.len(), n_in * n_out);
            let variance = values.iter().map(|p| p * p).sum::<f64>() / values.len() as f64;
            assert!((variance * n_in as f64 - 1.0).abs() < 0.05, "{text} {name}: {variance} · {n_in}");
        }
        let count = |role: Role| network.parameters.tensors.iter().filter(|tensor| tensor.role == role).count();
        assert_eq!(count(Role::Bias), count(Role::Weight), "a projection has no bias of its own");
    }
    let alike: Network<f64> = Network::new(&spec("skip=identity&hidden_layers=3&width=8"), 8, 1, 1);
    assert!(alike.parameters.tensors.iter().all(|tensor| tensor.role != Role::Projection), "no P where widths agree");
}

/// Both maps of a branch start by the initialiser; with `zero_branch` the last one is 0, and the block is its skip.
#[test]
fn a_branch_starts_by_its_initialiser_or_ends_in_zero() {
    for skip in ["report", "identity", "pre_activation"] {
        let text =
            format!("skip={skip}&branch_layers=2&hidden_layers=2&width=150&init=he_normal&activation=relu&bias=0.2");
        let start =
            |zero: &str| -> Network<f64> { Network::new(&spec(&format!("{text}&zero_branch={zero}")), 150, 1, 2) };
        let std = |network: &Network<f64>, name: &str| {
            let range = network.parameters.tensor(name).expect("a tensor").range.clone();
            (network.parameters.values[range.clone()].iter().map(|w| w * w).sum::<f64>() / range.len() as f64).sqrt()
        };
        let (full, zero) = (start("off"), start("on"));
        let he = (2.0f64 / 150.0).sqrt();
        for name in ["W1", "W1.2", "W2", "W2.2"] {
            assert!((std(&full, name) / he - 1.0).abs() < 0.03, "{skip} {name}: {}", std(&full, name));
        }
        for (name, start) in [("W1", he), ("b1", 0.2), ("W1.2", 0.0), ("b1.2", 0.0), ("W2.2", 0.0), ("b2.2", 0.0)] {
            assert!((std(&zero, name) - start).abs() <= 0.03 * start, "{skip} {name}: {}", std(&zero, name));
        }
        // Of a stream that all layers share the draws stay the same: what is not 0 is what it was.
        let w1 = full.parameters.tensor("W2").expect("a tensor").range.clone();
        assert_eq!(full.parameters.values[w1.clone()], zero.parameters.values[w1]);
        // Forward, each block gives what it reads: through f where f stands behind the sum.
        let mut network = zero;
        network.x.iter_mut().enumerate().for_each(|(n, x)| *x = (n as f64 * 0.7).sin());
        (0..2).for_each(|k| network.forward(k));
        for k in 0..2 {
            let (x, a) = (network.input_of(k), network.stages[k].a());
            let alike = |(x, a): (&f64, &f64)| *a == if skip == "report" { x.max(0.0) } else { *x };
            assert!(x.iter().zip(a).all(alike), "{skip}: block {} is not its skip alone", k + 1);
        }
    }
}

/// On an identity path f stands last: where f(0) is not 0, a branch that starts at 0 adds α·f(0), as the knob says.
#[test]
fn on_an_identity_path_a_zero_branch_adds_f_of_0() {
    let help = KNOBS.iter().find(|knob| knob.key == "zero_branch").expect("the knob").help;
    let exceptions = help.split("except for").nth(1).expect("which");
    for (activation, name) in Activation::ALL.iter().map(|f| (f, f.key())) {
        let text =
            format!("skip=identity&hidden_layers=1&width=4&branch_scale=number&branch_alpha=0.3&activation={name}");
        let mut network: Network<f64> = Network::new(&spec(&format!("{text}&zero_branch=on&bias=0.2")), 4, 1, 2);
        network.x.iter_mut().enumerate().for_each(|(n, x)| *x = (n as f64 * 0.7).sin());
        network.forward(0);
        let added = 0.3 * activation.f(0.0, 0.25);
        assert!(network.x.iter().zip(network.stages[0].a()).all(|(x, a)| *a == x + added), "{name}");
        assert_eq!(added != 0.0, exceptions.contains(name), "{name}: {help}");
    }
}

/// α is 1, 1/√L, or the number given.
#[test]
fn the_branch_scale_is_what_it_says() {
    let alpha = |text: &str| spec(&format!("skip=report&hidden_layers=9&{text}")).alpha();
    assert_eq!(alpha("branch_scale=one&branch_alpha=3"), 1.0);
    assert!((alpha("branch_scale=depth") - 1.0 / 3.0).abs() < 1e-15);
    assert_eq!(alpha("branch_scale=number&branch_alpha=0.125"), 0.125);
}

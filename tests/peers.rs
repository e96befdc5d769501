//! Other labs' mistakes, and facts that any right engine reproduces: each is a test here.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::data::{Data, Examples};
use gradient_lab::num::{Norm, Random, Stream};
use gradient_lab::probe::{Figures, GradientCheck};
use gradient_lab::session::Session;
use gradient_lab::spec::Activation;
use gradient_lab::train::{Phase, Trainer};
use gradient_lab::verdict::{Limits, sentence, why};
use open::spec;

fn to_update(session: &mut Session<f64>) {
    while session.trainer().next() != Phase::Update {
        session.advance().unwrap_or_else(|| panic!("stopped: {:?}", session.stopped()));
    }
}

/// Equal widths are where a backward pass that writes into the buffer it reads goes wrong in all but the
/// last two layers, and where the second example first shows it.
#[test]
fn backward_does_not_read_what_it_has_just_written() {
    for depth in [2, 3, 5] {
        let text = format!(
            "data=circles&samples=6&sampling=full&hidden_layers={depth}&width=8&activation=tanh&init=he_normal"
        );
        let trainer: Trainer<f64> = Trainer::new(&spec(&text)).expect("a valid spec");
        let report = GradientCheck::of(&trainer, 6).run();
        for (k, layer) in report.layers.iter().enumerate() {
            assert_eq!((layer.failed, layer.at_kink), (0, 0), "layer {}", k + 1);
            assert!(layer.agreed >= 8 && layer.worst <= 1e-6, "layer {}: {layer:?}", k + 1);
        }
    }
}

/// The gradient of a layer goes down through the weights as they were in the forward pass.
#[test]
fn no_weight_is_updated_before_the_gradient_went_through_it() {
    let mut session: Session<f64> =
        Session::new(&spec("data=circles&hidden_layers=4&width=8&activation=tanh&learning_rate=10"))
            .expect("a valid spec");
    session.run(2);
    let before = session.trainer().network.parameters.values.clone();
    to_update(&mut session);
    let network = &session.trainer().network;
    assert_eq!(network.parameters.values, before);
    for k in 1..network.layers.len() {
        let w = network.layers[k].weights().next().expect("one W");
        let (layer, d_z, batch) = (&network.layers[k], &network.stages[k].d_z(), network.batch);
        for (at, &d_a) in network.stages[k - 1].d_a().iter().enumerate() {
            let (i, b) = (at / batch, at % batch);
            let by_hand: f64 =
                (0..layer.outputs).map(|o| before[w.start + o * layer.inputs + i] * d_z[o * batch + b]).sum();
            assert!((d_a - by_hand).abs() <= 1e-12 * by_hand.abs().max(1e-300) + 1e-18);
        }
    }
}

/// A vanishing stack is called vanishing although its largest gradient is a thousand times its smallest, an
/// exploding one exploding, and what is not finite is not skipped.
#[test]
fn vanishing_is_not_called_exploding() {
    let words = |text: &str| {
        let mut session: Session<f64> = Session::new(&spec(text)).expect("a valid spec");
        session.run(1);
        (
            session.frame().mean_factor().map_or(f64::NAN, |mean| mean.factor),
            why(&session.frame(), &Limits::default()),
            session,
        )
    };
    let (factor, vanishing, session) = words("preset=VAN");
    assert!(factor < 0.8 && vanishing.paragraphs.iter().any(|p| p.contains("at most 0.25")), "{vanishing:?}");
    let line: String = sentence(&session.frame(), &Limits::default()).iter().map(|part| part.text.clone()).collect();
    assert!(line.contains("1 part in"), "{line}");
    let (factor, exploding, _) = words("preset=EXP");
    assert!(factor > 1.25 && exploding.paragraphs.iter().any(|p| p.contains("too large")), "{exploding:?}");
    let (factor, healthy, _) = words("preset=HE-SIG&init=he_normal&hidden_layers=10");
    assert!((0.8..1.25).contains(&factor) && healthy.title.contains("arrives"), "{healthy:?}");
    let (_, broken, session) = words("preset=LOSS");
    assert!(session.stopped().is_some() && broken.paragraphs[0].contains("not a number"), "{broken:?}");
}

/// Leaky ReLU with a slope forward and 0 backward: the derivative belongs to the function.
#[test]
fn every_derivative_belongs_to_its_function() {
    for activation in Activation::ALL {
        for n in -60..60 {
            // Off the kink, on both sides of it.
            let (z, h, slope) = (0.1 * f64::from(n) + 0.05, 1e-5, 0.25);
            let f = |z: f64| activation.f(z, slope);
            let numeric = (8.0 * (f(z + h / 2.0) - f(z - h / 2.0)) - (f(z + h) - f(z - h))) / (6.0 * h);
            let analytic = activation.df(z, slope);
            assert!((numeric - analytic).abs() < 1e-9, "{} at {z}: {analytic}, not {numeric}", activation.key());
        }
    }
    assert_eq!((Activation::LeakyRelu.df(-3.0, 0.0), Activation::LeakyRelu.f(-3.0, 0.0)), (0.01, -0.03));
}

/// The bias step is taken once, not once per incoming weight.
#[test]
fn a_bias_moves_once_per_step() {
    let mut session: Session<f64> =
        Session::new(&spec("data=circles&hidden_layers=2&width=8&activation=tanh&bias=0.1&learning_rate=0.5"))
            .expect("a valid spec");
    session.run(1);
    let before = session.trainer().network.parameters.values.clone();
    to_update(&mut session);
    session.advance();
    let network = &session.trainer().network;
    for (layer, stage) in network.layers.iter().zip(&network.stages) {
        let b = layer.linears().next().and_then(|linear| linear.b.clone()).expect("a bias");
        for (o, index) in b.enumerate() {
            let d_b: f64 = stage.d_z()[o * network.batch..][..network.batch].iter().sum();
            let moved = network.parameters.values[index] - before[index];
            assert!((moved + 0.5 * d_b).abs() <= 1e-12 * d_b.abs() + 1e-17, "{moved} is not −α·{d_b}");
        }
    }
}

/// An exact zero is told as a zero, never as a small number.
#[test]
fn nothing_is_nothing() {
    let mut session: Session<f32> = Session::new(&spec("preset=UNDERFLOW&samples=16")).expect("a valid spec");
    session.run(1);
    let first = session.figures()[0];
    assert_eq!(
        (first.d_z.map(|n| n.l2), first.d_w.map(|n| n.l2), first.update_ratio),
        (Some(0.0), Some(0.0), Some(0.0))
    );
    assert_eq!(session.distance(0), 0.0);
    let line: String = sentence(&session.frame(), &Limits::default()).iter().map(|part| part.text.clone()).collect();
    assert!(line.contains("nothing at all"), "{line}");
}

/// Inputs N(0,1)², class sign(x₁·x₂): the set of the other labs' comparison.
fn quadrants(seed: u32) -> Data<f64> {
    let mut random = Random::new(seed, Stream::Data);
    let mut examples = Examples::empty(2, 1);
    for _ in 0..64 {
        let x = [random.normal(), random.normal()];
        examples.push(&x, &[f64::from(u8::from(x[0] * x[1] > 0.0))]);
    }
    Data { train: examples.clone(), test: examples }
}

/// [loss, dW 2, dW 20, rms dL/da 1, rms dL/da 20, rms a 1, rms a 20] at the start: medians of 21 seeds.
fn twenty_layers(start: &str) -> [f64; 7] {
    let mut all: Vec<[f64; 7]> = (1..=21)
        .map(|seed| {
            let spec =
                spec(&format!("data=circles&sampling=full&hidden_layers=20&width=16&use_bias=off&seed={seed}&{start}"));
            let mut session = Session::watch(Trainer::with_data(&spec, quadrants(seed)));
            to_update(&mut session);
            let figures: &[Figures] = session.figures();
            let measured = |norm: Option<Norm>| norm.expect("measured");
            let d_w = |layer: usize| measured(figures[layer - 1].d_w).l2;
            let d_a = |layer: usize| measured(figures[layer - 1].d_a).rms() * 64.0;
            let a = |layer: usize| measured(figures[layer - 1].a).rms();
            [session.trainer().loss_value, d_w(2), d_w(20), d_a(1), d_a(20), a(1), a(20)]
        })
        .collect();
    std::array::from_fn(|n| {
        all.sort_by(|x, y| x[n].total_cmp(&y[n]));
        all[10][n]
    })
}

/// The table of the comparison, to the order of magnitude. Its ∂L/∂a is of one example's loss, ours of the mean.
#[test]
fn twenty_layers_of_sixteen_as_measured_elsewhere() {
    let rows = [
        ("activation=sigmoid&init=xavier_normal", [0.72, 2e-13, 8e-2, 1e-13, 0.2, 0.51, 0.51]),
        ("activation=sigmoid&init=normal", [1.2, 3e-5, 0.56, 4e-5, 0.7, 0.55, 0.58]),
        ("activation=tanh&init=xavier_normal", [0.70, 2e-2, 3.5e-2, 5.5e-2, 0.2, 0.36, 0.12]),
        ("activation=tanh&init=normal", [1.6, 260.0, 0.68, 1200.0, 0.7, 0.64, 0.88]),
        ("activation=relu&init=xavier_normal", [0.693, 7e-5, 3e-5, 6e-5, 0.2, 0.32, 7e-5]),
        ("activation=relu&init=he_normal", [0.70, 0.10, 0.067, 0.044, 0.21, 0.96, 0.16]),
        ("activation=relu&init=normal", [9e7, 6e7, 1.3e8, 7e7, 0.8, 0.96, 6e7]),
        ("activation=relu&init=normal&init_scale=0.01", [0.693, 4e-33, 2e-33, 4e-33, 6e-3, 0.01, 6e-33]),
    ];
    for (start, expected) in rows {
        let measured = twenty_layers(start);
        println!("{start}: {}", measured.map(|v| format!("{v:.2e}")).join(" "));
        for (n, (got, want)) in measured.into_iter().zip(expected).enumerate() {
            assert!(got > want / 10.0 && got < want * 10.0, "{start}: figure {n} is {got:e}, not about {want:e}");
        }
    }
}

/// A ratio of weight gradients sees neither: ReLU + Xavier lets signal and gradient die, ReLU + N(0,1)
/// explodes, and in both ‖∂L/∂W‖ is alike in all layers. That is why the three figures stand together.
#[test]
fn weight_gradients_alone_hide_it() {
    let [_, low, high, d_a, _, _, a] = twenty_layers("activation=relu&init=xavier_normal");
    assert!((0.1..10.0).contains(&(low / high)) && d_a < 1e-3 && a < 1e-3, "vanishing, and dW 2/20 is {}", low / high);
    let [_, low, high, d_a, _, _, a] = twenty_layers("activation=relu&init=normal");
    assert!((0.1..10.0).contains(&(low / high)) && d_a > 1e6 && a > 1e6, "exploding, and dW 2/20 is {}", low / high);
}

/// ⟨W, ∂L/∂W⟩ is the same in every layer of a ReLU network without biases: doubling any W doubles the output.
#[test]
fn the_inner_product_of_weights_and_gradient_is_the_same_in_every_layer() {
    for text in [
        "data=circles&hidden_layers=8&width=12&activation=relu&init=he_normal&use_bias=off",
        "data=reg&hidden_layers=8&width=12&activation=leaky_relu&init=he_normal&use_bias=off",
        "hidden_layers=5&width=16&activation=relu&init=he_normal&use_bias=off&layer_width=2:5,4:30",
        "data=circles&hidden_layers=8&width=12&activation=identity&use_bias=off",
    ] {
        let mut session: Session<f64> = Session::new(&spec(text)).expect("a valid spec");
        session.run(3);
        to_update(&mut session);
        let network = &session.trainer().network;
        let inner: Vec<f64> = network
            .layers
            .iter()
            .map(|layer| {
                network.parameters.values[layer.weights().next().expect("one W")]
                    .iter()
                    .zip(&network.parameters.grads[layer.weights().next().expect("one W")])
                    .map(|(w, d)| w * d)
                    .sum()
            })
            .collect();
        assert!(inner[0].abs() > 1e-6, "{text}: {inner:?}");
        assert!(inner.iter().all(|value| (value / inner[0] - 1.0).abs() < 1e-10), "{text}: {inner:?}");
    }
}

/// What each layer multiplies the gradient by is W's part times f′'s part, and the chain of them is exact.
#[test]
fn the_factors_multiply_to_the_gradient_that_arrives() {
    for text in ["preset=VAN", "preset=EXP", "preset=CHI", "hidden_layers=6&activation=gelu"] {
        let mut session: Session<f64> = Session::new(&spec(text)).expect("a valid spec");
        to_update(&mut session);
        let figures = session.figures();
        let l2 = |k: usize| figures[k].d_z.expect("measured").l2;
        let last = figures.len() - 1;
        let mut product = l2(last);
        for k in (0..last).rev() {
            let (factor, w, f) = (
                figures[k].factor.expect("measured"),
                figures[k].w_factor.expect("measured"),
                figures[k].f_factor.expect("measured"),
            );
            assert!((w * f / factor - 1.0).abs() < 1e-12 && (factor * l2(k + 1) / l2(k) - 1.0).abs() < 1e-12);
            product *= w * f;
            assert!((product / l2(k) - 1.0).abs() < 1e-10, "{text}, layer {}", k + 1);
        }
        assert!(figures[last].factor.is_none());
    }
}

/// Playground's own start, U(−½, ½) with biases of 0.1 on xor: six sigmoid layers lose three decades, tanh and
/// ReLU almost nothing.
#[test]
fn playgrounds_own_start_shows_it_for_sigmoid_only() {
    let lost = |activation: &str| {
        let mut decades: Vec<f64> = (1..=31)
            .map(|seed| {
                let text = format!(
                    "data=xor&noise=0&samples=100&sampling=full&hidden_layers=6&width=8&init=uniform&\
                    init_scale=0.5&bias=0.1&activation={activation}&seed={seed}"
                );
                let mut session: Session<f64> = Session::new(&spec(&text)).expect("a valid spec");
                to_update(&mut session);
                let d_w = |layer: usize| session.figures()[layer - 1].d_w.expect("measured").l2;
                (d_w(2) / d_w(6)).log10()
            })
            .collect();
        decades.sort_by(f64::total_cmp);
        decades[15]
    };
    let [sigmoid, tanh, relu] = ["sigmoid", "tanh", "relu"].map(lost);
    println!("decades from layer 6 to 2: sigmoid {sigmoid:.2} (-2.9), tanh {tanh:.2} (-0.14), ReLU {relu:.2} (-0.16)");
    assert!((sigmoid + 2.9).abs() < 0.6 && tanh.abs() < 0.7 && relu.abs() < 0.7);
}

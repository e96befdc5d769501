//! What the page says: the inspector's sums, the verdicts of the Why card, the proof on sick networks.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::num::Format;
use gradient_lab::probe::{GradientCheck, OpKind};
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, LiveKnob, Precision};
use gradient_lab::train::Phase;
use gradient_lab::verdict::{Limits, Why, compare, noise_words, sentence, why};

fn session(text: &str, steps: u32) -> Session<f32> {
    open::session(text, steps)
}

fn why_after(text: &str, steps: u32) -> Why {
    why(&session(text, steps).frame(), &Limits::default())
}

/// Every text the page would show of a session.
fn all_words(session: &Session<f32>) -> String {
    let why = why(&session.frame(), &Limits::default());
    let sentence: String = sentence(&session.frame(), &Limits::default()).into_iter().map(|part| part.text).collect();
    [sentence, why.title, why.paragraphs.join(" ")].join(" ")
}

#[test]
fn the_inspectors_terms_add_up_to_z_in_every_phase() {
    for activation in ["relu", "prelu"] {
        let mut session =
            session(&format!("activation={activation}&init=he_normal&learning_rate=0.5&width=8&hidden_layers=3"), 3);
        for _ in 0..2 * session.trainer().per_step() {
            session.advance();
            for stage in 0..session.trainer().stages() {
                // The input of a stage is this step's as soon as the stage below has run, z only when its own has.
                let sampled = matches!(
                    session.trainer().next(),
                    Phase::Sample | Phase::Loss | Phase::Backward { .. } | Phase::Clip | Phase::Update
                );
                let run = &session.frame();
                let Some(unit) = run.unit(stage, 0, 0).filter(|_| sampled) else { continue };
                let OpKind::Linear { terms, rest, bias, .. } = &unit.ops[0].kind else { panic!("a linear map first") };
                let sum = terms.iter().map(|term| term.product).sum::<f64>() + rest + bias.unwrap_or(0.0);
                let size = 1.0 + terms.iter().map(|term| term.product.abs()).sum::<f64>();
                assert!((sum - unit.z).abs() < 1e-4 * size, "{activation}, stage {stage}: {sum} for z = {}", unit.z);
            }
        }
    }
}

/// What the page shows of an operation that it knows by formula and terms alone.
#[test]
fn the_inspectors_numbers_of_a_norm_give_its_output() {
    for (norm, formula) in
        [("rms", "γ·x/√(mean x² + ε)"), ("layer", "γ·(x − μ)/√(v + ε) + β"), ("batch", "γ·(x − μ)/√(v + ε) + β")]
    {
        let session = session(&format!("norm={norm}&width=6&hidden_layers=2&learning_rate=0.1"), 5);
        let run = &session.frame();
        for (unit, example) in [(0, 0), (5, 3)] {
            let unit = run.unit(1, unit, example).expect("a unit");
            let op = &unit.ops[1];
            let OpKind::Norm { norm: kind, computed } = &op.kind else { panic!("{:?}", op.kind) };
            assert_eq!((kind.key(), computed.formula), (norm, formula));
            let of =
                |symbol: &str| computed.terms.iter().find(|term| term.0.starts_with(symbol)).map_or(0.0, |term| term.1);
            assert!(of("1/√") > 0.0 && of("γ") != 0.0, "{computed:?}");
            let y = of("γ") * (of("x") - of("μ")) * of("1/√") + of("β");
            assert!((y - op.value).abs() < 1e-5 * (1.0 + y.abs()), "{norm}: {y}, not {}", op.value);
        }
    }
}

/// A cure of the rate sets the knob, on which warm-up and schedule act as before.
#[test]
fn a_smaller_rate_is_a_tenth_of_the_knob_and_not_of_what_the_schedule_made_of_it() {
    let wild = "data=reg&hidden_layers=3&width=8&activation=relu&init=he_normal&learning_rate=20";
    for more in ["", "&warmup_steps=50", "&schedule=step&schedule_steps=1&schedule_factor=0.5", "&live=1:30"] {
        let session = session(&format!("{wild}{more}"), 20);
        assert!(session.stopped().is_some(), "{more} should be too much");
        let tenth = if more.contains("live") { "3" } else { "2" };
        let cures = why(&session.frame(), &Limits::default()).cures;
        let rate = cures.iter().flat_map(|cure| &cure.changes).find(|(key, _)| *key == "learning_rate");
        assert_eq!(rate.map(|(_, value)| value.as_str()), Some(tenth), "{more}: {cures:?}");
    }
}

/// A run is named by all that is different, as people say it: numbers with their knobs, choices by themselves.
#[test]
fn a_run_is_named_by_what_differs() {
    let plain = "data=circles&activation=sigmoid&width=8";
    let full = format!("{plain}&clip_norm=1&dropout=0.1&l2=0.1&skip=identity");
    for (base, changes, name) in [
        (plain, "", "the same"),
        (plain, "&activation=relu&init=he_normal", "ReLU + He"),
        (plain, "&width=4&norm=batch", "Width 4 + batch norm"),
        (&full, "&clip_norm=0&dropout=0&l2=0", "no clipping + no L2 + no dropout"),
        (&full, "&skip=plain&use_bias=off&bias=-0.5", "no biases + no skip connections + Hidden bias −0.5"),
    ] {
        let [here, there] = ["", changes].map(|changes| session(&format!("{base}{changes}"), 1));
        assert_eq!(compare(&here.frame(), &there.frame()).name, name);
    }
}

/// A hidden layer of two W, three units wide where five come in: a projection goes round it.
const BRANCH: &str =
    "data=circles&samples=32&batch=4&hidden_layers=2&width=5&layer_width=2:3&branch_layers=2&activation=tanh";

/// x·∂L/∂(what the weight adds to), summed over the batch, is the weight's gradient: of the first W and of the second.
#[test]
fn the_inspector_knows_every_w_of_a_branch() {
    for skip in ["report", "identity", "pre_activation"] {
        let mut session = session(&format!("{BRANCH}&skip={skip}&norm=layer"), 2);
        while session.trainer().next() != Phase::Update {
            session.advance();
        }
        let (run, parameters) = (&session.frame(), &session.trainer().network.parameters);
        for (map, name, inputs) in [(0, "W2", 5), (1, "W2.2", 3)] {
            let tensor = parameters.tensor(name).expect("a tensor");
            for (n, at) in tensor.range.clone().enumerate() {
                let weight = |b: usize| run.weight((1, map), n / inputs, n % inputs, b).expect("a weight");
                let sum: f64 = (0..4).map(|b| weight(b).x * weight(b).d_z).sum();
                let (w, d_w) = (f64::from(parameters.values[at]), f64::from(parameters.grads[at]));
                assert_eq!((weight(0).w, weight(0).d_w), (w, d_w), "{skip} {name}");
                assert!((sum - d_w).abs() <= 1e-6 * (1e-2 + d_w.abs()), "{skip} {name}: {sum} for {d_w}");
            }
            assert!(run.weight((1, map), 0, inputs, 0).is_none() && run.weight((1, map), 3, 0, 0).is_none());
        }
        assert!(run.weight((1, 2), 0, 0, 0).is_none() && run.weight((2, 1), 0, 0, 0).is_none());
    }
}

/// W, ∂L/∂W, ΔW and the way from the start are those of all W of a stage and of its projection.
#[test]
fn the_figures_of_a_stage_take_all_its_weights_together() {
    let start = session(&format!("{BRANCH}&skip=identity"), 0).trainer().network.parameters.values.clone();
    let mut session = session(&format!("{BRANCH}&skip=identity"), 3);
    let before = session.trainer().network.parameters.values.clone();
    session.run(1);
    let (figures, parameters) = (session.figures()[1], &session.trainer().network.parameters);
    let norm = |values: &[f32]| {
        let tensors = ["W2", "W2.2", "P2"].map(|name| parameters.tensor(name).expect("a tensor").range.clone());
        tensors.into_iter().flatten().map(|at| f64::from(values[at]).powi(2)).sum::<f64>().sqrt()
    };
    let moved: Vec<f32> = parameters.values.iter().zip(&start).map(|(now, start)| now - start).collect();
    for (name, got, want) in [
        ("W", figures.w.expect("measured").l2, norm(&parameters.values)),
        ("∂L/∂W", figures.d_w.expect("measured").l2, norm(&parameters.grads)),
        ("‖ΔW‖/‖W‖", figures.update_ratio.expect("measured"), norm(&parameters.updates) / norm(&before)),
        ("distance", session.distance(1), norm(&moved) / norm(&start)),
    ] {
        assert!((got / want - 1.0).abs() < 1e-6, "{name}: {got} for {want}");
    }
    assert_eq!(figures.w.expect("measured").count, 15 + 9 + 15);
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_proof_accuses_no_network_of_a_fault_it_has_not() {
    for (text, steps) in
        [("preset=KNOB", 3), ("preset=EXP", 1), ("preset=TANH-X", 20), ("activation=relu&init=he_normal&width=12", 500)]
    {
        let session = session(text, steps);
        let report = GradientCheck::of(session.trainer(), 2).run();
        assert_eq!(report.layers.iter().map(|layer| layer.failed).sum::<usize>(), 0, "{text}: {}", report.words());
    }
}

#[test]
fn the_card_praises_a_network_that_learns_and_blames_the_right_thing() {
    assert!(why_after("activation=relu&init=he_normal", 600).well);
    assert!(!why_after("", 60).well);
    let knob = why_after("preset=KNOB", 100);
    assert!(knob.paragraphs[1].contains("initial weights") && knob.cures[0].label.contains("He"), "{knob:?}");
    let rate = why_after("preset=LR", 100);
    assert!(
        rate.paragraphs[1].contains("steps were too large") && rate.cures[0].label == "learning rate 0.03",
        "{rate:?}"
    );
    let formula = why_after("preset=LOSS", 2);
    assert!(formula.paragraphs[1].contains("Nothing exploded"), "{formula:?}");
    // Finite but huge logits, from steps or from start weights that are too large, are an explosion under any formula.
    for (text, why) in [
        ("data=circle&hidden_layers=1&activation=relu&init=he_normal&loss=naive_bce&learning_rate=30", "have moved by"),
        ("data=circle&hidden_layers=3&activation=relu&init=he_normal&loss=naive_bce&learning_rate=20", "too large"),
        (
            "data=circle&hidden_layers=8&activation=relu&init=he_normal&gain=4&loss=naive_bce&learning_rate=0.1",
            "times layer 1’s z",
        ),
    ] {
        let huge = why_after(text, 20);
        assert_eq!(huge.title, "The textbook formula failed.", "{huge:?}");
        assert!(huge.paragraphs[1].contains(why) && !huge.paragraphs[1].contains("Nothing exploded"), "{huge:?}");
        assert!(huge.cures.len() > 1, "{huge:?}");
    }
    // With the same loss, numbers that overflow on the way up are no fault of the formula.
    let overflow = why_after("data=circles&hidden_layers=100&activation=relu&init=normal&loss=naive_bce", 2);
    assert_eq!(overflow.title, "A number became too large.", "{overflow:?}");
    assert!(overflow.cures.iter().any(|cure| cure.label.contains("He")), "{overflow:?}");
    // A factor near 1 over a hundred layers is not near 1 as a product.
    assert!(!why_after("hidden_layers=100&activation=relu&init=he_normal&gain=0.85", 1).well);
    assert!(!why_after("hidden_layers=100&activation=relu&init=he_normal&gain=1.2&learning_rate=0.000001", 1).well);
}

#[test]
fn no_sentence_ever_says_nan_where_nothing_is_nan() {
    for text in [
        "",
        "preset=DEAD",
        "init=zeros",
        "hidden_layers=0",
        "hidden_layers=1",
        "hidden_layers=2",
        "hidden_layers=100",
        "preset=SGD",
        "preset=UNDERFLOW",
        "hidden_layers=100&width=1&init=constant&init_scale=0.001&gain=0.01",
        "preset=HANIN",
        "data=reg",
    ] {
        let mut session = session(text, 0);
        for _ in 0..3 * session.trainer().per_step() {
            let words = all_words(&session);
            assert!(!words.contains("NaN") && !words.contains("inf") && !words.contains("10·10"), "{text}: {words}");
            session.advance();
        }
    }
}

#[test]
fn no_cure_is_offered_that_is_already_in_effect() {
    for (text, steps) in [
        ("activation=relu&init=he_normal", 3),
        ("hidden_layers=3", 3),
        ("activation=tanh&hidden_layers=30&gain=0.5", 3),
        ("preset=DEAD", 2),
    ] {
        let session = session(text, steps);
        let knobs = session.trainer().spec.to_text();
        for cure in why(&session.frame(), &Limits::default()).cures {
            let mut changed = session.trainer().spec.clone();
            cure.changes.iter().for_each(|(key, value)| changed.set(key, value, &mut Vec::new()));
            assert_ne!(changed.to_text(), knobs, "{text}: {}", cure.label);
        }
    }
}

#[test]
fn an_experiment_keeps_only_as_many_live_changes_as_its_link_can_say() {
    let mut session = session("data=circles&hidden_layers=1&width=2&batch=4&samples=16", 1);
    for n in 0..1_100 {
        let kept = session.set_live(LiveKnob::LearningRate, 0.01 + f64::from(n % 7) / 100.0);
        assert_eq!(kept, n < 1_000, "{n}");
        session.run(1);
    }
    let link = Link::parse(&session.trainer().spec.to_text());
    assert_eq!(link.warnings, Vec::<String>::new());
    assert_eq!(link.spec, session.trainer().spec);
}

/// ∂L/∂h alone does not tell what an LSTM keeps: the share that arrives along c is said beside it, as measured.
#[test]
fn an_lstm_is_told_what_comes_back_through_h_and_what_along_c() {
    let words = |more: &str| {
        let session = session(&format!("data=recall&length=30&width=8&batch=8&{more}"), 1);
        let d_c: Vec<_> = session.figures().iter().filter_map(|figures| figures.d_c).collect();
        let share = d_c.first().zip(d_c.last()).map(|(first, last)| first.l2 / last.l2);
        (share, all_words(&session))
    };
    let (share, lstm) = words("cell=lstm&forget_bias=3");
    let said = lstm
        .split("along c ×")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next()?.trim_end_matches('.').parse().ok());
    let (share, said): (f64, f64) = (share.expect("an LSTM has a c"), said.expect(&lstm));
    assert!((said / share - 1.0).abs() < 0.06 && lstm.contains(" arrives along the memory c, "), "{share}: {lstm}");
    let (none, rnn) = words("cell=rnn");
    assert!(none.is_none() && !rnn.contains("along "), "{rnn}");
}

#[test]
fn a_ratio_near_the_last_digit_of_its_format_is_noise() {
    let words = Precision::ALL.iter().map(|&precision| noise_words(precision)).collect::<Vec<String>>();
    let starts = ["f32 keeps 7 digits: what is near 6·10⁻⁸", "f64 keeps 16 digits: what is near 1.1·10⁻¹⁶"];
    assert!(starts.iter().all(|start| words.iter().any(|words| words.starts_with(start))), "{words:?}");
    assert_eq!(Format::HALF.noise(), 2_f64.powi(-11));
}

//! Why a symptom holds, and what is offered for it.

use super::{With, facts, find, spec, stop};
use gradient_lab::probe::MeanFactor;
use gradient_lab::spec::Loss;
use gradient_lab::train::Phase;
use gradient_lab::verdict::Symptom::{AtChance, Dead, Exploding, NotFinite, StuckLayers, Vanishing};
use gradient_lab::verdict::{CureKind, Facts, Silent, Symptom};

fn cause(facts: &Facts, symptom: Symptom) -> String {
    find(facts, symptom).unwrap_or_else(|| panic!("{symptom:?}: {facts:?}")).cause
}

fn labels(facts: &Facts, symptom: Symptom) -> Vec<String> {
    find(facts, symptom).expect("it holds").cures.into_iter().map(|cure| cure.label).collect()
}

#[test]
fn the_part_that_falls_short_is_blamed() {
    let shrinks = |text: &str, mean: Option<(f64, f64)>| {
        let mean = mean.map(|(f, w)| MeanFactor { factor: f * w, f, w });
        let product = Facts { whole: Some(1e-6), whole_at_start: Some(1e-6), turns: vec![0.0; 9], ..facts(9) };
        cause(&Facts { spec: spec(text), mean, ..product }, Vanishing)
    };
    assert!(shrinks("activation=sigmoid", Some((0.2, 1.0))).contains("at most 0.25"));
    assert!(shrinks("activation=tanh", None).contains("product of the layers’ factors"));
    // f′ of tanh is blamed where it is a tenth smaller than W; that of a ReLU passes √½ by nature, so W should be √2.
    for (text, f, w, slope) in [
        ("activation=tanh", 0.539, 0.6, true),
        ("activation=tanh", 0.541, 0.6, false),
        ("activation=relu", 0.6, 1.4, true),
        ("activation=relu", 0.6, 1.3, false),
    ] {
        let words = shrinks(text, Some((f, w)));
        assert_eq!(
            (words.starts_with("f′ is too small"), words.starts_with("W is too small")),
            (slope, !slope),
            "{words}"
        );
    }
}

#[test]
fn start_steps_blocks_and_norm_are_told_apart() {
    let grows = |text: &str, first: f64| {
        let product = Facts { whole: Some(1e6), whole_at_start: Some(1e6), whole_at_first: Some(first), ..facts(10) };
        cause(&Facts { spec: spec(text), ..product }, Exploding)
    };
    assert!(grows("activation=relu&init=he_normal", 1e6).contains("initial weights are too large"));
    assert!(grows("activation=relu&init=he_normal&gain=1.5", 1.0).contains("initial weights are too large"));
    assert!(grows("activation=relu&init=he_normal", 1.0).contains("weights have grown since"));
    assert!(grows("activation=relu&init=he_normal&norm=batch", 1e6).contains("Batch norm"));
    assert!(grows("activation=relu&init=he_normal&skip=identity", 1.0).contains("adds its branch to the skip"));
    let steps = Facts { spec: spec("activation=relu&init=he_normal"), smallest_step: Some(5.0), ..facts(3) };
    assert!(cause(&steps, Exploding).contains("steps were too large"));
    assert_eq!(labels(&steps, Exploding)[0], "learning rate 0.01");
}

#[test]
fn the_formula_is_blamed_only_where_the_logits_are_finite() {
    let stops = |signal: Vec<f64>, distances: Vec<f64>, phase: Phase| {
        let loss_kind = Loss::NaiveBce;
        Facts {
            loss_kind,
            signal,
            distances,
            stop: stop(5, phase, "loss"),
            spec: spec("data=circle&init=he_normal&loss=naive_bce"),
            ..facts(1)
        }
    };
    let calm = stops(vec![1.0, 50.0], vec![0.1, 0.1], Phase::Loss);
    assert!(cause(&calm, NotFinite).contains("Nothing exploded"));
    assert_eq!(labels(&calm, NotFinite), ["loss on logits"]);
    let grown = stops(vec![1.0, 2000.0], vec![0.1, 0.1], Phase::Loss);
    assert!(cause(&grown, NotFinite).contains("2,000 times layer 1’s z"));
    let moved = stops(vec![1.0, 50.0], vec![0.1, 3.1], Phase::Loss);
    assert!(cause(&moved, NotFinite).contains("moved by 3.1 times"));
    assert!(labels(&moved, NotFinite).contains(&"loss on logits".to_string()));
    for other in
        [stops(vec![1.0, f64::INFINITY], vec![0.1, 0.1], Phase::Loss), stops(vec![1.0, 50.0], vec![0.1], Phase::Update)]
    {
        assert!(!cause(&other, NotFinite).contains("ln(1 − p)"), "{other:?}");
    }
}

#[test]
fn a_gradient_of_exactly_0_has_its_own_cause() {
    let silent = |d_a: f64, zero_above: bool, flat: f64| {
        let silent = Some(Silent { layer: 1, d_a, zero_above });
        Facts { silent, saturated: vec![0.0, flat, 0.0], ..facts(3) }.at(100, 1.0)
    };
    assert!(cause(&silent(1e-3, false, 0.0), AtChance).contains("off or flat"));
    assert!(cause(&silent(0.0, false, 0.95), AtChance).contains("off or flat"));
    assert!(cause(&silent(0.0, true, 0.0), AtChance).contains("W above is 0"));
    assert!(cause(&silent(0.0, false, 0.0), AtChance).contains("below the smallest number"));
}

/// 6·10⁻⁵ is the smallest f16 with all digits; a loss scale of 2¹⁵ moves it to 2·10⁻⁹.
#[test]
fn what_counts_as_an_underflow_depends_on_the_number_format() {
    let silent = |text: &str, d_a: f64| {
        let silent = Some(Silent { layer: 1, d_a, zero_above: false });
        let facts = Facts { silent, saturated: vec![0.0; 3], spec: spec(text), ..facts(3) }.at(100, 1.0);
        (cause(&facts, AtChance), labels(&facts, AtChance))
    };
    let (words, cures) = silent("precision=f16", 6e-5);
    assert!(words.contains("the smallest number that f16 can hold (6·10⁻⁸)"), "{words}");
    assert!(cures.contains(&"loss scale 2¹⁵".into()), "{cures:?}");
    assert!(silent("precision=f16", 7e-5).0.contains("off or flat"));
    let (words, cures) = silent("precision=f16&loss_scale=15", 1e-9);
    assert!(words.contains("f16 can hold (1.8·10⁻¹²)"), "{words}");
    assert!(cures.contains(&"bf16".into()), "{cures:?}");
    assert!(silent("precision=f16&loss_scale=15", 3e-9).0.contains("off or flat"));
    let (words, cures) = silent("precision=bf16", 1e-39);
    assert!(words.contains("bf16 can hold (9.2·10⁻⁴¹)") && cures.contains(&"double precision".into()), "{words}");
}

#[test]
fn a_loss_scale_is_blamed_where_gradients_overflow_in_f16() {
    let stops = |text: &str, phase: Phase| Facts { stop: stop(0, phase, "∂L/∂a"), spec: spec(text), ..facts(3) };
    let backward = Phase::Backward { stage: 3 };
    let scaled = stops("precision=f16&loss_scale=24", backward);
    let words = cause(&scaled, NotFinite);
    assert!(words.contains("by 2²⁴") && words.contains("65,504, the largest number of f16"), "{words}");
    assert_eq!(labels(&scaled, NotFinite), ["loss scale 2¹⁶", "bf16"]);
    for other in [
        stops("precision=f16", backward),
        stops("precision=bf16&loss_scale=24", backward),
        stops("precision=f16&loss_scale=24", Phase::Forward { stage: 1 }),
        // A gradient that is about to overflow whatever its scale.
        Facts { largest_gradient: 70.0, ..stops("precision=f16&loss_scale=1", backward) },
    ] {
        assert!(!cause(&other, NotFinite).contains("loss scale"), "{other:?}");
    }
}

#[test]
fn stagnation_has_the_cause_that_the_movement_shows() {
    let at = |facts: Facts| cause(&facts.at(100, 1.0), AtChance);
    let little = |first: f64| Facts { whole: Some(1e-3), distances: vec![first, 1.0, 1.0], ..facts(3) };
    assert!(at(little(0.009)).contains("same as at the start"));
    assert!(at(little(0.011)).contains("lower layers move"));
    assert!(at(Facts { spec: spec("activation=identity"), ..facts(3) }).contains("network is linear"));
    assert!(at(Facts { distances: vec![0.019; 3], ..facts(3) }).contains("hardly moved"));
    assert!(at(Facts { distances: vec![0.021; 3], ..facts(3) }).contains("nothing is learned"));
    let time = Facts { spec: spec("data=recall&cell=rnn&length=20"), whole: Some(1e-9), ..facts(20) };
    assert!(at(time).contains("distant time steps"));
}

#[test]
fn dead_units_and_stuck_layers_have_a_cause() {
    let dead = |text: &str, whole: Option<f64>| {
        cause(&Facts { spec: spec(text), whole, dead: vec![1.0; 3], ..facts(3) }, Dead)
    };
    assert!(dead("bias=-1", None).contains("biases start below 0"));
    assert!(dead("", Some(0.1)).contains("all examples look alike"));
    assert!(dead("", Some(1.0)).contains("flat"));
    let stuck = |text: &str| {
        cause(&Facts { spec: spec(text), turns: vec![0.0, 1.0], distances: vec![0.0, 1.0], ..facts(2) }, StuckLayers)
    };
    assert!(stuck("").contains("α times the gradient"));
    assert!(stuck("optimizer=adam").contains("optimizer scales every training step"));
}

/// Fewer layers are no cure for a network that has no more.
#[test]
fn three_layers_are_offered_to_more_than_three() {
    let offered = |layers: usize| {
        let spec = spec(&format!("hidden_layers={layers}"));
        let product =
            Facts { whole: Some(1e-6), whole_at_start: Some(1e-6), turns: vec![0.0; layers], ..facts(layers) };
        labels(&Facts { spec, ..product }, Vanishing).contains(&"3 layers".to_string())
    };
    assert_eq!([2, 3, 4, 10].map(offered), [false, false, true, true]);
}

/// Penalty and decay go with every change that should help, and with no other.
#[test]
fn decay_goes_where_learning_is_expected() {
    let spec = spec("activation=tanh&init=xavier_normal&l2=0.01");
    let facts = Facts { spec, left: vec![0.01; 3], recorded: 30, ..facts(3) };
    let cures = find(&facts, Symptom::WeightsVanish).expect("they shrink").cures;
    for cure in &cures {
        let frees = cure.label.contains(", no decay");
        assert_eq!(frees, cure.kind == CureKind::Remedy, "{cure:?}");
        assert!(cure.changes.iter().any(|(key, value)| (*key, value.as_str()) == ("l2", "0")), "{cure:?}");
    }
    assert_eq!(cures[0].kind, CureKind::Relief);
}

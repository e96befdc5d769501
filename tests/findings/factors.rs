//! Findings about the factors of single layers: which layers they name, and when they stay silent.

use super::{find, session};
use gradient_lab::session::Session;
use gradient_lab::verdict::{Gravity, Symptom};

/// The factors as the figures have them, on geometric average over `steps` steps: none of it from the trace.
fn factors(text: &str, steps: u32) -> (Session<f32>, Vec<f64>) {
    let mut session = session(text, 0);
    let mut logs = vec![0.0; session.trainer().stages() - 2];
    for _ in 0..steps {
        session.run(1);
        for (log, figures) in logs.iter_mut().zip(session.figures()) {
            *log += figures.factor.expect("a factor").ln() / f64::from(steps);
        }
    }
    (session, logs.into_iter().map(f64::exp).collect())
}

/// Layers that a sentence names, with their factors: "Layer 3 ×0.24, 5 ×0.7: less than 0.8."
fn named(evidence: &str, word: &str) -> Vec<(usize, f64)> {
    let Some((before, _)) = evidence.split_once(&format!(": {word} than")) else { return Vec::new() };
    let (_, list) = before.rsplit_once("Layer ").expect("a list of layers");
    let entry = |entry: &str| {
        let (layer, factor) = entry.split_once(" ×").expect("layer ×factor");
        (layer.parse().expect("a layer"), factor.parse().expect("a factor"))
    };
    list.split(", ").map(entry).collect()
}

#[test]
fn the_layers_that_are_off_are_named_with_their_factors() {
    let odd =
        "data=circles&hidden_layers=6&activation=tanh&init=xavier_normal&layer_activation=3:sigmoid&learning_rate=0.1";
    let wide = "data=circles&hidden_layers=4&activation=tanh&init=xavier_normal&layer_width=2:48,3:5&learning_rate=0.1";
    let loud = "data=circles&hidden_layers=5&activation=relu&init=he_normal&norm=batch&learning_rate=0.05";
    let mut kinds = [0, 0];
    for text in [odd, wide, loud] {
        let (session, factors) = factors(text, 15);
        let finding = find(&session, Symptom::Factor).unwrap_or_else(|| panic!("{text}: {factors:?}"));
        println!("{text}: {}", finding.evidence);
        assert_eq!(finding.gravity, Gravity::Note);
        for (kind, (word, out)) in
            [("less", (|f| f < 0.8) as fn(f64) -> bool), ("more", |f| f > 1.25)].into_iter().enumerate()
        {
            let layers = named(&finding.evidence, word);
            let expected: Vec<usize> = (0..factors.len()).filter(|&k| out(factors[k])).map(|k| k + 1).collect();
            assert_eq!(
                layers.iter().map(|named| named.0).collect::<Vec<_>>(),
                expected,
                "{text}: {}",
                finding.evidence
            );
            for (layer, factor) in layers {
                assert!((factor / factors[layer - 1] - 1.0).abs() < 0.06, "{text}: layer {layer}: {factors:?}");
            }
            kinds[kind] += expected.len();
        }
    }
    assert!(kinds[0] > 0 && kinds[1] > 0, "both sides should occur: {kinds:?}");
    // The sigmoid among tanh layers, and no mean: over all crossings nothing much is lost.
    let (session, factors) = factors(odd, 15);
    let mean = factors.iter().map(|f| f.ln()).sum::<f64>() / factors.len() as f64;
    assert!(factors[2] < 0.5, "{factors:?}");
    assert!(named(&find(&session, Symptom::Factor).expect("named").evidence, "less").iter().any(|named| named.0 == 3));
    println!("mean ×{:.3}", mean.exp());
}

#[test]
fn vanishing_and_exploding_name_the_layer_where_most_is_lost_or_gained() {
    for (text, symptom, word) in [
        (
            "data=circles&hidden_layers=10&activation=sigmoid&init=xavier_normal&layer_width=4:3",
            Symptom::Vanishing,
            "Least",
        ),
        (
            "data=circles&hidden_layers=10&activation=relu&init=he_normal&gain=2&learning_rate=0.000001",
            Symptom::Exploding,
            "Most",
        ),
    ] {
        let (session, factors) = factors(text, 20);
        let evidence = find(&session, symptom).expect("it does").evidence;
        let further = |best: usize, k: usize| (factors[k] < factors[best]) == (word == "Least");
        let furthest = (1..factors.len()).fold(0, |best, k| if further(best, k) { k } else { best });
        assert!(evidence.contains(&format!("{word} at layer {}: ×", furthest + 1)), "{evidence}: {factors:?}");
        beside(&session, &factors);
    }
}

/// What stands beside a product that is off: which layers make it so, each within its limits or named; the product
/// itself was said.
fn beside(session: &Session<f32>, factors: &[f64]) {
    let finding = find(session, Symptom::Factor).expect("several findings may hold at once");
    println!("{}", finding.evidence);
    for (word, out) in [("less", (|f| f < 0.8) as fn(f64) -> bool), ("more", |f| f > 1.25)] {
        let off: Vec<usize> = (0..factors.len()).filter(|&k| out(factors[k])).map(|k| k + 1).collect();
        let there = finding.evidence.contains(&format!(": {word} than"));
        assert_eq!(there, !off.is_empty(), "{}: {factors:?}", finding.evidence);
        if let (true, Some((listed, more))) = (there, finding.evidence.split_once(" and ")) {
            assert!(off.len() > 6 && more.starts_with(&format!("{} more: {word}", off.len() - 6)), "{factors:?}");
            assert!(listed.starts_with(&format!("Layer {} ×", off[0])), "{listed}");
        }
    }
    assert!(!finding.evidence.contains("mean"), "{}", finding.evidence);
    assert_eq!(finding.cause, "The product above is made of them.");
}

/// Where every step is too long, in all layers alike, single factors are not what explodes.
#[test]
fn a_factor_is_not_blamed_for_an_explosion_of_all_layers_alike() {
    let text = "data=reg&hidden_layers=5&activation=tanh&init=orthogonal&output_gain=100&learning_rate=0.05";
    let session = session(text, 3);
    assert!(find(&session, Symptom::Exploding).is_some());
    let finding = find(&session, Symptom::Factor).expect("they are off");
    assert_eq!(finding.cause, "The finding above does not rest on them.");
}

//! Findings about learning: chance, progress, memorization, clipping.

use super::{find, session};
use gradient_lab::verdict::{Gravity, Limit, Limits, Symptom, diagnose, why};

/// Where the record is thinned the last 20 rows are not the last 20 steps, and no sentence says so.
#[test]
fn a_mean_of_the_record_is_called_one() {
    let session =
        session("data=circles&samples=64&batch=8&width=4&hidden_layers=10&activation=sigmoid&init=xavier_normal", 1500);
    let rows = session.trace().rows();
    assert!(rows[rows.len() - 1].step - rows[rows.len() - 20].step > 20, "the record is not thinned");
    let finding = find(&session, Symptom::AtChance).expect("at chance");
    assert!(finding.evidence.contains("the mean loss of the last 20 on record is"), "{}", finding.evidence);
    for symptom in [Symptom::AtChance, Symptom::Clipping, Symptom::Factor] {
        assert!(symptom.choice().help.contains("on record"), "{symptom:?}");
    }
}

/// The share of chance at which a network counts as learning is one number, and moving it moves both cards.
#[test]
fn learning_means_the_same_on_both_cards() {
    let text = "data=circles&hidden_layers=4&activation=relu&init=he_normal&learning_rate=0.1&gain=0.5";
    let mut session = session(text, 0);
    let mut seen = [0, 0];
    for _ in 0..60 {
        session.run(10);
        let chance = std::f64::consts::LN_2;
        let expected = session.trace().rows().len() >= 20 && session.trace().recent_loss() < 0.45 * chance;
        for (limit, expected) in [(0.45, expected), (0.0, false)] {
            let mut limits = Limits::default();
            limits.set(Limit::Learned, limit);
            let says = why(&session.frame(), &limits).paragraphs.iter().any(|words| words.starts_with("And it learns"));
            assert_eq!(says, expected, "step {}, limit {limit}", session.trainer().steps());
            let healthy = diagnose(&session.frame(), &limits).iter().any(|finding| finding.symptom == Symptom::Healthy);
            assert!(!healthy || expected, "step {}", session.trainer().steps());
            seen[usize::from(says)] += 1;
        }
    }
    assert!(seen[1] > 5 && seen[0] > 60, "{seen:?}");
}

/// A promise to wait belongs to a short run of which nothing worse is said.
#[test]
fn nobody_is_told_to_wait_beside_a_finding_or_after_long() {
    let mut seen = [0, 0];
    for text in [
        "preset=ZERO-W",
        "preset=STALL",
        "preset=OPT&optimizer=adam&learning_rate=0.01",
        "preset=ACT&activation=relu&init=he_normal&gain=0.7",
        "preset=ACT&activation=relu&init=he_normal&gain=0.8",
        "preset=HE&init=he_normal",
    ] {
        let mut session = session(text, 0);
        for _ in 0..12 {
            session.run(25);
            let findings = diagnose(&session.frame(), &Limits::default());
            let Some(factor) = findings.iter().find(|finding| finding.symptom == Symptom::Factor) else { continue };
            let waits = factor.cause.contains("will show whether this matters");
            let sick = findings.iter().any(|finding| finding.gravity == Gravity::Sick);
            assert!(!waits || !sick && session.trainer().steps() < 150, "{text}: {findings:?}");
            seen[usize::from(waits)] += 1;
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
}

/// A norm makes up for W and f′, and one layer multiplies nothing: there is nothing to break.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn a_healthy_network_is_broken_only_where_that_breaks_it() {
    let offers = |text: &str, steps: u32| {
        let healthy = find(&session(text, steps), Symptom::Healthy).unwrap_or_else(|| panic!("{text} learns"));
        healthy.cures.into_iter().map(|cure| cure.label).collect::<Vec<String>>()
    };
    assert_eq!(offers("preset=ACT&activation=relu&init=he_normal", 300), ["sigmoid + Xavier", "gain 2"]);
    assert_eq!(offers("preset=RES-TRAIN&skip=identity&branch_scale=depth", 400), ["gain 2"]);
    for text in [
        "preset=SGD",
        "preset=BN&norm=batch",
        "preset=ACT&activation=relu&init=he_normal&norm=layer",
        "preset=ACT&activation=relu&init=he_normal&hidden_layers=1",
    ] {
        assert_eq!(offers(text, 500), Vec::<String>::new(), "{text}");
        assert!(
            why(&session(text, 500).frame(), &Limits::default()).cures.iter().all(|cure| cure.label != "gain 2"),
            "{text}"
        );
    }
}

/// Where it is known what comes of it on examples that are not learned from, learning by heart is not called the same.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn learning_by_heart_is_told_from_learning() {
    let healthy = |text: &str, steps: u32, tested: bool| {
        let mut session = session(text, steps);
        let score = tested.then(|| session.evaluate());
        let found = find(&session, Symptom::Healthy).unwrap_or_else(|| panic!("{text} learns"));
        (found, score.map_or(0.0, |score| score.test.loss))
    };
    for text in ["preset=DROP-FIT", "preset=DROP-FIT&label_flips=0.5&width=128"] {
        let (found, test) = healthy(text, 1000, true);
        println!("{text}: {}", found.evidence);
        assert!(test > std::f64::consts::LN_2 && found.evidence.contains("memorizes"), "{test}: {}", found.evidence);
        assert_eq!(found.cures.iter().map(|cure| cure.label.as_str()).collect::<Vec<_>>(), ["dropout 0.5", "L2 0.01"]);
        assert!(!healthy(text, 1000, false).0.evidence.contains("memorizes"), "what was not measured is not said");
    }
    for text in ["preset=ACT&activation=relu&init=he_normal", "preset=INIT-X&gain=1"] {
        assert!(!healthy(text, 400, true).0.evidence.contains("memorizes"), "{text}");
    }
}

/// A shorter step is shortened no less often: on CLIP a tenth of the rate is clipped in all steps still.
#[test]
fn clipping_is_not_answered_by_a_smaller_rate() {
    for text in ["preset=CLIP&clip_norm=1", "preset=CLIP&clip_norm=1&learning_rate=0.001"] {
        let found = find(&session(text, 100), Symptom::Clipping).expect("it is clipped");
        assert!(found.evidence.contains("100 %"), "{}", found.evidence);
        assert!(found.cures.iter().all(|cure| !cure.label.starts_with("learning rate")), "{:?}", found.cures);
    }
}

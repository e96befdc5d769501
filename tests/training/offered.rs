//! The cures as the diagnosis offers them: found in its findings on the sick run, set as the page sets them, trained to
//! the criterion of the experiments. A label that promises what its changes do not keep fails here.

use crate::seeds::{learned, losses, not_finite, range, report, report_steps, seeds, spec};
use gradient_lab::session::Session;
use gradient_lab::spec::Link;
use gradient_lab::verdict::{Cure, CureKind, Limits, Symptom, diagnose, why};

/// Where the reader presses the button: the diagnosis has something to say by then.
const PRESSED: u32 = 30;

/// The cure of that name among the findings on this run, in both cards' words where the Why card offers it too.
fn offered(text: &str, seed: u32, label: &str) -> (Session<f32>, Cure) {
    let mut session: Session<f32> = Session::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
    session.run(PRESSED);
    let findings = diagnose(&session.frame(), &Limits::default());
    let mut cures = findings.into_iter().flat_map(|finding| finding.cures);
    let cure = cures.find(|cure| cure.label == label).unwrap_or_else(|| panic!("{text}: {label} is not offered"));
    for same in why(&session.frame(), &Limits::default()).cures.into_iter().filter(|cure| cure.label == label) {
        assert_eq!(same.changes, cure.changes, "{text}: two cures of one name");
    }
    (session, cure)
}

/// The fork's experiment. With a change of structure among them all changes hold from step 0.
fn cured(text: &str, seed: u32, label: &str) -> String {
    with(&offered(text, seed, label).1, text, seed)
}

fn with(cure: &Cure, text: &str, seed: u32) -> String {
    let (mut spec, mut warnings) = (spec(&format!("{text}&seed={seed}")), Vec::new());
    cure.changes.iter().for_each(|(key, value)| spec.set(key, value, &mut warnings));
    let text = spec.to_text();
    warnings.extend(Link::parse(&text).warnings);
    assert_eq!(warnings, Vec::<String>::new(), "{}", cure.label);
    text
}

/// All that is offered on this run without a question, by the findings and by the Why card, after each of these counts
/// of more steps.
fn unquestioned(text: &str, pressed: &[u32]) -> Vec<Cure> {
    let mut session: Session<f32> = Session::new(&spec(&format!("{text}&seed=1"))).expect("a valid spec");
    let mut all: Vec<Cure> = Vec::new();
    for &steps in pressed {
        session.run(steps);
        let findings = diagnose(&session.frame(), &Limits::default()).into_iter().flat_map(|finding| finding.cures);
        for cure in findings.chain(why(&session.frame(), &Limits::default()).cures) {
            if cure.kind != CureKind::Doubtful && all.iter().all(|other| other.changes != cure.changes) {
                all.push(cure);
            }
        }
    }
    assert!(all.len() >= 2, "{text}: {all:?}");
    all
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn whatever_is_offered_without_a_question_makes_the_stalled_network_learn() {
    for cure in unquestioned("preset=STALL", &[PRESSED, 200, 800]) {
        let steps = seeds(10, |seed| learned::<f32>(&with(&cure, "preset=STALL", seed), seed, 1000));
        let name = format!("STALL with the offered {}, below 0.1", cure.label);
        assert!(report_steps(&name, &steps) >= 9, "{name}");
    }
}

/// Where weights decay besides, and where steps add up: what is offered goes with less of both, and says so.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn whatever_is_offered_without_a_question_makes_the_decaying_networks_learn() {
    for sick in ["preset=ZERO-W", "preset=STALL&l2=0.001&optimizer=momentum"] {
        // A relief stops the decay and promises no more.
        let offered = unquestioned(sick, &[PRESSED, 30, 240]).into_iter();
        for cure in offered.filter(|cure| cure.kind != CureKind::Relief) {
            let steps = seeds(10, |seed| learned::<f32>(&with(&cure, sick, seed), seed, 1000));
            let name = format!("{sick} with the offered {}, below 0.1", cure.label);
            assert!(report_steps(&name, &steps) >= 9, "{name}");
        }
    }
}

/// The third headline: thirty ReLU layers that Xavier's weights leave at chance.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn whatever_is_offered_without_a_question_makes_the_thirty_layers_learn() {
    const SICK: &str = "preset=HE&init=xavier_normal";
    for cure in unquestioned(SICK, &[PRESSED, 200, 800]) {
        let steps = seeds(10, |seed| learned::<f32>(&with(&cure, SICK, seed), seed, 1000));
        let name = format!("HE from Xavier with the offered {}, below 0.1", cure.label);
        assert!(report_steps(&name, &steps) >= 9, "{name}");
    }
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn whatever_is_offered_without_a_question_makes_the_network_of_the_page_learn() {
    for cure in unquestioned("", &[PRESSED, 200]) {
        let best = ["batch norm", "ReLU + He"].iter().any(|name| cure.label.starts_with(name));
        let least = if best { 0.9 } else { 0.75 };
        let right = seeds(10, |seed| {
            let mut session: Session<f32> = Session::new(&spec(&with(&cure, "", seed))).expect("a valid spec");
            session.run(1000);
            session.evaluate().test.accuracy
        });
        report(&format!("digits with the offered {}, test accuracy after 1000 steps", cure.label), &right);
        assert!(range(&right).0 > least, "{}: {right:?}", cure.label);
    }
}

/// The explosion of the headline, and all whose start or whose blocks are to blame: with whatever is offered they stay
/// finite.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn whatever_is_offered_without_a_question_keeps_the_exploding_network_finite() {
    for text in [
        "preset=KNOB",
        "preset=KNOB&gain=1.4",
        "preset=KNOB&gain=2",
        "preset=NAN",
        "preset=L2",
        "preset=LR",
        "preset=RES-50",
        "preset=RES-TRAIN&skip=report&branch_scale=one",
    ] {
        for cure in unquestioned(text, &[PRESSED]) {
            let steps = seeds(10, |seed| not_finite(&losses::<f32>(&with(&cure, text, seed), seed, 300)));
            assert_eq!(report_steps(&format!("{text} with the offered {}, not finite", cure.label), &steps), 0);
        }
    }
}

/// A tenth of the rate does not save a start that is too large: where that is the cause the button asks.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn a_smaller_rate_is_no_promise_where_the_start_is_to_blame() {
    for text in ["preset=NAN", "preset=L2", "preset=RES-50", "preset=KNOB&gain=1.4"] {
        let mut session: Session<f32> = Session::new(&spec(text)).expect("a valid spec");
        session.run(PRESSED);
        let cures = why(&session.frame(), &Limits::default()).cures;
        let tenth = cures.iter().find(|cure| cure.label.starts_with("learning rate")).expect("offered");
        assert_eq!(tenth.kind, CureKind::Doubtful, "{text}: {tenth:?}");
        let steps = seeds(10, |seed| not_finite(&losses::<f32>(&with(tenth, text, seed), seed, 100)));
        assert_eq!(report_steps(&format!("{text} with the offered {}, not finite", tenth.label), &steps), 10);
    }
}

/// The penalty that was to stop the explosion would pull weights of the right size to nothing: the start brings it
/// down.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn the_fitting_start_of_l2_learns_and_keeps_its_weights() {
    let keeps = |text: &str| {
        seeds(10, |seed| {
            let mut session: Session<f32> = Session::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
            session.run(1000);
            let found = diagnose(&session.frame(), &Limits::default());
            found.iter().all(|finding| !matches!(finding.symptom, Symptom::WeightsVanish | Symptom::AtChance))
        })
    };
    let (_, cure) = offered("preset=L2", 1, "He, gain 1, L2 0");
    assert!(keeps(&with(&cure, "preset=L2", 1)).into_iter().all(|keeps| keeps));
    assert!(keeps("preset=L2&init=he_normal&gain=1").into_iter().all(|keeps| !keeps), "with the penalty it does not");
}

/// What a button does beside what it is called, it says: a rate that comes along stands in its name.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn a_cure_that_changes_the_rate_says_so() {
    for (text, labels) in [
        ("preset=STALL", ["ReLU + He, rate 0.1", "batch norm"]),
        ("preset=STALL&learning_rate=10", ["ReLU + He, rate 0.1", "batch norm, rate 0.5"]),
        ("preset=STALL&learning_rate=0.1", ["ReLU + He", "batch norm"]),
    ] {
        for label in labels {
            let (_, cure) = offered(text, 1, label);
            let rate = cure.changes.iter().find(|change| change.0 == "learning_rate");
            assert_eq!(rate.map(|(_, rate)| format!("rate {rate}")).as_deref(), label.split(", ").nth(1), "{cure:?}");
        }
    }
}

/// What the buttons themselves ask "does it help?" about does not, on the same runs.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn what_is_offered_with_a_question_mark_does_not_help() {
    for label in ["clip norm 1", "dropout 0.2"] {
        let (_, cure) = offered("preset=STALL", 1, label);
        assert_eq!(cure.kind, CureKind::Doubtful, "{cure:?}");
        let steps = seeds(10, |seed| learned::<f32>(&cured("preset=STALL", seed, label), seed, 500));
        assert_eq!(report_steps(&format!("STALL with the offered {label}, below 0.1"), &steps), 0);
    }
}

/// What serves ten sigmoid layers and does not serve VAN-L's twenty is offered there with a question, and here without.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn adam_and_kumar_are_a_promise_up_to_twelve_layers() {
    const DEEP: &str = "preset=VAN-L&sampling=replacement&samples=256";
    for (layers, asks) in [(12, false), (20, true)] {
        let text = format!("{DEEP}&hidden_layers={layers}");
        let (_, cure) = offered(&text, 1, "Adam + Kumar");
        assert_eq!(cure.kind == CureKind::Doubtful, asks, "{layers} layers: {cure:?}");
        let steps = seeds(10, |seed| learned::<f32>(&with(&cure, &text, seed), seed, 1000));
        let there = report_steps(&format!("{layers} sigmoid layers with the offered Adam + Kumar, below 0.1"), &steps);
        assert!(if asks { there == 0 } else { there >= 9 }, "{layers} layers: {there} of 10");
    }
}

/// A change stands once under a finding, however many of its causes ask for it.
#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn no_cure_is_offered_twice_by_one_finding() {
    for text in
        ["preset=KNOB", "preset=STALL", "preset=HE&init=xavier_normal", "learning_rate=30", "preset=KNOB&gain=0.9"]
    {
        let mut session: Session<f32> = Session::new(&spec(text)).expect("a valid spec");
        for _ in 0..6 {
            session.run(PRESSED);
            let why = why(&session.frame(), &Limits::default()).cures;
            let lists =
                diagnose(&session.frame(), &Limits::default()).into_iter().map(|finding| finding.cures).chain([why]);
            for cures in lists {
                let twice = (1..cures.len()).find(|&k| cures[..k].iter().any(|cure| cure.changes == cures[k].changes));
                assert_eq!(twice, None, "{text}: {cures:?}");
            }
        }
    }
}

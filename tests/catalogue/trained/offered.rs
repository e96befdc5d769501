//! The cures as the diagnosis offers them: found in its findings on the sick run, set as the page sets them, trained to
//! the criterion of the experiments. A label that promises what its changes do not keep fails here.

use crate::catalogue::{learned, range, report, report_steps, seeds, spec};
use gradient_lab::probe::{Cure, Limits, Session, diagnose, why};
use gradient_lab::spec::Link;

/// Where the reader presses the button: the diagnosis has something to say by then.
const PRESSED: u32 = 30;
const ALL: [&str; 3] = ["batch norm", "Adam + Kumar", "ReLU + He"];

/// The cure of that name among the findings on this run, in both cards' words where the Why card offers it too.
fn offered(text: &str, seed: u32, label: &str) -> (Session<f32>, Cure) {
    let mut session: Session<f32> = Session::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
    session.run(PRESSED);
    let findings = diagnose(&session, &Limits::default());
    let mut cures = findings.into_iter().flat_map(|finding| finding.cures);
    let cure = cures.find(|cure| cure.label == label).unwrap_or_else(|| panic!("{text}: {label} is not offered"));
    for same in why(&session, &Limits::default()).cures.into_iter().filter(|cure| cure.label == label) {
        assert_eq!(same.changes, cure.changes, "{text}: two cures of one name");
    }
    (session, cure)
}

/// The fork's experiment. With a change of structure among them all changes hold from step 0.
fn cured(text: &str, seed: u32, label: &str) -> String {
    let (session, cure) = offered(text, seed, label);
    let (mut spec, mut warnings) = (session.trainer().spec.clone(), Vec::new());
    cure.changes.iter().for_each(|(key, value)| spec.set(key, value, &mut warnings));
    let text = spec.to_text();
    warnings.extend(Link::parse(&text).warnings);
    assert_eq!(warnings, Vec::<String>::new(), "{label}");
    text
}

#[test]
fn every_offered_cure_makes_the_stalled_network_learn() {
    for label in ALL {
        let steps = seeds(10, |seed| learned::<f32>(&cured("preset=STALL", seed, label), seed, 1000));
        assert!(report_steps(&format!("STALL with the offered {label}, below 0.1"), &steps) >= 9);
    }
}

#[test]
fn every_offered_cure_makes_the_networks_of_the_page_learn() {
    for (label, least) in [("batch norm", 0.9), ("Adam + Kumar", 0.75), ("ReLU + He", 0.9)] {
        let right = seeds(10, |seed| {
            let mut session: Session<f32> = Session::new(&spec(&cured("", seed, label))).expect("a valid spec");
            session.run(1000);
            session.evaluate().test.accuracy
        });
        report(&format!("digits with the offered {label}, test accuracy after 1000 steps"), &right);
        assert!(range(&right).0 > least, "{label}: {right:?}");
    }
}

/// What the buttons themselves ask "does it help?" about does not, on the same runs.
#[test]
fn what_is_offered_with_a_question_mark_does_not_help() {
    for label in ["clip norm 1", "dropout 0.2"] {
        let (_, cure) = offered("preset=STALL", 1, label);
        assert!(cure.note.starts_with("does it help?"), "{cure:?}");
        let steps = seeds(10, |seed| learned::<f32>(&cured("preset=STALL", seed, label), seed, 500));
        assert_eq!(report_steps(&format!("STALL with the offered {label}, below 0.1"), &steps), 0);
    }
}

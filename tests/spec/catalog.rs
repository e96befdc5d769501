//! The catalog that the page reads: presets, knobs, findings and limits with their texts.

use super::assert_total;
use gradient_lab::probe::meter::METERS;
use gradient_lab::spec::{KNOBS, Kind, Link, Spec, presets};
use gradient_lab::verdict::{Limit, Limits, Symptom, catalog};

#[test]
fn presets_are_the_experiments_of_the_catalog() {
    let presets = presets();
    let ids: Vec<&str> = presets.iter().map(|preset| preset.id.as_str()).collect();
    let expected = "\
        FWD LOSS BP SGD VAN VAN-L FROZEN STALL ZERO-W UNDERFLOW EXP NAN AVAL KNOB LR TANH-X DERIV CHI \
        GLOROT HE-SIG HANIN SAXE ACT DEAD SHALLOW DROP DROP-HE DROP-FIT XAV KUMAR HE OPT BN BN-X INIT-X \
        CLIP CLIP-VAN L2 RES-SIG RES-TRAIN RES-50 SHATTER CLIFF L2-RNN RNN-GRAD LSTM-CEC GRU-CARRY ADD \
        FBIAS RNN-NOTE";
    assert_eq!(ids, expected.split_ascii_whitespace().collect::<Vec<_>>());
    for preset in presets {
        let id = &preset.id;
        assert!((1..=4).contains(&preset.runs.len()), "{id}");
        for text in &preset.runs {
            let link = assert_total(text);
            assert_eq!((link.warnings, link.step), (vec![], 0), "{id}: {text}");
            assert_eq!(link.spec.to_text(), *text, "{id}: a link says it like this");
        }
        let named = Link::parse(&format!("preset={id}"));
        assert_eq!((named.spec.to_text(), named.step, named.warnings), (preset.runs[0].clone(), 0, vec![]), "{id}");
    }
}

/// The page has room for this much.
#[test]
fn a_preset_opens_on_a_claim_of_a_line_or_two() {
    let mut part = 0;
    for preset in presets() {
        let (id, long) = (&preset.id, |text: &str| text.chars().count());
        assert!((1..=36).contains(&long(&preset.title)) && !preset.title.ends_with('.'), "{id}: {}", preset.title);
        assert!((1..=110).contains(&long(&preset.claim)) && preset.claim.ends_with('.'), "{id}: {}", preset.claim);
        let parts = ["how", "wrong", "why", "helps", "time"];
        let here = parts.iter().position(|key| *key == preset.part).unwrap_or_else(|| panic!("{id}: {}", preset.part));
        assert!(here >= part, "{id} stands among its own");
        part = here;
        let outcomes = ["vanishes", "explodes", "cured", "fails", "learns", "works"];
        assert!(outcomes.contains(&preset.outcome.as_str()), "{id}: {}", preset.outcome);
        let through_time = Link::parse(&preset.runs[0]).spec.through_time();
        let expected = match preset.runs.len() {
            1 if through_time => "time",
            1 => "depth",
            _ => "compare",
        };
        assert_eq!(preset.view, expected, "{id}");
        assert!(preset.end.is_none_or(|end| end == preset.step), "{id} does not open where its claim ends");
    }
}

#[test]
fn the_catalog_has_every_knob_finding_and_limit() {
    let catalog: serde_json::Value = serde_json::from_str(&catalog()).expect("JSON");
    let knobs = catalog["knobs"].as_array().expect("a list");
    assert_eq!(knobs.len(), KNOBS.len());
    for knob in knobs.iter().filter(|knob| !knob["options"].is_null()) {
        let options = knob["options"].as_array().expect("a list");
        assert!(options.iter().any(|option| option["value"] == knob["default"]), "{}", knob["key"]);
        assert!(
            options.iter().all(|option| option["help"].as_str().is_some_and(|help| !help.is_empty())),
            "{}",
            knob["key"]
        );
    }
    for symptom in Symptom::ALL {
        let words = &catalog["findings"][symptom.key()];
        assert_eq!((&words["title"], &words["rule"]), (&symptom.choice().label.into(), &symptom.help().into()));
    }
    for limit in Limit::ALL {
        let (words, usual) = (&catalog["limits"][limit.key()], Limits::default().of(*limit));
        assert_eq!((&words["label"], &words["usual"]), (&limit.row().label.into(), &usual.into()));
        assert!(words["low"].as_f64() <= Some(usual) && Some(usual) <= words["high"].as_f64(), "{}", limit.key());
    }
}

#[test]
fn every_knob_says_what_it_is() {
    for knob in KNOBS {
        assert!(!knob.label.is_empty() && knob.help.len() > 8, "{}", knob.key);
        let default = knob.read(&Spec::default());
        let mut spec = Spec::default();
        knob.write(&mut spec, &default).unwrap_or_else(|why| panic!("{}: its own default is refused: {why}", knob.key));
        assert_eq!(spec, Spec::default(), "{}", knob.key);
        if let Some((other, values)) = knob.needs {
            let other = KNOBS.iter().find(|candidate| candidate.key == other).expect("a knob that is there");
            let Kind::Choice { options, .. } = other.kind else { panic!("{} should be a choice", other.key) };
            assert!(values.iter().all(|value| options.iter().any(|option| option.key == *value)), "{}", knob.key);
        }
    }
    let mut keys: Vec<&str> = KNOBS.iter().map(|knob| knob.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), KNOBS.len());
}

#[test]
fn every_meter_says_what_it_measures() {
    let catalog: serde_json::Value = serde_json::from_str(&catalog()).expect("JSON");
    let meters = catalog["meters"].as_array().expect("a list");
    assert_eq!(meters.len(), METERS.len());
    for (entry, meter) in meters.iter().zip(METERS) {
        let words = |key: &str, least: usize| {
            let text = entry[key].as_str().unwrap_or_default();
            assert!(text.len() >= least, "{}: {key} is '{text}'", meter.key);
        };
        [("label", 3), ("symbol", 3), ("help", 30), ("waiting", 10)].iter().for_each(|&(key, least)| words(key, least));
        assert!(entry["low"].as_f64() < entry["high"].as_f64(), "{}", meter.key);
        assert_eq!(METERS.iter().filter(|other| other.key == meter.key).count(), 1, "{}", meter.key);
    }
}

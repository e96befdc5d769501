//! The catalog that the page reads: presets, knobs, findings and limits with their texts.

use super::assert_total;
use gradient_lab::probe::meter::METERS;
use gradient_lab::spec::{KNOBS, Kind, Link, PRESETS, Spec};
use gradient_lab::verdict::{Limit, Limits, Symptom, catalog};

#[test]
fn presets_are_the_experiments_of_the_catalog() {
    let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let expected = "\
        FWD LOSS BP SGD VAN VAN-L FROZEN STALL ZERO-W UNDERFLOW EXP NAN AVAL KNOB LR TANH-X DERIV CHI \
        GLOROT HE-SIG HANIN SAXE ACT DEAD SHALLOW DROP DROP-HE DROP-FIT XAV KUMAR HE OPT BN BN-X INIT-X \
        CLIP CLIP-VAN L2 CLIFF L2-RNN RNN-GRAD LSTM-CEC GRU-CARRY ADD FBIAS RNN-NOTE RES-SIG RES-TRAIN \
        RES-50 SHATTER";
    assert_eq!(ids, expected.split(' ').collect::<Vec<_>>());
    for preset in PRESETS {
        let link = assert_total(preset.spec);
        assert_eq!(link.warnings, Vec::<String>::new(), "{}", preset.id);
        let named = Link::parse(&format!("preset={}", preset.id));
        assert_eq!((named.spec, named.step, named.warnings), (link.spec, link.step, vec![]), "{}", preset.id);
        let one_sentence = preset.claim.ends_with('.') && !preset.claim.contains(". ");
        assert!(one_sentence && (1..=40).contains(&preset.title.chars().count()), "{}", preset.id);
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

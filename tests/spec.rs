//! The link: any string gives a valid experiment, and what is valid comes back exactly.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::session::Session;
use gradient_lab::spec::{KNOBS, Kind, Knob, Link, PRESETS, Spec};
use gradient_lab::train::Trainer;
use gradient_lab::verdict::{Limit, Limits, Symptom, catalog};
use proptest::prelude::*;

/// Whatever the text: a spec that can be built, sentences as warnings, and text that reads back alike.
fn assert_total(text: &str) -> Link {
    let link = Link::parse(text);
    assert!(link.spec.check().is_ok(), "{text:?}: {:?}", link.spec.check());
    assert!(link.step <= 1_000_000, "{text:?}");
    assert!(link.warnings.len() <= 21);
    for warning in &link.warnings {
        assert!(
            warning.ends_with('.') && warning.len() < 400 && !warning.contains('\n'),
            "{text:?}: {warning:?} is no short sentence"
        );
    }
    assert_round_trip(&link.spec);
    link
}

fn assert_round_trip(spec: &Spec) {
    for form in [spec.to_text(), format!("#{}", spec.to_text()), spec.to_json()] {
        let back = Link::parse(&form);
        assert_eq!(&back.spec, spec, "{form}");
        assert_eq!(back.warnings, Vec::<String>::new(), "{form}");
        assert_eq!((back.spec.to_text(), back.spec.to_json()), (spec.to_text(), spec.to_json()));
    }
}

/// A value that the knob takes.
fn value_of(knob: &'static Knob) -> BoxedStrategy<String> {
    match knob.kind {
        Kind::Choice { options, extra } => {
            let keys: Vec<&str> = options.iter().chain(&extra).map(|choice| choice.key).collect();
            prop::sample::select(keys).prop_map(String::from).boxed()
        }
        Kind::Number { low, high, .. } => {
            prop_oneof![Just(low), Just(high), low..=high, (low..=high).prop_map(|v| (v * 100.0).round() / 100.0)]
                .prop_filter_map("outside", move |value| (low..=high).contains(&value).then(|| value.to_string()))
                .boxed()
        }
        Kind::Integer { low, high } => {
            prop_oneof![Just(low), Just(high), low..=high].prop_map(|value| value.to_string()).boxed()
        }
        Kind::Flag => prop::sample::select(vec!["on", "off"]).prop_map(String::from).boxed(),
        Kind::List => list_of(knob.key),
    }
}

fn list_of(key: &str) -> BoxedStrategy<String> {
    let what: BoxedStrategy<String> = match key {
        "layer_activation" => {
            prop::sample::select(gradient_lab::spec::Activation::ALL.to_vec()).prop_map(|a| a.key().to_string()).boxed()
        }
        "layer_width" => (1..=256u32).prop_map(|width| width.to_string()).boxed(),
        "live" => (1e-6..=100.0f64).prop_map(|rate| rate.to_string()).boxed(),
        other => panic!("{other}: a list that this test does not know"),
    };
    prop::collection::vec((1..=100u32, what), 0..6)
        .prop_map(|entries| entries.iter().map(|(at, what)| format!("{at}:{what}")).collect::<Vec<_>>().join(","))
        .boxed()
}

/// Any set of knobs, each with a value of its own.
fn settings() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let knobs: Vec<&'static Knob> = KNOBS.iter().collect();
    prop::sample::subsequence(knobs, 0..=KNOBS.len()).prop_flat_map(|chosen| {
        chosen.into_iter().map(|knob| value_of(knob).prop_map(move |value| (knob.key, value))).collect::<Vec<_>>()
    })
}

fn joined(settings: &[(&'static str, String)]) -> String {
    settings.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_gives_a_valid_spec(text in any::<String>()) {
        assert_total(&text);
    }

    #[test]
    fn any_text_of_a_links_own_characters_does(text in "[a-z_0-9=&:,.%#{}\"+-]{0,120}") {
        assert_total(&text);
    }

    #[test]
    fn any_value_at_any_knob_does(index in 0..KNOBS.len(), value in any::<String>(), number in any::<f64>()) {
        assert_total(&format!("{}={value}", KNOBS[index].key));
        assert_total(&format!("{}={number}", KNOBS[index].key));
        assert_total(&format!("{}=3:{value},{number}:relu", KNOBS[index].key));
    }

    #[test]
    fn what_is_valid_comes_back_exactly(settings in settings()) {
        let text = joined(&settings);
        let link = assert_total(&text);
        for (key, value) in &settings {
            let knob = KNOBS.iter().find(|knob| knob.key == *key).expect("a knob");
            let kept = knob.read(&link.spec);
            // Only where knobs do not fit each other may one give way, and then it is said.
            prop_assert!(same_value(&kept, value) || !link.warnings.is_empty() || knob.kind == Kind::List, "{key}: {value} became {kept}");
        }
    }

    #[test]
    fn a_link_that_was_damaged_on_the_way_still_opens(settings in settings(), cut in any::<prop::sample::Index>(), other in any::<char>(), at in any::<prop::sample::Index>()) {
        let text = format!("{}&step=40", joined(&settings));
        let mut letters: Vec<char> = text.chars().collect();
        assert_total(&letters[..cut.index(letters.len())].iter().collect::<String>());
        let place = at.index(letters.len());
        letters[place] = other;
        assert_total(&letters.iter().collect::<String>());
        letters.remove(place);
        assert_total(&letters.iter().collect::<String>());
        letters.reverse();
        assert_total(&letters.iter().collect::<String>());
    }

    #[test]
    fn json_of_any_shape_does(key in "[a-z_]{1,12}", number in any::<f64>(), text in any::<String>()) {
        let quoted = serde_json::to_string(&text).expect("a string is JSON");
        for value in [number.to_string(), quoted.clone(), format!("[{number}]"), "null".into(), "{\"a\":1}".into(), "true".into()] {
            assert_total(&format!("{{\"{key}\":{value},\"width\":{value},\"live\":{value},\"step\":{value},\"preset\":{value}}}"));
        }
        assert_total(&quoted);
    }
}

fn same_value(kept: &str, given: &str) -> bool {
    kept == given || matches!((kept.parse::<f64>(), given.parse::<f64>()), (Ok(kept), Ok(given)) if kept == given)
}

#[test]
fn noise_of_a_megabyte_is_answered_briefly_and_at_once() {
    let start = std::time::Instant::now();
    for text in [
        "x=1&".repeat(250_000),
        "é".repeat(500_000),
        format!("live={}", "1:2,".repeat(250_000)),
        "{".repeat(1_000_000),
        "%".repeat(1_000_000),
    ] {
        assert_total(&text);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn plain_words_for_what_cannot_be_used() {
    let cases = [
        ("width=0", "Width goes from 1 to 256, not 0: 1 is used."),
        ("width=999999", "Width goes from 1 to 256"),
        ("width=2.5", "whole number"),
        ("width=wide", "Width takes a number from 1 to 256, not “wide”; 32 is kept."),
        ("learning_rate=NaN", "Learning rate takes a number from 0.000001 to 100, not “NaN”; 0.1 is kept."),
        ("learning_rate=inf", "not “inf”; 0.1 is kept."),
        ("learning_rate=1e400", "100 is used"),
        ("activation=mish", "Activation has no choice “mish”; sigmoid is kept."),
        ("colour=red", "There is no knob “colour”."),
        ("preset=NOPE", "There is no preset “NOPE”."),
        ("step=-1", "step is a whole number"),
        ("use_bias=maybe", "Biases is on or off, not “maybe”; on is kept."),
        ("loss=bce_with_logits&data=gaussian", "The loss bce_with_logits does not fit these data"),
        ("hidden_layers=2&layer_activation=5:relu", "There are only 2 hidden layers"),
        ("norm=batch&batch=1", "Batch norm needs at least two examples"),
        ("live=40:seed:3", "cannot change live"),
        ("layer_width=1:0", "Other width at: a layer's width goes from 1 to 256, not 0"),
        ("v=9", "version 9"),
        ("{\"width\":", "no JSON"),
        ("seed=4294967296", "4294967295 is used"),
    ];
    for (text, words) in cases {
        let link = assert_total(text);
        assert_eq!(link.warnings.len(), 1, "{text}: {:?}", link.warnings);
        assert!(link.warnings[0].contains(words), "{text}: {:?}", link.warnings);
    }
}

#[test]
fn what_is_fine_is_not_warned_about() {
    let fine = [
        "",
        "#",
        "?",
        "#width=8",
        "width=8&",
        "&&width=8",
        "v=1",
        "step=1000000",
        "learning%5Frate=0.5",
        "use_bias=false",
        "{\"width\":8}",
        "{}",
        "preset=VAN&seed=3",
        "seed=3&preset=VAN",
    ];
    for text in fine {
        assert_eq!(assert_total(text).warnings, Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(Link::parse("learning%5Frate=0.5").spec.learning_rate, 0.5);
    assert_eq!(Link::parse("seed=3&preset=VAN"), Link::parse("preset=VAN&seed=3"));
    assert_eq!(Link::parse("").spec, Spec::default());
    assert_eq!(Spec::default().to_text(), "");
}

#[test]
fn a_spec_put_together_by_hand_is_checked_in_words() {
    let wrong = [
        (Spec { width: 0, ..Spec::default() }, "width", "1 to 256"),
        (Spec { hidden_layers: 101, ..Spec::default() }, "hidden_layers", "0 to 100"),
        (Spec { learning_rate: f64::NAN, ..Spec::default() }, "learning_rate", "NaN"),
        (Spec { gain: f64::INFINITY, ..Spec::default() }, "gain", "100"),
        (Spec { batch: 0, ..Spec::default() }, "batch", "1024"),
        (Spec { loss: Some(gradient_lab::spec::Loss::Cotangent), ..Spec::default() }, "spec", "cotangent"),
        (
            Spec { layer_width: vec![gradient_lab::spec::LayerWidth { layer: 11, width: 3 }], ..Spec::default() },
            "spec",
            "only 10 hidden layers",
        ),
    ];
    for (spec, knob, words) in wrong {
        let error = Trainer::<f32>::new(&spec).expect_err(words);
        assert_eq!(error.knob, knob);
        assert!(error.to_string().contains(words), "{error}");
        assert!(Session::<f64>::new(&spec).is_err());
    }
}

/// Each knob at both of its ends, everything else small, through a whole step.
#[test]
fn every_knob_at_its_limits_runs() {
    const SMALL: &[(&str, &str)] =
        &[("data", "circles"), ("samples", "8"), ("hidden_layers", "2"), ("width", "3"), ("batch", "4")];
    for knob in KNOBS {
        let values: Vec<String> = match knob.kind {
            Kind::Choice { options, extra } => {
                options.iter().chain(&extra).map(|choice| choice.key.to_string()).collect()
            }
            Kind::Number { low, high, .. } => vec![low.to_string(), high.to_string()],
            Kind::Integer { low, high } => vec![low.to_string(), high.to_string()],
            Kind::Flag => vec!["on".into(), "off".into()],
            Kind::List => vec![
                String::new(),
                if knob.key == "layer_activation" { "1:relu,2:tanh".into() } else { "1:7,2:1".into() },
            ],
        };
        for value in values {
            let rest: Vec<String> =
                SMALL.iter().filter(|(key, _)| *key != knob.key).map(|(key, value)| format!("{key}={value}")).collect();
            let data = match knob.key {
                "features" => "&data=deep_teacher",
                _ if knob.acts.1 && !knob.acts.0 => "&data=adding&cell=lstm",
                "cell" if value != "none" => "&data=adding",
                _ => "",
            };
            let text = format!("{}{data}&{}={value}", rest.join("&"), knob.key);
            let link = Link::parse(&text);
            // A loss, or sequences, may ask for something else besides.
            let settled = ["loss", "data"].contains(&knob.key);
            assert!(link.warnings.is_empty() || settled, "{text}: {:?}", link.warnings);
            let mut session: Session<f32> = Session::new(&link.spec).unwrap_or_else(|why| panic!("{text}: {why}"));
            session.run(1);
            assert!(session.trainer().steps() == 1 || session.stopped().is_some(), "{text}");
            session.evaluate();
        }
    }
}

/// The largest network that can be asked for is built and makes one step.
#[test]
fn all_limits_at_once() {
    let link = Link::parse("data=circles&hidden_layers=100&width=256&batch=1&sampling=replacement&activation=prelu");
    let mut trainer: Trainer<f32> = Trainer::new(&link.spec).expect("a valid spec");
    trainer.step();
    assert_eq!(trainer.network.layers.len(), 101);
}

#[test]
fn presets_are_the_experiments_of_the_catalogue() {
    let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let asked = "FWD, LOSS, BP, SGD, VAN, VAN-L, FROZEN, STALL, ZERO-W, UNDERFLOW, EXP, NAN, AVAL, KNOB, LR, TANH-X, DERIV, CHI, GLOROT, HE-SIG, HANIN, SAXE, ACT, DEAD, SHALLOW, DROP, DROP-HE, DROP-FIT, XAV, KUMAR, HE, OPT, BN, BN-X, INIT-X, CLIP, CLIP-VAN, L2, CLIFF, L2-RNN, RNN-GRAD, LSTM-CEC, GRU-CARRY, ADD, FBIAS, RNN-NOTE, RES-SIG, RES-TRAIN, RES-50, SHATTER";
    assert_eq!(ids, asked.split(", ").collect::<Vec<_>>());
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
fn the_catalogue_offers_every_knob_with_its_default_among_its_options_and_every_finding() {
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
        assert_eq!((&words["label"], &words["usual"]), (&limit.choice().label.into(), &usual.into()));
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

//! Properties of links: any string gives a valid experiment, and a valid one is read back exactly.

use super::assert_total;
use gradient_lab::spec::{KNOBS, Kind, Knob};
use proptest::prelude::*;

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
    fn any_text_of_link_characters_gives_a_valid_spec(text in "[a-z_0-9=&:,.%#{}\"+-]{0,120}") {
        assert_total(&text);
    }

    #[test]
    fn any_value_of_any_knob_gives_a_valid_spec(
        index in 0..KNOBS.len(), value in any::<String>(), number in any::<f64>()
    ) {
        assert_total(&format!("{}={value}", KNOBS[index].key));
        assert_total(&format!("{}={number}", KNOBS[index].key));
        assert_total(&format!("{}=3:{value},{number}:relu", KNOBS[index].key));
    }

    #[test]
    fn valid_settings_are_read_back_exactly(settings in settings()) {
        let text = joined(&settings);
        let link = assert_total(&text);
        for (key, value) in &settings {
            let knob = KNOBS.iter().find(|knob| knob.key == *key).expect("a knob");
            let kept = knob.read(&link.spec);
            // A knob may change only where knobs contradict each other, and then there is a warning.
            let is_allowed = same_value(&kept, value) || !link.warnings.is_empty() || knob.kind == Kind::List;
            prop_assert!(is_allowed, "{key}: {value} became {kept}");
        }
    }

    #[test]
    fn a_damaged_link_still_opens(
        settings in settings(),
        cut in any::<prop::sample::Index>(),
        other in any::<char>(),
        at in any::<prop::sample::Index>(),
    ) {
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
    fn json_of_any_shape_gives_a_valid_spec(key in "[a-z_]{1,12}", number in any::<f64>(), text in any::<String>()) {
        let quoted = serde_json::to_string(&text).expect("a string is JSON");
        let list = format!("[{number}]");
        for value in [&number.to_string(), &quoted, &list, "null", "{\"a\":1}", "true"] {
            let knobs = [key.as_str(), "width", "live", "step", "preset"];
            let entries: Vec<String> = knobs.iter().map(|knob| format!("\"{knob}\":{value}")).collect();
            assert_total(&format!("{{{}}}", entries.join(",")));
        }
        assert_total(&quoted);
    }
}

fn same_value(kept: &str, given: &str) -> bool {
    kept == given || matches!((kept.parse::<f64>(), given.parse::<f64>()), (Ok(kept), Ok(given)) if kept == given)
}

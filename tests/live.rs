//! The list of changes while running, as a link writes it.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::spec::{KNOBS, Kind, Link, Live, LiveKnob, Spec};
use proptest::prelude::*;

fn live(list: &str) -> Link {
    Link::parse(&format!("live={list}"))
}

fn change(step: u32, knob: LiveKnob, value: f64) -> Live {
    Live { step, knob, value }
}

/// The text of the list, as the link has it.
fn text(spec: &Spec) -> String {
    spec.to_text().strip_prefix("live=").expect("the list alone").to_string()
}

/// What acts stands in the knob: AdamW brings 0.01 along, which goes with it and can be set to 0.
#[test]
fn the_decay_that_acts_is_the_knobs() {
    let text = |spec: &Spec| spec.to_text();
    for (link, decay, short) in [
        ("optimizer=adamw", 0.01, "optimizer=adamw"),
        ("optimizer=adamw&decay=0.01", 0.01, "optimizer=adamw"),
        ("decay=0&optimizer=adamw", 0.0, "optimizer=adamw&decay=0"),
        (r#"{"decay": 0, "optimizer": "adamw"}"#, 0.0, "optimizer=adamw&decay=0"),
        ("optimizer=adam&decay=0.01", 0.01, "optimizer=adam&decay=0.01"),
        ("optimizer=adam&decay=0", 0.0, "optimizer=adam"),
    ] {
        let parsed = Link::parse(link);
        assert_eq!((parsed.spec.decay, text(&parsed.spec).as_str()), (decay, short), "{link}");
        assert_eq!(Link::parse(short).spec, parsed.spec);
        assert_eq!(Link::parse(&parsed.spec.to_json()).spec, parsed.spec);
        assert_eq!(parsed.spec.tuning_at(7).of(LiveKnob::Decay), decay);
    }
    let mut spec = Spec::default();
    for (key, value, decay) in [
        ("optimizer", "adamw", 0.01),
        ("optimizer", "sgd", 0.0),
        ("decay", "0.3", 0.3),
        ("optimizer", "adamw", 0.3),
        ("decay", "0", 0.0),
        ("optimizer", "adam", 0.0),
        ("optimizer", "none such", 0.0),
    ] {
        spec.set(key, value, &mut Vec::new());
        assert_eq!(spec.decay, decay, "{key} {value}");
    }
}

#[test]
fn the_learning_rate_goes_without_its_name_and_the_others_with_theirs() {
    let link = live("40:0.05,60:clip_norm:1");
    assert_eq!(link.warnings, Vec::<String>::new());
    let expected = [change(40, LiveKnob::LearningRate, 0.05), change(60, LiveKnob::ClipNorm, 1.0)];
    assert_eq!(link.spec.live, expected);
    assert_eq!(text(&link.spec), "40:0.05,60:clip_norm:1");
    // With its name it is the same, and is written without.
    assert_eq!(live("40:learning_rate:0.05,60:clip_norm:1").spec, link.spec);
    assert_eq!(Link::parse(&link.spec.to_json()).spec, link.spec);
}

#[test]
fn every_live_knob_and_no_other_can_stand_in_the_list() {
    for &knob in LiveKnob::ALL {
        let link = live(&format!("7:{}:0.5", knob.key()));
        assert_eq!((link.spec.live, link.warnings), (vec![change(7, knob, 0.5)], vec![]), "{}", knob.key());
        let row = KNOBS.iter().find(|row| row.key == knob.key()).expect("a knob of that name");
        assert!(row.live && matches!(row.kind, Kind::Number { .. }), "{}", knob.key());
    }
    let live_rows = KNOBS.iter().filter(|row| row.live).count();
    assert_eq!(live_rows, LiveKnob::ALL.len(), "a live knob that the list does not know");
    for row in KNOBS.iter().filter(|row| !row.live) {
        let link = live(&format!("7:{}:0.5", row.key));
        assert!(link.spec.live.is_empty() && link.warnings.len() == 1, "{}: {:?}", row.key, link.warnings);
    }
}

#[test]
fn several_knobs_at_one_step_stay_and_the_last_of_one_knob_wins() {
    let list = "3:0.5,3:l2:0.1,3:dropout:0.2,5:0.25,5:l2:0";
    let link = live(list);
    assert_eq!((text(&link.spec), link.spec.live.len(), link.warnings.len()), (list.to_string(), 5, 0));
    assert_eq!(link.spec.tuning_at(4).of(LiveKnob::L2), 0.1);
    assert_eq!(link.spec.tuning_at(5).of(LiveKnob::L2), 0.0);
    assert_eq!(link.spec.tuning_at(2), link.spec.tuning());
    assert_eq!(text(&live("3:0.5,3:l2:0.1,3:0.7,3:l2:0.3").spec), "3:0.7,3:l2:0.3");
    // In any order they are sorted by step; within a step the order given stays.
    assert_eq!(text(&live("9:l1:1,2:0.5,9:0.1,2:l2:1").spec), "2:0.5,2:l2:1,9:l1:1,9:0.1");
    assert_eq!(live("").spec, Spec::default());
    assert_eq!(live(",,3:0.5,").spec, live("3:0.5").spec);
}

#[test]
fn what_cannot_be_used_is_answered_with_a_sentence() {
    for (list, words) in [
        ("3", "takes a list like 1:x,2:y, not “3”"),
        ("x:0.5", "a step takes a number from 0 to 1000000, not “x”"),
        ("3:", "Learning rate takes a number from 0.000001 to 100, not “”"),
        ("3:fast", "Learning rate takes a number from 0.000001 to 100, not “fast”"),
        ("3:1000", "Learning rate must be from 0.000001 to 100, not 1000"),
        ("3:NaN", "not “NaN”"),
        ("-1:0.5", "a step must be from 0 to 1000000, not -1"),
        ("2.5:0.5", "a step takes a whole number, not 2.5"),
        ("2000000:0.5", "a step must be from 0 to 1000000, not 2000000"),
        ("3:width:8", "“width” is not a live knob"),
        ("3:speed:8", "“speed” is not a live knob"),
        ("3:dropout:0.95", "Dropout must be from 0 to 0.9, not 0.95"),
        ("3:l2:much", "L2 takes a number from 0 to 10, not “much”"),
        ("3:clip_norm", "takes a number"),
        ("3:momentum:1", "Momentum μ must be from 0 to 0.999, not 1"),
        ("3:0.5,4:dropout:-1", "Dropout must be from 0 to 0.9, not -1"),
    ] {
        let link = live(list);
        assert_eq!(link.warnings.len(), 1, "{list}: {:?}", link.warnings);
        let warning = &link.warnings[0];
        assert!(warning.starts_with("Changed while running") && warning.contains(words), "{list}: {warning}");
        assert!(warning.ends_with("; none is kept."), "{list}: {warning}");
        assert!(link.spec.live.is_empty(), "{list}: one bad entry and the list is not used");
    }
}

#[test]
fn a_list_is_as_long_as_a_run_may_make_it() {
    let list = |count: u32| (1..=count).map(|step| format!("{step}:l2:0.5")).collect::<Vec<String>>().join(",");
    let full = live(&list(Live::MOST as u32));
    assert_eq!((full.spec.live.len(), full.warnings.len()), (Live::MOST, 0));
    assert_eq!(text(&full.spec), list(Live::MOST as u32));
    let over = live(&list(Live::MOST as u32 + 1));
    assert!(over.spec.live.is_empty() && over.warnings[0].contains("at most 1000 entries"), "{:?}", over.warnings);
}

fn knob() -> impl Strategy<Value = LiveKnob> {
    prop::sample::select(LiveKnob::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any list of values that the knobs take comes back to the bit, and says at each step what it says.
    #[test]
    fn any_list_comes_back(entries in prop::collection::vec((0..50u32, knob(), 0.0..=1.0f64), 0..40)) {
        let value = |knob: LiveKnob, share: f64| {
            let row = KNOBS.iter().find(|row| row.key == knob.key()).expect("a knob of that name");
            let Kind::Number { low, high, .. } = row.kind else { panic!("a number") };
            (low + share * (high - low)).clamp(low, high)
        };
        let change_of = |&(step, knob, share): &(_, _, _)| change(step, knob, value(knob, share));
        let changes: Vec<Live> = entries.iter().map(change_of).collect();
        let list: Vec<String> =
            changes.iter().map(|live| format!("{}:{}:{}", live.step, live.knob.key(), live.value)).collect();
        let link = live(&list.join(","));
        prop_assert_eq!(&link.warnings, &Vec::<String>::new());
        let again = Link::parse(&link.spec.to_text());
        prop_assert_eq!(&again.spec, &link.spec);
        for step in 0..52 {
            for &knob in LiveKnob::ALL {
                // The latest step counts, and of one step the last entry.
                let before = changes.iter().filter(|live| live.knob == knob && live.step <= step);
                let last = before.enumerate().max_by_key(|(n, live)| (live.step, *n)).map(|(_, live)| live.value);
                let want = last.unwrap_or(Spec::default().tuning().of(knob));
                let got = link.spec.tuning_at(step).of(knob);
                prop_assert_eq!(got.to_bits(), want.to_bits(), "{} at {}", knob.key(), step);
            }
        }
    }
}

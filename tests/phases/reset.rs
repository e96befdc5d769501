//! Back to the start: the same weights, and the knobs as they stand.

use super::live::{LISTENING, other};
use super::runs::{EXPERIMENTS, arrive, fingerprint, session};
use gradient_lab::spec::LiveKnob;

#[test]
fn reset_is_to_the_same_weights_and_a_new_seed_is_not() {
    for text in EXPERIMENTS {
        let mut session = session::<f32>(text);
        let (start, weights) = (fingerprint(&session), session.trainer().network.parameters.values.clone());
        session.run(7);
        assert_ne!(session.trainer().network.parameters.values, weights);
        session.trainer().spec.live.is_empty().then(|| {
            let mut again = session.clone();
            again.reset();
            arrive(&mut again, 9);
            assert_eq!(fingerprint(&again), start, "{text}");
        });
        session.reset();
        assert_eq!((session.trainer().done(), &session.trainer().network.parameters.values), (0, &weights));
        let other = super::runs::session::<f32>(&format!("{text}&seed=8"));
        assert_ne!(other.trainer().network.parameters.values, weights, "{text}");
    }
}

#[test]
fn reset_keeps_the_learning_rate_that_was_set_last() {
    let mut session = session::<f32>(EXPERIMENTS[0]);
    session.run(3);
    session.set_live(LiveKnob::LearningRate, 0.25);
    session.run(3);
    session.reset();
    assert!(session.trainer().spec.live.is_empty());
    session.run(4);
    let mut fresh = super::runs::session::<f32>(&format!("{}&learning_rate=0.25", EXPERIMENTS[0]));
    fresh.run(4);
    assert_eq!(fingerprint(&session), fingerprint(&fresh));
}

/// In the middle of a step too, with what is put off to the next one.
#[test]
fn reset_keeps_every_knob_as_it_stands() {
    for place in 0..9 {
        let mut session = session::<f32>(LISTENING);
        session.run(3);
        (0..place).for_each(|_| assert!(session.advance().is_some()));
        for &knob in LiveKnob::ALL {
            session.set_live(knob, other(knob));
        }
        session.reset();
        arrive(&mut session, 100);
        let expected: Vec<String> =
            LiveKnob::ALL.iter().map(|&knob| format!("{}={}", knob.key(), other(knob))).collect();
        let fresh = super::runs::session::<f32>(&format!("{LISTENING}&{}", expected.join("&")));
        assert_eq!(fingerprint(&session), fingerprint(&fresh), "at place {place}");
    }
}

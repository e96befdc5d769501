//! Changes while the experiment runs: a replay, and a link, meet them at the same place.

use super::runs::{EXPERIMENTS, arrive, fingerprint, record, session};
use crate::open::spec;
use gradient_lab::num::Real;
use gradient_lab::session::{Digest, Session};
use gradient_lab::spec::{Link, LiveKnob};
use gradient_lab::train::Phase;

/// A link holds the whole experiment: what was changed while it ran, too.
#[test]
fn a_live_change_is_in_the_link() {
    for text in [EXPERIMENTS[0], EXPERIMENTS[1], EXPERIMENTS[2]] {
        let mut session = session::<f32>(text);
        session.run(4);
        session.set_live(LiveKnob::LearningRate, 0.037);
        (0..5).for_each(|_| assert!(session.advance().is_some()));
        // In the middle of a step: it holds for the update of this step already.
        session.set_live(LiveKnob::LearningRate, 1.0 / 3.0);
        session.run(3);
        session.set_live(LiveKnob::LearningRate, 2.5);
        session.run(3);
        let (step, digest) = (session.trainer().steps(), Digest::of(&session));
        let link = format!("#{}&step={step}", session.trainer().spec.to_text());
        let parsed = Link::parse(&link);
        assert_eq!((&parsed.warnings, parsed.step), (&Vec::new(), step), "{link}");
        let mut opened: Session<f32> = Session::new(&parsed.spec).expect("a valid spec");
        opened.seek(parsed.step);
        arrive(&mut opened, 100);
        assert_eq!(Digest::of(&opened), digest, "{link}");
        // Back over the changes and forward again they happen again.
        session.seek(2);
        arrive(&mut session, 100);
        session.seek(step);
        arrive(&mut session, 100);
        assert_eq!(Digest::of(&session), digest, "{link}");
    }
}

#[test]
fn a_change_after_going_back_takes_the_place_of_the_later_ones() {
    let mut session = session::<f32>(EXPERIMENTS[0]);
    session.run(5);
    session.set_live(LiveKnob::LearningRate, 1.0);
    session.run(5);
    session.seek(3);
    arrive(&mut session, 100);
    session.set_live(LiveKnob::LearningRate, 0.5);
    let steps: Vec<u32> = session.trainer().spec.live.iter().map(|change| change.step).collect();
    assert_eq!(steps, [3]);
    session.seek(0);
    arrive(&mut session, 100);
    session.set_live(LiveKnob::LearningRate, 0.2);
    assert_eq!((session.trainer().spec.learning_rate, session.trainer().spec.live.len()), (0.2, 0));
}

/// A network in which every live knob matters.
pub const LISTENING: &str =
    "data=circles&samples=24&hidden_layers=2&width=4&activation=tanh&norm=batch&optimizer=momentum&batch=6&dropout=0.1";

/// One through time; it has no units that could be dropped.
const IN_TIME: &str = "cell=lstm&data=adding&length=3&width=3&batch=4&optimizer=momentum";

/// Another value of a knob.
pub fn other(knob: LiveKnob) -> f64 {
    match knob {
        LiveKnob::LearningRate => 0.7,
        LiveKnob::Momentum => 0.3,
        LiveKnob::ClipNorm => 0.02,
        LiveKnob::ClipValue => 0.003,
        LiveKnob::L1 => 0.05,
        LiveKnob::L2 => 0.2,
        LiveKnob::Decay => 0.4,
        LiveKnob::Dropout => 0.6,
    }
}

/// The phase that reads a knob.
fn reader(knob: LiveKnob) -> Phase {
    match knob {
        LiveKnob::Dropout => Phase::Sample,
        LiveKnob::ClipNorm | LiveKnob::ClipValue | LiveKnob::L1 | LiveKnob::L2 => Phase::Clip,
        LiveKnob::LearningRate | LiveKnob::Momentum | LiveKnob::Decay => Phase::Update,
    }
}

/// Fingerprints by phases done, of a session as it goes on to the end of step `steps`.
fn course<R: Real>(session: &mut Session<R>, steps: u32) -> Vec<(u64, u64)> {
    let mut all = Vec::new();
    while session.trainer().steps() < steps && session.advance().is_some() {
        all.push((session.trainer().done(), fingerprint(session)));
    }
    all
}

/// Every knob, turned before every phase of a step: it holds from this step on if what reads it is still to come, else
/// from the next, and the link, a way back and a fresh start with the same list all meet it there.
fn every_knob_at_every_phase<R: Real>(text: &str) {
    let untouched = course(&mut session::<R>(text), 6);
    let stages = session::<R>(text).trainer().stages();
    for &knob in LiveKnob::ALL {
        for place in 0..Phase::per_step(stages) {
            let name = format!("{} {} before {:?}", R::NAME, knob.key(), Phase::at(place, stages));
            let mut session = session::<R>(text);
            session.run(3);
            (0..place).for_each(|_| assert!(session.advance().is_some()));
            assert!(session.set_live(knob, other(knob)));
            assert_eq!(session.tuning().of(knob), other(knob), "{name}: the knob shows what was set");

            let read_before = (0..place).any(|done| Phase::at(done, stages) == reader(knob));
            let list: Vec<(u32, LiveKnob)> = session.trainer().spec.live.iter().map(|l| (l.step, l.knob)).collect();
            assert_eq!(list, [(3 + u32::from(read_before), knob)], "{name}");

            let turned = course(&mut session, 6);
            assert_ne!(turned.last(), untouched.last(), "{name}: nothing changed");
            // The link's own run comes through the very same numbers.
            let text = session.trainer().spec.to_text();
            let mut fresh = super::runs::session::<R>(&text);
            let replayed = course(&mut fresh, 6);
            assert!(replayed.ends_with(&turned), "{name}: {text} runs otherwise");

            for step in [4, 1, 3, 0, 5] {
                session.seek(step);
                arrive(&mut session, 5);
                let again = course(&mut session, 6);
                assert!(replayed.ends_with(&again), "{name}: from step {step} on");
            }
            (0..3 * Phase::per_step(stages)).for_each(|_| assert!(session.back()));
            let again = course(&mut session, 6);
            assert!(again.len() > 10 && replayed.ends_with(&again), "{name}: back over three steps");
        }
    }
}

#[test]
fn every_live_knob_turned_before_every_phase_is_met_there_again() {
    for text in [LISTENING, IN_TIME] {
        every_knob_at_every_phase::<f32>(text);
        every_knob_at_every_phase::<f64>(text);
    }
}

/// In the very first step too: what is still to be read there is the start's, and needs no entry.
#[test]
fn in_the_first_step_a_change_is_the_starts_until_the_knob_is_read() {
    let stages = session::<f32>(LISTENING).trainer().stages();
    for &knob in LiveKnob::ALL {
        for place in 0..Phase::per_step(stages) {
            let mut session = session::<f32>(LISTENING);
            (0..place).for_each(|_| assert!(session.advance().is_some()));
            assert!(session.set_live(knob, other(knob)));
            assert_eq!(session.tuning().of(knob), other(knob));
            let read_before = (0..place).any(|done| Phase::at(done, stages) == reader(knob));
            let spec = session.trainer().spec.clone();
            assert_eq!(spec.live.len(), usize::from(read_before), "{} at place {place}", knob.key());
            assert_eq!(spec.tuning().of(knob) == other(knob), !read_before);
            let turned = course(&mut session, 3);
            let mut fresh = super::runs::session::<f32>(&spec.to_text());
            assert!(course(&mut fresh, 3).ends_with(&turned), "{} at place {place}", knob.key());
        }
    }
}

/// What is off by default must be able to go off again.
#[test]
fn a_knob_turned_and_turned_back_within_a_step_is_as_it_was() {
    for &knob in LiveKnob::ALL {
        for place in 1..9 {
            let mut session = session::<f32>(LISTENING);
            session.run(3);
            (0..place).for_each(|_| assert!(session.advance().is_some()));
            let (before, list) = (session.tuning().of(knob), session.trainer().spec.live.clone());
            assert!(list.is_empty());
            session.set_live(knob, other(knob));
            session.set_live(knob, before);
            assert_eq!(session.trainer().spec.live.len(), 1, "the later of the two stays");
            session.run(4);
            let mut untouched = super::runs::session::<f32>(LISTENING);
            untouched.run(7);
            assert_eq!(Digest::of(&session), Digest::of(&untouched), "{} at place {place}", knob.key());
        }
    }
}

/// Several knobs in one step, some of them put off: each at its own place, and none pushes another out.
#[test]
fn several_knobs_within_a_step() {
    let mut session = session::<f32>(LISTENING);
    session.run(2);
    let per_step = session.trainer().per_step();
    for (place, knob) in [
        (1, LiveKnob::Dropout),
        (2, LiveKnob::L2),
        (per_step - 2, LiveKnob::ClipNorm),
        (per_step - 1, LiveKnob::L1),
        (per_step - 1, LiveKnob::LearningRate),
    ] {
        while session.trainer().done() % per_step < place {
            session.advance();
        }
        assert!(session.set_live(knob, other(knob)));
    }
    let list: Vec<(u32, LiveKnob)> = session.trainer().spec.live.iter().map(|live| (live.step, live.knob)).collect();
    let (now, next) = (2, 3);
    assert_eq!(
        list,
        [
            (now, LiveKnob::L2),
            (now, LiveKnob::ClipNorm),
            (now, LiveKnob::LearningRate),
            (next, LiveKnob::Dropout),
            (next, LiveKnob::L1)
        ]
    );
    let turned = course(&mut session, 6);
    let mut fresh = super::runs::session::<f32>(&session.trainer().spec.to_text());
    assert!(course(&mut fresh, 6).ends_with(&turned));
    assert_eq!(Link::parse(&session.trainer().spec.to_text()).spec, session.trainer().spec);
}

#[test]
fn a_full_list_takes_no_more_and_says_so() {
    let mut session = session::<f32>("data=xor&samples=4&hidden_layers=0&sampling=full");
    let most = gradient_lab::spec::Live::MOST;
    for n in 0..most {
        session.run(1);
        assert!(session.set_live(LiveKnob::L2, 1e-6 * (1 + n % 2) as f64));
    }
    session.run(1);
    let before = session.trainer().spec.clone();
    assert!(!session.set_live(LiveKnob::L2, 0.5));
    assert_eq!(session.trainer().spec, before);
    assert!(Link::parse(&before.to_text()).warnings.is_empty());
}

#[test]
fn any_walk_with_live_changes_finds_the_same_bits() {
    for (number, text) in EXPERIMENTS.iter().enumerate() {
        let mut random = gradient_lab::num::Random::new(number as u32, gradient_lab::num::Stream::Data);
        let mut session = session::<f32>(text);
        for _ in 0..25 {
            (0..random.below(25)).for_each(|_| _ = session.advance());
            if random.below(3) == 0 {
                (0..random.below(12)).for_each(|_| _ = session.back());
            }
            let knob = LiveKnob::ALL[random.below(LiveKnob::ALL.len())];
            session.set_live(knob, other(knob) * random.unit());
        }
        let (done, here) = (session.trainer().done(), fingerprint(&session));
        let mut fresh: Session<f32> = Session::new(&spec(&session.trainer().spec.to_text())).expect("a valid spec");
        let recorded = record(fresh.clone(), session.trainer().steps() + 1);
        assert_eq!(recorded[done as usize], here, "{text}");
        while fresh.trainer().done() < done {
            assert!(fresh.advance().is_some());
        }
        while session.back() && fresh.back() {
            assert_eq!(fingerprint(&session), fingerprint(&fresh), "{text}: phase {}", fresh.trainer().done());
        }
    }
}

//! A step is its phases, and every phase can be taken back: to the last bit of everything that is shown.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::Real;
use gradient_lab::probe::{Digest, Session};
use gradient_lab::spec::{Link, LiveKnob, Spec};
use gradient_lab::train::{Phase, Trainer};

/// Small networks of different kinds: deep, flat, without hidden layers, with learned slopes, each sampling.
const EXPERIMENTS: &[&str] = &[
    "data=circles&samples=20&hidden_layers=2&width=3&activation=tanh&batch=6",
    "data=circles&samples=20&hidden_layers=4&width=3&activation=prelu&init=he_normal&sampling=replacement&batch=5",
    "data=xor&samples=12&hidden_layers=0&sampling=full",
    "data=reg&samples=16&hidden_layers=1&width=2&use_bias=off&sampling=full&live=1:0.5,3:0.01",
    "data=gaussian&samples=8&features=3&hidden_layers=3&layer_width=2:5&layer_activation=1:relu,3:gelu&batch=4",
    "hidden_layers=2&width=4&batch=10",
];

fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

fn session<R: Real>(text: &str) -> Session<R> {
    Session::new(&spec(text)).expect("a valid spec")
}

/// Hash of every number that anybody can see: the digest, and all blocks of the network.
fn fingerprint<R: Real>(session: &Session<R>) -> u64 {
    let mut digest = Digest::of(session);
    blocks(session.trainer()).iter().for_each(|&bits| digest.word(bits));
    digest.word(session.stopped().map_or(0, |stopped| u64::from(stopped.step) + 1));
    digest.word(session.trainer().learning_rate().to_bits());
    digest.0
}

/// Parameters, gradients, updates, input, target and every block of every stage.
fn blocks<R: Real>(trainer: &Trainer<R>) -> Vec<u64> {
    let network = &trainer.network;
    let arena =
        [&network.parameters.values, &network.parameters.grads, &network.parameters.updates, &network.x, &network.y];
    let stages = network.stages.iter().flat_map(|stage| stage.blocks.iter().flat_map(|block| [&block.value, &block.d]));
    arena.into_iter().chain(stages).flatten().map(|value| value.canonical_bits()).collect()
}

/// Fingerprints at every phase of the first `steps` steps, in order of the phases done.
fn record<R: Real>(text: &str, steps: u32) -> Vec<u64> {
    let mut session = session::<R>(text);
    let mut all = vec![fingerprint(&session)];
    while session.trainer().steps() < steps && session.advance().is_some() {
        all.push(fingerprint(&session));
    }
    all
}

#[test]
fn a_step_is_its_phases_in_order() {
    for text in EXPERIMENTS {
        let mut whole: Trainer<f32> = Trainer::new(&spec(text)).expect("a valid spec");
        let mut single = whole.clone();
        for step in 0..5 {
            whole.step();
            let stages = single.stages();
            let mut expected = vec![Phase::Sample];
            expected.extend((0..stages).map(|stage| Phase::Forward { stage }));
            expected.push(Phase::Loss);
            expected.extend((0..stages).rev().map(|stage| Phase::Backward { stage }));
            expected.extend([Phase::Clip, Phase::Update]);
            assert_eq!(expected.len() as u64, single.per_step());
            for phase in expected {
                assert_eq!(single.next(), phase);
                assert_eq!(single.advance(), phase, "{text}");
            }
            assert_eq!((single.steps(), single.done()), (step + 1, u64::from(step + 1) * single.per_step()));
            assert_eq!(blocks(&whole), blocks(&single), "{text}");
            assert_eq!(whole.loss_value.to_bits(), single.loss_value.to_bits());
        }
        // What is left of a step under way is finished, not begun anew.
        (0..3).for_each(|_| assert_ne!(single.advance(), Phase::Update));
        single.step();
        whole.step();
        assert_eq!(blocks(&whole), blocks(&single), "{text}");
    }
}

#[test]
fn only_the_update_moves_parameters_and_each_phase_touches_its_own() {
    let mut trainer: Trainer<f64> = Trainer::new(&spec(EXPERIMENTS[0])).expect("a valid spec");
    for _ in 0..3 * trainer.per_step() {
        let before = trainer.clone();
        let phase = trainer.advance();
        let network = (&before.network, &trainer.network);
        assert_eq!(network.0.parameters.values != network.1.parameters.values, phase == Phase::Update, "{phase:?}");
        for (k, (old, new)) in network.0.stages.iter().zip(&network.1.stages).enumerate() {
            let above = Phase::Backward { stage: k + 1 };
            assert!(old.z() == new.z() || phase == Phase::Forward { stage: k }, "{phase:?} writes z of stage {k}");
            let output_loss = phase == Phase::Loss && k == network.0.last();
            assert!(
                old.d_z() == new.d_z() || phase == Phase::Backward { stage: k } || output_loss,
                "{phase:?} writes dz of stage {k}"
            );
            assert!(
                old.d_a() == new.d_a() || phase == above || phase == Phase::Loss,
                "{phase:?} writes da of stage {k}"
            );
        }
    }
}

fn back_over_every_phase<R: Real>() {
    for text in EXPERIMENTS {
        let recorded = record::<R>(text, 5);
        let mut session = session::<R>(text);
        session.run(5);
        let trace = session.trace().rows().to_vec();
        for done in (0..recorded.len() - 1).rev() {
            assert!(session.back());
            assert_eq!(session.trainer().done(), done as u64);
            assert_eq!(fingerprint(&session), recorded[done], "{} {text}: back at phase {done}", R::NAME);
        }
        assert!(!session.back(), "there is nothing before the start");
        assert_eq!(session.trace().rows().len(), 0);
        session.run(5);
        assert_eq!(fingerprint(&session), *recorded.last().expect("an end"));
        assert_eq!(session.trace().rows(), trace);
    }
}

#[test]
fn back_over_every_phase_restores_every_bit() {
    back_over_every_phase::<f32>();
    back_over_every_phase::<f64>();
}

/// Long enough that the checkpoints are thinned several times: 64 places, 700 steps.
#[test]
fn any_walk_through_a_long_run_finds_the_same_bits() {
    let text = EXPERIMENTS[0];
    let recorded = record::<f32>(text, 700);
    let mut session = session::<f32>(text);
    let per_step = session.trainer().per_step();
    let mut random = gradient_lab::num::Random::new(4, gradient_lab::num::Stream::Data);
    session.run(700);
    for turn in 0..400 {
        match random.below(4) {
            0 => (0..random.below(40)).for_each(|_| assert!(session.back() || session.trainer().done() == 0)),
            1 => {
                session.seek(random.below(700) as u32);
                while !session.seek_advance(1 + turn) {}
                assert_eq!(session.trainer().done() % per_step, 0);
            }
            2 => (0..random.below(60)).for_each(|_| {
                if (session.trainer().done() as usize) < recorded.len() - 1 {
                    session.advance();
                }
            }),
            _ => {
                // A seek that is overtaken by another before it arrives, as a pointer drags along the river.
                let step = 2 + random.below(690) as u32;
                session.seek(step);
                session.seek_advance(random.below(20) as u32);
                session.seek(step - random.below(3) as u32);
                while !session.seek_advance(1 + turn) {}
            }
        }
        let done = session.trainer().done() as usize;
        assert_eq!(fingerprint(&session), recorded[done], "turn {turn}, phase {done}");
    }
}

#[test]
fn a_step_back_late_in_a_run_replays_little() {
    let mut session = session::<f32>(EXPERIMENTS[0]);
    session.run(5_000);
    let end = fingerprint(&session);
    let start = std::time::Instant::now();
    (0..100).for_each(|_| assert!(session.back()));
    let spent = start.elapsed();
    (0..100).for_each(|_| assert!(session.advance().is_some()));
    assert_eq!(fingerprint(&session), end);
    let whole = std::time::Instant::now();
    self::session::<f32>(EXPERIMENTS[0]).run(5_000);
    assert!(spent < 20 * whole.elapsed(), "100 phases back took {spent:?}");
}

#[test]
fn seeking_in_slices_is_seeking_at_once() {
    for text in EXPERIMENTS {
        let recorded = record::<f32>(text, 30);
        for slice in [1, 7, u32::MAX] {
            let mut session = session::<f32>(text);
            let per_step = session.trainer().per_step() as usize;
            for step in [20, 3, 29, 29, 0, 1] {
                session.seek(step);
                let mut calls = 0;
                while !session.seek_advance(slice) {
                    calls += 1;
                    assert!(calls < 10_000, "a seek that does not arrive");
                }
                assert_eq!(session.trainer().steps(), step);
                assert_eq!(
                    fingerprint(&session),
                    recorded[step as usize * per_step],
                    "{text}: seek to {step} by {slice}"
                );
            }
        }
    }
}

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
            while !again.seek_advance(9) {}
            assert_eq!(fingerprint(&again), start, "{text}");
        });
        session.reset();
        assert_eq!((session.trainer().done(), &session.trainer().network.parameters.values), (0, &weights));
        let other = self::session::<f32>(&format!("{text}&seed=8"));
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
    let mut fresh = self::session::<f32>(&format!("{}&learning_rate=0.25", EXPERIMENTS[0]));
    fresh.run(4);
    assert_eq!(fingerprint(&session), fingerprint(&fresh));
}

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
        while !opened.seek_advance(100) {}
        assert_eq!(Digest::of(&opened), digest, "{link}");
        // Back over the changes and forward again they happen again.
        session.seek(2);
        while !session.seek_advance(100) {}
        session.seek(step);
        while !session.seek_advance(100) {}
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
    while !session.seek_advance(100) {}
    session.set_live(LiveKnob::LearningRate, 0.5);
    let steps: Vec<u32> = session.trainer().spec.live.iter().map(|change| change.step).collect();
    assert_eq!(steps, [3]);
    session.seek(0);
    while !session.seek_advance(100) {}
    session.set_live(LiveKnob::LearningRate, 0.2);
    assert_eq!((session.trainer().spec.learning_rate, session.trainer().spec.live.len()), (0.2, 0));
}

#[test]
fn a_number_that_is_not_finite_stops_the_run_and_can_be_taken_back() {
    for text in ["preset=NAN", "preset=KNOB&gain=2", "preset=LOSS", "preset=AVAL"] {
        let recorded = record::<f32>(text, 50);
        let mut session = session::<f32>(text);
        session.run(50);
        let stopped = session.stopped().unwrap_or_else(|| panic!("{text} should stop"));
        assert!(!stopped.value.is_finite() && stopped.step < 50, "{text}: {stopped:?}");
        assert_eq!(stopped.step, session.trace().rows().last().expect("its last row").step);
        let done = session.trainer().done();
        assert_eq!(session.advance(), None);
        assert_eq!(session.trainer().done(), done, "nothing runs after it");
        session.seek(40);
        assert!(session.seek_advance(10), "a seek beyond it ends there");
        assert_eq!(fingerprint(&session), *recorded.last().expect("an end"));
        assert!(session.back());
        assert!(session.stopped().is_none());
        assert_eq!(fingerprint(&session), recorded[recorded.len() - 2], "{text}");
        let phase = session.advance();
        assert_eq!(phase, Some(stopped.phase));
        assert_eq!(format!("{:?}", session.stopped()), format!("{:?}", Some(stopped)), "{text}");
        session.reset();
        assert_eq!((session.stopped(), session.trainer().done()), (None, 0));
    }
}

#[test]
fn evaluating_is_only_looking() {
    let mut session = session::<f32>(EXPERIMENTS[0]);
    session.run(3);
    session.advance();
    let before = fingerprint(&session);
    let score = session.evaluate();
    assert_eq!(fingerprint(&session), before);
    assert_eq!((score.step, session.scores().len()), (3, 1));
    session.run(4);
    session.evaluate();
    session.seek(2);
    while !session.seek_advance(100) {}
    assert!(session.scores().iter().all(|score| score.step <= 2), "scores of steps that are still to come");
}

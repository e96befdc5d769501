//! Back over a phase, and to any step: the same bits as on the way there.

use super::any;
use super::runs::{EXPERIMENTS, arrive, fingerprint, record, session};
use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::Activation;
use gradient_lab::train::Phase;

fn back_over_every_phase<R: Real>() {
    for text in EXPERIMENTS {
        let recorded = record(session::<R>(text), 5);
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
        // As text: what has not been evaluated is NaN, which is unequal to itself.
        assert_eq!(format!("{:?}", session.trace().rows()), format!("{trace:?}"));
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
    let recorded = record(session::<f32>(text), 700);
    let mut session = session::<f32>(text);
    let per_step = session.trainer().per_step();
    let mut random = gradient_lab::num::Random::new(4, gradient_lab::num::Stream::Data);
    session.run(700);
    for turn in 0..400 {
        match random.below(4) {
            0 => (0..random.below(40)).for_each(|_| assert!(session.back() || session.trainer().done() == 0)),
            1 => {
                session.seek(random.below(700) as u32);
                arrive(&mut session, 1 + turn);
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
                arrive(&mut session, 1 + turn);
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
    super::runs::session::<f32>(EXPERIMENTS[0]).run(5_000);
    assert!(spent < 20 * whole.elapsed(), "100 phases back took {spent:?}");
}

#[test]
fn seeking_in_slices_is_seeking_at_once() {
    for text in EXPERIMENTS {
        let recorded = record(session::<f32>(text), 30);
        for slice in [1, 7, u32::MAX] {
            let mut session = session::<f32>(text);
            let per_step = session.trainer().per_step() as usize;
            for step in [20, 3, 29, 29, 0, 1] {
                session.seek(step);
                arrive(&mut session, slice);
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
    arrive(&mut session, 100);
    assert!(session.scores().iter().all(|score| score.step <= 2), "scores of steps that are still to come");
}

/// A page draws between the chunks; what is counted must not be half of one network and half of the next.
#[test]
fn an_evaluation_in_chunks_is_the_whole_one_and_an_update_begins_it_anew() {
    let mut session = session::<f32>("samples=300&width=8&hidden_layers=2");
    session.run(2);
    let whole = session.evaluate();
    let chunks = |session: &mut Session<f32>| {
        let mut turns = 1;
        loop {
            match session.evaluate_some() {
                Some(score) => return (score, turns),
                None => turns += 1,
            }
        }
    };
    let (score, turns) = chunks(&mut session);
    assert_eq!(score, whole);
    assert!(turns > 4, "300 examples and those of the test were one chunk");
    assert_eq!(session.evaluate_some(), None);
    session.run(1);
    let (later, all) = chunks(&mut session);
    assert_eq!((later.step, all), (3, turns));
    assert_eq!(later, session.evaluate());
    assert_ne!(later.train, whole.train);
}

/// Where no gradient comes from above there is no factor of it, nor one left over from the step before.
#[test]
fn no_factor_outlives_its_step() {
    let text = "data=circles&samples=16&hidden_layers=3&width=2&skip=report&activation=tanh&dropout=0.6&batch=2";
    let mut session = session::<f64>(text);
    let mut seen = [0; 2];
    for _ in 0..60 * session.trainer().per_step() {
        let Some(Phase::Backward { stage }) = session.advance() else { continue };
        let figures = session.figures();
        let Some(above) = figures.get(stage + 1).filter(|_| stage < 2) else { continue };
        let silent = above.d_z.expect("measured").l2 == 0.0;
        let parts = [figures[stage].factor, figures[stage].skip_factor, figures[stage].branch_factor];
        assert!(parts.iter().all(|part| part.is_none() == silent), "stage {stage}: {parts:?}");
        seen[usize::from(silent)] += 1;
    }
    assert!(seen[0] > 10 && seen[1] > 10, "{seen:?}");
}

/// The same of experiments drawn at random, those that stop among them.
#[test]
fn any_experiment_goes_back_and_seeks() {
    let (mut stopped, mut remembered) = (0, 0);
    for number in 0..50 {
        let mut spec = any::spec(number);
        if number % 3 == 0 {
            // So loud that it may well stop.
            (spec.gain, spec.recurrent_gain, spec.learning_rate) = (50.0, 10.0, 100.0);
            spec.activation = Activation::Selu;
        }
        let start: Session<f32> = Session::new(&spec).expect("a valid spec");
        let name = format!("{number}: {}", start.trainer().spec.to_text());
        let recorded = record(start.clone(), 6);
        let mut session = start;
        session.run(6);
        stopped += u32::from(session.stopped().is_some());
        remembered += u32::from(session.trainer().state_len() > session.trainer().network.parameters.values.len());
        let (end, per_step) = (recorded.len() - 1, session.trainer().per_step() as usize);
        assert_eq!(fingerprint(&session), recorded[end], "{name}");
        for done in (0..end).rev() {
            assert!(session.back());
            assert_eq!(fingerprint(&session), recorded[done], "{name}: back at phase {done}");
        }
        for step in [3, 1, 4, 0, 5] {
            session.seek(step);
            arrive(&mut session, 7);
            let place = (step as usize * per_step).min(end);
            assert_eq!(fingerprint(&session), recorded[place], "{name}: seek to {step}");
        }
    }
    // The sweep is worth its name only if it meets both.
    assert!(stopped > 0 && remembered > 15, "{stopped} stopped, {remembered} remember");
}

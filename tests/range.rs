//! The learning-rate range test: its rates, where it ends, what it suggests, and that it touches nothing.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::num::Real;
use gradient_lab::session::{Digest, Session};
use gradient_lab::spec::Schedule;
use gradient_lab::train::{RangeCurve, RangeTest, Trainer};
use open::spec;

fn trainer<R: Real>(text: &str, steps: u32) -> Trainer<R> {
    let mut trainer = Trainer::new(&spec(text)).expect("a valid spec");
    (0..steps).for_each(|_| trainer.step());
    trainer
}

fn run<R: Real>(trainer: &Trainer<R>, rates: (f64, f64), steps: u32) -> RangeTest<R> {
    let mut test = RangeTest::new(trainer, rates, steps);
    assert!(test.points().is_empty() && test.progress() == 0.0);
    assert!(test.advance(u32::MAX) && test.progress() == 1.0);
    test
}

const CIRCLES: &str = "data=circles&samples=64&hidden_layers=2&width=8&activation=tanh&batch=16";

#[test]
fn rates_rise_by_the_same_factor_from_the_lowest_to_the_highest() {
    for (rates, steps) in [((1e-4, 1e-2), 41), ((1e-6, 1e-3), 7), ((0.001, 0.01), 2)] {
        let test = run(&trainer::<f64>(CIRCLES, 3), rates, steps);
        let points = test.points();
        assert_eq!(points.len() as u32, steps, "nothing diverges here");
        assert_eq!(points[0].0, rates.0);
        assert!((points[points.len() - 1].0 / rates.1 - 1.0).abs() < 1e-12);
        let factor = (rates.1 / rates.0).powf(1.0 / f64::from(steps - 1));
        assert!(points.windows(2).all(|pair| (pair[1].0 / pair[0].0 / factor - 1.0).abs() < 1e-12));
    }
    // Two points are the least that span a range.
    for steps in [0, 1] {
        assert_eq!(run(&trainer::<f32>(CIRCLES, 0), (0.01, 0.1), steps).points().len(), 2);
    }
}

/// The same losses as a trainer by hand, whose rate is set before every step, with nothing else that moves it.
#[test]
fn every_point_is_the_loss_met_at_its_rate() {
    let text = format!(
        "{CIRCLES}&optimizer=momentum&norm=batch&dropout=0.2&clip_norm=1&schedule=cosine&schedule_steps=9&\
            warmup_steps=5&live=2:0.7,4:momentum:0.3,90:l2:1"
    );
    let from = trainer::<f32>(&text, 6);
    let test = run(&from, (1e-3, 1.0), 30);
    let mut by_hand = from.clone();
    by_hand.spec.live.clear();
    (by_hand.spec.schedule, by_hand.spec.warmup_steps) = (Schedule::Constant, 0);
    (by_hand.spec.momentum, by_hand.spec.l2) = (0.3, 0.0);
    for (n, &(rate, loss)) in test.points().iter().enumerate() {
        by_hand.spec.learning_rate = rate;
        by_hand.step();
        assert_eq!(by_hand.loss_value.to_bits(), loss.to_bits(), "point {n} at {rate}");
    }
    // The loss is met before its step: the first is that of the weights as they stand, whatever the rate.
    let mut next = from.clone();
    next.step();
    assert_eq!(test.points()[0].1, next.loss_value);
}

#[test]
fn slices_give_what_one_run_gives() {
    let from = trainer::<f32>(CIRCLES, 2);
    let whole = run(&from, (1e-4, 100.0), 60);
    for slice in [1, 7, 59] {
        let (mut test, mut last) = (RangeTest::new(&from, (1e-4, 100.0), 60), 0.0);
        while !test.advance(slice) {
            assert!(test.progress() > last && test.progress() < 1.0);
            last = test.progress();
        }
        let bits =
            |test: &RangeTest<f32>| test.points().iter().map(|p| [p.0.to_bits(), p.1.to_bits()]).collect::<Vec<_>>();
        assert_eq!(bits(&test), bits(&whole), "slices of {slice}");
        assert_eq!(test.suggestion(), whole.suggestion());
        let points = test.points().len();
        assert!(test.advance(5) && test.points().len() == points, "what is over does no more");
        let mut phases = RangeTest::new(&from, (1e-4, 100.0), 60);
        while !phases.advance_phases(slice) {}
        assert_eq!(bits(&phases), bits(&whole), "slices of {slice} phases");
    }
}

#[test]
fn a_curve_that_is_taken_over_point_by_point_is_the_same_curve() {
    let test = run(&trainer::<f32>(CIRCLES, 2), (1e-4, 100.0), 60);
    let mut there = RangeCurve::default();
    test.curve().met().chunks(3).for_each(|point| there.meet([point[0], point[1], point[2]]));
    assert_eq!((&there, there.suggestion()), (test.curve(), test.suggestion()));
    assert!(there.suggestion().is_some() && there.points().len() > 10);
}

#[test]
fn it_ends_where_the_loss_is_lost() {
    for (text, rates) in [
        ("data=bowl&hidden_layers=0&use_bias=off&init=constant&sampling=full", (1e-3, 1e3)),
        ("data=reg&hidden_layers=3&width=16&activation=relu&init=he_normal&batch=16", (1e-4, 1e4)),
        (
            "data=reg&hidden_layers=6&width=32&activation=relu&init=he_normal&batch=16&norm=batch&skip=report",
            (1e-4, 1e4),
        ),
    ] {
        let test = run(&trainer::<f32>(text, 0), rates, 200);
        let losses: Vec<f64> = test.points().iter().map(|point| point.1).collect();
        // Means over the values so far, each older one counting 0.7 times as much.
        let mean = |values: &[f64], n: usize| {
            let weights = (0..=n).map(|i| 0.7f64.powi((n - i) as i32));
            let sum: f64 = weights.clone().zip(values).map(|(weight, value)| weight * value).sum();
            sum / weights.sum::<f64>()
        };
        let smooth = |n: usize| mean(&losses, n);
        // The same batches met by weights that do not move: only what is worse than that is lost.
        let mut still = trainer::<f32>(text, 0);
        still.spec.learning_rate = 0.0;
        let at_start = losses.iter().map(|_| {
            still.step();
            still.loss_value
        });
        let at_start: Vec<f64> = at_start.collect();
        let changes: Vec<f64> = losses.iter().zip(&at_start).map(|(loss, before)| loss - before).collect();
        let lost = |n: usize| {
            let least = (0..=n).map(smooth).fold(f64::INFINITY, f64::min);
            let start = at_start[..=n].iter().sum::<f64>() / (n + 1) as f64;
            let worse = mean(&changes, n) > 0.02 * start;
            smooth(n).is_nan() || worse && smooth(n) > 4.0 * least.max(1e-3)
        };
        let end = losses.len() - 1;
        assert!(end < 199 && lost(end), "{text}: {} points, {:?}", losses.len(), &losses[end - 2..]);
        assert!((0..end).all(|n| !lost(n)), "{text}: it was lost before");
    }
    // A network that is lost already gives one point.
    let mut broken = trainer::<f32>(CIRCLES, 0);
    broken.network.parameters.values.fill(f32::NAN);
    let test = run(&broken, (1e-3, 1.0), 50);
    assert!(test.points().len() == 1 && test.points()[0].1.is_nan() && test.suggestion().is_none());
}

/// On ½(w₁² + 10·w₂²) a step is stable up to 2/10.
#[test]
fn on_a_bowl_it_suggests_a_rate_that_converges_soon() {
    let text = "data=bowl&hidden_layers=0&use_bias=off&init=constant&sampling=full";
    for steps in [50, 100, 400] {
        let rate = run(&trainer::<f64>(text, 0), (1e-4, 10.0), steps).suggestion().expect("it falls");
        assert!((0.01..0.19).contains(&rate), "{steps} steps: {rate}");
        let after = trainer::<f64>(&format!("{text}&learning_rate={rate}"), 200).loss_value;
        assert!(after < 1e-3 * trainer::<f64>(text, 1).loss_value, "at {rate} the loss is {after} after 200 steps");
    }
}

/// One noisy batch with a small loss is no least to measure others by: the test goes on.
#[test]
fn a_lucky_batch_does_not_end_it() {
    let text = "data=xor&hidden_layers=3&width=16&activation=relu&init=he_normal&skip=identity&optimizer=momentum&\
        batch=32&seed=1";
    let test = run(&trainer::<f32>(text, 0), (1e-5, 10.0), 100);
    let losses: Vec<f64> = test.points().iter().map(|point| point.1).collect();
    // Here a single loss is more than four times one before it long before the end.
    let noisy =
        (1..losses.len()).find(|&n| losses[n] > 4.0 * losses[..n].iter().copied().fold(f64::INFINITY, f64::min));
    assert!(noisy.is_some_and(|n| n < 20) && losses.len() > 50, "{noisy:?} of {}", losses.len());
    let rate = test.suggestion().expect("it falls");
    let after = trainer::<f32>(&format!("{text}&learning_rate={rate}"), 200).loss_value;
    assert!(after < 0.2 * losses[0], "at {rate}: {} became {after}", losses[0]);
}

/// A batch of one or two examples says little of the network, but the same batch met by the start weights says what of
/// that is the batch's: healthy networks get a suggestion all the same, and one that trains.
#[test]
fn small_batches_get_a_suggestion_that_trains() {
    let (mut asked, mut suggested, mut trained) = (0, 0, 0);
    for (text, batches) in [
        ("data=reg&noise=0&hidden_layers=4&width=16&activation=relu&init=he_normal", [1, 2, 4]),
        ("data=xor&hidden_layers=3&width=16&activation=relu&init=he_normal", [1, 2, 4]),
        ("hidden_layers=3&width=32&activation=relu&init=he_normal", [2, 4, 8]),
        ("hidden_layers=3&width=32&activation=relu&init=he_normal&optimizer=adam", [1, 2, 4]),
    ] {
        for (batch, seed) in batches.into_iter().flat_map(|batch| (1..=10).map(move |seed| (batch, seed))) {
            let text = format!("{text}&batch={batch}&seed={seed}");
            asked += 1;
            let Some(rate) = run(&trainer::<f32>(&text, 0), (1e-5, 10.0), 120).suggestion() else { continue };
            suggested += 1;
            let loss = |rate: f64, steps: u32| {
                let text = format!("{text}&learning_rate={}", rate.max(1e-6));
                let mut session: Session<f32> = Session::new(&spec(&text)).expect("a valid spec");
                session.run(steps);
                session.evaluate().train.loss
            };
            let (start, after) = (loss(rate, 0), loss(rate, 400));
            trained += u32::from(after < 0.8 * start);
            println!("{text}: {rate:.5}, {start:.3} → {after:.3}");
        }
    }
    println!("{suggested} of {asked} suggested, {trained} trained");
    assert!(suggested * 20 >= asked * 19, "{suggested} of {asked} got a suggestion");
    assert!(trained * 20 >= suggested * 19, "{trained} of {suggested} trained at it");
}

/// What it suggests trains: on several networks and seeds it learns and is not lost, and by and large better than a
/// tenth of it.
#[test]
fn the_suggested_rate_trains() {
    let mut gains = Vec::new();
    for text in [
        "data=circles&hidden_layers=2&width=16&activation=tanh",
        "data=reg&noise=0&hidden_layers=4&width=16&activation=relu&init=he_normal",
        "data=spiral&hidden_layers=3&width=16&activation=silu&norm=batch",
        "data=xor&hidden_layers=3&width=16&activation=relu&init=he_normal&skip=identity&optimizer=momentum",
        "hidden_layers=3&width=32&activation=relu&init=he_normal&optimizer=adam",
    ] {
        for seed in [1, 2, 3] {
            let text = format!("{text}&seed={seed}");
            let suggested = run(&trainer::<f32>(&text, 0), (1e-5, 10.0), 120).suggestion();
            let rate = suggested.unwrap_or_else(|| panic!("{text}: no suggestion"));
            let score = |rate: f64| {
                let mut session: Session<f32> =
                    Session::new(&spec(&format!("{text}&learning_rate={rate}"))).expect("a valid spec");
                session.run(200);
                assert!(session.stopped().is_none(), "{text}: at {rate} {:?}", session.stopped());
                session.evaluate().train.loss
            };
            let (start, tenth, trained) = (score(1e-6), score(rate / 10.0), score(rate));
            println!("{text}: rate {rate:.4}, loss {start:.4} → {trained:.4} (at a tenth of it {tenth:.4})");
            assert!(trained < 0.9 * start, "{text}: {start} → {trained}");
            gains.push((tenth / trained).ln());
        }
    }
    let better = gains.iter().filter(|gain| **gain > 0.0).count();
    assert!(better * 5 >= gains.len() * 4, "better than a tenth in {better} of {}", gains.len());
}

#[test]
fn where_the_loss_never_falls_nothing_is_suggested() {
    // Weights of 0 without biases get no gradient at all.
    let flat = "data=circles&hidden_layers=1&width=3&init=zeros&use_bias=off&activation=tanh";
    let test = run(&trainer::<f64>(&format!("{flat}&sampling=full"), 0), (1e-5, 10.0), 40);
    assert!(test.points().iter().all(|point| point.1 == test.points()[0].1) && test.suggestion().is_none());
    // At rates that move nothing the loss only has its noise.
    for (batch, seed) in [1, 2, 16].into_iter().flat_map(|batch| (1..=10).map(move |seed| (batch, seed))) {
        let test = run(&trainer::<f64>(&format!("{CIRCLES}&seed={seed}&batch={batch}"), 0), (1e-9, 1e-8), 100);
        assert_eq!(test.points().len(), 100, "batches of {batch}, seed {seed}: nothing is lost");
        assert_eq!(test.suggestion(), None, "batches of {batch}, seed {seed}: {:?}", test.points());
    }
    // A loss that may be below 0 and only rises.
    let mut test =
        RangeTest::new(&trainer::<f64>("data=gaussian&hidden_layers=0&sampling=full", 40), (1e-12, 1e-11), 30);
    while !test.advance(1) {}
    assert!(test.points()[0].1 < 0.0 && test.suggestion().is_none());
}

#[test]
fn what_it_was_made_from_is_untouched() {
    let text = format!("{CIRCLES}&norm=batch&dropout=0.2&optimizer=adam");
    for phases in [0, 3, 8] {
        let mut session: Session<f32> = Session::new(&spec(&text)).expect("a valid spec");
        session.run(5);
        (0..phases).for_each(|_| assert!(session.advance().is_some()));
        let (before, spec_before) = (Digest::of(&session), session.trainer().spec.clone());
        let mut test = RangeTest::new(session.trainer(), (1e-4, 10.0), 60);
        while !test.advance(9) {}
        assert!(test.curve().points().len() > 10);
        assert_eq!((Digest::of(&session), &session.trainer().spec), (before, &spec_before));
        // And it goes on as if there had been none.
        let mut alone: Session<f32> = Session::new(&spec(&text)).expect("a valid spec");
        session.run(5);
        alone.run(session.trainer().steps());
        assert_eq!(Digest::of(&session), Digest::of(&alone), "after {phases} phases of a step");
    }
}

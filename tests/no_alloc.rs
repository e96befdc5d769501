//! A warm `advance()` allocates nothing, with the probe on. Warm means: one step is done. Trace and
//! checkpoints take their room when the session is made.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/any.rs"]
mod any;
#[path = "support/counting.rs"]
mod counting;
#[path = "support/open.rs"]
mod open;

use counting::allocations;
use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{Activation, Loss, NormKind, NormPlace, Rule, Schedule, Skip, Spec};
use gradient_lab::train::Trainer;
use open::spec;

/// Data that a loss fits.
fn data_for(loss: Loss) -> &'static str {
    match loss {
        Loss::SoftmaxCrossEntropy => "digits",
        Loss::Cotangent => "gaussian&features=4&samples=32",
        Loss::Mse => "reg&samples=32",
        Loss::Bce | Loss::NaiveBce => "circles&samples=32",
    }
}

fn check<R: Real>(text: &str) {
    let (ran, phases) = measure::<R>(text, &spec(text));
    assert_eq!(ran, phases, "{text} stopped");
}

/// Phases that ran after a warm step, of ten steps' worth.
fn measure<R: Real>(text: &str, spec: &Spec) -> (u64, u64) {
    let mut trainer: Trainer<R> = Trainer::new(spec).expect("a valid spec");
    trainer.step();
    for (name, mut trainer) in [("a fork's Trainer", trainer.clone()), ("Trainer", trainer)] {
        let calls = allocations(|| (0..5).for_each(|_| trainer.step()));
        assert_eq!(calls, 0, "{name}::advance, {} {text}", R::NAME);
    }

    let mut session: Session<R> = Session::new(spec).expect("a valid spec");
    session.run(1);
    let phases = 10 * session.trainer().per_step();
    let mut ran = 0;
    // What a fork lacks may be what the run has not needed yet: it comes before the run goes on, and another after.
    for (name, session) in [("a fork's Session", &mut session.clone()), ("Session", &mut session)] {
        let calls = allocations(|| ran = (0..phases).filter(|_| session.advance().is_some()).count() as u64);
        assert_eq!(calls, 0, "{name}::advance, {} {text}", R::NAME);
    }
    let mut late = session.clone();
    assert_eq!(allocations(|| late.run(5)), 0, "a late fork's Session::advance, {} {text}", R::NAME);
    (ran, phases)
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Vec::<u8>::with_capacity(100)))), 1);
}

#[test]
fn every_activation_loss_and_depth() {
    for activation in Activation::ALL {
        for &loss in Loss::ALL {
            for depth in [0, 1, 3, 20] {
                let text = format!(
                    "data={}&loss={}&activation={}&hidden_layers={depth}&width=4&batch=8",
                    data_for(loss),
                    loss.key(),
                    activation.key()
                );
                check::<f32>(&text);
                check::<f64>(&text);
            }
        }
    }
}

#[test]
fn every_sampling_and_a_live_rate() {
    for sampling in ["epochs", "replacement", "full"] {
        check::<f32>(&format!(
            "data=circles&samples=30&batch=7&hidden_layers=2&width=4&sampling={sampling}&live=2:0.5,6:0.01"
        ));
    }
}

#[test]
fn every_number_format() {
    for precision in ["f16", "f16&loss_scale=15", "bf16"] {
        check::<f32>(&format!("{CIRCLES}&precision={precision}&optimizer=adam"));
        check::<f32>(&format!("data=adding&cell=lstm&length=6&width=4&batch=4&precision={precision}"));
    }
}

const CIRCLES: &str = "data=circles&samples=32&hidden_layers=3&width=4&layer_width=2:6&batch=8&learning_rate=0.01";

#[test]
fn every_norm_and_skip() {
    for skip in Skip::ALL {
        for branch in [1, 2] {
            for norm in NormKind::ALL {
                for place in NormPlace::ALL {
                    let (skip, norm, place) = (skip.key(), norm.key(), place.key());
                    let text = format!("{CIRCLES}&skip={skip}&branch_layers={branch}&norm={norm}&norm_place={place}");
                    check::<f32>(&text);
                    check::<f64>(&text);
                }
            }
        }
    }
}

#[test]
fn every_rule_with_dropout_penalties_and_clipping() {
    for rule in Rule::ALL {
        for more in
            ["", "&dropout=0.4", "&l1=0.01&l2=0.1", "&clip_norm=0.01", "&clip_value=0.001&decay=0.1&dropout=0.2"]
        {
            let text = format!("{CIRCLES}&optimizer={}{more}", rule.key());
            check::<f32>(&text);
            check::<f64>(&text);
        }
    }
}

#[test]
fn every_schedule_and_live_changes_of_every_knob() {
    for schedule in Schedule::ALL {
        let text = format!("{CIRCLES}&schedule={}&schedule_steps=4&warmup_steps=3", schedule.key());
        check::<f32>(&text);
    }
    // What is off in the warm step goes on in the steps that are counted.
    for live in [
        "3:0.05,4:momentum:0.5,5:clip_norm:0.01,6:clip_value:0.001",
        "3:l1:0.01,4:l2:0.1,5:decay:0.1",
        "3:dropout:0.5,6:dropout:0,8:dropout:0.9",
    ] {
        check::<f32>(&format!("{CIRCLES}&optimizer=momentum&live={live}"));
        check::<f64>(&format!("{CIRCLES}&optimizer=adamw&norm=batch&live={live}"));
    }
}

#[test]
fn every_cell() {
    for cell in ["rnn", "lstm", "lstm&forget_gate=off", "gru", "gru_pytorch"] {
        for data in ["adding&length=7", "copy&length=6", "sunspots&length=5", "digit_rows", "mackey_glass&length=4"] {
            for more in ["", "&cell_layers=2&truncate=2&optimizer=adam&clip_norm=0.01&l2=0.1"] {
                let text = format!("cell={cell}&data={data}&width=4&batch=6&activation=tanh&learning_rate=0.01{more}");
                check::<f32>(&text);
                check::<f64>(&text);
            }
        }
    }
    check::<f32>("cell=rnn&data=cliff&length=9&width=1&activation=sigmoid&batch=2");
}

#[test]
fn any_experiment() {
    let mut whole = 0;
    for number in 0..100 {
        let (ran, phases) = measure::<f32>(&any::text(number), &any::spec(number));
        whole += u32::from(ran == phases);
    }
    assert!(whole > 60, "only {whole} of 100 ran through");
}

/// Long enough to fill and thin both the trace and the checkpoints, more than once.
#[test]
fn a_long_run_allocates_nothing_either() {
    let mut session: Session<f32> =
        Session::new(&spec("data=circles&samples=16&batch=8&hidden_layers=2&width=3")).expect("a valid spec");
    session.run(1);
    let mut fork = session.clone();
    assert_eq!(allocations(|| session.run(5000)), 0);
    assert!(session.trace().stride() >= 4, "the trace was thinned");
    // Forks of its beginning, of its middle, and of a run that was taken back and gave its rows up again.
    assert_eq!(allocations(|| fork.run(5000)), 0);
    let mut late = session.clone();
    assert_eq!(allocations(|| late.run(5000)), 0);
    session.seek(10);
    let mut fork = session.clone();
    assert_eq!(allocations(|| fork.run(5000)), 0);
    let text =
        "data=circles&samples=16&batch=8&hidden_layers=2&width=3&norm=batch&dropout=0.2&optimizer=adam&clip_norm=1";
    let mut session: Session<f64> = Session::new(&spec(text)).expect("a valid spec");
    session.run(1);
    assert_eq!(allocations(|| session.run(3000)), 0);
}

//! The lab stops at the first number that is not finite, and names it: tensor, place, operation and operands.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/any.rs"]
mod any;
mod backward;
#[path = "../support/cells.rs"]
mod every;
mod forward;
#[path = "../support/open.rs"]
mod open;
mod projection;
mod stops;
mod time;
mod update;

use gradient_lab::num::{Random, Stream};
use gradient_lab::session::Session;
use gradient_lab::train::Trainer;
use stops::{first_bad, stop};

/// Any experiment with weights so large, or examples, that something gives way: never later than at the first number.
#[test]
fn any_experiment_stops_at_its_first_number_that_is_not_finite() {
    let mut phases = Vec::new();
    for number in 0..250 {
        let mut random = Random::new(number, Stream::Data);
        let mut trainer: Trainer<f32> = Trainer::new(&any::spec(number)).expect("a valid spec");
        for tensor in trainer.network.parameters.tensors.clone() {
            let factor = if random.below(3) > 0 { 1.0 } else { 10f32.powf(random.uniform(0.0, 38.0) as f32) };
            let values = &mut trainer.network.parameters.values[tensor.range];
            values.iter_mut().for_each(|value| *value = (*value * factor).clamp(-3e38, 3e38));
        }
        let name = format!("{number}: {}", trainer.spec.to_text());
        let mut session = Session::watch(trainer);
        for _ in 0..6 * session.trainer().per_step() {
            let clean = first_bad(&session);
            assert_eq!(clean, None, "{name}: before {:?}", session.trainer().next());
            session.advance();
            if session.stopped().is_some() {
                assert!(session.back());
                let (stopped, crash) = stop(&mut session, &name);
                assert!(!crash.value.is_finite() && !crash.operands.is_empty(), "{name}: {stopped:?} {crash:?}");
                phases.push(stopped.phase.words().0);
                break;
            }
        }
    }
    for (phase, least) in [("forward", 15), ("loss", 10), ("backward", 2)] {
        let count = phases.iter().filter(|word| **word == phase).count();
        assert!(count >= least, "only {count} stops at {phase}, of {}", phases.len());
    }
}

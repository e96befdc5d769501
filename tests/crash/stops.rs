//! Experiments made to stop, and what is asked of every stop.

use crate::open::spec;
use gradient_lab::data::{Data, Examples};
use gradient_lab::num::Real;
use gradient_lab::probe::{Crash, Stopped};
use gradient_lab::session::Session;
use gradient_lab::train::{Phase, Trainer};

/// An experiment in f32 on examples given here, the full batch, with tensors set by name; all others are 0.
pub fn session(text: &str, x: &[&[f32]], y: &[f32], tensors: &[(&str, &[f32])]) -> Session<f32> {
    let spec = spec(&format!("data=reg&sampling=full&init=zeros&{text}"));
    let examples = Examples { features: x[0].len(), outputs: y.len() / x.len(), x: x.concat(), y: y.to_vec() };
    let mut trainer = Trainer::with_data(&spec, Data { test: examples.clone(), train: examples });
    for (name, values) in tensors {
        let range =
            trainer.network.parameters.tensor(name).unwrap_or_else(|| panic!("no {name} in {text}")).range.clone();
        trainer.network.parameters.values[range].copy_from_slice(values);
    }
    Session::watch(trainer)
}

/// Every number that a session holds, by what it is.
fn numbers<R: Real>(session: &Session<R>) -> Vec<(&'static str, f64)> {
    let trainer = session.trainer();
    let (network, mut state) = (&trainer.network, Vec::new());
    trainer.save(&mut state);
    let mut all: Vec<(&str, &[R])> = vec![
        ("state", &state),
        ("gradient", &network.parameters.grads),
        ("data's gradient", trainer.data_grads()),
        ("step", &network.parameters.updates),
        ("input", &network.x),
    ];
    for stage in &network.stages {
        all.push(("gradient through a branch", &stage.d_branch));
        for block in &stage.blocks {
            all.extend([("value", &block.value[..]), ("∂L/∂value", &block.d[..]), ("kept", &block.kept[..])]);
        }
    }
    let clipped = trainer.clipped().into_iter().flat_map(|c| [("norm", c.data), ("norm", c.before), ("norm", c.after)]);
    let loss = (trainer.next() != Phase::Sample && !trainer.loss_value.is_nan() || session.stopped().is_some())
        .then_some(("loss", trainer.loss_value));
    let numbers = all.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.to_f64())));
    numbers.chain(clipped).chain(loss).collect()
}

pub fn first_bad<R: Real>(session: &Session<R>) -> Option<(&'static str, f64)> {
    numbers(session).into_iter().find(|(_, value)| !value.is_finite())
}

/// Runs to the stop. Before it everything is finite, and `back()` goes there.
pub fn stop<R: Real>(session: &mut Session<R>, name: &str) -> (Stopped, Crash) {
    while session.stopped().is_none() {
        assert_eq!(first_bad(session), None, "{name}: before {:?}", session.trainer().next());
        assert!(session.trainer().steps() < 20, "{name} does not stop");
        session.advance();
    }
    let (stopped, found) = (session.stopped().expect("a stop"), session.crash());
    let found = found.unwrap_or_else(|| panic!("{name}: {stopped:?} has no record"));
    assert!(session.back() && session.stopped().is_none() && session.crash().is_none());
    assert_eq!(first_bad(session), None, "{name}: just before {stopped:?}");
    assert_eq!(session.trainer().next(), stopped.phase, "{name}");
    session.advance();
    assert_eq!(
        format!("{:?} {:?}", session.stopped(), session.crash()),
        format!("{:?} {:?}", Some(stopped), Some(&found))
    );
    (stopped, found)
}

/// Tensor, place, operation, and what must be among the operands, to three digits.
pub struct Expected<'a> {
    pub at: (Phase, &'a str),
    pub tensor: &'a str,
    pub place: Option<[usize; 2]>,
    pub value: f64,
    pub operation: &'a str,
    pub operands: &'a [(&'a str, f64)],
}

pub fn assert_crash(name: &str, mut session: Session<f32>, expected: Expected) {
    let (stopped, crash) = stop(&mut session, name);
    assert_eq!((stopped.phase, stopped.quantity), expected.at, "{name}: {stopped:?} {crash:?}");
    assert_eq!((crash.tensor.as_str(), crash.place), (expected.tensor, expected.place), "{name}: {crash:?}");
    let same = |a: f64, b: f64| a == b || a.is_nan() && b.is_nan();
    assert!(same(crash.value, expected.value), "{name}: {crash:?}");
    assert_eq!(crash.operation, expected.operation, "{name}");
    for (operand, value) in expected.operands {
        let found = crash.operands.iter().find(|(found, _)| found.starts_with(operand));
        let (_, found) = found.unwrap_or_else(|| panic!("{name}: no operand {operand} in {crash:?}"));
        assert!(
            same(*found, *value) || (found / value - 1.0).abs() < 1e-3,
            "{name}: {operand} is {found}, not {value}"
        );
    }
}

pub const INF: f64 = f64::INFINITY;
pub const NAN: f64 = f64::NAN;
pub const FORWARD: Phase = Phase::Forward { stage: 0 };
pub const BACKWARD: Phase = Phase::Backward { stage: 0 };

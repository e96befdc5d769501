//! Experiments by their link.
// Each test program uses a part of it.
#![allow(dead_code)]

use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec, presets};

/// The spec of a link that causes no warning.
pub fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// The text of a named experiment's run: 0 is the main one.
pub fn run_of(id: &str, n: usize) -> String {
    presets().into_iter().find(|preset| preset.id == id).expect("a preset").runs.swap_remove(n)
}

/// A session of that spec after some steps.
pub fn session<R: Real>(text: &str, steps: u32) -> Session<R> {
    let mut session = Session::new(&spec(text)).expect("a valid spec");
    session.run(steps);
    session
}

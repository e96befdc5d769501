//! Experiments by their link.
// Each test program uses a part of it.
#![allow(dead_code)]

use gradient_lab::num::Real;
use gradient_lab::session::Session;
use gradient_lab::spec::{Link, Spec};

/// The spec of a link that causes no warning.
pub fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// A session of that spec after some steps.
pub fn session<R: Real>(text: &str, steps: u32) -> Session<R> {
    let mut session = Session::new(&spec(text)).expect("a valid spec");
    session.run(steps);
    session
}

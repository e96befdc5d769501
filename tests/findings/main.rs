//! The texts of the findings: they name layers, their words fit the rule, and learning means the same on all cards.
#![cfg(not(target_arch = "wasm32"))]

mod factors;
mod layers;
mod learning;

use gradient_lab::session::Session;
use gradient_lab::spec::Link;
use gradient_lab::verdict::{Finding, Limits, Symptom, diagnose};

fn session(text: &str, steps: u32) -> Session<f32> {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    let mut session = Session::new(&link.spec).expect("a valid spec");
    session.run(steps);
    session
}

fn find(session: &Session<f32>, symptom: Symptom) -> Option<Finding> {
    diagnose(&session.frame(), &Limits::default()).into_iter().find(|finding| finding.symptom == symptom)
}

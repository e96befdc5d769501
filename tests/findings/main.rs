//! The texts of the findings: they name layers, their words fit the rule, and learning means the same on all cards.
#![cfg(not(target_arch = "wasm32"))]

mod factors;
mod layers;
mod learning;
#[path = "../support/open.rs"]
mod open;

use gradient_lab::session::Session;
use gradient_lab::verdict::{Finding, Limits, Symptom, diagnose};

fn session(text: &str, steps: u32) -> Session<f32> {
    open::session(text, steps)
}

fn find(session: &Session<f32>, symptom: Symptom) -> Option<Finding> {
    diagnose(&session.frame(), &Limits::default()).into_iter().find(|finding| finding.symptom == symptom)
}

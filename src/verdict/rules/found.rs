//! What a rule returns.

use crate::verdict::limits::Limit;
use crate::verdict::symptom::{Gravity, Symptom};
use alloc::string::String;

/// A symptom that holds of a run, before anyone asks why.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which symptom.
    pub symptom: Symptom,
    /// How serious it is.
    pub gravity: Gravity,
    /// The numbers it rests on, in a sentence.
    pub evidence: String,
    /// The thresholds of the rule.
    pub limits: &'static [Limit],
}

impl Found {
    /// A fault.
    pub fn sick(symptom: Symptom, evidence: String, limits: &'static [Limit]) -> Found {
        Found { symptom, gravity: Gravity::Sick, evidence, limits }
    }

    /// A fact worth knowing.
    pub fn note(symptom: Symptom, evidence: String, limits: &'static [Limit]) -> Found {
        Found { symptom, gravity: Gravity::Note, evidence, limits }
    }
}

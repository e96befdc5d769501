//! The diagnosis and its thresholds.

use super::lab::{Lab, cure_entry};
use super::{Value, object};
use crate::verdict::{Finding, Limit, Limits, diagnose};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// What is wrong, the gravest first, each with its evidence, cause, thresholds and changes to try.
    pub fn diagnosis(&self) -> JsValue {
        findings(diagnose(&self.frame_now(), &self.limits), &self.limits)
    }

    /// Moves a threshold of the diagnosis.
    pub fn set_limit(&mut self, key: &str, value: f64) {
        if let Some(limit) = Limit::from_key(key) {
            self.limits.set(limit, value);
        }
    }

    /// Every threshold of the diagnosis, including those of rules that do not hold now. Their labels are in the
    /// catalog.
    pub fn limits(&self) -> JsValue {
        Value::list(Limit::ALL.iter().map(|limit| limit_entry(*limit, &self.limits))).to_js()
    }

    /// Resets every threshold to its default.
    pub fn reset_limits(&mut self) {
        self.limits = Limits::default();
    }
}

fn limit_entry(limit: Limit, limits: &Limits) -> Value {
    object! { key: limit.key(), value: limits.of(limit) }
}

/// Each finding with its evidence, cause, thresholds and changes to try.
pub(super) fn findings(findings: Vec<Finding>, limits: &Limits) -> JsValue {
    let entry = |finding: Finding| {
        object! {
            symptom: finding.symptom.key(),
            tone: finding.gravity.key(),
            evidence: finding.evidence,
            cause: finding.cause,
            cures: Value::list(finding.cures.into_iter().map(cure_entry)),
            limits: Value::list(finding.limits.iter().map(|limit| limit_entry(*limit, limits))),
        }
    };
    Value::list(findings.into_iter().map(entry)).to_js()
}

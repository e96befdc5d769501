//! The diagnosis and its thresholds.

use super::lab::{Lab, cure_entry};
use super::{Value, object};
use crate::verdict::{Finding, Limit, Limits, diagnose};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// What is wrong, the gravest first, each with its evidence, cause, thresholds and changes to try.
    pub fn diagnosis(&self) -> JsValue {
        Value::list(diagnose(&self.frame_now(), &self.limits).into_iter().map(|finding| self.finding_entry(finding)))
            .to_js()
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
        Value::list(Limit::ALL.iter().map(|limit| self.limit_entry(*limit))).to_js()
    }

    /// Resets every threshold to its default.
    pub fn reset_limits(&mut self) {
        self.limits = Limits::default();
    }
}

impl Lab {
    fn limit_entry(&self, limit: Limit) -> Value {
        object! { key: limit.key(), value: self.limits.of(limit) }
    }

    fn finding_entry(&self, finding: Finding) -> Value {
        object! {
            symptom: finding.symptom.key(),
            tone: finding.gravity.key(),
            evidence: finding.evidence,
            cause: finding.cause,
            cures: Value::list(finding.cures.into_iter().map(cure_entry)),
            limits: Value::list(finding.limits.iter().map(|limit| self.limit_entry(*limit))),
        }
    }
}

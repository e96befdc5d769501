//! Spec ↔ JSON. In the page the browser's own JSON does it (see `web`), everywhere else `serde_json`.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::pairs;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use crate::spec::{KNOBS, Spec};
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;
    use serde_json::Value;

    /// The members of a JSON object, numbers and flags in the words of the link.
    pub(in crate::spec) fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
        let value: Value = serde_json::from_str(text).map_err(|why| format!("This is no JSON: {why}."))?;
        let word = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match value {
            Value::Object(object) => Ok(object.iter().map(|(key, value)| (key.clone(), word(value))).collect()),
            _ => Err("This JSON is no object of knobs.".into()),
        }
    }

    impl Spec {
        /// Every knob, as a JSON object. Numbers and flags are texts too, in the words of the link, so that
        /// nothing is rounded on the way.
        pub fn to_json(&self) -> String {
            let object = KNOBS.iter().map(|knob| (knob.key.to_string(), Value::String(knob.read(self))));
            Value::Object(object.collect()).to_string()
        }
    }
}

/// The door reads JSON before the text comes here.
#[cfg(target_arch = "wasm32")]
pub(super) fn pairs(
    _: &str,
) -> Result<alloc::vec::Vec<(alloc::string::String, alloc::string::String)>, alloc::string::String> {
    Err("JSON is read by the page.".into())
}

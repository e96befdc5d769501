//! Spec ↔ JSON. In the page `web` uses the browser's own JSON; everywhere else `serde_json` does it.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::pairs;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use crate::spec::{KNOBS, Spec};
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;
    use serde_json::Value;

    /// The members of a JSON object, with numbers and flags as text, as in a link.
    pub(in crate::spec) fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
        let value: Value = serde_json::from_str(text).map_err(|why| format!("This is not JSON: {why}."))?;
        let word = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match value {
            Value::Object(object) => Ok(object.iter().map(|(key, value)| (key.clone(), word(value))).collect()),
            _ => Err("This is not a JSON object of settings.".into()),
        }
    }

    impl Spec {
        /// Every knob, as a JSON object. Numbers and flags are text too, as in a link, so that nothing is rounded.
        pub fn to_json(&self) -> String {
            let object = KNOBS.iter().map(|knob| (knob.key.to_string(), Value::String(knob.read(self))));
            Value::Object(object.collect()).to_string()
        }
    }
}

/// Never reached in the page: `web` reads JSON before it calls this crate.
#[cfg(target_arch = "wasm32")]
pub(super) fn pairs(
    _: &str,
) -> Result<alloc::vec::Vec<(alloc::string::String, alloc::string::String)>, alloc::string::String> {
    Err("The page's API reads JSON.".into())
}

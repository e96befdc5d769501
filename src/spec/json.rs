//! Spec ↔ JSON. In the page `web` uses the browser's own JSON; everywhere else `serde_json` does it.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::{pairs, presets};

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use crate::spec::{KNOBS, Preset, Spec};
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

    /// The named experiments, which a test reads in full.
    pub(in crate::spec) fn presets() -> Vec<Preset> {
        let rows: Value = serde_json::from_str(include_str!("../../www/lab/presets.json")).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let list = |value: &Value| value.as_array().map_or(Vec::new(), |list| list.iter().map(text).collect());
        let step = |value: &Value| value.as_u64().map(|step| step as u32);
        let preset = |row: &Value| Preset {
            id: text(&row["id"]),
            part: text(&row["part"]),
            title: text(&row["title"]),
            claim: text(&row["claim"]),
            outcome: text(&row["outcome"]),
            runs: list(&row["runs"]),
            step: step(&row["step"]).unwrap_or(0),
            view: text(&row["view"]),
            end: step(&row["end"]),
            criterion: text(&row["criterion"]),
        };
        rows.as_array().map_or(Vec::new(), |rows| rows.iter().map(preset).collect())
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

/// The page fetches them.
#[cfg(target_arch = "wasm32")]
pub(super) fn presets() -> alloc::vec::Vec<super::Preset> {
    alloc::vec::Vec::new()
}

//! Numbers from text.

/// The nearest f64 of a decimal number such as `-0.5`, `1e-6`; none for anything else, `inf` and `nan` included.
pub fn parse(text: &str) -> Option<f64> {
    let decimal =
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if decimal { nearest(text).filter(|value| !value.is_nan()) } else { None }
}

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
fn nearest(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The browser's own parser rounds to the nearest too, and `core`'s would add a table of 11 kB to the download.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
fn nearest(text: &str) -> Option<f64> {
    Some(js_sys::Number::from(wasm_bindgen::JsValue::from_str(text)).value_of())
}

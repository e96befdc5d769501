//! Numbers from text.

/// The nearest f64 to a decimal number such as `-0.5` or `1e-6`. `None` for anything else, `inf` and `nan` included,
/// which `str::parse` would accept.
pub fn parse(text: &str) -> Option<f64> {
    let decimal = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if decimal { nearest(text) } else { None }
}

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
fn nearest(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// As with JSON, the browser's own parser does this in the page. It rounds to the nearest f64 too, and the standard
/// library's parser would bring a table of powers of five. (`tests/web.rs` compares them.)
#[cfg(all(feature = "web", target_arch = "wasm32"))]
fn nearest(text: &str) -> Option<f64> {
    let value = wasm_bindgen::JsValue::from_str(text).unchecked_into_f64();
    // JavaScript reads empty text as 0, and text that is no number as NaN.
    (!text.is_empty() && !value.is_nan()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn decimal_numbers_are_read_and_words_are_not() {
        for (text, value) in [("-0.5", -0.5), ("1e-6", 1e-6), ("+1E5", 1e5), (".5", 0.5), ("5.", 5.0)] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", "inf", "-inf", "Infinity", "nan", "NaN", "1e", "e5", "-", ".", "1 ", "1_000", "0x1", "½"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

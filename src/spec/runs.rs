//! Several runs in one link: the main run's text, then one `vs=` for each other run, with that run's text escaped.

use super::text::decode;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The most runs beside the main one.
const OTHERS: usize = 3;
/// Bytes besides letters and digits that are not escaped inside `vs=`: those of `encodeURIComponent`.
const PLAIN: &[u8] = b"-_.!~*'()";

/// Splits a link into the main run's text and the texts of the runs beside it. A JSON object holds one run only.
pub fn split_runs(link: &str) -> (String, Vec<String>) {
    if link.trim_start().starts_with('{') {
        return (link.into(), Vec::new());
    }
    let (others, main): (Vec<&str>, Vec<&str>) = link.split('&').partition(|pair| pair.starts_with("vs="));
    (main.join("&"), others.iter().take(OTHERS).map(|pair| decode(&pair["vs=".len()..])).collect())
}

/// Joins the main run's text, the step of all runs (0 is left out) and the texts of the others into one link.
pub fn join_runs(main: &str, step: u32, others: &[String]) -> String {
    let mut pairs: Vec<String> = Vec::new();
    if !main.is_empty() {
        pairs.push(main.into());
    }
    if step > 0 {
        pairs.push(format!("step={step}"));
    }
    pairs.extend(others.iter().map(|text| format!("vs={}", encode(text))));
    pairs.join("&")
}

/// Escapes everything that has a meaning in a link.
fn encode(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            String::from(char::from(byte))
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}

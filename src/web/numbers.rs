//! Numbers as text, and their places on logarithmic scales: what the page asks for many times a frame.

use super::object;
use crate::chart::{self, LogScale};
use crate::num;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A number with at most `digits` significant digits, see [`num::number`].
#[wasm_bindgen]
pub fn number(value: f64, digits: usize) -> String {
    num::number(value, digits)
}

/// A share in percent, see [`num::percentage`].
#[wasm_bindgen]
pub fn percent(share: f64, digits: usize) -> String {
    num::percentage(share, digits)
}

/// A ratio as a share of a whole, for a sentence and for a label: `{long, short}`, see [`num::share_words`].
#[wasm_bindgen]
pub fn share_words(ratio: f64) -> JsValue {
    let num::Share { long, short } = num::share_words(ratio);
    object! { long: long, short: short }.to_js()
}

/// A power of ten as a share, for the tick of an axis, see [`num::share_tick`].
#[wasm_bindgen]
pub fn share_tick(exponent: i32) -> String {
    num::share_tick(exponent)
}

/// A whole number with commas between thousands.
#[wasm_bindgen]
pub fn count(n: f64) -> String {
    num::thousands(n, 0)
}

/// 10 to a whole power, see [`chart::power_of_ten`].
#[wasm_bindgen]
pub fn power(exponent: i32) -> String {
    chart::power_of_ten(exponent)
}

/// The place of a value between two powers of ten, see [`chart::log_place`].
#[wasm_bindgen]
pub fn log_place(value: f64, low: f64, high: f64) -> f64 {
    chart::log_place(value, low, high)
}

/// The exponents at the ends of a scale that holds these values too, see [`LogScale::holding`].
#[wasm_bindgen]
pub fn widened(low: i32, high: i32, values: Vec<f64>) -> Vec<i32> {
    let LogScale { low, high } = LogScale { low, high }.holding(values);
    vec![low, high]
}

/// The ticks of a scale, two numbers each: exponent and place, see [`LogScale::few_ticks`].
#[wasm_bindgen]
pub fn scale_ticks(low: i32, high: i32) -> Vec<f64> {
    LogScale { low, high }.few_ticks().flat_map(|(exponent, at)| [f64::from(exponent), at]).collect()
}

//! Free functions of the API: reading a link, a new seed, the colors of a scale.

use super::tables::table;
use super::{Value, object};
use crate::chart::{LogScale, Map, Ramp, legend};
use crate::spec::{KNOBS, Knob, Known, Link, Spec, join_runs, split_runs};
use js_sys::{Array, Object, Reflect, Uint8ClampedArray};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

thread_local! {
    static PRESETS: RefCell<Array> = RefCell::new(Array::new());
}

/// Registers the named experiments: rows of an id and the text of its main run.
#[wasm_bindgen]
pub fn name_experiments(rows: Array) {
    PRESETS.set(rows);
}

fn named(id: &str) -> Option<String> {
    let rows = PRESETS.with_borrow(Array::clone);
    rows.iter().map(|row| row.unchecked_into::<Array>()).find(|row| row.get(0) == *id)?.get(1).as_string()
}

/// What this page knows by name.
const KNOWN: Known = Known { experiment: &named, table: &table };

/// Reads a link, as text or as JSON. JSON is parsed by the browser.
pub(super) fn link(text: &str) -> Link {
    if !text.trim_start().starts_with('{') {
        return Link::from_text(text, KNOWN);
    }
    let entries = js_sys::JSON::parse(text).ok().and_then(|value| value.dyn_into::<Object>().ok());
    let Some(object) = entries else {
        return Link {
            warnings: vec!["This is not a JSON object of settings.".into()],
            ..Link::from_pairs(&[], KNOWN)
        };
    };
    let text = |value: JsValue| {
        value.as_string().unwrap_or_else(|| String::from(js_sys::JSON::stringify(&value).unwrap_or_default()))
    };
    let pair = |entry: JsValue| {
        let entry = Array::from(&entry);
        (text(entry.get(0)), text(entry.get(1)))
    };
    Link::from_pairs(&Object::entries(&object).iter().map(pair).collect::<Vec<_>>(), KNOWN)
}

/// Every knob's value as text, in a plain object; this is also the JSON form of a spec.
pub(super) fn knobs_object(spec: &Spec) -> JsValue {
    let object = Object::new();
    for knob in KNOBS {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &knob.key.into(), &knob.read(spec).into());
    }
    object.into()
}

/// The first and last position of a knob's slider and the distance between two, see [`Knob::slider`].
#[wasm_bindgen]
pub fn knob_slider(key: &str, high: f64) -> Vec<f64> {
    Knob::named(key).map_or(Vec::new(), |knob| knob.slider(high).to_vec())
}

/// The position of a knob's slider for a value, see [`Knob::notch`].
#[wasm_bindgen]
pub fn knob_notch(key: &str, high: f64, value: f64) -> f64 {
    Knob::named(key).map_or(value, |knob| knob.notch(value, high))
}

/// The value at a position of a knob's slider, see [`Knob::text_at`].
#[wasm_bindgen]
pub fn knob_text(key: &str, high: f64, notch: f64) -> String {
    Knob::named(key).map_or(String::new(), |knob| knob.text_at(notch, high))
}

/// Reads a link. Returns its canonical text, its JSON form, its step, and warnings on what was ignored or corrected.
#[wasm_bindgen]
pub fn parse(text: &str) -> JsValue {
    let link = link(text);
    let json = js_sys::JSON::stringify(&knobs_object(&link.spec)).map(String::from).unwrap_or_default();
    object! { text: link.spec.to_text(), json: json, step: link.step, warnings: link.warnings }.to_js()
}

/// Splits a link into the main run's text and the texts of the runs beside it: `{main, others}`.
#[wasm_bindgen]
pub fn split_link(text: &str) -> JsValue {
    let (main, others) = split_runs(text);
    object! { main: main, others: others }.to_js()
}

/// One link for several runs at the same step.
#[wasm_bindgen]
pub fn join_link(main: &str, step: u32, others: Vec<String>) -> String {
    join_runs(main, step, &others)
}

/// A random seed. The only place that uses entropy.
///
/// # Errors
/// If the browser provides no random numbers.
#[wasm_bindgen]
pub fn random_seed() -> Result<u32, JsError> {
    getrandom::u32().map_err(|_| JsError::new("This browser provides no random numbers."))
}

/// `n` colors of an absolute scale, from its low end to its high end, with the exponents of ten there. `kind` is
/// `gradient` or `signal`.
#[wasm_bindgen]
pub fn scale_colours(kind: &str, dark: bool, n: usize) -> JsValue {
    let (map, scale) = match kind {
        "gradient" => (Map::Gradient, LogScale::GRADIENT),
        _ => (Map::Signal, LogScale::SIGNAL),
    };
    let mut rgba = Vec::new();
    legend(&Ramp::new(map, dark), n, &mut rgba);
    with_pixels(&object! { low: f64::from(scale.low), high: f64::from(scale.high) }, &rgba)
}

/// An object with a `pixels` property, copied in one piece instead of number by number.
pub(super) fn with_pixels(value: &Value, rgba: &[u8]) -> JsValue {
    let object = value.to_js();
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(&object, &JsValue::from_str("pixels"), &Uint8ClampedArray::from(rgba));
    object
}

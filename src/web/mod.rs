//! The door to the page: plain objects out, text in. Everything here is thin; what it says is made further left.

mod catalog;
mod door;
mod frame;
mod lab;
mod pictures;
mod views;

pub use catalog::catalog;
pub use door::{last_panic, parse, random_seed, scale_colours};
pub use lab::Lab;

use serde::Serialize;
use wasm_bindgen::JsValue;

/// A plain object: maps as objects, none as null, NaN and ±∞ as they are.
fn object<T: Serialize>(value: &T) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // What we serialise are structs of numbers and texts, which always succeed.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

//! What opens beside a lab or in its place.

use super::budget::free;
use super::functions::link;
use super::lab::refusal_entry;
use super::opening::ready;
use super::{Lab, Value};
use crate::session::Room;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// Opens an experiment beside this one, at step 0. Ask `refusal_beside` first.
    pub fn beside(&self, text: &str) -> Lab {
        Lab::of(self.experiment.beside(link(text), Room { weights: ready(), bytes: free() }))
    }

    /// Why there is no memory for the experiment of a link beside this one, as `refusal` says it; null if there is.
    pub fn refusal_beside(&self, text: &str) -> JsValue {
        Value::from(self.experiment.refusal_of(&link(text).spec, free()).map(refusal_entry)).to_js()
    }
}

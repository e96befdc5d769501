//! What opens beside a lab or in its place.

use super::budget::free;
use super::functions::link;
use super::lab::refusal_entry;
use super::opening::{LONG, Opening, of, ready};
use super::{Lab, Value};
use crate::net::Weights;
use crate::session::{Room, to_open};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
impl Lab {
    /// What is made ahead of another experiment, beside this one or in its place, where that takes a while; undefined
    /// where it opens at once. `first`: the knob that gives way first if there is too little room. Weights that are
    /// those of this run are not made.
    pub fn opening(&self, text: &str, first: &str) -> Option<Opening> {
        let spec = to_open(link(text).spec, self.room(), first);
        let weights = !self.experiment.starts_like(&spec);
        of(spec, weights)
    }

    /// Whether what would be made ahead fits beside all labs.
    pub fn room_ahead(&self, text: &str, first: &str) -> bool {
        let spec = to_open(link(text).spec, self.room(), first);
        let (work, bytes) = Weights::cost(&spec);
        work < LONG || self.experiment.starts_like(&spec) || bytes <= free()
    }

    /// Opens an experiment beside this one, at step 0. Ask `refusal_beside` first.
    pub fn beside(&self, text: &str) -> Lab {
        Lab::of(self.experiment.beside(link(text), Room { weights: ready(), bytes: free() }))
    }

    /// Why there is no memory for the experiment of a link beside this one, as `refusal` says it; null if there is.
    pub fn refusal_beside(&self, text: &str) -> JsValue {
        Value::from(self.experiment.refusal_of(&link(text).spec, free()).map(refusal_entry)).to_js()
    }
}

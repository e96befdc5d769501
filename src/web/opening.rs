//! Openings that take a while, in slices.

use super::Lab;
use super::functions::link;
use crate::net::Weights;
use crate::session::Room;
use crate::spec::Spec;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Multiplications that take some hundredths of a second.
const LONG: f64 = 1e8;

thread_local! {
    /// The weights that were made ahead for the experiment that opens next.
    static READY: RefCell<Option<Weights>> = const { RefCell::new(None) };
}

/// The initial weights of an experiment that is about to open.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Nobody prints millions of numbers.
pub struct Opening(Weights);

#[wasm_bindgen]
impl Opening {
    /// Makes the next matrices. True when all are made.
    pub fn advance(&mut self) -> bool {
        self.0.advance()
    }

    /// The share that is made, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// Keeps them for the next experiment that opens.
    pub fn keep(self) {
        READY.set(Some(self.0));
    }
}

#[wasm_bindgen]
impl Lab {
    /// The initial weights of another experiment where they take a while to make, and are not those of this one;
    /// undefined where it opens at once.
    pub fn opening(&self, text: &str) -> Option<Opening> {
        let spec = link(text).spec;
        if Weights::alike(self.frame_now().spec, &spec) { None } else { of(&spec) }
    }
}

/// The initial weights of an experiment where they take a while to make; undefined where it opens at once.
#[wasm_bindgen]
pub fn opening(text: &str) -> Option<Opening> {
    of(&link(text).spec)
}

fn of(spec: &Spec) -> Option<Opening> {
    (Weights::work(spec) > LONG).then(|| Opening(Weights::of(spec)))
}

/// Room of so many bytes, with the weights that were made ahead.
pub(super) fn room(bytes: usize) -> Room {
    Room { bytes, weights: READY.take() }
}

//! Openings that take a while, in slices.

use super::budget::{Share, free};
use super::functions::link;
use crate::net::Weights;
use crate::session::room_left;
use crate::spec::Spec;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Multiplications that take some hundredths of a second.
const LONG: f64 = 1e8;

thread_local! {
    /// The weights that were made ahead for the experiment that opens next.
    static READY: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// The initial weights of an experiment that is about to open.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Nobody prints millions of numbers.
pub struct Opening {
    spec: Spec,
    /// None before the first slice.
    weights: Option<Weights>,
    _share: Share,
}

#[wasm_bindgen]
impl Opening {
    /// Draws the weights, or makes the next matrices. True when all are made.
    pub fn advance(&mut self) -> bool {
        match &mut self.weights {
            Some(weights) => weights.advance(),
            none => {
                *none = Some(Weights::of(&self.spec));
                false
            }
        }
    }

    /// The share that is made, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.weights.as_ref().map_or(0.0, Weights::progress)
    }

    /// Keeps them for the next experiment that opens.
    pub fn keep(self) {
        READY.set(Some(self));
    }
}

/// The initial weights of an experiment where they take a while to make; undefined where it opens at once, or where
/// there is no memory for them.
#[wasm_bindgen]
pub fn opening(text: &str) -> Option<Opening> {
    of(link(text).spec)
}

/// Forgets weights that were made ahead for an experiment that did not open.
#[wasm_bindgen]
pub fn forget_weights() {
    ready();
}

pub(super) fn of(spec: Spec) -> Option<Opening> {
    let (work, bytes) = Weights::cost(&spec);
    if work < LONG || room_left(bytes, free()) < bytes {
        return None;
    }
    let mut share = Share::default();
    share.set(bytes);
    Some(Opening { spec, weights: None, _share: share })
}

/// The weights that were made ahead. From here on they do not count, so they are taken before room is asked for.
pub(super) fn ready() -> Option<Weights> {
    READY.take()?.weights
}

//! Openings that take a while, in slices.

use super::budget::{Share, free, give_back, take_ahead};
use super::functions::link;
use crate::net::Weights;
use crate::session::{Footprint, Memory, room_left, to_open};
use crate::spec::Spec;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Multiplications that take some hundredths of a second.
pub(super) const LONG: f64 = 1e8;

/// Bytes that take about a tenth of a second to be written for the first time.
const LARGE: usize = 128 << 20;

thread_local! {
    /// The weights that were made ahead for the experiment that opens next, in this task.
    static READY: RefCell<Option<Weights>> = const { RefCell::new(None) };
}

/// The initial weights and the memory of an experiment that is about to open.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Nobody prints millions of numbers.
pub struct Opening {
    spec: Spec,
    cost: Cost,
    /// None before they are drawn.
    weights: Option<Weights>,
    share: Share,
    /// Pieces of memory that have been taken.
    pieces: usize,
}

/// What is made ahead: multiplications for weights of so many bytes, and pieces of memory.
#[derive(Clone, Copy)]
struct Cost {
    work: f64,
    weights: usize,
    pieces: usize,
}

#[wasm_bindgen]
impl Opening {
    /// Draws the weights, makes the next matrices, or takes a piece of memory. True when all is there.
    pub fn advance(&mut self) -> bool {
        match &mut self.weights {
            None if self.cost.work > 0.0 => {
                self.share.set(self.cost.weights);
                self.weights = Some(Weights::of(&self.spec));
            }
            Some(weights) if weights.progress() < 1.0 => {
                weights.advance();
            }
            _ if self.pieces < self.cost.pieces => {
                self.pieces += 1;
                take_ahead();
            }
            _ => return true,
        }
        false
    }

    /// The share that is made, 0 to 1. A piece of memory takes about as long as ten million multiplications.
    pub fn progress(&self) -> f64 {
        let memory = |pieces: usize| 1e7 * pieces as f64;
        let made = self.weights.as_ref().map_or(0.0, Weights::progress);
        (self.cost.work * made + memory(self.pieces)) / (self.cost.work + memory(self.cost.pieces))
    }

    /// Keeps the weights for the experiment that opens in this task, which gets the memory too.
    pub fn keep(mut self) {
        READY.set(self.weights.take());
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        give_back();
    }
}

/// What is made ahead of the first experiment of a lab, where it takes a while; undefined where it opens at once.
#[wasm_bindgen]
pub fn opening(text: &str) -> Option<Opening> {
    of(to_open(link(text).spec, free(), ""), true)
}

/// Forgets weights that were made ahead for an experiment that did not open. Returns whether there were any.
#[wasm_bindgen]
pub fn forget_weights() -> bool {
    ready().is_some()
}

/// What is made ahead of an experiment, beside all labs. Memory that they hold need not be taken again: the lab that
/// gives way to the experiment leaves it.
pub(super) fn of(spec: Spec, weights: bool) -> Option<Opening> {
    let (work, bytes) = Weights::cost(&spec);
    let made = weights && work >= LONG && room_left(bytes, free()) >= bytes;
    let (work, weights) = if made { (work, bytes) } else { (0.0, 0) };
    let memory = Footprint::of(&spec).opened.min(free() - weights);
    let cost = Cost { work, weights, pieces: if memory < LARGE { 0 } else { Memory::pieces(memory) } };
    (made || cost.pieces > 0).then(|| Opening { spec, cost, weights: None, share: Share::default(), pieces: 0 })
}

/// The weights that were made ahead. The memory that was taken is free from here on.
pub(super) fn ready() -> Option<Weights> {
    give_back();
    READY.take()
}

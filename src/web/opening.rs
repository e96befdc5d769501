//! Openings that take a while, in slices.

use super::budget::{Share, free};
use super::functions::link;
use crate::net::Weights;
use crate::session::{Footprint, Memory, room_left};
use crate::spec::Spec;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

/// Multiplications that take some hundredths of a second.
const LONG: f64 = 1e8;

/// Bytes that take about a tenth of a second to be written for the first time.
const LARGE: usize = 128 << 20;

thread_local! {
    /// The weights that were made ahead for the experiment that opens next, with their share of the budget.
    static READY: RefCell<Option<(Weights, Share)>> = const { RefCell::new(None) };
}

/// The memory and the initial weights of an experiment that is about to open.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Nobody prints millions of numbers.
pub struct Opening {
    spec: Spec,
    memory: Memory,
    share: Share,
    /// None before they are drawn.
    weights: Option<Weights>,
    cost: Cost,
}

/// What is to be made ahead: bytes of memory, and multiplications for weights of so many bytes.
#[derive(Clone, Copy)]
struct Cost {
    memory: usize,
    work: f64,
    weights: usize,
}

#[wasm_bindgen]
impl Opening {
    /// Takes a piece of memory, draws the weights, or makes the next matrices. True when all is there.
    pub fn advance(&mut self) -> bool {
        let there = self.memory.advance();
        if !there || self.cost.work == 0.0 {
            return there;
        }
        match &mut self.weights {
            Some(weights) => weights.advance(),
            none => {
                *none = Some(Weights::of(&self.spec));
                false
            }
        }
    }

    /// The share that is made, 0 to 1. A byte takes about as long as a multiplication.
    pub fn progress(&self) -> f64 {
        let Cost { memory, work, .. } = self.cost;
        let made = self.weights.as_ref().map_or(0.0, Weights::progress);
        (memory as f64 * self.memory.progress() + work * made) / (memory as f64 + work)
    }

    /// Gives the memory back to the next experiment that opens, and keeps the weights for it.
    pub fn keep(self) {
        let Opening { weights, mut share, cost, .. } = self;
        share.set(cost.weights);
        READY.set(weights.map(|weights| (weights, share)));
    }
}

/// What is made ahead of an experiment where it takes a while; undefined where it opens at once.
#[wasm_bindgen]
pub fn opening(text: &str) -> Option<Opening> {
    of(link(text).spec, false)
}

/// Forgets weights that were made ahead for an experiment that did not open.
#[wasm_bindgen]
pub fn forget_weights() {
    ready();
}

/// The same; `weights`: another run has them already.
pub(super) fn of(spec: Spec, weights: bool) -> Option<Opening> {
    let cost = cost(&spec, weights);
    if cost.memory == 0 && cost.work == 0.0 {
        return None;
    }
    let mut share = Share::default();
    share.set(cost.memory + cost.weights);
    Some(Opening { spec, memory: Memory::of(cost.memory), share, weights: None, cost })
}

/// What takes a while and fits beside all labs. Memory that they hold need not be taken again: the lab that gives way to
/// the experiment leaves it.
fn cost(spec: &Spec, weights: bool) -> Cost {
    let (work, bytes) = Weights::cost(spec);
    let made = !weights && work >= LONG && room_left(bytes, free()) >= bytes;
    let (work, weights) = if made { (work, bytes) } else { (0.0, 0) };
    let memory = Footprint::of(spec).opened.min(free() - weights);
    Cost { memory: if memory < LARGE { 0 } else { memory }, work, weights }
}

/// The weights that were made ahead. From here on they do not count, so they are taken before room is asked for.
pub(super) fn ready() -> Option<Weights> {
    Some(READY.take()?.0)
}

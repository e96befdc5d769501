//! One budget of memory for everything on a page. What a lab holds is reckoned, because WebAssembly's memory never
//! shrinks and says nothing of what is free in it.

use super::functions::link;
use crate::session::{Footprint, Job, no_room};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// Bytes that all labs together may hold, and that they hold.
    static LIMIT: Cell<usize> = const { Cell::new(1536 << 20) };
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// Sets how much memory all labs of this module together may hold.
#[wasm_bindgen]
pub fn set_memory_budget(mebibytes: usize) {
    LIMIT.set(mebibytes << 20);
}

/// What all labs of this module hold at most, in MiB.
#[wasm_bindgen]
pub fn memory_held() -> f64 {
    HELD.get() as f64 / 1_048_576.0
}

/// Why an experiment does not fit beside all labs; undefined if it does.
#[wasm_bindgen]
pub fn no_room_for(text: &str) -> Option<String> {
    no_room(Footprint::of(&link(text).spec).least, free())
}

/// Why an experiment with its range test does not fit; undefined if it does.
#[wasm_bindgen]
pub fn no_room_for_range(text: &str) -> Option<String> {
    let spec = link(text).spec;
    no_room(Footprint::of(&spec).least + Footprint::of_job(Job::Range, &spec, false), free())
}

/// Bytes that are left.
pub(super) fn free() -> usize {
    LIMIT.get().saturating_sub(HELD.get())
}

/// A lab's share of the budget, which it gives back when it goes.
#[derive(Default)]
pub(super) struct Share(usize);

impl Share {
    /// Counts `bytes` in place of what it was before.
    pub(super) fn set(&mut self, bytes: usize) {
        HELD.set(HELD.get() - self.0 + bytes);
        self.0 = bytes;
    }

    /// Bytes for what takes the place of its lab.
    pub(super) fn room(&self) -> usize {
        LIMIT.get().saturating_sub(HELD.get() - self.0)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.set(0);
    }
}

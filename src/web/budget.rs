//! One budget of memory for everything on a page. What a lab holds is reckoned, because WebAssembly's memory never
//! shrinks and says nothing of what is free in it.

use super::functions::link;
use crate::session::{Footprint, Job, Memory, no_room, room_left};
use crate::spec::Spec;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// Bytes that all labs together may hold, and that they hold.
    static LIMIT: Cell<usize> = const { Cell::new(1536 << 20) };
    static HELD: Cell<usize> = const { Cell::new(0) };
    /// The memory that is taken ahead. It counts as free: whoever needs some has all of it back.
    static TAKEN: RefCell<Memory> = RefCell::default();
    /// What the workers of the page hold.
    static WORKERS: RefCell<Share> = RefCell::default();
}

/// Sets how much memory all labs of this module, their jobs and the workers of the page together may hold.
#[wasm_bindgen]
pub fn set_memory_budget(mebibytes: usize) {
    LIMIT.set(mebibytes << 20);
}

/// What all labs of this module, their jobs and the workers of the page hold at most, in MiB.
#[wasm_bindgen]
pub fn memory_held() -> f64 {
    mebibytes(HELD.get())
}

/// Why an experiment does not fit beside all labs; undefined if it does.
#[wasm_bindgen]
pub fn no_room_for(text: &str) -> Option<String> {
    let needs = Footprint::of(&link(text).spec).least;
    no_room(needs, room_left(needs, free()))
}

/// Counts what the workers of the page hold together, in MiB, in place of what it was before.
#[wasm_bindgen]
pub fn count_workers(mebibytes: f64) {
    WORKERS.with_borrow_mut(|share| share.set(bytes(mebibytes)));
}

/// What a job of `jobs.js` with a lab of its own holds, in MiB: a range test, or only the training.
#[wasm_bindgen]
pub fn job_needs(name: &str, text: &str) -> f64 {
    mebibytes(of_job(name, &link(text).spec))
}

/// Why such a job does not fit beside all labs and workers, if it takes the place of a worker that holds `held` MiB;
/// undefined if it does.
#[wasm_bindgen]
pub fn no_room_for_job(name: &str, text: &str, held: f64) -> Option<String> {
    no_room(of_job(name, &link(text).spec), free() + bytes(held))
}

fn of_job(name: &str, spec: &Spec) -> usize {
    let beside = if name == "range" { Footprint::of_job(Job::Range, spec, false) } else { 0 };
    Footprint::of(spec).least.saturating_add(beside)
}

fn mebibytes(bytes: usize) -> f64 {
    bytes as f64 / 1_048_576.0
}

fn bytes(mebibytes: f64) -> usize {
    (mebibytes * 1_048_576.0) as usize
}

/// Bytes that are left.
pub(super) fn free() -> usize {
    LIMIT.get().saturating_sub(HELD.get())
}

/// Takes one more piece of memory ahead, if it is free.
pub(super) fn take_ahead() {
    TAKEN.with_borrow_mut(|ahead| {
        if ahead.taken() < free() {
            ahead.take();
        }
    });
}

/// Gives back the memory that was taken ahead.
pub(super) fn give_back() {
    TAKEN.with_borrow_mut(Memory::give_back);
}

/// A job with its share of the budget.
pub(super) struct Counted<T> {
    pub(super) job: T,
    share: Share,
}

impl<T> Counted<T> {
    /// Begins a job that holds `bytes` and puts it in the place of the last one. Returns why there is no room for it;
    /// none if there is.
    pub(super) fn begin(place: &mut Option<Counted<T>>, bytes: usize, job: impl FnOnce() -> T) -> Option<String> {
        *place = None;
        give_back();
        let refusal = no_room(bytes, room_left(bytes, free()));
        if refusal.is_none() {
            let mut share = Share::default();
            share.set(bytes);
            *place = Some(Counted { job: job(), share });
        }
        refusal
    }

    /// Bytes that the job in this place holds.
    pub(super) fn bytes(place: &Option<Counted<T>>) -> usize {
        place.as_ref().map_or(0, |counted| counted.share.0)
    }

    /// A job that holds next to nothing.
    pub(super) fn small(job: T) -> Counted<T> {
        Counted { job, share: Share::default() }
    }
}

/// The share of a lab or a job in the budget, which it gives back when it goes.
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

//! A trainer's state at the start of chosen steps, so that any step back is a short replay.

use crate::num::{Real, with_room};
use alloc::vec::Vec;

/// Bytes that all checkpoints together may take.
const BUDGET: usize = 64 << 20;
/// How many of the latest steps always have a checkpoint: the step under way and the two before it, so that undoing any
/// phase replays at most two steps.
pub(super) const RECENT: usize = 3;
/// In a fast run one step in this many has a checkpoint; at most that many are replayed to inspect a stop.
const SELDOM: u32 = 8;

/// A pool of saved states: the starts of the latest steps, and others spread evenly over the run.
#[derive(Debug)]
pub struct Checkpoints<R> {
    recent: Vec<(u32, Vec<R>)>,
    spread: Vec<(u32, Vec<R>)>,
    spare: Vec<Vec<R>>,
    stride: u32,
    most: usize,
}

impl<R: Clone> Clone for Checkpoints<R> {
    fn clone(&self) -> Checkpoints<R> {
        let mut spare = Vec::with_capacity(self.spare.capacity());
        spare.extend(self.spare.iter().map(with_room));
        Checkpoints { recent: with_room(&self.recent), spread: with_room(&self.spread), spare, ..*self }
    }
}

impl<R: Real> Checkpoints<R> {
    /// A pool for states of `numbers` numbers. All memory is allocated now, so that keeping a state allocates nothing.
    pub fn new(numbers: usize) -> Checkpoints<R> {
        let most = (BUDGET / (core::mem::size_of::<R>() * numbers.max(1))).clamp(4, 64);
        let spare = (0..most + RECENT).map(|_| Vec::with_capacity(numbers)).collect();
        Checkpoints { recent: Vec::with_capacity(RECENT), spread: Vec::with_capacity(most), spare, stride: 1, most }
    }

    /// Keeps the state at the start of `step`, which `save` appends to a list. If many steps `follow` in a fast run,
    /// only one state in `SELDOM` is kept.
    pub fn keep(&mut self, step: u32, follow: bool, save: impl Fn(&mut Vec<R>)) {
        if step.is_multiple_of(self.stride) && self.spread.last().is_none_or(|&(last, _)| last < step) {
            if self.spread.len() == self.most {
                self.thin();
            }
            let copy = refill(self.spare.pop(), &save);
            self.spread.push((step, copy));
        }
        if follow && !step.is_multiple_of(SELDOM) {
            return;
        }
        if self.recent.len() == RECENT {
            self.spare.push(self.recent.remove(0).1);
        }
        let copy = refill(self.spare.pop(), &save);
        self.recent.push((step, copy));
    }

    /// The latest state kept at or before `step`. Step 0 stays once it was kept.
    pub fn latest(&self, step: u32) -> Option<(u32, &[R])> {
        let all = self.spread.iter().chain(&self.recent);
        all.filter(|(at, _)| *at <= step).max_by_key(|(at, _)| *at).map(|(at, values)| (*at, values.as_slice()))
    }

    /// Drops every state after `step`, whose own start is about to be kept again.
    pub fn truncate(&mut self, step: u32) {
        while self.recent.last().is_some_and(|&(at, _)| at >= step) {
            self.spare.extend(self.recent.pop().map(|(_, values)| values));
        }
        while self.spread.last().is_some_and(|&(at, _)| at > step) {
            self.spare.extend(self.spread.pop().map(|(_, values)| values));
        }
    }

    /// Drops every second state; the first, at step 0, stays.
    fn thin(&mut self) {
        self.stride *= 2;
        let mut kept = 0;
        for index in 0..self.spread.len() {
            if self.spread[index].0.is_multiple_of(self.stride) {
                self.spread.swap(kept, index);
                kept += 1;
            }
        }
        self.spare.extend(self.spread.drain(kept..).map(|(_, values)| values));
    }
}

fn refill<R: Real>(target: Option<Vec<R>>, save: impl Fn(&mut Vec<R>)) -> Vec<R> {
    let mut target = target.unwrap_or_default();
    target.clear();
    save(&mut target);
    target
}

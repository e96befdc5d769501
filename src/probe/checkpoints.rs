//! Parameters at the start of chosen steps, so that any step back is a short replay.

use crate::num::Real;
use alloc::vec::Vec;

/// Bytes that all checkpoints together may take.
const BUDGET: usize = 64 << 20;
/// Starts of the last steps that are always kept: the step under way, and two before it, so that a step
/// back over any phase replays two steps at most.
const RECENT: usize = 3;

/// A pool of parameter copies: the last few step starts, and others spread evenly over the run.
#[derive(Clone, Debug)]
pub struct Checkpoints<R> {
    recent: Vec<(u32, Vec<R>)>,
    spread: Vec<(u32, Vec<R>)>,
    spare: Vec<Vec<R>>,
    stride: u32,
    most: usize,
}

impl<R: Real> Checkpoints<R> {
    /// For networks of `parameters` numbers.
    pub fn new(parameters: usize) -> Checkpoints<R> {
        let most = (BUDGET / (core::mem::size_of::<R>() * parameters.max(1))).clamp(4, 64);
        Checkpoints { recent: Vec::new(), spread: Vec::with_capacity(most), spare: Vec::with_capacity(most), stride: 1, most }
    }

    /// Keeps the parameters at the start of `step`.
    pub fn keep(&mut self, step: u32, values: &[R]) {
        if step.is_multiple_of(self.stride) && self.spread.last().is_none_or(|&(last, _)| last < step) {
            if self.spread.len() == self.most {
                self.thin();
            }
            let copy = refill(self.spare.pop(), values);
            self.spread.push((step, copy));
        }
        let oldest = if self.recent.len() < RECENT { None } else { Some(self.recent.remove(0).1) };
        self.recent.push((step, refill(oldest, values)));
    }

    /// The latest kept start at or before `step`. Step 0 is always there once it was kept.
    pub fn latest(&self, step: u32) -> Option<(u32, &[R])> {
        let all = self.spread.iter().chain(&self.recent);
        all.filter(|(at, _)| *at <= step).max_by_key(|(at, _)| *at).map(|(at, values)| (*at, values.as_slice()))
    }

    /// Forgets everything after `step`, whose own start is about to be kept again.
    pub fn truncate(&mut self, step: u32) {
        self.recent.retain(|(at, _)| *at < step);
        while self.spread.last().is_some_and(|&(at, _)| at > step) {
            self.spare.extend(self.spread.pop().map(|(_, values)| values));
        }
    }

    /// Every second one goes; the first, at step 0, stays.
    fn thin(&mut self) {
        self.stride *= 2;
        let stride = self.stride;
        for (at, values) in core::mem::take(&mut self.spread) {
            if at.is_multiple_of(stride) { self.spread.push((at, values)) } else { self.spare.push(values) }
        }
    }
}

fn refill<R: Real>(target: Option<Vec<R>>, values: &[R]) -> Vec<R> {
    let mut target = target.unwrap_or_default();
    target.clear();
    target.extend_from_slice(values);
    target
}

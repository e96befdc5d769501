//! A trainer's state at the start of chosen steps, so that any step back is a short replay.

use crate::num::{Real, with_room};
use alloc::vec::Vec;

/// Bytes of checkpoints that are allocated when a run begins.
const BUDGET: usize = 48 << 20;
/// Bytes that checkpoints of a large network may take in the course of the run.
const LARGE: usize = 256 << 20;
/// The most states that are spread over the run.
const SPREAD: usize = 64;
/// How many of the latest steps always have a checkpoint: the step under way and the two before it, so that undoing any
/// phase replays at most two steps.
pub(super) const RECENT: usize = 3;
/// In a fast run one step in this many has a checkpoint; at most that many are replayed to inspect a stop.
const SELDOM: u32 = 8;

/// How much memory a pool may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// The budget; with large networks, what the recent states and two that are spread over the run need.
    Full,
    /// What the recent states need, where memory is short. A long way back is then replayed from the start.
    Least,
}

impl Pool {
    /// How many states of `bytes` bytes a pool allocates at once, and how many in all.
    pub(super) fn counts(self, bytes: usize) -> (usize, usize) {
        let fit = |budget: usize| budget / bytes.max(1);
        match self {
            Pool::Full => {
                let now = fit(BUDGET).min(SPREAD + RECENT);
                (now, now.max(fit(LARGE).clamp(2, RECENT + 2)))
            }
            Pool::Least => (0, fit(LARGE).clamp(2, RECENT)),
        }
    }
}

/// A pool of saved states: the starts of the latest steps, and others spread evenly over the run. Step 0 is not among
/// them, because a session keeps its start anyway.
#[derive(Debug)]
pub struct Checkpoints<R> {
    recent: Vec<(u32, Vec<R>)>,
    spread: Vec<(u32, Vec<R>)>,
    spare: Vec<Vec<R>>,
    stride: u32,
    pool: Pool,
    /// The most states among the recent ones, and among the spread ones.
    most: (usize, usize),
}

impl<R: Clone> Clone for Checkpoints<R> {
    fn clone(&self) -> Checkpoints<R> {
        let mut spare = Vec::with_capacity(self.spare.capacity());
        spare.extend(self.spare.iter().map(with_room));
        Checkpoints { recent: with_room(&self.recent), spread: with_room(&self.spread), spare, ..*self }
    }
}

impl<R: Real> Checkpoints<R> {
    /// A pool for states of `numbers` numbers. The memory of those that fit the budget is allocated now, so that
    /// keeping them allocates nothing; others are allocated when they are kept.
    pub fn new(numbers: usize, pool: Pool) -> Checkpoints<R> {
        let (now, all) = pool.counts(core::mem::size_of::<R>() * numbers);
        let recent = all.min(RECENT);
        let most = (recent, all - recent);
        let mut spare = Vec::with_capacity(all);
        spare.extend((0..now).map(|_| Vec::with_capacity(numbers)));
        Checkpoints {
            recent: Vec::with_capacity(most.0),
            spread: Vec::with_capacity(most.1),
            spare,
            stride: 1,
            pool,
            most,
        }
    }

    /// How much memory it may use.
    pub fn pool(&self) -> Pool {
        self.pool
    }

    /// Gives back all memory but that of the recent states.
    pub fn shrink(&mut self) {
        self.spare = Vec::with_capacity(RECENT);
        self.spread = Vec::new();
        self.most.1 = 0;
        self.pool = Pool::Least;
    }

    /// Keeps the state at the start of `step`, which `save` appends to a list. If many steps `follow` in a fast run,
    /// only one state in `SELDOM` is kept.
    pub fn keep(&mut self, step: u32, follow: bool, save: impl Fn(&mut Vec<R>)) {
        if step == 0 {
            return;
        }
        let spreads = self.most.1 > 0 && step.is_multiple_of(self.stride);
        if spreads && self.spread.last().is_none_or(|&(last, _)| last < step) {
            if self.spread.len() == self.most.1 {
                self.thin();
            }
            let copy = refill(self.spare.pop(), &save);
            self.spread.push((step, copy));
        }
        if follow && !step.is_multiple_of(SELDOM) {
            return;
        }
        if self.recent.len() == self.most.0 {
            self.spare.push(self.recent.remove(0).1);
        }
        let copy = refill(self.spare.pop(), &save);
        self.recent.push((step, copy));
    }

    /// The latest state kept at or before `step`.
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

    /// Drops every second state.
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

/// Saves a state into an unused one, or into a new one.
fn refill<R: Real>(target: Option<Vec<R>>, save: impl Fn(&mut Vec<R>)) -> Vec<R> {
    let mut target = target.unwrap_or_default();
    target.clear();
    save(&mut target);
    target
}

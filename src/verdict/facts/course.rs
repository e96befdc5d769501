//! How the loss develops: whether the network has learned, is on its way, or stagnates.

use super::Facts;
use crate::probe::RECENT;
use crate::verdict::limits::{ABOVE_CHANCE, FALLS, Limit, Limits, PATIENCE};

impl Facts {
    /// A loss below it shows learning. Penalties and flipped labels keep the loss up, so they get a limit of their own.
    fn goal(&self, limits: &Limits) -> Option<f64> {
        let learned = if self.held_up { Limit::HeldUp } else { Limit::Learned };
        self.baseline.map(|baseline| limits.of(learned) * baseline)
    }

    /// Whether the network has learned, in the one sense that every card uses.
    pub fn learns(&self, limits: &Limits) -> bool {
        let below = self.goal(limits).is_some_and(|goal| self.loss < goal);
        self.losses.len() >= RECENT && below && self.runs()
    }

    /// Whether the loss of the last quarter of the record is clearly below that of the quarter before it, or (more
    /// slowly) of the one before that.
    fn falls(&self) -> bool {
        let mean = |back: usize| quarter(&self.losses, back);
        self.losses.len() >= RECENT && (mean(1) < FALLS[0] * mean(2) || mean(1) < FALLS[1] * mean(3))
    }

    /// The losses after the last [`RECENT`] whose mean was below `goal`; all if there are none.
    fn since(&self, goal: f64) -> &[f64] {
        let there = self.losses.windows(RECENT).rposition(|losses| mean(losses) < goal);
        there.map_or(&self.losses, |at| &self.losses[at + RECENT..])
    }

    /// Whether the loss will come below `goal` in twice the steps so far, at the pace of the second half: of the
    /// record, or of the steps since the loss was last below it. True if there are too few of them to tell.
    pub(in crate::verdict) fn will_reach(&self, goal: f64) -> bool {
        let since = self.since(goal);
        if since.len() < RECENT {
            return true;
        }
        let patience = PATIENCE * self.losses.len() as f64 / since.len() as f64;
        let (now, before) = (quarter(since, 1), quarter(since, 3));
        now - patience * (before - now) < goal
    }

    /// Whether the network had learned, lost it, and is on its way back: from quarter to quarter, and fast enough.
    pub(in crate::verdict) fn returns(&self, limits: &Limits) -> bool {
        let Some(goal) = self.goal(limits).filter(|_| self.runs()) else { return false };
        let since = self.since(goal);
        let thrown_back = since.len() >= RECENT && since.len() < self.losses.len();
        let down = |back: usize| quarter(since, back) < quarter(since, back + 1);
        thrown_back && down(1) && down(2) && self.will_reach(goal)
    }

    /// The loss of guessing, if the network's loss is about as high and does not fall.
    pub(in crate::verdict) fn stagnates(&self, limits: &Limits) -> Option<f64> {
        let baseline = self.baseline?;
        let share = self.loss / baseline;
        // A loss that falls so slowly that it is still above chance after many steps stagnates too.
        let on_its_way = self.falls() && (share < ABOVE_CHANCE || !self.after(Limit::Long, limits));
        let here = share > limits.of(Limit::Chance) && share <= limits.of(Limit::Worse);
        let there = self.after(Limit::Stagnant, limits) && self.runs() && here && !on_its_way;
        there.then_some(baseline)
    }
}

fn mean(losses: &[f64]) -> f64 {
    losses.iter().sum::<f64>() / losses.len() as f64
}

/// Mean loss of the quarter that ends `back` − 1 quarters before the last loss.
fn quarter(losses: &[f64], back: usize) -> f64 {
    let (count, quarter) = (losses.len(), losses.len() / 4);
    mean(&losses[count - back * quarter..count - (back - 1) * quarter])
}

//! The thresholds of the rules, for anyone to move.

use crate::spec::choices;

choices! {
    /// A threshold; the label says of what.
    Limit {
        FactorLow "factor_low" "smallest healthy factor per layer" "smallest",
        FactorHigh "factor_high" "largest healthy factor per layer" "largest",
        Stuck "stuck" "movement of layer 1 against the liveliest" "smallest",
        Chance "chance" "loss against knowing nothing" "largest",
        Poor "poor" "loss of a poor network against knowing nothing" "largest",
        Saturated "saturated" "share of saturated units" "largest",
        Dead "dead" "share of dead units" "largest",
        Grown "grown" "growth of the weights" "largest",
        Shrunk "shrunk" "what is left of the weights" "smallest",
        Clipped "clipped" "share of clipped steps" "largest",
        Much "much" "times more or less gradient at layer 1, from the start on" "smallest",
        VeryMuch "very_much" "the same, if it was not so at the start" "smallest",
        Moved "moved" "movement of layer 1 that takes part" "smallest",
        Step "step" "a step against the weights it changes" "largest",
        Runaway "runaway" "growth of the loss" "largest",
        Bend "bend" "growth of the growth in a step" "largest",
        Soon "soon" "steps until movement is judged" "smallest",
        Stagnant "stagnant" "steps until a loss at chance is" "smallest",
        Long "long" "steps until a poor loss is" "smallest",
        Worse "worse" "loss worse than chance, against knowing nothing" "smallest",
        Learned "learned" "loss that shows learning, against knowing nothing" "largest",
        HeldUp "held_up" "the same with penalties or flipped labels" "largest",
    }
}

/// The loss falls where it is below such a share of what it was a quarter of the record before, or two quarters:
/// less is what batches differ by.
pub(super) const FALLS: [f64; 2] = [0.98, 0.95];
/// So far above chance a loss may be by the batches alone.
pub(super) const ABOVE_CHANCE: f64 = 1.02;
/// Of the liveliest layer's movement: a layer that moves so much takes part, however small its gradient is.
pub(super) const TAKES_PART: f64 = 0.1;
/// Where no layer has moved by so much of its length, none lags behind: all stand still.
pub(super) const STILL: f64 = 1e-5;
/// So many times the loss that is learned from, the loss that is tested on is far above it.
pub(super) const BY_HEART: f64 = 2.0;
/// Weights that have moved less are as good as where they started: the steps are too small, if nothing else is wrong.
pub(super) const HARDLY: f64 = 0.02;
/// Growth at less than so much of its mean pace is dying down.
pub(super) const DYING: f64 = 0.5;
/// A loss on its way may still take so many times the record's last half: twice the steps there were.
pub(super) const PATIENCE: f64 = 4.0;
/// Weights obey the decay to the letter if what is left of them is within so much of what decay alone leaves: α·λ is
/// rounded in every step, and what little gradient arrives is at work too.
pub(super) const TO_THE_LETTER: f64 = 0.05;

/// The value of every threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits([f64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Limits {
        Limits([
            0.8, 1.25, 1e-3, 0.97, 0.5, 0.5, 0.9, 3.0, 0.2, 0.5, 10.0, 1000.0, 0.01, 1.0, 100.0, 1.3, 20.0, 60.0,
            150.0, 2.0, 0.45, 0.75,
        ])
    }
}

impl Limits {
    /// The value of one.
    pub fn of(&self, limit: Limit) -> f64 {
        self.0[limit as usize]
    }

    /// Moves one, within its range.
    pub fn set(&mut self, limit: Limit, value: f64) {
        let (low, high) = limit.range();
        self.0[limit as usize] = if value.is_nan() { Limits::default().of(limit) } else { value.max(low).min(high) };
    }
}

impl Limit {
    /// Smallest and largest value that make sense.
    pub fn range(self) -> (f64, f64) {
        match self {
            Limit::FactorHigh | Limit::Bend => (1.0, 10.0),
            Limit::Stuck => (1e-9, 0.1),
            Limit::Grown => (1.1, 1e6),
            Limit::Step => (0.01, 1e6),
            Limit::Much | Limit::VeryMuch | Limit::Runaway | Limit::Worse => (1.0, 1e6),
            Limit::Soon | Limit::Stagnant | Limit::Long => (1.0, 1e6),
            _ => (0.0, 1.0),
        }
    }
}

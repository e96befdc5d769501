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
    }
}

/// The value of every threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits([f64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Limits {
        Limits([0.8, 1.25, 1e-3, 0.97, 0.5, 0.5, 0.9, 3.0, 0.2, 0.5])
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
            Limit::FactorHigh => (1.0, 10.0),
            Limit::Stuck => (1e-9, 0.1),
            Limit::Grown => (1.1, 1e6),
            _ => (0.0, 1.0),
        }
    }
}

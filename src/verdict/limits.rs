//! The thresholds of the rules. A user can move each of them; constants that no user moves stand below the table.

/// Defines [`Limit`] and its table from one row for each threshold.
macro_rules! limits {
    ($($variant:ident $key:literal $label:literal $usual:literal $low:literal..=$high:literal,)+) => {
        /// A threshold of the diagnosis.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Limit { $(#[doc = $label] $variant,)+ }

        impl Limit {
            /// Every threshold, in the order in which the page lists them.
            pub const ALL: &'static [Limit] = &[$(Limit::$variant,)+];

            /// One row for each threshold, in the same order.
            const ROWS: [LimitRow; Limit::ALL.len()] = [$(LimitRow {
                key: $key,
                label: $label,
                usual: $usual,
                range: ($low, $high),
            },)+];
        }
    };
}

/// What is known about one threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitRow {
    /// Name in JSON and in the API of the page.
    pub key: &'static str,
    /// Label on the page.
    pub label: &'static str,
    /// Default value.
    pub usual: f64,
    /// Smallest and largest value it can be set to.
    pub range: (f64, f64),
}

#[rustfmt::skip] // A table: one threshold, one row.
limits! {
    FactorLow "factor_low" "smallest healthy factor per layer" 0.8 0.0..=1.0,
    FactorHigh "factor_high" "largest healthy factor per layer" 1.25 1.0..=10.0,
    Stuck "stuck" "movement of layer 1 / movement of the layer that moves most" 1e-3 1e-9..=0.1,
    Chance "chance" "loss / loss of guessing, below which the network is better than guessing" 0.97 0.0..=1.0,
    Poor "poor" "loss / loss of guessing, above which the result is poor" 0.5 0.0..=1.0,
    Saturated "saturated" "fraction of saturated units" 0.5 0.0..=1.0,
    Dead "dead" "fraction of dead units" 0.9 0.0..=1.0,
    Grown "grown" "growth of the weights (times)" 3.0 1.1..=1e6,
    Shrunk "shrunk" "fraction of the weights that is left" 0.2 0.0..=1.0,
    Clipped "clipped" "fraction of training steps that are clipped" 0.5 0.0..=1.0,
    Much "much" "how many times smaller or larger the gradient is at layer 1, from the start on" 10.0 1.0..=1e6,
    VeryMuch "very_much" "the same, if this began only after the start" 1000.0 1.0..=1e6,
    Moved "moved" "movement of layer 1 that counts as learning" 0.01 0.0..=1.0,
    Step "step" "size of a training step / size of the weights" 1.0 0.01..=1e6,
    Runaway "runaway" "growth of the loss (times)" 100.0 1.0..=1e6,
    Bend "bend" "growth of ln|W| in a training step / growth in the one before" 1.3 1.0..=10.0,
    Soon "soon" "training steps before movement is judged" 20.0 1.0..=1e6,
    Stagnant "stagnant" "training steps before a loss at guessing is reported" 60.0 1.0..=1e6,
    Long "long" "training steps before a poor loss is reported" 150.0 1.0..=1e6,
    Worse "worse" "loss / loss of guessing, above which the network is worse than guessing" 2.0 1.0..=1e6,
    Learned "learned" "loss / loss of guessing, below which the network has learned" 0.45 0.0..=1.0,
    HeldUp "held_up" "the same with penalties or flipped labels" 0.75 0.0..=1.0,
}

impl Limit {
    /// Key, label, side, default value and range.
    pub fn row(self) -> &'static LimitRow {
        &Limit::ROWS[self as usize]
    }

    /// Name in JSON and in the API of the page.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// The threshold of this name.
    pub fn from_key(key: &str) -> Option<Limit> {
        Limit::ALL.iter().copied().find(|limit| limit.key() == key)
    }

    /// Smallest and largest value it can be set to.
    pub fn range(self) -> (f64, f64) {
        self.row().range
    }
}

/// The value of every threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits([f64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Limits {
        Limits(Limit::ROWS.map(|row| row.usual))
    }
}

impl Limits {
    /// The value of one threshold.
    pub fn of(&self, limit: Limit) -> f64 {
        self.0[limit as usize]
    }

    /// Moves one threshold, within its range; NaN restores its default.
    pub fn set(&mut self, limit: Limit, value: f64) {
        let LimitRow { usual, range: (low, high), .. } = *limit.row();
        self.0[limit as usize] = if value.is_nan() { usual } else { value.max(low).min(high) };
    }
}

/// The loss falls if its mean is below these fractions of what it was a quarter of the record earlier, or two quarters.
/// Batches alone differ by less.
pub(super) const FALLS: [f64; 2] = [0.98, 0.95];
/// Batch-to-batch variation alone can raise the loss this far above chance.
pub(super) const ABOVE_CHANCE: f64 = 1.02;
/// A layer takes part in learning if it moves by this fraction of what the layer that moves most does, however small
/// its gradient is.
pub(super) const TAKES_PART: f64 = 0.1;
/// If no layer has moved by this fraction of its length, all layers stand still and none of them lags behind.
pub(super) const STILL: f64 = 1e-5;
/// The network memorizes its training examples if the test loss exceeds this multiple of the training loss.
pub(super) const BY_HEART: f64 = 2.0;
/// Weights that have moved by less than this fraction of their length have hardly left their start.
pub(super) const HARDLY: f64 = 0.02;
/// Growth has nearly ended if its pace is below this fraction of its mean pace.
pub(super) const DYING: f64 = 0.5;
/// A falling loss may need this many more halves of the record: twice the steps so far.
pub(super) const PATIENCE: f64 = 4.0;
/// Weights shrink as weight decay alone would if they are within this fraction of it. α·λ is rounded in every step, and
/// the small gradient that arrives acts too.
pub(super) const AS_DECAY: f64 = 0.05;
/// Of two factors the smaller one is the cause if it is smaller by a tenth. Batches differ by less.
pub(super) const CLEARLY: f64 = 0.9;

//! The absolute logarithmic color scale: a value always has the same color, whatever else is in the picture.

use super::number::power_of_ten;
use libm::{log10, pow};

/// A labeled position on a scale or an axis; `at` is 0 at its low end and 1 at its high end.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where, 0..1.
    pub at: f64,
    /// The number in words: `10⁻⁸`, `1,200`.
    pub label: String,
}

/// The position of a value on a logarithmic scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// An exact zero, which has no logarithm.
    Zero,
    /// NaN or an infinity.
    NotFinite,
    /// Between the low end (0) and the high end (1); values outside are clamped.
    At(f64),
}

/// A range of decades. Only the magnitude of a value counts, not its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogScale {
    /// Exponent of ten at the low end.
    pub low: i32,
    /// Exponent of ten at the high end.
    pub high: i32,
}

impl LogScale {
    /// Gradients: 10⁻¹² … 10². Half precision ends at 6·10⁻⁸, near the middle.
    pub const GRADIENT: LogScale = LogScale { low: -12, high: 2 };
    /// Signals: 10⁻⁴ … 10².
    pub const SIGNAL: LogScale = LogScale { low: -4, high: 2 };

    /// Where a value falls.
    pub fn place(&self, value: f64) -> Place {
        if !value.is_finite() {
            Place::NotFinite
        } else if value == 0.0 {
            Place::Zero
        } else {
            let share = (log10(value.abs()) - self.low as f64) / (self.high - self.low) as f64;
            Place::At(share.clamp(0.0, 1.0))
        }
    }

    /// The values at both ends.
    pub fn ends(&self) -> (f64, f64) {
        (pow(10.0, self.low as f64), pow(10.0, self.high as f64))
    }

    /// At most `most` labeled decades.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let at = |e: i32| (e - self.low) as f64 / (self.high - self.low) as f64;
        decades(self.low, self.high, most).into_iter().map(|e| Tick { at: at(e), label: power_of_ten(e) }).collect()
    }
}

/// The exponents in `low..=high` that are multiples of the smallest round step that leaves at most `most` of them.
pub(super) fn decades(low: i32, high: i32, most: usize) -> Vec<i32> {
    for step in [1, 2, 4, 5, 10, 20, 50, 100_i32] {
        // Both ends are far from the limits of i32, so no sum overflows.
        let first = low + (-low).rem_euclid(step);
        let kept: Vec<i32> = (first..=high).step_by(step as usize).collect();
        if kept.len() <= most {
            return kept;
        }
    }
    Vec::new()
}

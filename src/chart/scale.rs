//! The absolute logarithmic color scale: a value always has the same color, whatever else is in the picture.

use super::number::power_of_ten;
use crate::num::{ceil, floor};
use libm::log10;

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

/// Where the magnitude of a value falls between two powers of ten: 0 at 10^`low` or below, 1 at 10^`high` or above. NaN
/// has no place.
pub fn log_place(value: f64, low: f64, high: f64) -> f64 {
    ((log10(value.abs()) - low) / (high - low)).clamp(0.0, 1.0)
}

/// The ends to which a scale may widen, near to far.
const LOW: [i32; 8] = [-4, -10, -16, -24, -36, -48, -80, -324];
const HIGH: [i32; 6] = [0, 2, 6, 12, 24, 40];

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

    /// The fewest whole decades around these values that begin at 1 or below.
    pub fn around(values: impl IntoIterator<Item = f64>) -> LogScale {
        let sizes = values.into_iter().filter(|value| *value > 0.0 && value.is_finite()).map(log10);
        let (low, high) =
            sizes.fold((0.0, f64::NEG_INFINITY), |(low, high), at| (f64::min(low, at), f64::max(high, at)));
        let low = floor(low) as i32;
        LogScale { low, high: i32::max(ceil(high) as i32, low + 1) }
    }

    /// Where a value falls.
    pub fn place(&self, value: f64) -> Place {
        if !value.is_finite() {
            Place::NotFinite
        } else if value == 0.0 {
            Place::Zero
        } else {
            Place::At(log_place(value, f64::from(self.low), f64::from(self.high)))
        }
    }

    /// The same scale, widened by fixed rungs to hold these values: the same number keeps its height until the
    /// picture needs room. What is 0 or not finite has no place and needs none.
    pub fn holding(self, values: impl IntoIterator<Item = f64>) -> LogScale {
        let sizes =
            values.into_iter().filter(|value| value.is_finite() && *value != 0.0).map(|value| log10(value.abs()));
        let (least, most) =
            sizes.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        let low = match least < f64::from(self.low) {
            true => LOW.into_iter().find(|rung| f64::from(*rung) <= least).unwrap_or(LOW[7]),
            false => self.low,
        };
        let high = match most > f64::from(self.high) {
            true => HIGH.into_iter().find(|rung| f64::from(*rung) >= most).unwrap_or(HIGH[5]),
            false => self.high,
        };
        LogScale { low, high }
    }

    /// Two to five decades to label, each with its place. The lowest stays clear of the ground by a quarter of the step
    /// between two.
    pub fn few_ticks(&self) -> impl Iterator<Item = (i32, f64)> {
        let LogScale { low, high } = *self;
        let far = match high - low {
            ..=100 => 20,
            101..=160 => 40,
            _ => 120,
        };
        let every = [1, 2, 4, 5, 10].into_iter().find(|step| 2 * (high - low) <= 7 * step).unwrap_or(far);
        let kept = (low..=high).filter(move |e| e % every == 0 && 4 * (e - low) >= every);
        kept.map(move |e| (e, LogScale { low, high }.at(f64::from(e))))
    }

    /// The place of an exponent, 0 to 1 inside the scale.
    fn at(&self, exponent: f64) -> f64 {
        (exponent - f64::from(self.low)) / f64::from(self.high - self.low)
    }

    /// At most `most` labeled decades.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let tick = |e: i32| Tick { at: self.at(f64::from(e)), label: power_of_ten(e) };
        decades(self.low, self.high, most).into_iter().map(tick).collect()
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

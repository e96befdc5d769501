//! A knob's slider: where it stands for a value, and the value that it stands for.

use super::{Kind, Knob};
use crate::num::{floor, rounded, shortest};
use alloc::string::String;

/// Positions of a slider that moves in ratios.
const NOTCHES: f64 = 1000.0;
/// The smallest value beside 0 of such a slider that begins at 0, as a fraction of the largest.
const LEAST: f64 = 1e-6;

impl Knob {
    /// The first and last position of the slider and the distance between two, where the largest value is `high`.
    pub fn slider(&self, high: f64) -> [f64; 3] {
        let (low, _) = self.kind.limits().unwrap_or_default();
        match self.kind {
            Kind::Number { log: true, .. } => [0.0, NOTCHES, 1.0],
            Kind::Integer { .. } => [low, high, 1.0],
            _ => [low, high, (high - low) / 100.0],
        }
    }

    /// The position of the slider for a value.
    pub fn notch(&self, value: f64, high: f64) -> f64 {
        let along = |(least, range)| NOTCHES * libm::log(f64::max(value, least) / least) / range;
        self.ratios(high).map_or(value, along)
    }

    /// The value at a position of the slider, as text. In ratios it has two digits, which is all that a hand can set.
    pub fn text_at(&self, notch: f64, high: f64) -> String {
        match self.ratios(high) {
            Some(_) if notch <= 0.0 => shortest(self.kind.limits().unwrap_or_default().0),
            Some((least, range)) => shortest(rounded(least * libm::exp(notch / NOTCHES * range), 2)),
            None => {
                let [low, _, step] = self.slider(high);
                let unit = libm::pow(10.0, (-floor(libm::log10(step) + 1e-9)).max(0.0));
                // Rounding may not leave the limits: 0.9999 is not 1.
                shortest((libm::round(notch * unit) / unit).min(high).max(low))
            }
        }
    }

    /// The smallest value beside 0, and ln of the ratio between the largest and it; none for a slider of equal steps.
    fn ratios(&self, high: f64) -> Option<(f64, f64)> {
        let Kind::Number { low, log: true, .. } = self.kind else { return None };
        let least = if low > 0.0 { low } else { high * LEAST };
        Some((least, libm::log(high / least)))
    }
}

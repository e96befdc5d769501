//! An axis: maps a value to a position, and chooses the round numbers for its labels.

use super::number::{fixed, power_of_ten, significant};
use super::scale::{Tick, decades};
use crate::num::{ceil, floor};
use libm::{log10, pow, round};

/// The fraction of a logarithmic axis below its lowest decade that is reserved for exact zeros.
const FLOOR: f64 = 0.1;

/// The smallest number above 0.
const SMALLEST: f64 = f64::from_bits(1);

/// One axis of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is counted or measured, and its unit: `step`, `loss`.
    pub label: String,
    /// Value at the left or lower end.
    pub low: f64,
    /// Value at the right or upper end.
    pub high: f64,
    /// Whether it is logarithmic; then `low` and `high` are above 0.
    pub log: bool,
    /// Whether it counts in whole numbers (steps, layers), so that no tick falls between two.
    pub whole: bool,
    floor: f64,
}

impl Axis {
    /// An axis of equal steps.
    pub fn linear(label: &str, low: f64, high: f64) -> Axis {
        Axis { label: label.into(), low, high, log: false, whole: false, floor: 0.0 }
    }

    /// An axis of equal factors. Ends that have no logarithm become the smallest f32 above 0.
    pub fn log(label: &str, low: f64, high: f64) -> Axis {
        let positive = |v: f64| if v > 0.0 { v.min(f64::MAX) } else { f32::MIN_POSITIVE as f64 };
        Axis { log: true, ..Axis::linear(label, positive(low), positive(high)) }
    }

    /// The same axis for whole numbers.
    pub fn whole(self) -> Axis {
        Axis { whole: true, ..self }
    }

    /// The same axis with its ends at round numbers around all finite values given. A linear axis that should start at
    /// 0 must be given a 0. Zeros do not extend a logarithmic axis: they are drawn on its floor.
    pub fn covering(self, values: impl IntoIterator<Item = f64>) -> Axis {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for v in values {
            if v.is_finite() && (!self.log || v > 0.0) {
                (low, high) = (low.min(v), high.max(v));
            }
        }
        self.around(low, high)
    }

    /// The same axis with round ends around these two values; unchanged if there are none.
    fn around(self, low: f64, high: f64) -> Axis {
        if low > high || (high - low).is_infinite() {
            return self;
        }
        if self.log {
            let exponents = (floor(log10(low)), ceil(log10(high)));
            let high = exponents.1.max(exponents.0 + 1.0);
            // Below the smallest number and above the largest there is no power of ten.
            return Axis { low: pow(10.0, exponents.0).max(SMALLEST), high: pow(10.0, high).min(f64::MAX), ..self };
        }
        let span = if high > low { high - low } else { high.abs().max(1.0) };
        let step = self.step(span, 5);
        let (low, end) = (step * floor(low / step), step * ceil(high / step));
        Axis { low, high: if end > low { end } else { low + step }, ..self }
    }

    /// The same axis with room below its lowest decade for exact zeros.
    pub(super) fn with_floor(self) -> Axis {
        Axis { floor: FLOOR, ..self }
    }

    /// The position of a value: 0 at the low end, 1 at the high end, outside 0..1 beyond the ends. `None` for NaN, ∞
    /// and, on a logarithmic axis, negative numbers. On a logarithmic axis an exact zero is on the floor.
    pub fn place(&self, value: f64) -> Option<f64> {
        if !value.is_finite() || (self.log && value < 0.0) {
            return None;
        }
        if self.log && value == 0.0 {
            return Some(0.0);
        }
        let (low, high, value) =
            if self.log { (log10(self.low), log10(self.high), log10(value)) } else { (self.low, self.high, value) };
        let span = if high > low { high - low } else { 1.0 };
        let share = ((value - low) / span).clamp(-1e6, 1e6);
        // A value that is small but not zero must not be drawn on the floor, which is for exact zeros.
        Some(if self.floor > 0.0 { self.floor + (1.0 - self.floor) * share.max(0.0) } else { share })
    }

    /// At most about `most` labeled ticks, low to high.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        let most = most.max(2);
        let mut ticks = if self.log { self.log_ticks(most) } else { self.linear_ticks(most) };
        if self.floor > 0.0 {
            ticks.insert(0, Tick { at: 0.0, label: "0".into() });
        }
        ticks
    }

    /// The smallest of 1, 2, 5, 10 … (times a power of ten) that cuts `span` into at most `most` pieces.
    fn step(&self, span: f64, most: usize) -> f64 {
        let least = span / most as f64;
        let power = pow(10.0, floor(log10(least)));
        // The small tolerance lets 0.3 / 3 count as 0.1.
        let round = [1.0, 2.0, 5.0].into_iter().find(|m| m * power >= least * (1.0 - 1e-9)).unwrap_or(10.0);
        if self.whole { (round * power).max(1.0) } else { round * power }
    }

    fn linear_ticks(&self, most: usize) -> Vec<Tick> {
        let span = self.high - self.low;
        if !(span > 0.0 && span.is_finite()) {
            return vec![self.tick(self.low, significant(self.low, 3))];
        }
        let step = self.step(span, most);
        let decimals = (-floor(log10(step) + 1e-9)).max(0.0) as usize;
        let widest = self.low.abs().max(self.high.abs());
        let label = |v: f64| if decimals > 4 || widest >= 1e6 { significant(v, 3) } else { fixed(v, decimals) };
        let slack = 1e-9;
        let (first, last) = (ceil(self.low / step - slack) as i64, floor(self.high / step + slack) as i64);
        (first..=last).map(|k| k as f64 * step).map(|v| self.tick(v, label(v))).collect()
    }

    fn log_ticks(&self, most: usize) -> Vec<Tick> {
        let exponents = (ceil(log10(self.low) - 1e-9) as i32, floor(log10(self.high) + 1e-9) as i32);
        let kept = decades(exponents.0, exponents.1, most);
        if kept.len() >= 2 {
            return kept.into_iter().map(|e| self.tick(pow(10.0, e as f64), power_of_ten(e))).collect();
        }
        // Less than two decades: round numbers between them, and if even those are too few, both ends.
        let (low, high) = (self.low * (1.0 - 1e-9), self.high * (1.0 + 1e-9));
        let mut values = Vec::new();
        for exponent in exponents.0 - 1..=exponents.1 {
            let power = pow(10.0, f64::from(exponent));
            values.extend([1.0, 2.0, 5.0].map(|m| m * power));
        }
        values.retain(|v| *v >= low && *v <= high);
        if values.len() < 2 {
            values = vec![self.low, self.high];
        }
        let every = values.len().div_ceil(most);
        values.chunks(every).map(|chunk| self.tick(chunk[0], significant(chunk[0], 3))).collect()
    }

    fn tick(&self, value: f64, label: String) -> Tick {
        Tick { at: self.place(value).unwrap_or(0.0), label }
    }
}

/// A value as text: without decimals if it is whole.
pub(super) fn named(value: f64) -> String {
    if value == round(value) && value.abs() < 1e15 { fixed(value, 0) } else { significant(value, 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_the_smallest_and_the_largest_number() {
        for values in [[SMALLEST, 1.0], [1.0, f64::MAX], [SMALLEST, f64::MAX]] {
            let axis = Axis::log("", 1.0, 1.0).covering(values);
            assert!(axis.low > 0.0 && axis.high.is_finite(), "{axis:?}");
            assert!((2..=8).contains(&axis.ticks(7).len()), "{:?}", axis.ticks(7));
            assert!(values.iter().all(|&value| axis.place(value).is_some_and(|at| (0.0..=1.0).contains(&at))));
        }
    }

    #[test]
    fn ticks_are_few_and_round() {
        let labels = |axis: Axis, most| axis.ticks(most).into_iter().map(|t| t.label).collect::<Vec<_>>();
        assert_eq!(labels(Axis::linear("", 0.0, 1.0), 5), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(Axis::linear("", -8.0, 8.0), 4), ["−5", "0", "5"]);
        assert_eq!(labels(Axis::linear("", 0.0, 12_000.0), 3), ["0", "5,000", "10,000"]);
        assert_eq!(labels(Axis::linear("", 0.0, 2.0).whole(), 6), ["0", "1", "2"]);
        assert_eq!(labels(Axis::log("", 0.1, 1e3), 5), ["10⁻¹", "1", "10", "10²", "10³"]);
        assert_eq!(labels(Axis::log("", 0.3, 0.9), 5), ["0.3", "0.9"]);
        assert_eq!(labels(Axis::log("", 0.3, 3.0), 5), ["0.5", "1", "2"]);
        assert!(labels(Axis::linear("", 1.0, 1.0), 5).len() == 1, "an axis without length must not loop");
        for (low, high) in [(0.0, 3.0), (-1.0, 1.0), (0.0, 7e9), (1e-9, 2e-9), (-3.3, 12.7)] {
            let ticks = Axis::linear("", low, high).ticks(5);
            assert!((2..=6).contains(&ticks.len()), "{low}..{high}: {ticks:?}");
            assert!(ticks.iter().all(|t| (-1e-6..=1.0 + 1e-6).contains(&t.at)));
        }
    }

    #[test]
    fn axes_cover_what_is_finite_with_round_ends() {
        let ends = |axis: Axis| (axis.low, axis.high);
        assert_eq!(ends(Axis::linear("", 0.0, 1.0).covering([0.0, 2.71, f64::NAN, f64::INFINITY])), (0.0, 3.0));
        assert_eq!(ends(Axis::linear("", 0.0, 1.0).covering([f64::NAN])), (0.0, 1.0));
        let log = Axis::log("", 1e-3, 1.0).covering([0.0, 3e-7, 0.02]);
        assert!((log.low / 1e-7 - 1.0).abs() < 1e-12 && (log.high / 0.1 - 1.0).abs() < 1e-12, "{log:?}");
        assert_eq!(ends(Axis::linear("", 0.0, 1.0).covering([5.0])).0, 5.0);
    }
}

//! What knowing nothing costs: the line that a loss has to come below.

use super::Frame;
use crate::spec::Loss;

/// The loss of an answer that never changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// On the examples that are learned from.
    pub loss: f64,
    /// The same as a formula, or in words.
    pub name: &'static str,
    /// The share of right answers; 0 where there are no classes.
    pub accuracy: f64,
    /// The loss on the examples that are tested on.
    pub test: f64,
}

impl Frame<'_> {
    /// The line of chance; none where the data have no task, or none but the examples can tell.
    pub fn chance(&self) -> Option<Chance> {
        let spec = self.spec;
        let (loss, name, accuracy) = spec.data.chance(self.loss)?;
        if spec.data.description().measured && self.loss == Loss::Mse {
            // A real series, and its later years are wilder: both parts against the mean of the first.
            let (learned, tested) = (self.examples(false, true), self.examples(true, true));
            let middle = mean(&learned, |y| y);
            let cost = |years: &[f32]| mean(years, |y| (y - middle) * (y - middle));
            return Some(Chance { loss: cost(&learned), name, accuracy, test: cost(&tested) });
        }
        Some(Chance { loss, name, accuracy, test: loss })
    }
}

fn mean(values: &[f32], of: impl Fn(f64) -> f64) -> f64 {
    values.iter().map(|&y| of(f64::from(y))).sum::<f64>() / values.len() as f64
}

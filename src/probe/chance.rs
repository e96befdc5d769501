//! Chance: the loss of a network that guesses.

use super::Frame;
use crate::spec::Loss;

/// The loss of the best constant answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// On the training set.
    pub loss: f64,
    /// The same as a formula or in words.
    pub name: &'static str,
    /// The fraction of correct answers; 0 if there are no classes.
    pub accuracy: f64,
    /// The loss on the test set.
    pub test: f64,
}

impl Frame<'_> {
    /// The loss of guessing; none if the dataset has no answers, or if it depends on the examples.
    pub fn chance(&self) -> Option<Chance> {
        let spec = self.spec;
        let (loss, name, accuracy) = spec.chance(self.loss)?;
        if spec.data.description().measured && self.loss == Loss::Mse {
            // The later years of a real series vary more, so both parts are compared with the mean of the training
            // part.
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

//! What a network answers about one example, and how often it is right.

use crate::net::class;
use crate::num::sigmoid;
use alloc::vec;
use alloc::vec::Vec;

/// The answer of a network that chooses a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The probability of each class.
    pub odds: Vec<f64>,
    /// The class that is answered; none if an output is NaN.
    pub class: Option<usize>,
}

impl Answer {
    /// From the outputs: the softmax of several; of a single one its sigmoid, the probability of the second class.
    pub fn of(z: &[f64]) -> Answer {
        let odds = match z {
            &[z] => vec![sigmoid(-z), sigmoid(z)],
            _ => softmax(z),
        };
        Answer { odds, class: class(z, 0, 1) }
    }
}

/// eᶻ/Σeᶻ. The largest logit is taken out first.
fn softmax(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let e: Vec<f64> = z.iter().map(|z| libm::exp(z - largest)).collect();
    let total: f64 = e.iter().sum();
    e.iter().map(|e| e / total).collect()
}

/// How often each true class (row) was answered by each class (column).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// The number of classes.
    pub classes: usize,
    /// The counts, row by row.
    pub counts: Vec<u32>,
}

impl Confusion {
    /// From the counts, which are as many as the classes squared.
    pub fn of(counts: Vec<u32>) -> Confusion {
        Confusion { classes: counts.len().isqrt(), counts }
    }

    /// Examples on the diagonal: answered by their own class.
    pub fn right(&self) -> u32 {
        self.counts.iter().step_by(self.classes + 1).sum()
    }

    /// All examples that were answered.
    pub fn all(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The share of right answers; none without an answer.
    pub fn share(&self) -> Option<f64> {
        let all = self.all();
        (all > 0).then(|| f64::from(self.right()) / f64::from(all))
    }
}

//! The result of an evaluation on all examples.

use crate::net::Evaluation;

/// Loss and accuracy at a step, on both sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Steps done.
    pub step: u32,
    /// On the training set.
    pub train: Evaluation,
    /// On the test set.
    pub test: Evaluation,
}

//! How well the network does on all examples.

use crate::net::Evaluation;

/// Loss and accuracy at a step, on both sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Steps done.
    pub step: u32,
    /// On what is learned from.
    pub train: Evaluation,
    /// On what is not.
    pub test: Evaluation,
}

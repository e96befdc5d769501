//! Room for an experiment.

use crate::net::Weights;

/// What an experiment finds where it opens.
#[derive(Clone, Debug)]
pub struct Room {
    /// Bytes that it may hold.
    pub bytes: usize,
    /// Initial weights that were made ahead. An experiment that they do not serve makes its own.
    pub weights: Option<Weights>,
}

impl From<usize> for Room {
    fn from(bytes: usize) -> Room {
        Room { bytes, weights: None }
    }
}

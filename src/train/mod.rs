//! Training as a state machine: one [`Phase`] at a time.
//!
//! [`Trainer`] owns the network, the data and the optimizer. A session advances it and reads it; probes read it. It
//! does not know that it is observed, and it hides the optimizer (`descent`, `rule`) behind `advance`, `save` and
//! `restore`.

mod descent;
mod phase;
mod range;
mod rule;
mod trainer;

pub use descent::{Clipped, penalise, penalty};
pub use phase::Phase;
pub use range::{RangeCurve, RangeTest};
pub use trainer::Trainer;

//! Training as a state machine: one [`Phase`] at a time. Does not know that it is watched.

mod descent;
mod phase;
mod range;
mod rule;
mod trainer;

pub use descent::{Clipped, penalise, penalty};
pub use phase::Phase;
pub use range::{RangeCurve, RangeTest};
pub use trainer::Trainer;

//! Training as a state machine: one [`Phase`] at a time. Does not know that it is watched.

mod phase;
mod rule;
mod trainer;

pub use phase::Phase;
pub use trainer::Trainer;

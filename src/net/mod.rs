//! Networks: one flat parameter arena, layers as forward/backward pairs, a chain of stages.
//! Knows no optimizer.

pub mod cell;
mod evaluate;
pub mod layer;
mod network;
mod parameters;
mod stage;
mod unrolled;

pub use evaluate::{Evaluation, Evaluator, Tally};
pub use network::Network;
pub use parameters::{Parameter, Parameters, Role};
pub use stage::{Block, Stage};
pub use unrolled::Time;

//! Networks: one flat parameter arena, layers as forward/backward pairs, a chain of stages.
//! Knows no optimizer.

mod evaluate;
pub mod layer;
mod network;
mod parameters;

pub use evaluate::{Evaluation, Evaluator};
pub use network::{Network, Stage};
pub use parameters::{Parameter, Parameters, Role};

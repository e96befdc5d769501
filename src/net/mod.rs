//! Networks: one flat parameter arena, layers and cells as pairs of forward and backward functions, a chain of stages.
//!
//! `train` runs it and `probe` reads it. It knows neither optimizers nor observers.

mod build;
pub mod cell;
mod evaluate;
mod footprint;
pub mod layer;
mod network;
mod parameters;
mod stage;
mod time;
mod unrolled;
mod weights;

pub use evaluate::{Evaluation, Evaluator, Tally};
pub(crate) use evaluate::{class, label, together_in};
pub use footprint::Footprint;
pub use network::Network;
pub use parameters::{Layout, Parameter, Parameters, Role};
pub use stage::{Block, Stage};
pub use time::Time;
pub use weights::Weights;

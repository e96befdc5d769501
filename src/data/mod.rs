//! Datasets: what a network learns from, and which examples a step takes.
//!
//! The trainer calls [`generate`] once and [`Batches`] (or [`Endless`], for tasks without a fixed training set) at
//! every step. `spec` describes each dataset (task, knobs, baseline, shape); the generators are here, hidden behind
//! those three. Nothing in here knows of networks.

mod batches;
mod digits;
mod endless;
mod examples;
mod extent;
mod generate;
mod own;
mod plane;
mod playground;
mod probes;
mod sequences;
mod source;
mod teacher;

pub use batches::Batches;
pub use digits::{DIGIT_PIXELS, digit_image, digit_test_index};
pub use endless::Endless;
pub(crate) use examples::largest;
pub use examples::{Data, Examples};
pub use extent::Extent;
pub use generate::generate;
pub use sequences::sunspots;

//! What is wrong with a run, why, and what to try: in words.
//!
//! It reads what the probe has measured and nothing else; it knows no pictures.

#[cfg(not(target_arch = "wasm32"))]
mod catalog;
mod cells;
mod compare;
mod cures;
#[cfg(not(target_arch = "wasm32"))]
mod describe;
mod diagnosis;
mod facts;
mod limits;
mod rules;
mod sentence;
mod stop;
mod through_time;
mod why;

#[cfg(not(target_arch = "wasm32"))]
pub use catalog::catalog;
pub use compare::{Difference, compare};
pub use cures::Cure;
pub use diagnosis::{Finding, Gravity, Symptom, diagnose};
pub use limits::{Limit, Limits};
pub use sentence::{Part, Tone, sentence};
pub use why::{Why, why};

//! Each experiment of the catalog shows what it claims, with ten seeds or more. Here: claims about the start of
//! training and the first steps; `tests/training` has the others. The presets are the experiments; a test appends what
//! it varies. `--nocapture` prints the measured values.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/seeds.rs"]
mod seeds;

mod basics;
mod causes;
mod claims;
mod exploding;
mod paths;
mod time;
mod vanishing;

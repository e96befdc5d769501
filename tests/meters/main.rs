//! What a view may ask of a run besides its figures: meters that are measured on demand.
#![cfg(not(target_arch = "wasm32"))]

mod activations;
mod angle;
mod rank;
#[path = "../support/seeds.rs"]
mod seeds;

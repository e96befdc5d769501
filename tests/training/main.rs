//! Each experiment of the catalog shows what it claims, with ten seeds or more. Here: claims that need some hundred
//! steps of training. `--nocapture` prints the measured values.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/seeds.rs"]
mod seeds;

mod cures;
mod defaults;
mod limits;
mod offered;
mod residual;
mod stuck;
mod time;
mod too_large;

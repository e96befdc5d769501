//! f16 and bf16: rounding to them, and what becomes of a run whose tensors are rounded.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/any.rs"]
mod any;
#[path = "../support/seeds.rs"]
mod seeds;

mod formats;
mod runs;
mod scale;
mod underflow;

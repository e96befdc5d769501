//! Kernels against naive twins: the same bits where an order of summation is fixed, the same value everywhere.
#![cfg(not(target_arch = "wasm32"))]

mod distribution;
mod functions;
mod norms;
mod products;
mod singular;

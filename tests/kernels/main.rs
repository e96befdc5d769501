//! Kernels against naive twins: the same bits where an order of summation is fixed, the same value everywhere.
#![cfg(not(target_arch = "wasm32"))]

mod distribution;
mod functions;
mod norms;
mod products;

use gradient_lab::num::{Random, Real};

/// `count` normal draws.
fn draws<R: Real>(random: &mut Random, count: usize) -> Vec<R> {
    (0..count).map(|_| R::from_f64(random.normal())).collect()
}

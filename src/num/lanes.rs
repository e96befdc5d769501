//! Vectors of 128 bits: four f32 or two f64. The kernels compute with them.
//!
//! WebAssembly has instructions for such vectors (`simd`). Other targets use the portable twin, which does the same
//! operations lane by lane (`portable`). Both give the same bits: each lane rounds as a single number does, nothing
//! uses a fused multiply-add, and every sum over lanes has a fixed order. `compare` tests this in the browser.

#[cfg(all(test, target_arch = "wasm32", target_feature = "simd128"))]
mod compare;
mod exp;
#[cfg(any(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd;
mod unchecked;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use portable::{Four, Two};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::{Four, Two};

pub(super) use unchecked::{Place, Unchecked};

//! **gradient-lab**: deep networks trained one phase at a time, so that one can watch the gradient
//! vanish, explode, or arrive.
//!
//! One package, folders are layers, imports only run leftwards:
//!
//! ```text
//! num ◀ spec ◀ data ◀ net ◀ train ◀ probe ◀ session ◀ verdict ◀ figure ◀ web
//! num ◀ chart ◀────────────────────────────────────────────── figure
//! ```
//!
//! - [`num`]: real numbers, their functions, random draws, matrix products. Knows no networks.
//! - [`spec`]: every choice a learner can make, as data with its mathematics. Knows no parameters.
//! - [`data`]: datasets and batching.
//! - [`net`]: one flat parameter arena, layers as forward/backward pairs, the chain of stages.
//! - [`train`]: the update rule and the [`train::Trainer`], a state machine that does one
//!   [`train::Phase`] at a time.
//! - [`probe`]: what is measured: norms, gradient factors, trace, gradient check, snapshots and the
//!   [`probe::Session`] that can step back. Knows no pictures.
//! - `chart` (feature `plot`): axes-and-series charts on any plotters backend, colour maps.
//! - `web` (feature `web`, wasm only): the door to the page.
//!
//! Everything left of `chart` is `no_std` + `alloc` and generic over one [`num::Real`]: the page
//! trains in `f32`, tests and the gradient check run the same code in `f64`.
//!
//! Letters: B batch, I inputs, O outputs, k stage; x, a, z, w, b as in A = f(W·A + b). `d_thing` is
//! ∂L/∂thing and has thing's shape. Matrices of activations are feature-major, `[features × batch]`.
#![cfg_attr(not(feature = "plot"), no_std)]
#![deny(missing_docs, missing_debug_implementations, unsafe_code)]

extern crate alloc;

#[cfg(feature = "plot")]
pub mod chart;
pub mod data;
#[cfg(feature = "plot")]
pub mod figure;
pub mod net;
pub mod num;
pub mod probe;
pub mod session;
pub mod spec;
pub mod train;
pub mod verdict;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;

/// The README's program, as a test.
#[cfg(all(doctest, not(target_arch = "wasm32")))]
#[doc = include_str!("../README.md")]
pub struct Readme;

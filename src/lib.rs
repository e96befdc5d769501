//! **gradient-lab**: deep networks trained one phase at a time, to show how the gradient vanishes, explodes or arrives.
//!
//! One package. Folders are layers, and imports only run leftwards:
//!
//! ```text
//! num ◀ spec ◀ data ◀ net ◀ train ◀ probe ◀ session ◀ verdict ◀ figure ◀ web
//! num ◀ chart ◀────────────────────────────────────────────── figure
//! ```
//!
//! - [`num`]: real numbers, their functions, random numbers, matrix products.
//! - [`spec`]: every choice a learner can make, as data with its mathematics; links.
//! - [`data`]: datasets and batches.
//! - [`net`]: one flat parameter arena, layers as forward/backward pairs, recurrent cells, the chain of stages.
//! - [`train`]: the [`train::Trainer`], a state machine that runs one [`train::Phase`] at a time.
//! - [`probe`]: measurements, read-only; the [`probe::Frame`] that views read.
//! - [`session`]: the [`session::Session`] that measures a run and can undo it; the [`session::Experiment`].
//! - [`verdict`]: what is wrong with a run and why, and what to try.
//! - `chart` and `figure` (feature `plot`): charts on any plotters backend, and which chart a run gets.
//! - `web` (feature `web`, wasm only): the API that the page calls.
//!
//! Everything from `num` to `verdict` is `no_std` with `alloc` and generic over one [`num::Real`] where it trains: the
//! page trains in `f32`, tests and the gradient check run the same code in `f64`.
//!
//! Letters: B batch, I inputs, O outputs, H hidden units, k stage; x, a, z, w, b as in A = f(W·A + b). `d_thing` is
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

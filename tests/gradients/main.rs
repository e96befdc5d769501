//! Every gradient against finite differences in f64: by the lab's own check, and by differences taken here.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/any.rs"]
mod any;
mod cells;
#[path = "../support/cells.rs"]
mod every;
mod layers;
#[path = "../support/open.rs"]
mod open;
mod paths;
mod proof;
mod trainers;

//! Each experiment of the catalogue shows what it claims, over ten seeds and more: here what shows before training
//! or within a few steps, in `training.rs` the rest. `--nocapture` prints what was measured. The presets are the
//! experiments; what varies is appended to them.
#![cfg(not(target_arch = "wasm32"))]

#[path = "catalogue/at_start/mod.rs"]
mod at_start;
mod catalogue;

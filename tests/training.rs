//! Each experiment of the catalogue shows what it claims, over ten seeds and more: here those that train, which takes
//! minutes. `--nocapture` prints what was measured.
#![cfg(not(target_arch = "wasm32"))]

mod catalogue;
#[path = "catalogue/trained/mod.rs"]
mod trained;

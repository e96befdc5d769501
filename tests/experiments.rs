//! Each experiment of the catalogue shows what it claims, over ten seeds and more: `--nocapture` prints what
//! was measured. The presets are the experiments; what varies is appended to them.
#![cfg(not(target_arch = "wasm32"))]

mod catalogue;

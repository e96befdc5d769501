//! Trace files: what is read from them, what is said of a wrong one, and that no file whatever ends in a panic.
#![cfg(not(target_arch = "wasm32"))]

mod faults;
mod mutated;
mod rows;
mod written;

use gradient_lab::probe::{Recorded, TraceReader};

/// Reads a whole file.
fn read(text: &str) -> Result<Recorded, String> {
    let mut reader = TraceReader::default();
    reader.push(text)?;
    reader.finish()
}

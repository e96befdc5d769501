//! `cargo xtask fuzz`: random links and operations, with every read-out after each (`tests/fuzz`).

use crate::Outcome;
use crate::run::{cargo, step};

/// Runs the sessions of the seeds that `options` name, or of the first ten thousand.
pub fn command(options: &[&str]) -> Outcome {
    let arguments = [&["test", "--release", "--test", "fuzz", "--"], options].concat();
    step(&format!("cargo {}", arguments.join(" ")), &mut cargo(&arguments))
}

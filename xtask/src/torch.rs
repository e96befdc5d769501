//! `cargo xtask torch`: exports runs to PyTorch in Node, and runs the scripts with a real PyTorch.

use crate::manifest::Manifest;
use crate::run::{answer, find, program, refuse_rustflags, step};
use crate::{Outcome, apt, node, pack, setup};
use std::path::{Path, PathBuf};

/// Debian's package.
const PACKAGE: &str = "python3-torch";
/// Where Python may be. A Python that comes first on the path need not be Debian's.
const PROGRAMS: &[&str] = &["python3", "python", "/usr/bin/python3"];

/// `cargo xtask torch [--short]`: all links, or a few of them.
pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    refuse_rustflags()?;
    ensure()?;
    setup::page(manifest)?;
    node::packages(manifest)?;
    pack::build(manifest)?;
    compare(options)
}

/// Compares with the module that was built last.
pub fn compare(options: &[&str]) -> Outcome {
    let python = python().ok_or_else(what_to_do)?;
    let mut runner = node::node("tests/torch/run.mjs");
    runner.arg(python).args(options);
    step("node tests/torch/run.mjs", &mut runner)
}

/// Installs PyTorch if it is missing.
pub fn ensure() -> Outcome {
    if python().is_none() && apt::can_install() {
        apt::install(&[PACKAGE])?;
    }
    python().map(drop).ok_or_else(what_to_do)
}

/// A Python that has PyTorch.
fn python() -> Option<PathBuf> {
    let installed = PROGRAMS.iter().filter_map(|name| find(Path::new(name)));
    let has_torch = |python: &PathBuf| answer(program(python).args(["-c", "import torch"])).is_some();
    installed.into_iter().find(has_torch)
}

fn what_to_do() -> String {
    let how = if apt::is_there() { format!("sudo apt-get install {PACKAGE}") } else { "pip install torch".to_owned() };
    format!("the export to PyTorch is compared with a real PyTorch. Run: {how}   Then start again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_a_command() {
        assert!(what_to_do().contains("install"), "{}", what_to_do());
    }
}

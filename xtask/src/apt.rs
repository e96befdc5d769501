//! Installs Debian packages, where this process may.

use crate::Outcome;
use crate::run::{answer, find, program, step};
use std::path::Path;

/// Whether this is a system with apt, and we are root.
pub fn can_install() -> bool {
    let root = answer(program("id").arg("-u")).as_deref() == Some("0");
    cfg!(target_os = "linux") && root && is_there()
}

/// Whether the user could install packages with apt.
pub fn is_there() -> bool {
    find(Path::new("apt-get")).is_some()
}

/// Installs packages.
pub fn install(packages: &[&str]) -> Outcome {
    let apt = || {
        let mut command = program("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    // If the package list cannot be updated, go on: the package may be in the old list.
    step("apt-get update", apt().arg("update")).unwrap_or_else(|sentence| println!("{sentence}"));
    let title = format!("apt-get install {}", packages.join(" "));
    step(&title, apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

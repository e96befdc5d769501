//! Node and the locked npm packages of `tests/e2e`: the browser drivers, axe, binaryen's `wasm-opt`, terser, and `tsc`.

use crate::run::{find, program, step, version_of};
use crate::{Outcome, manifest::Manifest, manifest::root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn folder() -> PathBuf {
    root().join("tests/e2e")
}

pub fn node(script: impl AsRef<Path>) -> Command {
    let mut command = program("node");
    command.arg(script.as_ref());
    command
}

pub fn is_there() -> bool {
    find(Path::new("node")).is_some()
}

/// Runs `npm ci`, unless the installed packages came from the present lock file.
pub fn packages(manifest: &Manifest) -> Outcome {
    let oldest = manifest.number("tools.node.oldest")?;
    if !node_is_there(oldest) {
        return Err(format!(
            "the browser tests need Node {oldest} or newer with npm (https://nodejs.org). Install it, then start again."
        ));
    }
    install(&folder())
}

/// Installs the locked packages of a folder.
pub fn install(folder: &Path) -> Outcome {
    let path = folder.join("package-lock.json");
    let lock = fs::read(&path).map_err(|e| format!("{}: {e}.", path.display()))?;
    let installed = folder.join("node_modules/.installed-from.json");
    if fs::read(&installed).is_ok_and(|from| from == lock) {
        return Ok(());
    }
    let mut npm = program("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    step(&format!("npm ci in {}", folder.display()), &mut npm)?;
    fs::write(&installed, lock).map_err(|e| format!("{}: {e}.", installed.display()))
}

/// Installs the libraries that the bench compares with, which have their own lock file, and the browser driver.
pub fn bench_packages(manifest: &Manifest) -> Outcome {
    packages(manifest)?;
    install(&root().join("benches"))
}

/// Installs the packages if there is Node, for a build that profits from it but does not need it.
pub fn packages_if_node(manifest: &Manifest) -> Outcome {
    if node_is_there(manifest.number("tools.node.oldest")?) { packages(manifest) } else { Ok(()) }
}

fn node_is_there(oldest: usize) -> bool {
    let major = version_of("node").and_then(|version| version.split('.').next()?.parse().ok());
    major >= Some(oldest) && find(Path::new("npm")).is_some()
}

//! The tools of the hosts, at their pinned versions, in the target folder: nothing is installed for the whole machine.

use super::table::{Host, Tool};
use crate::manifest::target_dir;
use crate::run::{answer, cargo, find, program, step, version_of};
use crate::{Outcome, node};
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest Python for which the pinned packages are made.
const OLDEST_PYTHON: [usize; 2] = [3, 11];

/// Installs what a host needs, and returns the folder of its programs.
pub fn install(host: &Host, notes: &Path) -> Outcome<PathBuf> {
    match host.tool {
        Tool::None => Ok(PathBuf::new()),
        Tool::Npm => node::install(notes).map(|()| notes.join("node_modules/.bin")),
        Tool::Cargo(name, version) => crate_program(name, version),
        Tool::Python => python(host, notes),
    }
}

fn folder(name: &str) -> PathBuf {
    target_dir().join("hosts/tools").join(name)
}

fn crate_program(name: &str, version: &str) -> Outcome<PathBuf> {
    let root = folder(name);
    let bin = root.join("bin");
    if version_of(bin.join(name)).as_deref() == Some(version) {
        return Ok(bin);
    }
    let title = format!("install {name} {version} (compiles for some minutes, only once)");
    let mut install = cargo(&["install", "--locked", "--no-default-features", "--version", version, name, "--root"]);
    step(&title, install.arg(&root).env("CARGO_TARGET_DIR", folder("build").join(name)))?;
    Ok(bin)
}

/// An environment of its own, with exactly the packages of the notes' list.
fn python(host: &Host, notes: &Path) -> Outcome<PathBuf> {
    let list = notes.join("requirements.txt");
    let wanted = fs::read_to_string(&list).map_err(|e| format!("{}: {e}.", list.display()))?;
    let environment = folder(host.name);
    let bin = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let installed = environment.join(".installed-from.txt");
    if fs::read_to_string(&installed).is_ok_and(|from| from == wanted) {
        return Ok(bin);
    }
    let make = ["-m", "venv", "--clear"];
    step("make a Python environment", program(recent_python()?).args(make).arg(&environment))?;
    let mut pip = program(bin.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"]);
    step(&format!("pip install for {}", host.name), pip.arg(&list))?;
    fs::write(&installed, wanted).map_err(|e| format!("{}: {e}.", installed.display()))?;
    Ok(bin)
}

fn recent_python() -> Outcome<PathBuf> {
    let says = "import sys; print(sys.version_info[0], sys.version_info[1])";
    let recent = |path: &PathBuf| {
        let version = answer(program(path).args(["-c", says])).unwrap_or_default();
        let numbers: Vec<usize> = version.split(' ').filter_map(|number| number.parse().ok()).collect();
        numbers.as_slice() >= OLDEST_PYTHON.as_slice()
    };
    let mut installed = ["python3", "python", "/usr/bin/python3"].iter().filter_map(|name| find(Path::new(name)));
    let [major, minor] = OLDEST_PYTHON;
    installed.find(recent).ok_or_else(|| format!("it needs Python {major}.{minor} or newer with venv."))
}

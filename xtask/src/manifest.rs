//! `wasm-pack.toml`, read once. It is the only place for tool versions, size budgets and the page's policy.

use crate::Outcome;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The file as a table. Entries are read by their dotted path; the error for a missing entry names it.
pub struct Manifest(Table);

impl Manifest {
    pub fn read() -> Outcome<Self> {
        let path = root().join("wasm-pack.toml");
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{} cannot be read: {e}.", path.display()))?;
        text.parse().map(Self).map_err(|e| format!("wasm-pack.toml is not TOML: {e}"))
    }

    pub fn text(&self, path: &str) -> Outcome<&str> {
        self.at(path)?.as_str().ok_or_else(|| format!("wasm-pack.toml: {path} must be a string."))
    }

    pub fn number(&self, path: &str) -> Outcome<usize> {
        let value = self.at(path)?.as_integer().and_then(|n| usize::try_from(n).ok());
        value.ok_or_else(|| format!("wasm-pack.toml: {path} must be a whole number."))
    }

    pub fn texts(&self, path: &str) -> Outcome<Vec<&str>> {
        let list = self.at(path)?.as_array().ok_or_else(|| format!("wasm-pack.toml: {path} must be a list."))?;
        Ok(list.iter().filter_map(Value::as_str).collect())
    }

    fn at(&self, path: &str) -> Outcome<&Value> {
        let mut keys = path.split('.');
        let first = keys.next().and_then(|key| self.0.get(key));
        let found = keys.fold(first, |value, key| value?.get(key));
        found.ok_or_else(|| format!("wasm-pack.toml has no '{path}'."))
    }
}

/// The root of the repository, fixed at compile time, so that `cargo xtask` works from any folder in it.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Cargo's target folder, in which xtask also keeps its caches.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

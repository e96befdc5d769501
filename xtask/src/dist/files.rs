//! Files: each error names the path.

use crate::Outcome;
use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

pub fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| failed(path, &e))
}

pub fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| failed(path, &e))
}

/// Writes a file, and makes the folders above it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(|e| failed(path, &e))?;
    fs::write(path, bytes).map_err(|e| failed(path, &e))
}

pub fn copy(from: &Path, to: &Path) -> Outcome {
    write(to, bytes(from)?)
}

/// Makes `folder` an empty one.
pub fn clear(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|e| failed(folder, &e))?;
    }
    fs::create_dir_all(folder).map_err(|e| failed(folder, &e))
}

/// All files below a folder, sorted.
pub fn below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| failed(&folder, &e))? {
            let path = entry.map_err(|e| failed(&folder, &e))?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn failed(path: &Path, error: &Error) -> String {
    format!("{}: {error}.", path.display())
}

/// Replaces `before`, which must occur: a template that has changed is an error, and not a page that is half done.
pub fn replaced(text: &str, before: &str, after: &str) -> Outcome<String> {
    if !text.contains(before) {
        return Err(format!("the pack expects to find '{before}' in a page."));
    }
    Ok(text.replace(before, after))
}

/// What stands between two marks.
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> Outcome<&'a str> {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    found.map(|(inside, _)| inside).ok_or_else(|| format!("the pack expects text between '{start}' and '{end}'."))
}

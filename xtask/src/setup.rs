//! Set-up: installs only what is missing or has another version.

use crate::run::{answer, cargo, cargo_bin, find, program, step, version_of};
use crate::{Outcome, browsers, manifest::Manifest, node, torch};
use std::env;
use std::path::{Path, PathBuf};

/// Installs everything that `cargo xtask test` needs.
pub fn everything(manifest: &Manifest) -> Outcome {
    targets(manifest)?;
    wasm_pack(manifest)?;
    browsers::both(manifest)?;
    cargo_tool("geckodriver", manifest)?;
    torch::ensure()?;
    node::packages(manifest)
}

/// Installs the Rust targets: the page's, and the bare-metal one that proves the core is `no_std`.
pub fn targets(manifest: &Manifest) -> Outcome {
    target(manifest.text("rust-targets.page")?)?;
    target(manifest.text("rust-targets.bare-metal")?)
}

/// Installs what a build of the page needs: Rust's wasm target.
pub fn page(manifest: &Manifest) -> Outcome {
    target(manifest.text("rust-targets.page")?)
}

/// Installs what the bare `wasm-pack test --headless --firefox` needs.
pub fn wasm_tests(manifest: &Manifest) -> Outcome {
    page(manifest)?;
    wasm_pack(manifest)?;
    browsers::firefox(manifest)?;
    cargo_tool("geckodriver", manifest)
}

/// Installs what the tests of the served page need.
pub fn page_tests(manifest: &Manifest) -> Outcome {
    page(manifest)?;
    browsers::both(manifest)?;
    node::packages(manifest)
}

fn target(triple: &str) -> Outcome {
    let sysroot = answer(program("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib").join(triple).join("lib").is_dir() {
        return Ok(());
    }
    if find(Path::new("rustup")).is_none() {
        return Err(format!(
            "Rust's target {triple} is missing, and there is no rustup to add it. \
             Add it the way Rust was installed here, or install Rust from https://rustup.rs."
        ));
    }
    step(&format!("add the Rust target {triple}"), program("rustup").args(["target", "add", triple]))
}

/// Installs wasm-pack, which runs the browser tests.
fn wasm_pack(manifest: &Manifest) -> Outcome {
    cargo_tool("wasm-pack", manifest)?;
    announce_wasm_bindgen(manifest.text("tools.wasm-bindgen")?);
    Ok(())
}

/// Installs a program from crates.io at the pinned version, in cargo's bin folder, where bare commands find it, too.
fn cargo_tool(name: &str, manifest: &Manifest) -> Outcome {
    let pinned = manifest.text(&format!("tools.{name}"))?;
    if version_of(name).as_deref() == Some(pinned) {
        return Ok(());
    }
    let title = format!("install {name} {pinned} (compiles for some minutes, only once)");
    step(&title, &mut cargo(&["install", "--locked", "--version", pinned, name]))?;
    match version_of(name) {
        Some(found) if found == pinned => Ok(()),
        found => Err(format!(
            "{name} {pinned} was installed into {}, but the program found under that name is {}.",
            cargo_bin().unwrap_or_default().display(),
            found.map_or_else(|| "nothing".to_owned(), |version| format!("version {version}")),
        )),
    }
}

/// Announces that wasm-pack will fetch wasm-bindgen or, on a closed network, compile it: it does so silently.
fn announce_wasm_bindgen(pinned: &str) {
    let cached = std::fs::read_dir(wasm_pack_cache()).into_iter().flatten().flatten();
    let mut programs = cached.map(|entry| entry.path().join("wasm-bindgen")).chain([PathBuf::from("wasm-bindgen")]);
    if !programs.any(|path| version_of(path).as_deref() == Some(pinned)) {
        println!(
            "wasm-pack has no wasm-bindgen {pinned} yet: its first build fetches or compiles it \
             (4 to 8 minutes, only once)."
        );
    }
}

fn wasm_pack_cache() -> PathBuf {
    if let Some(folder) = env::var_os("WASM_PACK_CACHE") {
        return folder.into();
    }
    let home = env::home_dir().unwrap_or_default();
    let named = env::var_os(if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" }).map(PathBuf::from);
    let usual = home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" });
    named.unwrap_or(usual).join(".wasm-pack")
}

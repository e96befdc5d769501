//! From Rust to `www/pkg`: wasm-pack builds and writes the glue, terser makes the glue smaller, wasm-opt the module, and faster.

use crate::run::{answer, program, step};
use crate::{Outcome, glue, manifest::Manifest, manifest::root, manifest::target_dir, module, node, order};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the page's module and its catalog, and says whether it could be optimised.
pub fn build(manifest: &Manifest) -> Outcome<bool> {
    let optimised = build_all(manifest.artefacts())?;
    write_catalog(manifest)?;
    Ok(optimised)
}

/// Builds the module that only the bench uses.
pub fn build_bench(manifest: &Manifest) -> Outcome<bool> {
    build_all(manifest.bench())
}

/// What can be chosen, in words, which are in neither module.
fn write_catalog(manifest: &Manifest) -> Outcome {
    let catalog = root().join(manifest.text("artefact.folder")?).join("catalog.json");
    write(&catalog, gradient_lab::verdict::catalog().as_bytes())
}

fn build_all(artefacts: Vec<Manifest>) -> Outcome<bool> {
    let mut optimised = true;
    for artefact in artefacts {
        optimised &= build_one(&artefact)?;
    }
    Ok(optimised)
}

fn build_one(manifest: &Manifest) -> Outcome<bool> {
    let folder = manifest.text("artefact.folder")?;
    let mut wasm_pack = program("wasm-pack");
    let name = manifest.text("artefact.glue")?;
    let profile = manifest.text("artefact.profile")?;
    wasm_pack.args(["build", "--profile", profile, "--no-pack", "--target", manifest.text("artefact.target")?]);
    // Of all paths only this one is counted from the package's folder and not from ours.
    wasm_pack.arg("--out-dir").arg(root().join(folder)).args(["--out-name", name.trim_end_matches(".js")]);
    wasm_pack.arg(manifest.text("artefact.package")?);
    // Unstable switches are there for a stable compiler too, if it is told that we know.
    let inline = format!("-Cllvm-args=-inline-threshold={}", manifest.text("artefact.inline_threshold")?);
    let switches = [manifest.texts("compiler.switches")?, vec![inline.as_str()]].concat();
    let flags = format!("target.wasm32-unknown-unknown.rustflags={switches:?}");
    wasm_pack
        .args(["--", "--config", &flags])
        .args(manifest.texts("compiler.standard-library")?)
        .env("RUSTC_BOOTSTRAP", "1");
    step(&format!("build {folder}"), &mut wasm_pack)?;
    let (script, wasm) = (root().join(folder).join(name), root().join(folder).join(manifest.text("artefact.wasm")?));
    let words = fs::read_to_string(&script).map_err(|e| format!("{}: {e}.", script.display()))?;
    let names = optimise(&wasm, manifest)?;
    write(&script, glue::with_names(&glue::without_docs(&words), names.as_deref().unwrap_or_default()).as_bytes())?;
    glue::minify(&script, manifest)?;
    Ok(names.is_some())
}

/// Replaces `wasm` by its optimised twin, and says what its imports and exports are called now. It takes long, so the last twin is kept, and used again for the same input.
fn optimise(wasm: &Path, manifest: &Manifest) -> Outcome<Option<String>> {
    let wasm_opt = node::folder().join("node_modules/binaryen/bin/wasm-opt");
    if !node::is_there() || !wasm_opt.is_file() {
        println!("wasm-opt is not here (it comes with Node and `cargo xtask setup`): the module works, only larger.");
        return Ok(None);
    }
    let (arguments, last) = (manifest.texts("wasm-opt.arguments")?, manifest.texts("wasm-opt.order")?);
    // tests/manifest.rs looks here too
    let kept = Kept::at(kept_in(manifest.text("artefact.name")?))?;
    let input = (read(wasm)?, [&arguments[..], &last].concat().join(" ").into_bytes());
    if !kept.is_for(&input) {
        fs::remove_file(&kept.input).ok();
        step("wasm-opt", node::node(&wasm_opt).args(&arguments).arg(wasm).arg("-o").arg(&kept.output))?;
        let small = read(&kept.output)?;
        write(&kept.output, &module::with_names(&small, &order::side_by_side(&module::functions(&small)?))?)?;
        let features = arguments.iter().copied().filter(|argument| argument.starts_with("--enable-"));
        let mut command = node::node(&wasm_opt);
        let names = answer(command.args(features).args(last).arg(&kept.output).arg("-o").arg(&kept.output));
        write(&kept.names, names.ok_or("wasm-opt does not put the functions in order.")?.as_bytes())?;
        write(&kept.arguments, &input.1)?;
        write(&kept.input, &input.0)?;
    }
    write(wasm, &read(&kept.output)?)?;
    Ok(Some(String::from_utf8_lossy(&read(&kept.names)?).into_owned()))
}

fn kept_in(name: &str) -> PathBuf {
    target_dir().join("xtask-wasm-opt").join(name)
}

/// Only an optimised module is held to the budgets: without Node the page is served as rustc left it.
#[cfg(test)]
pub fn is_optimised(name: &str, wasm: &Path) -> bool {
    let optimised = fs::read(kept_in(name).join("output.wasm"));
    matches!((fs::read(wasm), optimised), (Ok(built), Ok(optimised)) if built == optimised)
}

struct Kept {
    input: PathBuf,
    arguments: PathBuf,
    output: PathBuf,
    names: PathBuf,
}

impl Kept {
    fn at(folder: PathBuf) -> Outcome<Self> {
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}.", folder.display()))?;
        let file = |name| folder.join(name);
        Ok(Self {
            input: file("input.wasm"),
            arguments: file("arguments"),
            output: file("output.wasm"),
            names: file("names"),
        })
    }

    fn is_for(&self, (wasm, arguments): &(Vec<u8>, Vec<u8>)) -> bool {
        let same = |path: &PathBuf, bytes: &Vec<u8>| fs::read(path).is_ok_and(|kept| kept == *bytes);
        self.output.is_file() && self.names.is_file() && same(&self.input, wasm) && same(&self.arguments, arguments)
    }
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}.", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}.", path.display()))
}

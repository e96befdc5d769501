//! Builds `www/pkg`: cargo compiles the module, wasm-bindgen writes the glue, and Node's tools make both smaller.

use crate::run::{cargo, step};
use crate::{Outcome, glue, manifest::Manifest, manifest::root, manifest::target_dir, node};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// Builds the page's module and its catalog. Returns whether the module could be optimized.
pub fn build(manifest: &Manifest) -> Outcome<bool> {
    let optimized = build_one(manifest, "artefact")?;
    let catalog = root().join(manifest.text("artefact.folder")?).join("catalog.json");
    write(&catalog, gradient_lab::verdict::catalog().as_bytes())?;
    Ok(optimized)
}

/// Builds the module that only the bench uses.
pub fn build_bench(manifest: &Manifest) -> Outcome<bool> {
    build_one(manifest, "bench")
}

/// Builds what the table `key` of the manifest describes.
fn build_one(manifest: &Manifest, key: &str) -> Outcome<bool> {
    let text = |name: &str| manifest.text(&format!("{key}.{name}"));
    let folder = root().join(text("folder")?);
    let compiled = compile(manifest, text("package")?)?;
    bind(&compiled, &folder, text("name")?)?;
    let script = folder.join(format!("{}.js", text("name")?));
    glue::minify(&script, manifest)?;
    optimize(&folder.join(format!("{}_bg.wasm", text("name")?)), manifest)
}

/// Compiles a package and returns the path of its module.
///
/// Cargo refuses link-time optimization for a library that is built as an rlib too, so the type is named here.
fn compile(manifest: &Manifest, package: &str) -> Outcome<PathBuf> {
    let (target, profile) = (manifest.text("rust-targets.page")?, manifest.text("build.profile")?);
    let arguments = ["rustc", "--package", package, "--lib", "--crate-type", "cdylib"];
    let mut command = cargo(&arguments);
    step(&format!("compile {package}"), command.args(["--profile", profile, "--target", target]))?;
    Ok(target_dir().join(target).join(profile).join(package.replace('-', "_")).with_extension("wasm"))
}

/// Writes the glue, its types and the module as `folder/name.js`, `name.d.ts` and `name_bg.wasm`.
fn bind(compiled: &Path, folder: &Path, name: &str) -> Outcome {
    println!("\n── wasm-bindgen for {}", folder.display());
    let mut bindgen = Bindgen::new();
    // The library leaves the module's address out unless asked; the page calls the glue without one.
    bindgen.input_path(compiled).out_name(name).typescript(true).omit_default_module_path(false);
    let web = bindgen.web(true);
    let written = web.and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|why| format!("wasm-bindgen cannot read {}: {why:#}.", compiled.display()))
}

/// Replaces `wasm` by an optimized module. wasm-opt takes long, so its last result is reused for the same input.
fn optimize(wasm: &Path, manifest: &Manifest) -> Outcome<bool> {
    let wasm_opt = node::folder().join("node_modules/binaryen/bin/wasm-opt");
    if !node::is_there() || !wasm_opt.is_file() {
        println!("wasm-opt is missing (it comes with Node and `cargo xtask setup`): the module works, but is larger.");
        return Ok(false);
    }
    let arguments = manifest.texts("wasm-opt.arguments")?;
    let kept = Kept::of(wasm)?;
    let input = [&read(wasm)?, arguments.join(" ").as_bytes()].concat();
    if !kept.is_for(&input) {
        fs::remove_file(&kept.input).ok();
        step("wasm-opt", node::node(&wasm_opt).args(&arguments).arg(wasm).arg("-o").arg(&kept.output))?;
        write(&kept.input, &input)?;
    }
    write(wasm, &read(&kept.output)?)?;
    Ok(true)
}

/// Whether `wasm` is the last module that was optimized. Without Node the page is served as rustc compiled it, and
/// only an optimized module is held to the budgets.
#[cfg(test)]
pub fn is_optimized(wasm: &Path) -> bool {
    let optimized = Kept::of(wasm).and_then(|kept| read(&kept.output));
    matches!((fs::read(wasm), optimized), (Ok(built), Ok(optimized)) if built == optimized)
}

/// The last input of wasm-opt, with its arguments, and the module that it wrote.
struct Kept {
    input: PathBuf,
    output: PathBuf,
}

impl Kept {
    /// tests/manifest.rs looks here too.
    fn of(wasm: &Path) -> Outcome<Self> {
        let folder = target_dir().join("xtask-wasm-opt").join(wasm.file_stem().unwrap_or_default());
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}.", folder.display()))?;
        Ok(Self { input: folder.join("input"), output: folder.join("output.wasm") })
    }

    fn is_for(&self, input: &[u8]) -> bool {
        self.output.is_file() && fs::read(&self.input).is_ok_and(|kept| kept == input)
    }
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}.", path.display()))
}

pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}.", path.display()))
}

//! From Rust to `www/pkg`: wasm-pack builds and writes the glue, wasm-opt makes the module smaller and faster.

use crate::run::{find, program, step};
use crate::{Outcome, manifest::Manifest, manifest::root, manifest::target_dir, node};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the page's module and says whether it could be optimised.
pub fn build(manifest: &Manifest) -> Outcome<bool> {
    let folder = manifest.text("artefact.folder")?;
    let mut wasm_pack = program("wasm-pack");
    let glue = manifest.text("artefact.glue")?;
    let profile = manifest.text("artefact.profile")?;
    wasm_pack.args(["build", "--profile", profile, "--no-pack", "--target", manifest.text("artefact.target")?]);
    // Of all paths only this one is counted from the package's folder and not from ours.
    wasm_pack.arg("--out-dir").arg(root().join(folder)).args(["--out-name", glue.trim_end_matches(".js")]);
    wasm_pack.arg(manifest.text("artefact.package")?);
    step(&format!("build {folder}"), &mut wasm_pack)?;
    let script = root().join(folder).join(glue);
    let words = fs::read_to_string(&script).map_err(|e| format!("{}: {e}.", script.display()))?;
    write(&script, without_docs(&words).as_bytes())?;
    optimise(&root().join(folder).join(manifest.text("artefact.wasm")?), manifest)
}

/// The glue without its documentation, which the `.d.ts` beside it has too and no visitor should fetch.
fn without_docs(script: &str) -> String {
    let mut inside = false;
    let kept = script.split_inclusive('\n').filter(|line| {
        let line = line.trim();
        let (was_inside, starts) = (inside, line.starts_with("/**"));
        inside = (was_inside || starts) && !line.ends_with("*/");
        !(was_inside || starts)
    });
    kept.collect()
}

/// Replaces `wasm` by its optimised twin. It takes long, so the last twin is kept, and used again for the same input.
fn optimise(wasm: &Path, manifest: &Manifest) -> Outcome<bool> {
    let wasm_opt = node::folder().join("node_modules/binaryen/bin/wasm-opt");
    if find(Path::new("node")).is_none() || !wasm_opt.is_file() {
        println!("wasm-opt is not here (it comes with Node and `cargo xtask setup`): the module works, only larger.");
        return Ok(false);
    }
    let arguments = manifest.texts("wasm-opt.arguments")?;
    let kept = Kept::at(target_dir().join("xtask-wasm-opt"))?; // tests/manifest.rs looks here too
    let input = (read(wasm)?, arguments.join(" ").into_bytes());
    if !kept.is_for(&input) {
        fs::remove_file(&kept.input).ok();
        let mut command = node::node(wasm_opt);
        step("wasm-opt", command.args(arguments).arg(wasm).arg("-o").arg(&kept.output))?;
        write(&kept.arguments, &input.1)?;
        write(&kept.input, &input.0)?;
    }
    write(wasm, &read(&kept.output)?)?;
    Ok(true)
}

/// Only an optimised module is held to the budgets: without Node the page is served as rustc left it.
#[cfg(test)]
pub fn is_optimised(wasm: &Path) -> bool {
    let optimised = fs::read(target_dir().join("xtask-wasm-opt/output.wasm"));
    matches!((fs::read(wasm), optimised), (Ok(built), Ok(optimised)) if built == optimised)
}

struct Kept {
    input: PathBuf,
    arguments: PathBuf,
    output: PathBuf,
}

impl Kept {
    fn at(folder: PathBuf) -> Outcome<Self> {
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}.", folder.display()))?;
        let file = |name| folder.join(name);
        Ok(Self { input: file("input.wasm"), arguments: file("arguments"), output: file("output.wasm") })
    }

    fn is_for(&self, (wasm, arguments): &(Vec<u8>, Vec<u8>)) -> bool {
        let same = |path: &PathBuf, bytes: &Vec<u8>| fs::read(path).is_ok_and(|kept| kept == *bytes);
        self.output.is_file() && same(&self.input, wasm) && same(&self.arguments, arguments)
    }
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}.", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}.", path.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_documentation_is_taken_out_of_the_glue() {
        let script = "/* kept */\n/**\n * Says.\n */\nlet a = 1 /** 2 */;\n    /** one line */\n    b();\n";
        assert_eq!(super::without_docs(script), "/* kept */\nlet a = 1 /** 2 */;\n    b();\n");
    }
}

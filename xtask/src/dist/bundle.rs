//! The scripts: esbuild bundles the entries of `xtask/packs`, in which `pack:…` names what is prepared here.

use super::{Dist, files};
use crate::run::step;
use crate::{Outcome, node};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::Command;

/// Options for a module whose late part (`app/late.js`) is a file of its own, `late.js`, beside `gradient-lab.js`; what
/// both need is in `chunk.js`. esbuild's hash in the name of a chunk would depend on the place of the folders.
pub const SPLIT: [&str; 4] = ["--format=esm", "--splitting", "--entry-names=gradient-lab", "--chunk-names=[name]"];

/// How esbuild starts the factory of the glue, and how it calls that at once.
const FACTORY: (&str, &str) = ("var makeGlue=", "();");

/// Makes what the entries import: files as text, the glue as a function, the compressed module, the workers' script.
pub fn prepare(dist: &Dist) -> Outcome {
    let styles = files::below(&dist.source.join("www/style"))?;
    let minified = dist.work.join("style");
    let mut esbuild = esbuild(dist);
    esbuild.args(&styles).args(["--minify", "--log-level=warning"]);
    step("minify the styles", esbuild.arg(format!("--outdir={}", minified.display())))?;

    let mut texts = Map::new();
    for path in files::below(&minified)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        texts.insert(format!("style/{name}"), files::text(&path)?.into());
    }
    for path in ["lab/presets.json", "pkg/catalog.json"] {
        texts.insert(path.to_owned(), files::text(&dist.source.join("www").join(path))?.into());
    }
    let words = dist.address("site/how-it-works.html");
    write_files(dist, "files", &texts, words.as_deref())?;
    let pictures = Value::from(files::text(&dist.source.join("www/lab/gallery.json"))?);
    files::write(&dist.work.join("gallery.js"), format!("export const pictures={pictures};\n"))?;
    texts.insert("lab/gallery.json".to_owned(), pictures);
    write_files(dist, "all-files", &texts, words.as_deref())?;

    glue(dist)?;
    let module = files::bytes(&dist.source.join("www/pkg/gradient_lab_bg.wasm"))?;
    files::write(&dist.work.join("module.deflate"), miniz_oxide::deflate::compress_to_vec(&module, 10))?;
    let script = dist.work.join("worker.js");
    bundle(dist, "worker.js", &script, &["--format=iife"], "files")?;
    let code = Value::from(files::text(&script)?);
    files::write(&dist.work.join("code.js"), format!("export const code={code};\n"))
}

/// The scripts that hold everything.
pub fn make(dist: &Dist) -> Outcome {
    bundle(dist, "module.js", &dist.folder.join("gradient-lab.js"), &["--format=esm"], "all-files")?;
    bundle(dist, "classic.js", &dist.folder.join("gradient-lab.classic.js"), &["--format=iife"], "all-files")
}

/// Bundles an entry of `xtask/packs` into one file.
pub fn bundle(dist: &Dist, entry: &str, to: &Path, options: &[&str], files: &str) -> Outcome {
    let outfile = format!("--outfile={}", to.display());
    run(dist, &format!("xtask/packs/{entry}"), &[options, &[&outfile]].concat(), files)
}

/// Runs esbuild on an entry, with `files` as the texts of the page.
pub fn run(dist: &Dist, entry: &str, options: &[&str], files: &str) -> Outcome {
    let mut esbuild = esbuild(dist);
    esbuild.arg(entry).args(dist.manifest.texts("dist.arguments")?).args(options);
    for (name, file) in [
        ("files", &*format!("{files}.js")),
        ("gallery", "gallery.js"),
        ("glue", "glue.js"),
        ("wasm", "module.deflate"),
        ("worker", "code.js"),
    ] {
        esbuild.arg(format!("--alias:pack:{name}={}", dist.work.join(file).display()));
    }
    let version = dist.version()?;
    let credit = dist.manifest.text("dist.credit")?;
    esbuild.arg(format!("--banner:js=/*! gradient-lab {version}; {credit} */"));
    step(&format!("bundle {entry}"), &mut esbuild)
}

/// esbuild, started in the source folder: whatever it derives from a path is then the same in every clone.
fn esbuild(dist: &Dist) -> Command {
    let mut command = node::node(node::folder().join("node_modules/esbuild/bin/esbuild"));
    command.current_dir(&dist.source);
    command
}

/// The glue as a function that evaluates it afresh: after a panic the page needs a second instance.
fn glue(dist: &Dist) -> Outcome {
    let whole = dist.work.join("glue-at-once.js");
    let mut esbuild = esbuild(dist);
    esbuild.arg("www/pkg/gradient_lab.js").args(dist.manifest.texts("dist.arguments")?);
    esbuild.args(["--format=iife", "--global-name=makeGlue", "--define:import.meta.url=undefined"]);
    step("bundle the glue", esbuild.arg(format!("--outfile={}", whole.display())))?;
    let text = files::text(&whole)?;
    let inside = text.trim_end().strip_prefix(FACTORY.0).and_then(|text| text.strip_suffix(FACTORY.1));
    let function = inside.ok_or("esbuild writes a function that is called at once in another form now.")?;
    files::write(&dist.work.join("glue.js"), format!("export const makeGlue={function};\n"))
}

fn write_files(dist: &Dist, name: &str, texts: &Map<String, Value>, words: Option<&str>) -> Outcome {
    let (files, words) = (Value::Object(texts.clone()), json!(words));
    files::write(
        &dist.work.join(name).with_extension("js"),
        format!("export const files={files};\nexport const words={words};\n"),
    )
}

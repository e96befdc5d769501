//! A bundle in several files: what is needed at once, and what is imported on demand.
//!
//! esbuild tells the files apart by a hash that depends on the place of the folders. Here each has a fixed name.

use super::{Dist, bundle, files};
use crate::Outcome;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Bundles an entry of `xtask/packs` into `folder/gradient-lab.js` and files beside it. Returns the names of those that
/// it imports at once.
pub fn bundle(dist: &Dist, entry: &str, folder: &Path, options: &[&str], texts: &str) -> Outcome<Vec<String>> {
    let (outdir, meta) = (format!("--outdir={}", folder.display()), dist.work.join("meta.json"));
    let metafile = format!("--metafile={}", meta.display());
    let names = ["--entry-names=gradient-lab", "--chunk-names=[name]-[hash]"];
    let fixed = ["--format=esm", "--splitting", &outdir, &metafile];
    bundle::run(dist, &format!("xtask/packs/{entry}"), &[&fixed[..], &names, options].concat(), texts)?;
    let meta: Value = serde_json::from_str(&files::text(&meta)?).map_err(|e| format!("esbuild's metafile: {e}."))?;
    let outputs = meta["outputs"].as_object().ok_or("esbuild's metafile names no outputs.")?;
    let rename = renamed(outputs);
    for before in outputs.keys().map(|path| last(path)) {
        let mut text = files::text(&folder.join(before))?;
        for (old, new) in &rename {
            text = text.replace(old, new);
        }
        fs::remove_file(folder.join(before)).map_err(|e| format!("{before}: {e}."))?;
        files::write(&folder.join(rename.get(before).map_or(before, String::as_str)), text)?;
    }
    let main = outputs.iter().find(|(path, _)| last(path) == "gradient-lab.js");
    let imports = main.and_then(|(_, output)| output["imports"].as_array()).cloned().unwrap_or_default();
    let at_once = imports.iter().filter(|import| import["kind"] == "import-statement" && import["external"] != true);
    Ok(at_once.filter_map(|import| rename.get(last(import["path"].as_str()?)).cloned()).collect())
}

/// New names: what is imported on demand has that of its module, and shared parts are counted, in the order of their
/// first modules.
fn renamed(outputs: &serde_json::Map<String, Value>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut shared = Vec::new();
    for (path, output) in outputs.iter().filter(|(path, _)| last(path) != "gradient-lab.js") {
        match output["entryPoint"].as_str() {
            Some(module) => drop(names.insert(last(path).to_owned(), last(module).to_owned())),
            None => {
                let inputs = output["inputs"].as_object();
                let first = inputs.and_then(|inputs| inputs.keys().filter(|name| name.starts_with("www/")).min());
                shared.push((first.cloned().unwrap_or_default(), last(path).to_owned()));
            }
        }
    }
    shared.sort();
    names.extend(shared.into_iter().zip(1..).map(|((_, name), n)| (name, format!("shared-{n}.js"))));
    names
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

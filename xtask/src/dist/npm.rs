//! `dist/npm`: the lab as an npm package. The module is a file that bundlers find, and `inlined` has it inside.

use super::{Dist, bundle, files};
use crate::Outcome;

const TEMPLATES: [&str; 2] = ["README.md", "inlined.d.ts"];

pub fn make(dist: &Dist) -> Outcome {
    let (folder, templates) = (dist.folder.join("npm"), dist.source.join("xtask/packs/npm"));
    let package = files::text(&templates.join("package.json"))?;
    let version = format!("\"version\": \"{}\"", dist.version()?);
    files::write(&folder.join("package.json"), files::replaced(&package, "\"version\": \"0.0.0\"", &version)?)?;
    for name in TEMPLATES {
        files::copy(&templates.join(name), &folder.join(name))?;
    }
    // The element's types are those of the page, written from its table; the package adds the widget.
    let types =
        files::text(&dist.source.join("www/gradient-lab.d.ts"))? + &files::text(&templates.join("widget.d.ts"))?;
    files::write(&folder.join("gradient-lab.d.ts"), types)?;
    files::copy(&dist.source.join("xtask/packs/wasm.js"), &folder.join("wasm.js"))?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&dist.source.join(name), &folder.join(name))?;
    }
    let module = "gradient_lab_bg.wasm";
    files::copy(&dist.source.join("www/pkg").join(module), &folder.join(module))?;
    files::copy(&dist.folder.join("gradient-lab.js"), &folder.join("inlined.js"))?;
    let outdir = format!("--outdir={}", folder.display());
    let options = [&bundle::SPLIT[..], &["--external:./wasm.js", outdir.as_str()]].concat();
    bundle::run(dist, "xtask/packs/npm.js", &options, "files")
}

//! `dist/site`: the page for a static server, its modules and styles in one file.
//!
//! The bundle lies as deep below the site as the modules lie below `www`, so that the addresses in it hold.

use super::{Dist, bundle, files};
use crate::Outcome;

/// What the page asks for first in `www`, where its modules come one by one.
const PRELOAD: &str = "  <link rel=\"modulepreload\" href=\"lab/app/app.js\">\n";
const SCRIPT: &str = "<script type=\"module\" src=\"gradient-lab.js\"></script>";

pub fn make(dist: &Dist) -> Outcome {
    let (www, site) = (dist.source.join("www"), dist.folder.join("site"));
    for name in dist.manifest.texts("dist.site.copied")? {
        files::copy(&www.join(name), &site.join(name))?;
    }
    let folder = dist.manifest.text("dist.site.bundle")?;
    let lab = format!("{folder}/gradient-lab.js");
    bundle::bundle(dist, "site.js", &site.join(&lab), &["--format=esm"], "files")?;
    let worker = format!("--outfile={}", site.join(folder).join("worker.js").display());
    bundle::run(dist, "www/lab/wasm/worker.js", &["--format=esm", &worker], "files")?;
    // For pages that name the lab as they would in `www`.
    files::write(&site.join("gradient-lab.js"), format!("export * from './{lab}';\n"))?;

    // One file, and so large that it must not be in the way of the style sheet: the words are there to be read first.
    let page = files::text(&www.join("index.html"))?;
    let page = files::replaced(&page, PRELOAD, "")?;
    let script = format!("<script type=\"module\" src=\"{lab}\" fetchpriority=\"low\"></script>");
    files::write(&site.join("index.html"), files::replaced(&page, SCRIPT, &script)?)
}

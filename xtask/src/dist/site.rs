//! `dist/site`: the page for a static server, its modules and styles in one file.
//!
//! The bundle lies as deep below the site as the modules lie below `www`, so that the addresses in it hold.

use super::{Dist, bundle, files};
use crate::Outcome;

/// What the page asks for first in `www`, where its modules come one by one.
const PRELOAD: &str = "  <link rel=\"modulepreload\" href=\"lab/app/app.js\">\n";

pub fn make(dist: &Dist) -> Outcome {
    let (www, site) = (dist.source.join("www"), dist.folder.join("site"));
    for name in dist.manifest.texts("dist.site.copied")? {
        files::copy(&www.join(name), &site.join(name))?;
    }
    let folder = dist.manifest.text("dist.site.bundle")?;
    let lab = format!("{folder}/gradient-lab.js");
    let outdir = format!("--outdir={}", site.join(folder).display());
    bundle::run(dist, "xtask/packs/site.js", &[&bundle::SPLIT[..], &[outdir.as_str()]].concat(), "files")?;
    let worker = format!("--outfile={}", site.join(folder).join("worker.js").display());
    bundle::run(dist, "www/lab/wasm/worker.js", &["--format=esm", &worker], "files")?;
    files::write(&site.join("gradient-lab.js"), format!("import './{folder}/chunk.js';\nexport * from './{lab}';\n"))?;

    // What the late part shares with the lab is named too, so that a browser need not wait for the lab to ask for it.
    // The page names this short script only, which names the bundle. A page that names the bundle asks for it together
    // with its style sheet, and on a slow line the words wait for both: 2.2 s instead of 1.1 s, as measured with
    // Chromium at 180 kB/s. A low `fetchpriority` does not help.
    let page = files::text(&www.join("index.html"))?;
    files::write(&site.join("index.html"), files::replaced(&page, PRELOAD, "")?)
}

//! `dist/site`: the page for a static server. Modules and styles that opening the lab needs are in two files; what is
//! imported on demand stays apart.
//!
//! The bundle lies as deep below the site as the modules lie below `www`, so that the addresses in it hold.

use super::{Dist, bundle, files, split};
use crate::Outcome;

/// What the page asks for first in `www`, where its modules come one by one.
const PRELOAD: &str = "  <link rel=\"modulepreload\" href=\"lab/app/app.js\">\n";

pub fn make(dist: &Dist) -> Outcome {
    let (www, site) = (dist.source.join("www"), dist.folder.join("site"));
    for name in dist.manifest.texts("dist.site.copied")? {
        files::copy(&www.join(name), &site.join(name))?;
    }
    let folder = dist.manifest.text("dist.site.bundle")?;
    let at_once = split::bundle(dist, "site.js", &site.join(folder), &[], "files")?;
    let worker = format!("--outfile={}", site.join(folder).join("worker.js").display());
    bundle::run(dist, "www/lab/wasm/worker.js", &["--format=esm", &worker], "files")?;
    // All at once: the bundle would ask for the rest only when it has come.
    let imports: String = at_once.iter().map(|name| format!("import './{folder}/{name}';\n")).collect();
    files::write(&site.join("gradient-lab.js"), format!("{imports}export * from './{folder}/gradient-lab.js';\n"))?;

    // The page names this short script only, which names the bundle. A page that names the bundle asks for it together
    // with its style sheet, and on a slow line the words wait for both: 2.2 s instead of 1.1 s, as measured with
    // Chromium at 180 kB/s. A low `fetchpriority` does not help.
    let page = files::text(&www.join("index.html"))?;
    files::write(&site.join("index.html"), files::replaced(&page, PRELOAD, "")?)
}

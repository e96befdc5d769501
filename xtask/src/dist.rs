//! `cargo xtask pack`: what can be copied to a server as it is, in `dist/`.
//!
//! `dist/site` is the page with its many modules bundled into one, so that a browser need not ask for one after the
//! other. The bundle lies as deep below the site as the modules lie below `www`, so that the addresses in it hold.

use crate::manifest::{Manifest, root};
use crate::run::{refuse_rustflags, step};
use crate::{Outcome, node, pack, setup};
use std::fs;
use std::path::{Path, PathBuf};

pub fn command(manifest: &Manifest) -> Outcome {
    refuse_rustflags()?;
    setup::page(manifest)?;
    node::packages(manifest)?;
    pack::build(manifest)?;
    site(manifest).map(drop)
}

/// Makes `dist/site` from a built `www`, and returns its folder.
pub fn site(manifest: &Manifest) -> Outcome<PathBuf> {
    let (www, site) = (root().join("www"), root().join(manifest.text("dist.site")?));
    if site.exists() {
        fs::remove_dir_all(&site).map_err(|e| format!("{}: {e}.", site.display()))?;
    }
    for name in manifest.texts("dist.copied")? {
        copy(&www.join(name), &site.join(name))?;
    }
    let bundle = manifest.text("dist.bundle")?;
    let mut esbuild = node::node(node::folder().join("node_modules/esbuild/bin/esbuild"));
    esbuild.args(manifest.texts("dist.entries")?.iter().map(|entry| www.join(entry)));
    esbuild.args(manifest.texts("dist.arguments")?).arg(format!("--outdir={}", site.join(bundle).display()));
    step("esbuild", &mut esbuild)?;
    let entry = format!("export * from './{bundle}/gradient-lab.js';\n");
    pack::write(&site.join("gradient-lab.js"), entry.as_bytes())?;
    preload(&site.join("index.html"), "lab/app/app.js", &format!("{bundle}/gradient-lab.js"))?;
    println!("\n{} can be copied to any static server.", site.display());
    Ok(site)
}

/// Copies a file, or a folder without the types that only a compiler reads.
fn copy(from: &Path, to: &Path) -> Outcome {
    let failed = |e: std::io::Error| format!("{}: {e}.", from.display());
    if !from.is_dir() {
        fs::create_dir_all(to.parent().unwrap_or(to)).map_err(failed)?;
        return fs::copy(from, to).map(drop).map_err(failed);
    }
    for entry in fs::read_dir(from).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if !name.to_string_lossy().ends_with(".d.ts") {
            copy(&from.join(&name), &to.join(&name))?;
        }
    }
    Ok(())
}

/// Replaces the module that a page asks for in advance.
fn preload(page: &Path, module: &str, bundle: &str) -> Outcome {
    let text = fs::read_to_string(page).map_err(|e| format!("{}: {e}.", page.display()))?;
    let (before, after) = (format!("modulepreload\" href=\"{module}\""), format!("modulepreload\" href=\"{bundle}\""));
    if !text.contains(&before) {
        return Err(format!("{} does not preload {module}.", page.display()));
    }
    pack::write(page, text.replace(&before, &after).as_bytes())
}

//! `cargo xtask pack`: everything that is handed out, in `dist/`. `docs/embedding.md` says what each file is for.
//!
//! Nothing here depends on the clock or on the place of the clone: the same sources give the same bytes.

mod bundle;
mod embed;
pub mod files;
mod hashes;
mod npm;
mod page;
mod pictures;
mod presets;
mod site;
mod split;
#[cfg(test)]
mod tests;

use crate::manifest::{Manifest, root, target_dir};
use crate::run::refuse_rustflags;
use crate::{Outcome, node, pack, setup};
use std::path::PathBuf;

/// A pack that is being made.
pub struct Dist<'a> {
    manifest: &'a Manifest,
    /// A clone whose `www` has been built.
    source: PathBuf,
    /// The folder that is written.
    folder: PathBuf,
    /// For what is made on the way.
    work: PathBuf,
    /// The address at which that folder will stand, with a slash at its end.
    base: Option<String>,
    /// Whether the PNGs are painted, which takes the longest.
    previews: bool,
}

pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    let mut dist = Dist::here(manifest)?;
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match (*option, rest.len()) {
            ("--base", 1..) => dist.base = Some(base(rest.next().unwrap_or(&""))?),
            ("--no-previews", _) => dist.previews = false,
            _ => return Err(format!("pack takes --base ADDRESS and --no-previews, not '{}'.", options.join(" "))),
        }
    }
    refuse_rustflags()?;
    setup::page(manifest)?;
    node::packages(manifest)?;
    pack::build(manifest)?;
    dist.make()?;
    println!("\n{} is ready; docs/embedding.md says what each file is for.", dist.folder.display());
    Ok(())
}

/// Packs a built `www` for the journeys, which look at no previews, and leaves `dist` alone.
pub fn for_tests(manifest: &Manifest) -> Outcome<PathBuf> {
    let folder = target_dir().join("xtask-packed");
    let dist = Dist { folder, previews: false, ..Dist::here(manifest)? };
    dist.make()?;
    Ok(dist.folder)
}

impl<'a> Dist<'a> {
    fn here(manifest: &'a Manifest) -> Outcome<Self> {
        let folder = root().join(manifest.text("dist.folder")?);
        let work = target_dir().join("xtask-pack");
        Ok(Self { manifest, source: root(), folder, work, base: None, previews: true })
    }

    fn make(&self) -> Outcome {
        files::clear(&self.folder)?;
        files::clear(&self.work)?;
        bundle::prepare(self)?;
        site::make(self)?;
        bundle::make(self)?;
        page::make(self)?;
        npm::make(self)?;
        let presets = presets::read(self)?;
        pictures::make(self, &presets)?;
        embed::make(self, &presets)?;
        hashes::make(self)
    }

    /// The version in Cargo.toml.
    fn version(&self) -> Outcome<String> {
        let text = files::text(&self.source.join("Cargo.toml"))?;
        let package: toml::Table = text.parse().map_err(|e| format!("Cargo.toml is not TOML: {e}"))?;
        let version = package.get("package").and_then(|package| package.get("version")?.as_str());
        version.map(str::to_owned).ok_or_else(|| "Cargo.toml names no version.".to_owned())
    }

    /// The address of a file of `dist`, if its base is known.
    fn address(&self, path: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{path}"))
    }
}

/// An address below which files can stand.
fn base(address: &str) -> Outcome<String> {
    let plain = address.starts_with("https://") || address.starts_with("http://");
    if !plain || address.contains(['"', '<', '>', '&', '\'', ' ', '?', '#']) {
        return Err(format!("--base takes an address such as https://example.org/lab/, not '{address}'."));
    }
    Ok(format!("{}/", address.trim_end_matches('/')))
}

//! Minifies the glue between page and module.

use crate::run::step;
use crate::{Outcome, manifest::Manifest, node};
use std::path::Path;

/// Minifies the glue in place. Without Node it stays as it is, which works but is larger.
pub fn minify(script: &Path, manifest: &Manifest) -> Outcome {
    let terser = node::folder().join("node_modules/terser/bin/terser");
    if !node::is_there() || !terser.is_file() {
        return Ok(());
    }
    let mut command = node::node(terser);
    step("terser", command.args(manifest.texts("terser.arguments")?).arg("-o").arg(script).arg("--").arg(script))
}

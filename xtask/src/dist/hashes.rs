//! `dist/hashes.json`: size and hash of every file; and the sizes of the largest, against their budgets.

use super::{Dist, files};
use crate::Outcome;
use crate::sizes::gzipped;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;

/// What has a budget in wasm-pack.toml: its key there, and its files. The site's are those that opening the lab loads.
const WEIGHED: [(&str, &[&str]); 5] = [
    (
        "site",
        &[
            "site/index.html",
            "site/page.css",
            "site/favicon.svg",
            "site/gradient-lab.js",
            "site/lab/bundle/gradient-lab.js",
            "site/lab/bundle/shared-1.js",
            "site/pkg/gradient_lab.js",
            "site/pkg/gradient_lab_bg.wasm",
        ],
    ),
    ("module", &["gradient-lab.js"]),
    ("near", &["gradient-lab.near.js"]),
    ("classic", &["gradient-lab.classic.js"]),
    ("page", &["gradient-lab.html"]),
];

/// The hash of a script or a style as the attribute `integrity` and a Content-Security-Policy write it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// Writes the hashes. An error names the first size over its budget.
pub fn make(dist: &Dist) -> Outcome {
    let mut rows = Map::new();
    for path in files::below(&dist.folder)? {
        let bytes = files::bytes(&path)?;
        let hex: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let row = json!({ "bytes": bytes.len(), "integrity": integrity(&bytes), "sha256": hex });
        rows.insert(name(dist, &path), row);
    }
    let text = serde_json::to_string_pretty(&Value::Object(rows)).map_err(|e| format!("hashes.json: {e}."))?;
    files::write(&dist.folder.join("hashes.json"), text + "\n")?;
    weigh(dist)
}

/// The path below `dist`, with slashes on every system.
fn name(dist: &Dist, path: &Path) -> String {
    let relative = path.strip_prefix(&dist.folder).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn weigh(dist: &Dist) -> Outcome {
    println!("\n{}:", dist.folder.display());
    let mut over = None;
    for (key, names) in WEIGHED {
        let budget = dist.manifest.number(&format!("dist.budget.{key}"))?;
        let (mut raw, mut gzip) = (0, 0);
        for name in names {
            let bytes = files::bytes(&dist.folder.join(name))?;
            (raw, gzip) = (raw + bytes.len(), gzip + gzipped(&bytes));
        }
        println!("{key:<8} {raw:>8} bytes, {gzip:>7} gzipped (budget {budget})");
        over =
            over.or_else(|| (gzip > budget).then(|| format!("{key} has {gzip} bytes gzipped, {budget} are allowed")));
    }
    over.map_or(Ok(()), |words| Err(format!("over budget in dist: {words}.")))
}

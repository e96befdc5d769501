//! The glue between page and module, made small for the download.

use crate::run::step;
use crate::{Outcome, manifest::Manifest, node};
use std::path::Path;

/// The glue without its documentation, which the `.d.ts` beside it has too and no visitor should fetch.
pub fn without_docs(script: &str) -> String {
    let mut inside = false;
    let kept = script.split_inclusive('\n').filter(|line| {
        let line = line.trim();
        let (was_inside, starts) = (inside, line.starts_with("/**"));
        inside = (was_inside || starts) && !line.ends_with("*/");
        !(was_inside || starts)
    });
    kept.collect()
}

/// What the module imports is named with hashes, `__wbg_fill_cb36fe21a8d46cd7`, which no compression can shorten. Both
/// sides get plain numbers in their place, 0 for the first import of its name and counted on from there.
pub fn number_imports(script: &mut String, wasm: &mut [u8]) {
    let mut named: Vec<(String, String)> = Vec::new();
    for name in script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let Some((stem, hash)) = name.rsplit_once('_') else { continue };
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if name.starts_with("__wbg_") && is_hash && named.iter().all(|(old, _)| old != name) {
            let alike = named.iter().filter(|(_, new)| new.starts_with(stem) && new.len() == name.len()).count();
            named.push((name.to_owned(), format!("{stem}_{alike:016}")));
        }
    }
    for (old, new) in named.iter().filter(|(old, new)| old != new) {
        *script = script.replace(old, new);
        // As long as before, so that the module's lengths stay true.
        while let Some(at) = wasm.windows(old.len()).position(|bytes| bytes == old.as_bytes()) {
            wasm[at..at + new.len()].copy_from_slice(new.as_bytes());
        }
    }
}

/// Shortens the glue in place. Without Node it works as it is, only larger.
pub fn minify(script: &Path, manifest: &Manifest) -> Outcome {
    let terser = node::folder().join("node_modules/terser/bin/terser");
    if !node::is_there() || !terser.is_file() {
        return Ok(());
    }
    let mut command = node::node(terser);
    step("terser", command.args(manifest.texts("terser.arguments")?).arg("-o").arg(script).arg("--").arg(script))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_documentation_is_taken_out_of_the_glue() {
        let script = "/* kept */\n/**\n * Says.\n */\nlet a = 1 /** 2 */;\n    /** one line */\n    b();\n";
        assert_eq!(super::without_docs(script), "/* kept */\nlet a = 1 /** 2 */;\n    b();\n");
    }

    #[test]
    fn both_sides_of_an_import_get_the_same_number() {
        let mut script = "__wbg_new_37eb45aaf5eeb820: f, __wbg_new_7075786089b89c5e: g, __wbg_lab_free(x)".to_owned();
        let mut wasm = b"\x1a__wbg_new_7075786089b89c5e\0__wbg_new_37eb45aaf5eeb820".to_vec();
        super::number_imports(&mut script, &mut wasm);
        assert_eq!(script, "__wbg_new_0000000000000000: f, __wbg_new_0000000000000001: g, __wbg_lab_free(x)");
        assert_eq!(wasm, b"\x1a__wbg_new_0000000000000001\0__wbg_new_0000000000000000");
    }
}

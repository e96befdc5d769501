//! The glue between page and module, made small for the download.

use crate::run::step;
use crate::{Outcome, manifest::Manifest, node};
use std::collections::{BTreeMap, BTreeSet};
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

/// The glue with the short names that wasm-opt has given to what the module imports and exports. Long ones stand in both
/// files, many with a hash that nothing can compress. (The `.d.ts` goes on calling the raw exports by their old names:
/// they are nobody's business but the glue's.) `names` has a line for each: `["module", "import", "a"]`, `["export", "b"]`.
pub fn with_names(script: &str, names: &str) -> String {
    let (mut imports, mut exports, mut script) = (BTreeMap::new(), BTreeMap::new(), script.to_owned());
    for line in names.lines() {
        match line.split('"').collect::<Vec<_>>()[..] {
            [_, module, _, import, _, short, _] => _ = imports.insert(import, (module, short)),
            [_, export, _, short, _] => _ = exports.insert(export, short),
            _ => {}
        }
    }
    // All modules become one, whose name is the shortest.
    let modules: BTreeSet<&str> = imports.values().map(|(module, _)| *module).collect();
    modules.iter().for_each(|module| script = script.replace(&format!("\"{module}\""), "\"a\""));
    let mut named = String::new();
    for word in script.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && !"_$".contains(c)) {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && !"_$".contains(c));
        let export = exports.get(name).filter(|_| named.ends_with("wasm."));
        let short = export.or(imports.get(name).map(|(_, short)| short));
        named += short.unwrap_or(&name);
        named += &word[name.len()..];
    }
    named
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
    fn imports_and_exports_get_the_names_that_the_module_knows_them_by() {
        let names = r#"{ "imports": [
            ["./lab_bg.js", "__wbg_new_37eb45aaf5eeb820", "a"],
            ["./lab_bg.js", "__wbg_newer", "b"] ],
            "exports": [
            ["parse", "c"],
            ["memory", "d"] ] }"#;
        let script = r#"{ "./lab_bg.js": { __wbg_new_37eb45aaf5eeb820: f, __wbg_newer: g } } parse(x) { wasm.parse(JSON.parse(x), wasm.memory) }"#;
        let short = r#"{ "a": { a: f, b: g } } parse(x) { wasm.c(JSON.parse(x), wasm.d) }"#;
        assert_eq!(super::with_names(script, names), short);
    }
}

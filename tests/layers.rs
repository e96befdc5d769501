//! The map of the code: folders are layers, imports only run leftwards, files stay short and have a name.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: &[&str] = &["num", "spec", "data", "net", "train", "probe", "chart", "web"];
const LONGEST: usize = 300;

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display())) {
            let path = entry.expect("a readable entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !["pkg", "target", "node_modules"].contains(&name.as_str()) {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The layer a source file belongs to; none for lib.rs.
fn layer_of(path: &Path) -> Option<usize> {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).ok()?;
    let first = below.components().next()?.as_os_str().to_string_lossy().into_owned();
    LAYERS.iter().position(|layer| *layer == first.trim_end_matches(".rs"))
}

/// Layers named after every `crate::`, in code and in comments alike, groups such as `crate::{num, net}` too.
fn imported(source: &str) -> Vec<usize> {
    let mut layers = vec![];
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        let word = |name: &str| -> String {
            name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        layers.extend(names.iter().filter_map(|name| LAYERS.iter().position(|layer| *layer == word(name))));
    }
    layers
}

/// The entries of a `{…}` group, nested groups left out.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut entries) = (0, 0, vec![]);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                entries.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                entries.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    entries
}

#[test]
fn imports_only_run_leftwards() {
    let mut wrong = vec![];
    let (mut looked_at, mut found) = (0, 0);
    for path in files("src", "rs") {
        let Some(here) = layer_of(&path) else { continue };
        looked_at += 1;
        let imports = imported(&read(&path));
        found += imports.len();
        wrong.extend(
            imports
                .iter()
                .filter(|&&layer| layer > here)
                .map(|&layer| format!("{}: {} uses {}", path.display(), LAYERS[here], LAYERS[layer])),
        );
    }
    assert!(looked_at > 30 && found > 30, "only {looked_at} files with {found} imports were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_parser_of_imports_sees_what_it_should() {
    let layers = |source: &str| imported(source).into_iter().map(|layer| LAYERS[layer]).collect::<Vec<_>>();
    assert_eq!(layers("use crate::probe::Session;"), ["probe"]);
    assert_eq!(layers("use crate::{num::{Real, Norm}, train::Phase};"), ["num", "train"]);
    assert_eq!(layers("let x = crate::web::Lab::new();"), ["web"]);
    assert_eq!(layers("pub(crate) use foo; crate::networks::x"), Vec::<&str>::new());
}

/// `super::super` could leave a layer unseen.
#[test]
fn no_import_climbs_out_of_its_layer() {
    for path in files("src", "rs") {
        let depth = path
            .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
            .expect("below src")
            .components()
            .count();
        let climbs = (1..6).rev().find(|n| read(&path).contains(&"super::".repeat(*n))).unwrap_or(0);
        let is_mod = path.ends_with("mod.rs");
        // A file src/a/b.rs is the module a::b: one `super` is a, two are the crate.
        let allowed = depth - 1 - usize::from(is_mod);
        assert!(climbs <= allowed, "{}: {climbs} × super::", path.display());
    }
}

#[test]
fn every_folder_is_a_layer_and_lib_names_them_in_order() {
    let lib = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    assert!(lib.contains(&LAYERS.join(" ◀ ")), "lib.rs says the map first");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("src") {
        let path = entry.expect("a readable entry").path();
        assert!(layer_of(&path).is_some() || path.ends_with("lib.rs"), "{} is in no layer", path.display());
    }
}

#[test]
fn files_are_short_and_have_a_name() {
    let folders = [("src", "rs"), ("xtask", "rs"), ("www", "js"), ("benches", "rs"), ("benches", "mjs")];
    let all = folders.into_iter().flat_map(|(folder, extension)| files(folder, extension));
    let mut wrong = vec![];
    for path in all {
        let lines = read(&path).lines().count();
        if lines > LONGEST {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if ["utils", "util", "helpers", "helper", "common", "manager", "misc", "core"].contains(&stem.as_str()) {
            wrong.push(format!("{}: a name that says nothing", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A platform's own functions may differ in the last bit: the engine takes all of them from `libm`.
#[test]
fn no_function_of_the_platform_in_the_engine() {
    let methods = [
        "exp", "exp_m1", "ln", "ln_1p", "log10", "log2", "sin", "cos", "tanh", "powf", "powi", "mul_add", "cbrt",
        "hypot",
    ];
    let mut wrong = vec![];
    for path in files("src", "rs").into_iter().filter(|path| layer_of(path).is_some_and(|layer| layer <= 5)) {
        let source = read(&path);
        wrong.extend(
            methods
                .iter()
                .filter(|name| source.contains(&format!("f64::{name}(")) || source.contains(&format!("f32::{name}(")))
                .map(|name| format!("{}: {name}", path.display())),
        );
        if source.contains("use std::") || source.contains("mul_add") {
            wrong.push(format!("{}: std or a fused product", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! The map of the code: folders are layers, imports only run to the left, and no files import each other in a circle.
#![cfg(not(target_arch = "wasm32"))]

mod circles;
mod imports;
mod mentions;
mod modules;
mod order;
mod synthetic;

use circles::circles;
use imports::Imports;
use modules::Crate;
use order::{BESIDE, ORDER, layer_of, may_import};
use std::fs;
use std::path::Path;

fn path(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> Option<String> {
    fs::read_to_string(path(file)).ok()
}

/// Names of the entries of a folder, in order.
fn entries(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(path(folder)).unwrap_or_else(|why| panic!("{folder}: {why}"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a readable entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn imports_of_library() -> Imports {
    let mut imports = Imports::default();
    imports.add(&Crate::read("src/lib.rs", &read));
    imports
}

/// Each test program is a crate of its own; files that several of them include are the same nodes.
fn imports_of_tests() -> Imports {
    let mut imports = Imports::default();
    for name in entries("tests") {
        let roots = [format!("tests/{name}"), format!("tests/{name}/main.rs")];
        let root = roots.iter().find(|root| root.ends_with(".rs") && path(root).is_file());
        if let Some(root) = root {
            imports.add(&Crate::read(root, &read));
        }
    }
    imports
}

#[test]
fn imports_run_to_the_left() {
    let imports = imports_of_library();
    let layers = |from, to| Some((layer_of(from)?, layer_of(to)?));
    let wrong: Vec<String> = imports
        .edges
        .iter()
        .filter(|((from, to), _)| layers(from, to).is_some_and(|(from, to)| !may_import(from, to)))
        .map(|((from, to), names)| format!("{from} -> {to}  ({names:?})"))
        .collect();
    assert!(imports.edges.len() > 300, "only {} imports were found", imports.edges.len());
    assert!(wrong.is_empty(), "{} imports run to the right:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_files_of_the_library_import_each_other_in_a_circle() {
    let found = circles(&imports_of_library());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_files_of_the_tests_import_each_other_in_a_circle() {
    let found = circles(&imports_of_tests());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_import_is_understood() {
    for imports in [imports_of_library(), imports_of_tests()] {
        assert!(imports.unresolved.is_empty(), "{}", imports.unresolved.join("\n"));
    }
}

/// Several test programs include the same support files, which therefore cannot rely on any of them.
#[test]
fn test_support_imports_no_test() {
    let imports = imports_of_tests();
    let is_support = |file: &str| file.starts_with("tests/support/");
    let wrong: Vec<String> = imports
        .edges
        .keys()
        .filter(|(from, to)| is_support(from) && !is_support(to))
        .map(|(from, to)| format!("{from} -> {to}"))
        .collect();
    assert!(imports.edges.keys().any(|(_, to)| is_support(to)), "no test imports tests/support");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A comment that links to a layer on the right says that the reader needs it.
#[test]
fn comments_name_no_layer_on_the_right() {
    let mut wrong = Vec::new();
    for module in Crate::read("src/lib.rs", &read).modules {
        let Some(from) = layer_of(&module.file) else { continue };
        let text = read(&module.file).unwrap_or_default();
        let known = ORDER.iter().chain([&BESIDE]);
        wrong.extend(
            known
                .filter(|to| text.contains(&format!("crate::{to}::")) && !may_import(from, to))
                .map(|to| format!("{} names crate::{to}", module.file)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_layer_and_lib_shows_the_map() {
    let lib = read("src/lib.rs").expect("src/lib.rs");
    assert!(lib.contains(&ORDER.join(" ◀ ")), "src/lib.rs does not show the map: {}", ORDER.join(" ◀ "));
    for name in entries("src").iter().filter(|name| *name != "lib.rs") {
        assert!(layer_of(&format!("src/{name}")).is_some(), "src/{name} is in no layer");
    }
}

/// A file that no `mod` declaration leads to is not compiled, and the checks above do not see it.
#[test]
fn every_source_file_is_part_of_the_crate() {
    let read_files: Vec<String> = Crate::read("src/lib.rs", &read).modules.into_iter().map(|m| m.file).collect();
    let mut folders = vec!["src".to_string()];
    while let Some(folder) = folders.pop() {
        for name in entries(&folder) {
            let file = format!("{folder}/{name}");
            if path(&file).is_dir() {
                folders.push(file);
            } else if file.ends_with(".rs") {
                assert!(read_files.contains(&file), "no mod declaration leads to {file}");
            }
        }
    }
}

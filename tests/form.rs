//! The form of the code: files and functions stay short, lines fit a screen, and names say something.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const MOST_LINES: usize = 300;
const MOST_COLUMNS: usize = 120;
const MOST_LINES_OF_A_FUNCTION: usize = 45;

const FOLDERS: &[&str] = &["src", "tests", "examples", "xtask", "benches", "www"];
/// Folders that programs write, and those of other authors' files.
const GENERATED: &[&str] = &["pkg", "target", "node_modules", "vendor"];
const EXTENSIONS: &[&str] = &["rs", "js", "mjs", "css"];
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "manager", "misc", "core"];

/// Every source file with one of these extensions.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display())) {
            let path = entry.expect("a readable entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !GENERATED.contains(&name.as_str()) {
                folders.push(path);
            } else if extensions.contains(&extension.as_str()) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn all_files(extensions: &[&str]) -> Vec<PathBuf> {
    let found: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| files(folder, extensions)).collect();
    assert!(found.len() > 100, "only {} files were found", found.len());
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// The path from the root of the repository.
fn short(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string()
}

#[test]
fn files_are_short_and_have_a_name() {
    let mut wrong = Vec::new();
    for path in all_files(EXTENSIONS) {
        let lines = read(&path).lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines", short(&path)));
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if EMPTY_NAMES.contains(&stem.as_str()) {
            wrong.push(format!("{}: the name does not say what the file holds", short(&path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers of the lines that are too long. A table marked `#[rustfmt::skip]` may be as wide as its rows: it ends with
/// the first line that closes a bracket at the depth of the mark.
fn long_lines(text: &str) -> Vec<usize> {
    let mut table: Option<usize> = None;
    let mut long = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let depth = line.len() - line.trim_start().len();
        if line.trim_start().starts_with("#[rustfmt::skip]") {
            table = Some(depth);
        } else if table.is_none() && line.chars().count() > MOST_COLUMNS {
            long.push(number + 1);
        } else if table == Some(depth) && line.trim_start().starts_with([']', ')', '}']) {
            table = None;
        }
    }
    long
}

#[test]
fn lines_fit_a_screen() {
    let mut wrong = Vec::new();
    for path in all_files(EXTENSIONS) {
        wrong.extend(long_lines(&read(&path)).iter().map(|line| format!("{}:{line}", short(&path))));
    }
    assert!(wrong.is_empty(), "{} lines are longer than {MOST_COLUMNS} columns:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn only_marked_tables_may_be_wide() {
    let wide = "x".repeat(MOST_COLUMNS + 1);
    assert_eq!(long_lines(&format!("a\n{wide}\n{}", "x".repeat(MOST_COLUMNS))), [2]);
    let table = format!("    #[rustfmt::skip] // a table\n    const A: &[u8] = &[\n        {wide}\n    ];\n    {wide}");
    assert_eq!(long_lines(&table), [5]);
}

/// Names and lengths of the functions of a file.
#[derive(Default)]
struct Functions(Vec<(String, usize)>);

impl Functions {
    fn of(text: &str) -> Functions {
        let mut found = Functions::default();
        found.visit_file(&syn::parse_file(text).expect("Rust"));
        found
    }

    fn add(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let lines = body.span().end().line + 1 - signature.span().start().line;
        self.0.push((signature.ident.to_string(), lines));
    }
}

impl Visit<'_> for Functions {
    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.add(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for path in all_files(&["rs"]) {
        let functions = Functions::of(&read(&path)).0.into_iter();
        let long = functions.filter(|(_, lines)| *lines > MOST_LINES_OF_A_FUNCTION);
        wrong.extend(long.map(|(name, lines)| format!("{}: {name} has {lines} lines", short(&path))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_length_of_a_function_is_counted_from_its_name_to_its_end() {
    let text = "/// Text.\nfn a() {\n    fn b() {}\n}\nimpl S {\n    fn c(\n        self,\n    ) {\n    }\n}";
    let expected = [("a".to_string(), 3), ("b".to_string(), 1), ("c".to_string(), 4)];
    assert_eq!(Functions::of(text).0, expected);
}

/// A platform's own functions may differ in the last bit, so the engine takes all of them from `libm`.
#[test]
fn the_engine_calls_no_function_of_the_platform() {
    let functions = [
        "exp", "exp_m1", "ln", "ln_1p", "log10", "log2", "sin", "cos", "tanh", "powf", "powi", "mul_add", "cbrt",
        "hypot",
    ];
    let engine = ["num", "spec", "data", "net", "train", "probe", "session", "verdict"];
    let mut wrong = Vec::new();
    for path in files("src", &["rs"]) {
        let source = read(&path);
        let is_engine = engine.iter().any(|layer| path.components().any(|part| part.as_os_str() == *layer));
        if !is_engine {
            continue;
        }
        let called = functions
            .iter()
            .filter(|name| source.contains(&format!("f64::{name}(")) || source.contains(&format!("f32::{name}(")));
        wrong.extend(called.map(|name| format!("{}: {name}", short(&path))));
        if source.contains("use std::") || source.contains("mul_add") {
            wrong.push(format!("{}: std or a fused product", short(&path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! The engine against reference vectors made elsewhere (PyTorch autograd in f64; `reference/README.md`).
//!
//! A case is run by what its file is about and by what its `config` says, never by its id. What is found
//! and not understood fails by name; what is not built yet stands on [`NOT_BUILT`], and only there.
#![cfg(not(target_arch = "wasm32"))]

mod build;
mod case;
mod cells;
mod forward;
mod norm;
mod optim;
mod residual;
mod theory;
mod training;

use case::{Case, Verdict};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A kind of case whose model, rule or layer the lab does not have yet.
struct NotBuilt {
    file: &'static str,
    /// A key of the case's config …
    key: &'static str,
    /// … and its value; `*` for any.
    value: &'static str,
}

/// To be emptied: an entry that matches no case of `tests/reference` fails too.
const NOT_BUILT: &[NotBuilt] = &[];

impl NotBuilt {
    fn matches(&self, case: &Case) -> bool {
        let value = case.config().get(self.key);
        case.file == self.file && value.is_some_and(|value| self.value == "*" || value == self.value)
    }
}

/// The runner of a kind of case.
fn run(case: &Case) -> Verdict {
    match case.file {
        "activations" => forward::activation::<f64>(case).and_then(|()| forward::activation::<f32>(case)),
        "losses" => forward::loss::<f64>(case).and_then(|()| forward::loss::<f32>(case)),
        "mlp" => forward::mlp::<f64>(case).and_then(|()| forward::mlp::<f32>(case)),
        "norm_dropout" => norm::norm_dropout::<f64>(case).and_then(|()| norm::norm_dropout::<f32>(case)),
        "residual" => residual::residual::<f64>(case).and_then(|()| residual::residual::<f32>(case)),
        "optim" => optim::optim::<f64>(case).and_then(|()| optim::optim::<f32>(case)),
        "train" => training::train::<f64>(case).and_then(|()| training::train::<f32>(case)),
        "overflow" => training::overflow(case),
        "theory" => theory::theory(case),
        "rnn" | "lstm" | "gru" => cells::cell::<f64>(case).and_then(|()| cells::cell::<f32>(case)),
        other => Err(format!("there is no runner for the file “{other}”")),
    }
}

fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

fn folder() -> PathBuf {
    std::env::var_os("GRADIENT_LAB_REFERENCE").map_or_else(own_folder, PathBuf::from)
}

/// Every JSON file of a folder, parsed, with its name.
fn files(folder: &Path) -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        assert_eq!(value["format"], "vgeg-golden-1", "{}: another format", path.display());
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), value)
    };
    paths.iter().map(read).collect()
}

/// Kinds of files, by the word that names them.
const KINDS: &[&str] = &[
    "activations",
    "losses",
    "mlp",
    "norm_dropout",
    "residual",
    "optim",
    "rnn",
    "lstm",
    "gru",
    "train",
    "overflow",
    "theory",
];

/// What the cases of a file are about: its `set` if that names a kind, else its own word `file`, else the name it
/// lies under, which may have more in it. A file that none of them places fails by name.
fn about<'a>(name: &'a str, value: &'a Value) -> &'a str {
    let words = [&value["set"], &value["file"]].into_iter().filter_map(Value::as_str).chain([name]);
    let words: Vec<&str> = words.collect();
    let exact = words.iter().find_map(|word| KINDS.iter().find(|kind| *kind == word));
    let inside = || words.iter().find_map(|word| KINDS.iter().find(|kind| word.contains(**kind)));
    exact.or_else(inside).copied().unwrap_or(name)
}

/// The cases of a file.
fn cases<'a>((name, value): &'a (String, Value)) -> Vec<Case<'a>> {
    let about = about(name, value);
    let cases = value["cases"].as_array().unwrap_or_else(|| panic!("{name}: there are no cases"));
    cases.iter().map(|case| Case::new(about, case)).collect()
}

#[test]
fn every_case_agrees_or_is_known_not_to_be_built() {
    let files = files(&folder());
    assert!(!files.is_empty(), "there is nothing in {}", folder().display());
    let (mut agreed, mut waiting, mut faults) = (0, 0, Vec::new());
    for file in &files {
        for case in cases(file) {
            if NOT_BUILT.iter().any(|entry| entry.matches(&case)) {
                waiting += 1;
                continue;
            }
            match run(&case) {
                Ok(()) => agreed += 1,
                Err(why) => faults.push(format!("{} (set {}) {}: {why}", case.file, file.1["set"], case.id)),
            }
        }
    }
    println!("{agreed} cases agree, {waiting} are not built yet");
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), agreed + faults.len(), faults.join("\n"));
    assert!(agreed > 0, "no case was run");
}

#[test]
fn the_list_of_what_is_not_built_has_no_dead_entry() {
    let files = files(&own_folder());
    let cases: Vec<Case> = files.iter().flat_map(cases).collect();
    for entry in NOT_BUILT {
        assert!(
            cases.iter().any(|case| entry.matches(case)),
            "{} {} = {} matches no case",
            entry.file,
            entry.key,
            entry.value
        );
    }
}

#[test]
fn what_is_not_understood_is_refused_by_name() {
    let strange = [
        ("poems", r#"{"id": "p", "config": {}}"#, "poems"),
        ("activations", r#"{"id": "a", "config": {"activation": "no_such_f"}}"#, "no_such_f"),
        ("activations", r#"{"id": "a", "config": {"activation": "leaky_relu", "slope": 0.2}}"#, "slope"),
        ("losses", r#"{"id": "l", "config": {"loss": "hinge"}}"#, "hinge"),
        ("mlp", r#"{"id": "m", "config": {"activation": "tanh", "loss": "mse", "norm": "layer"}}"#, "norm"),
        ("mlp", r#"{"id": "m", "config": {"output_activation": "tanh"}}"#, "linear output"),
        ("optim", r#"{"id": "o", "config": {"optimizer": "sgd", "lr": 0.1, "nesterov": true}}"#, "nesterov"),
        ("optim", r#"{"id": "o", "config": {"optimizer": "adam", "lr": 0.1, "amsgrad": true}}"#, "amsgrad"),
        ("optim", r#"{"id": "o", "config": {"optimizer": "no_such_rule", "lr": 0.1}}"#, "no_such_rule"),
        ("optim", r#"{"id": "o", "config": {"optimizer": "sgd", "l2": 1, "l2_form": "Keras"}}"#, "Keras"),
        ("optim", r#"{"id": "o", "config": {"kind": "lasso", "l1": 0.1}}"#, "lasso"),
        ("optim", r#"{"id": "o", "config": {"kind": "clip_value", "max_abs": 1, "norm": "inf"}}"#, "norm"),
        ("norm_dropout", r#"{"id": "n", "config": {"layer": "group_norm"}}"#, "group_norm"),
        ("norm_dropout", r#"{"id": "n", "config": {"layer": "layer_norm", "momentum": 0.1}}"#, "momentum"),
        ("norm_dropout", r#"{"id": "n", "config": {"layer": "layer_norm", "affine": false}}"#, "affine"),
        (
            "norm_dropout",
            r#"{"id": "n", "config": {"layer": "batch_norm", "variance_in_forward": "unbiased"}}"#,
            "unbiased",
        ),
        ("norm_dropout", r#"{"id": "n", "config": {"layer": "dropout", "scaling": "none"}}"#, "scaling"),
        (
            "norm_dropout",
            r#"{"id": "n", "config": {"layer": "mlp_bn", "order": "linear -> activation -> batch_norm"}}"#,
            "order",
        ),
        ("residual", r#"{"id": "r", "config": {"kind": "highway", "formula": "g"}}"#, "highway"),
        ("residual", r#"{"id": "r", "config": {"kind": "seed_linear", "formula": "x+f(Wx)"}}"#, "x+f(Wx)"),
        ("residual", r#"{"id": "r", "config": {"kind": "seed_linear", "norm": "batch"}}"#, "norm"),
        ("train", r#"{"id": "t", "config": {"optimizer": "sgd", "dropout": 0.5}}"#, "dropout"),
        ("theory", r#"{"id": "t", "config": {"kind": "ntk"}}"#, "ntk"),
        ("overflow", r#"{"id": "o", "config": {"kind": "tree", "L": 2, "lr": 1}}"#, "tree"),
    ];
    for (file, case, word) in strange {
        let value: Value = serde_json::from_str(case).expect("JSON");
        let why = run(&Case::new(file, &value)).expect_err(case);
        assert!(why.contains(word), "{case}: {why}");
    }
}

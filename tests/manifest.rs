//! `wasm-pack.toml` is a contract: these tests fail when it disagrees with Cargo, npm, the README or what lies built.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn toml(name: &str) -> Value {
    Value::Table(read(name).parse::<Table>().unwrap_or_else(|e| panic!("{name}: {e}")))
}

fn json(name: &str) -> Json {
    serde_json::from_str(&read(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The value at a path of keys; a missing key is named.
fn at<'a>(value: &'a Value, keys: &[&str]) -> &'a Value {
    keys.iter().fold(value, |value, key| value.get(key).unwrap_or_else(|| panic!("{keys:?}: there is no '{key}'")))
}

fn text<'a>(value: &'a Value, keys: &[&str]) -> &'a str {
    at(value, keys).as_str().unwrap_or_else(|| panic!("{keys:?} should be text"))
}

fn manifest() -> Value {
    toml("wasm-pack.toml")
}

fn pinned(tool: &str) -> String {
    text(&manifest(), &["tools", tool]).to_owned()
}

fn artefact() -> Value {
    at(&manifest(), &["artefact"]).clone()
}

const WASM: &str = "cfg(target_arch = \"wasm32\")";

#[test]
fn the_first_line_says_who_reads_the_file() {
    let first = read("wasm-pack.toml").lines().next().unwrap_or_default().to_owned();
    for words in ["xtask", "tests/manifest.rs", "wasm-pack itself does not read this file"] {
        assert!(first.contains(words), "the first line lacks '{words}': {first}");
    }
}

#[test]
fn cargo_toml_names_the_same_versions() {
    let cargo = toml("Cargo.toml");
    let exact = text(&cargo, &["target", WASM, "dependencies", "wasm-bindgen", "version"]);
    assert_eq!(exact, format!("={}", pinned("wasm-bindgen")));
    assert_eq!(text(&cargo, &["target", WASM, "dev-dependencies", "wasm-bindgen-test"]), pinned("wasm-bindgen-test"));
    assert_eq!(text(&cargo, &["package", "rust-version"]), pinned("rust"));
}

#[test]
fn wasm_pack_leaves_wasm_opt_to_xtask_in_every_profile() {
    let cargo = toml("Cargo.toml");
    let profiles = at(&cargo, &["package", "metadata", "wasm-pack", "profile"]).as_table().unwrap();
    for name in ["dev", "release"] {
        assert_eq!(profiles[name].get("wasm-opt"), Some(&Value::Boolean(false)), "wasm-pack profile '{name}'");
    }
}

#[test]
fn cargo_lock_holds_the_pinned_versions() {
    let lock = toml("Cargo.lock");
    for name in ["wasm-bindgen", "wasm-bindgen-test"] {
        let mut packages = at(&lock, &["package"]).as_array().unwrap().iter();
        let package = packages.find(|package| text(package, &["name"]) == name);
        assert_eq!(text(package.expect(name), &["version"]), pinned(name), "{name}");
    }
}

#[test]
fn a_toolchain_file_would_name_the_same_rust() {
    assert!(!path("rust-toolchain").exists(), "write rust-toolchain.toml instead: this test reads that one");
    if path("rust-toolchain.toml").exists() {
        let toolchain = toml("rust-toolchain.toml");
        let channel = text(&toolchain, &["toolchain", "channel"]);
        assert!(channel.starts_with(&pinned("rust")), "rust-toolchain.toml says {channel}");
    }
}

#[test]
fn npm_installs_the_pinned_packages_and_no_registry_is_written_down() {
    let (package, lock) = (json("tests/e2e/package.json"), json("tests/e2e/package-lock.json"));
    let manifest = manifest();
    let npm = at(&manifest, &["tools", "npm"]).as_table().unwrap();
    assert_eq!(package["devDependencies"].as_object().unwrap().len(), npm.len());
    for (name, version) in npm {
        let version = version.as_str().unwrap();
        assert_eq!(package["devDependencies"][name], version, "package.json: {name}");
        assert_eq!(lock["packages"][format!("node_modules/{name}")]["version"], version, "package-lock.json: {name}");
    }
    assert!(!read("tests/e2e/package-lock.json").contains("\"resolved\""), "the lock must work with any registry");
}

/// One profile builds both the page and the engine of the bench, on the stable compiler and without tuning flags.
#[test]
fn the_build_is_plain() {
    let (manifest, cargo) = (manifest(), toml("Cargo.toml"));
    let profile = text(&manifest, &["build", "profile"]);
    assert!(at(&cargo, &["profile"]).get(profile).is_some(), "there is no profile '{profile}'");
    let config = read(".cargo/config.toml") + &read("Cargo.toml") + &read("xtask/src/pack.rs");
    for switch in ["RUSTC_BOOTSTRAP", "\"-Z", "build-std", "llvm-args", "cargo-features"] {
        assert!(!config.contains(switch), "the build uses {switch}");
    }
    for (package, folder) in [("artefact", "."), ("bench", "benches/engine")] {
        let name = text(&manifest, &[package, "package"]);
        assert_eq!(text(&toml(&format!("{folder}/Cargo.toml")), &["package", "name"]), name, "{package}");
    }
    let exact = format!("={}", pinned("wasm-bindgen"));
    let engine = toml("benches/engine/Cargo.toml");
    assert_eq!(text(&engine, &["target", WASM, "dependencies", "wasm-bindgen"]), exact);
    assert_eq!(text(&toml("xtask/Cargo.toml"), &["dependencies", "wasm-bindgen-cli-support"]), exact);
}

/// `web` is a default feature, so that the bare wasm-pack commands work; a native build must not pay for it.
#[test]
fn a_native_build_compiles_no_crate_of_the_browser() {
    let tree = |target: &[&str]| {
        let mut cargo = std::process::Command::new(env!("CARGO"));
        cargo.current_dir(path(".")).args([
            "tree",
            "--package",
            "gradient-lab",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ]);
        let output = cargo.args(target).output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).expect("names of crates");
        tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (native, wasm) = (tree(&[]), tree(&["--target", "wasm32-unknown-unknown"]));
    assert!(native.iter().any(|name| name == "libm"), "{native:?}");
    for name in ["wasm-bindgen", "js-sys", "web-sys", "serde-wasm-bindgen", "plotters-canvas", "getrandom"] {
        assert!(wasm.iter().any(|found| found == name), "the page is built without {name}: {wasm:?}");
        assert!(!native.iter().any(|found| found == name), "a native build compiles {name}");
    }
}

/// Exact versions in a lock of their own, so that a table can say what it compares with.
#[test]
fn the_peers_of_the_bench_are_pinned() {
    let (package, lock) = (json("benches/package.json"), json("benches/package-lock.json"));
    let named = package["dependencies"].as_object().expect("peers");
    assert!(named.len() >= 5, "{named:?}");
    for (name, version) in named {
        assert_eq!(&lock["packages"][format!("node_modules/{name}")]["version"], version, "package-lock.json: {name}");
    }
    assert!(!read("benches/package-lock.json").contains("\"resolved\""), "the lock must work with any registry");
    for peer in ["burn", "candle"] {
        let folder = format!("benches/rust-peers/{peer}");
        let exact = format!("={}", pinned("wasm-bindgen"));
        assert_eq!(text(&toml(&format!("{folder}/Cargo.toml")), &["dependencies", "wasm-bindgen"]), exact, "{peer}");
        assert!(path(&format!("{folder}/Cargo.lock")).is_file(), "{peer}: xtask builds it --locked");
    }
}

#[test]
fn rustc_and_wasm_opt_agree_on_simd_and_the_ci_on_the_target() {
    let config = toml(".cargo/config.toml");
    let manifest = manifest();
    let target = text(&manifest, &["rust-targets", "page"]);
    let flags = at(&config, &["target", target, "rustflags"]).to_string();
    let arguments = at(&manifest, &["wasm-opt", "arguments"]).to_string();
    assert_eq!(flags.contains("+simd128"), arguments.contains("--enable-simd"), "{flags} / {arguments}");
    assert!(read(".ci/run").contains(&format!("--target {target}")), ".ci/run lints another target than {target}");
}

#[test]
fn the_policy_lets_nothing_in_but_our_own_files() {
    let manifest = manifest();
    let csp = text(&manifest, &["serve", "csp"]);
    let directives: Vec<&str> = csp.split("; ").collect();
    for directive in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(directives.contains(&directive), "the policy lacks {directive}: {csp}");
    }
    for hole in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:"] {
        assert!(!csp.contains(hole), "the policy has the hole {hole}: {csp}");
    }
}

/// A table row `| wasm-pack | 0.15.1 | … |` whose first cell is a pinned tool and whose second is another version.
fn rows_that_disagree(readme: &str, pins: &[(String, String)]) -> Vec<String> {
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect::<Vec<_>>();
    let disagrees = |row: &&str| {
        let row = cells(row);
        pins.iter().any(|(name, version)| row.get(1) == Some(name) && row.get(2) != Some(version))
    };
    readme.lines().filter(|line| line.starts_with('|')).filter(disagrees).map(str::to_owned).collect()
}

#[test]
fn the_readme_and_contributing_name_no_other_version() {
    let wrong = rows_that_disagree("| tool | version |\n| `a` | 1.0 |\n| b | 9 |", &[("a".into(), "1.1".into())]);
    assert_eq!(wrong, ["| `a` | 1.0 |"], "the check itself");

    let manifest = manifest();
    let tools = at(&manifest, &["tools"]).as_table().unwrap();
    let npm = at(&manifest, &["tools", "npm"]).as_table().unwrap();
    let pins = tools.iter().chain(npm).filter_map(|(name, version)| Some((name.clone(), version.as_str()?.to_owned())));
    let pins: Vec<_> = pins.collect();
    for page in ["README.md", "CONTRIBUTING.md"].into_iter().filter(|page| path(page).exists()) {
        assert_eq!(rows_that_disagree(&read(page), &pins), [""; 0], "{page} disagrees with wasm-pack.toml");
    }
}

/// Whether this is the last module that xtask optimized. A module built without Node, or by hand, has no budget.
fn is_optimized(wasm: &str) -> bool {
    let kept = "xtask-wasm-opt/gradient_lab_bg/output.wasm";
    let optimized = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name(kept);
    matches!((fs::read(path(wasm)), fs::read(optimized)), (Ok(built), Ok(optimized)) if built == optimized)
}

/// xtask, which has a gzip, weighs the compressed size; this test the raw one, and that no glue needs `eval`.
#[test]
fn the_built_page_is_within_its_budget_and_needs_no_eval() {
    let artefact = artefact();
    let (folder, name) = (text(&artefact, &["folder"]), text(&artefact, &["name"]));
    if !path(folder).exists() {
        return println!("{folder} is not built yet");
    }
    let size = |name: &str| fs::metadata(path(name)).unwrap_or_else(|e| panic!("{name}: {e}")).len();
    let (glue, wasm) = (format!("{folder}/{name}.js"), format!("{folder}/{name}_bg.wasm"));
    if is_optimized(&wasm) {
        let code = size(&wasm) + size(&glue) - size(text(&artefact, &["digits"]));
        let budget = at(&artefact, &["budget", "code_raw"]).as_integer().unwrap() as u64;
        assert!(code <= budget, "{code} bytes of code, {budget} allowed; is it stale? `cargo xtask build` rebuilds it");
    }
    for word in ["new Function", "eval("] {
        assert!(!read(&glue).contains(word), "{glue} contains '{word}', which the policy blocks");
    }
}

/// A slow test that no list names would never run.
#[test]
fn every_program_with_slow_tests_is_listed() {
    let has_slow = |file: &PathBuf| fs::read_to_string(file).is_ok_and(|text| text.contains("\n#[ignore = \"slow"));
    let files = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        entries.map(|entry| entry.expect("an entry of a folder").path()).collect::<Vec<_>>()
    };
    let mut slow = Vec::new();
    for place in files(&path("tests")) {
        let program = if place.join("main.rs").exists() { files(&place) } else { vec![place.clone()] };
        if program.iter().any(has_slow) {
            slow.push(place.file_stem().expect("a name").to_string_lossy().into_owned());
        }
    }
    slow.sort();
    let manifest = manifest();
    let listed = at(&manifest, &["tests", "slow"]).as_array().expect("a list").iter();
    assert_eq!(listed.map(|name| name.as_str().expect("a name")).collect::<Vec<_>>(), slow);
}

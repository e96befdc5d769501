//! `cargo xtask test`: runs every test, fast ones first, and prints a table of what ran at the end.

use crate::manifest::{Manifest, root};
use crate::run::{cargo_step, elapsed, heard, program, refuse_rustflags, step, test_program};
use crate::serve::{Site, start};
use crate::{Outcome, browsers, dist, hosts, node, pack, setup, sizes, torch};
use std::fs;
use std::path::Path;
use std::time::Instant;

pub fn everything(manifest: &Manifest) -> Outcome {
    run(&[
        ("set-up", &|| setup::everything(manifest)),
        ("the form of the sources", &|| cargo_step(&["test", "--test", "form"])),
        ("format, lint, types and unit tests of the page", &scripts),
        ("native tests", &|| cargo_tests(manifest)),
        ("bare-metal build of the core", &|| bare_metal(manifest)),
        ("fuzz of the first ten thousand seeds", &|| test_program("fuzz", &[])),
        ("fuzz of the readers", &|| readers("10000")),
        ("release build and size budgets", &|| release_build(manifest)),
        ("the export to PyTorch, a few runs", &|| torch::compare(&["--short"])),
        ("wasm tests in Firefox", &wasm_pack_test),
        ("the page in Firefox and Chromium", &|| journeys(manifest)),
        ("a random reader, a minute in each browser", &|| random_reader(manifest, &["--seconds", "60"])),
    ])
}

pub fn native(manifest: &Manifest) -> Outcome {
    run(&[
        ("set-up", &|| setup::targets(manifest)),
        ("native tests", &|| cargo_tests(manifest)),
        ("bare-metal build of the core", &|| bare_metal(manifest)),
    ])
}

pub fn wasm(manifest: &Manifest) -> Outcome {
    run(&[("set-up", &|| setup::wasm_tests(manifest)), ("wasm tests in Firefox", &wasm_pack_test)])
}

pub fn e2e(manifest: &Manifest) -> Outcome {
    run(&[
        ("set-up", &|| setup::page_tests(manifest)),
        ("format, lint, types and unit tests of the page", &scripts),
        ("release build", &|| pack::build(manifest).map(drop)),
        ("the page in Firefox and Chromium", &|| journeys(manifest)),
    ])
}

/// `cargo xtask monkey [--seed N] [--seconds S]`: a random reader of the page in each browser.
pub fn monkey(manifest: &Manifest, options: &[&str]) -> Outcome {
    refuse_rustflags()?;
    setup::page_tests(manifest)?;
    pack::build(manifest)?;
    random_reader(manifest, options)
}

/// `cargo xtask fuzz --readers COUNT`: mutated texts for the readers of the engine, then for those of the page.
pub fn readers(count: &str) -> Outcome {
    test_program("fuzz", &["--readers", count])?;
    let mut page = node::node("tests/page/readers.mjs");
    step("node tests/page/readers.mjs", page.arg(count))
}

type Part<'a> = (&'a str, &'a dyn Fn() -> Outcome);

/// Runs the parts until one fails, then prints what ran and how long it took.
fn run(parts: &[Part]) -> Outcome {
    refuse_rustflags()?;
    let mut table = String::new();
    let mut passed = 0;
    let mut outcome = Ok(());
    for (name, part) in parts {
        println!("\n════ {name}");
        let started = Instant::now();
        outcome = part();
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        table += &format!("  {name:<34} {word:<8} {:>12}\n", elapsed(started));
        if outcome.is_err() {
            break;
        }
        passed += 1;
    }
    let failed = usize::from(outcome.is_err());
    println!(
        "\n════ what ran\n{table}parts: {passed} passed, {failed} failed, {} skipped",
        parts.len() - passed - failed
    );
    outcome
}

fn cargo_tests(manifest: &Manifest) -> Outcome {
    // With the checks of the dev profile. Slow tests are ignored there: plain `cargo test` must end within a minute.
    cargo_step(&["test", "--workspace", "--exclude", "xtask"])?;
    // With the profile of the running program, so that its many dependencies are not compiled again.
    cargo_step(&["test", "--package", "xtask", "--profile", "xtask"])?;
    let slow = manifest.texts("tests.slow")?;
    let named = slow.iter().flat_map(|name| ["--test", name]).collect::<Vec<_>>();
    cargo_step(&[&["test", "--release"], named.as_slice(), &["--", "--ignored"]].concat())
}

/// The core must build where there is no operating system. An rlib, because a cdylib would want a panic handler.
fn bare_metal(manifest: &Manifest) -> Outcome {
    let target = manifest.text("rust-targets.bare-metal")?;
    let arguments = ["rustc", "--lib", "--crate-type", "rlib", "--no-default-features", "--target", target];
    cargo_step(&arguments)
}

fn release_build(manifest: &Manifest) -> Outcome {
    pack::build(manifest)?;
    sizes::weigh(manifest)?
}

/// Runs the bare command, as a contributor would type it. It must run every browser test in tests/, because a harness
/// that finds none would succeed, too.
fn wasm_pack_test() -> Outcome {
    let arguments = ["test", "--headless", "--firefox"];
    let output = heard("wasm-pack test --headless --firefox", program("wasm-pack").args(arguments))?;
    let written = browser_tests(&root().join("tests"))? + browser_tests(&root().join("src"))?;
    let ran = tests_passed(&output);
    println!("browser tests: {ran} of {written} ran");
    if ran >= written && written > 0 { Ok(()) } else { Err(format!("only {ran} of {written} browser tests ran.")) }
}

/// Adds up the lines `test result: ok. 8 passed; …`.
fn tests_passed(output: &str) -> usize {
    let counts = output.lines().filter_map(|line| line.trim().strip_prefix("test result: ok. "));
    counts.filter_map(|rest| rest.split_once(" passed")?.0.parse::<usize>().ok()).sum()
}

/// The number of functions in the Rust files below `folder` that are marked as browser tests.
fn browser_tests(folder: &Path) -> Outcome<usize> {
    let unreadable = |e: std::io::Error| format!("{}: {e}.", folder.display());
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            count += browser_tests(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).map_err(unreadable)?;
            count += source.lines().filter(|line| line.trim() == "#[wasm_bindgen_test]").count();
        }
    }
    Ok(count)
}

/// Checks the page's scripts without a browser: format, lint, types, unit tests.
fn scripts() -> Outcome {
    for script in ["format", "lint", "types", "unit"] {
        let mut npm = program("npm");
        npm.current_dir(node::folder()).args(["run", "--silent", script]);
        step(&format!("npm run {script} in tests/e2e"), &mut npm)?;
    }
    Ok(())
}

fn journeys(manifest: &Manifest) -> Outcome {
    let packed = dist::for_tests(manifest)?;
    let site = start(Site { folder: packed.join("site"), csp: manifest.text("serve.csp")?.to_owned() })?;
    let places = [("GRADIENT_LAB_PACKED", packed.display().to_string()), ("GRADIENT_LAB_ADDRESS_PACKED", site)];
    drive(manifest, "tests/e2e/run.mjs", &[], &places)?;
    hosts::quick(manifest, &packed)
}

fn random_reader(manifest: &Manifest, options: &[&str]) -> Outcome {
    drive(manifest, "tests/e2e/monkey.mjs", options, &[])
}

/// Runs a script that drives the browsers, with the served page, and once more served under a policy that forbids
/// WebAssembly; `places` are what else it needs to know.
fn drive(manifest: &Manifest, script: &str, options: &[&str], places: &[(&str, String)]) -> Outcome {
    let csp = manifest.text("serve.csp")?;
    let site = |csp: String| Site { folder: root().join("www"), csp };
    let [firefox, chromium] = browsers::paths(manifest)?;
    let mut runner = node::node(script);
    runner
        .args(options)
        .envs(places.iter().map(|(name, value)| (name, value)))
        .env("GRADIENT_LAB_ADDRESS", start(site(csp.to_owned()))?)
        .env("GRADIENT_LAB_ADDRESS_WITHOUT_WASM", start(site(csp.replace(" 'wasm-unsafe-eval'", "")))?)
        .env("GRADIENT_LAB_FIREFOX", firefox)
        .env("GRADIENT_LAB_CHROMIUM", chromium);
    step(&format!("node {script}"), &mut runner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_added_up_over_all_harnesses() {
        let output = "running 8 tests\n\ntest result: ok. 8 passed; 0 failed; 0 ignored; 0 filtered out\n\
                      no tests to run!\ntest result: ok. 12 passed; 0 failed; 0 ignored";
        assert_eq!(tests_passed(output), 20);
        assert_eq!(tests_passed("test result: FAILED. 3 passed; 1 failed"), 0);
    }

    #[test]
    fn browser_tests_are_counted_in_the_sources() {
        assert!(browser_tests(&root().join("tests")).expect("readable tests") > 0);
        assert_eq!(browser_tests(&root().join("xtask")), Ok(0));
    }
}

//! `cargo xtask test`: every test in the order in which a fault shows soonest, and a table of what ran at the end.

use crate::manifest::{Manifest, root};
use crate::run::{cargo, elapsed, program, refuse_rustflags, step};
use crate::serve::{Site, start};
use crate::{Outcome, browsers, node, pack, setup, sizes};
use std::time::Instant;

pub fn everything(manifest: &Manifest) -> Outcome {
    run(&[
        ("set-up", &|| setup::everything(manifest)),
        ("native tests", &|| cargo_tests(manifest)),
        ("bare-metal build of the core", &|| bare_metal(manifest)),
        ("release build and size budgets", &|| release_build(manifest)),
        ("wasm tests in Firefox", &wasm_pack_test),
        ("the page in Firefox and Chromium", &|| journeys(manifest)),
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
        ("release build", &|| pack::build(manifest).map(drop)),
        ("the page in Firefox and Chromium", &|| journeys(manifest)),
    ])
}

type Part<'a> = (&'a str, &'a dyn Fn() -> Outcome);

/// Runs the parts until one fails, then says what ran and how long it took.
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
    // Slow tests are ignored in plain `cargo test`, which must end within a minute.
    let arguments = ["test", "--workspace", "--", "--include-ignored"];
    step(&format!("cargo {}", arguments.join(" ")), &mut cargo(&arguments))?;
    for name in manifest.texts("tests.release")? {
        step(&format!("cargo test --release --test {name}"), &mut cargo(&["test", "--release", "--test", name]))?;
    }
    Ok(())
}

/// The core must build where there is no operating system. An rlib, because a cdylib would want a panic handler.
fn bare_metal(manifest: &Manifest) -> Outcome {
    let target = manifest.text("rust-targets.bare-metal")?;
    let arguments = ["rustc", "--lib", "--crate-type", "rlib", "--no-default-features", "--target", target];
    step(&format!("cargo {}", arguments.join(" ")), &mut cargo(&arguments))
}

fn release_build(manifest: &Manifest) -> Outcome {
    pack::build(manifest)?;
    sizes::weigh(manifest)?
}

/// The bare command, as a contributor would type it.
fn wasm_pack_test() -> Outcome {
    let arguments = ["test", "--headless", "--firefox"];
    step("wasm-pack test --headless --firefox", program("wasm-pack").args(arguments))
}

/// The types that the scripts of the page say in their comments, all of them.
fn types() -> Outcome {
    let compiler = node::folder().join("node_modules/typescript/bin/tsc");
    step("tsc on www", node::node(compiler).arg("--project").arg(node::folder().join("tsconfig.json")))
}

/// The page as it is served, and once more under a policy that forbids WebAssembly.
fn journeys(manifest: &Manifest) -> Outcome {
    types()?;
    let csp = manifest.text("serve.csp")?;
    let site = |csp: String| Site { folder: root().join("www"), csp };
    let [firefox, chromium] = browsers::paths(manifest)?;
    let mut runner = node::node("tests/e2e/run.mjs");
    runner
        .env("GRADIENT_LAB_ADDRESS", start(site(csp.to_owned()))?)
        .env("GRADIENT_LAB_ADDRESS_WITHOUT_WASM", start(site(csp.replace(" 'wasm-unsafe-eval'", "")))?)
        .env("GRADIENT_LAB_FIREFOX", firefox)
        .env("GRADIENT_LAB_CHROMIUM", chromium);
    step("node tests/e2e/run.mjs", &mut runner)
}

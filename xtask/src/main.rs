//! The contributor's commands, such as `cargo xtask serve` and `cargo xtask test`. Each first installs what it lacks.

mod apt;
mod bench;
mod browsers;
mod dist;
mod glue;
mod hosts;
mod manifest;
mod node;
mod pack;
mod regenerate;
mod run;
mod serve;
mod setup;
mod sizes;
mod suite;
mod torch;

use manifest::Manifest;
use std::process::ExitCode;

/// The outcome of a command. An error is a sentence for the user.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask serve [--port N]         build the page and serve it on this machine
cargo xtask test [native|wasm|e2e]   run every test, or a part of them
cargo xtask bench [--quick]          compare the lab's speed with other libraries (all options: CONTRIBUTING.md)
cargo xtask fuzz [--seeds A..B]      random links and operations; every fault prints how to repeat it
cargo xtask fuzz --readers COUNT     so many mutated links, JSON texts, states and saved pages, for the readers alone
cargo xtask monkey [--seed N]        a random reader of the page, ten minutes in each browser ([--seconds S])
cargo xtask torch [--short]          export runs to PyTorch and compare them with a real PyTorch
cargo xtask hosts [NAME...]          build the notes of examples/notes with their tools and open them in both browsers
cargo xtask build                    build www/pkg and check its size
cargo xtask pack [--base ADDRESS]    build dist: site, single files, npm package, pictures (options: CONTRIBUTING.md)
cargo xtask regenerate [NAME...]     regenerate committed files: digests, zoo, gallery, picture, element
cargo xtask setup [targets|page]     install what the tests need, or a part of it: Rust targets, the page's target";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match obey(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[&str]) -> Outcome {
    let manifest = Manifest::read()?;
    match arguments {
        ["serve", options @ ..] => serve::command(&manifest, options),
        ["test"] => suite::everything(&manifest),
        ["test", "native"] => suite::native(&manifest),
        ["test", "wasm"] => suite::wasm(&manifest),
        ["test", "e2e"] => suite::e2e(&manifest),
        ["bench", options @ ..] => bench::command(&manifest, options),
        ["fuzz", "--readers", count] => suite::readers(count),
        ["fuzz", options @ ..] => run::test_program("fuzz", options),
        ["monkey", options @ ..] => suite::monkey(&manifest, options),
        ["torch", options @ ..] => torch::command(&manifest, options),
        ["hosts", options @ ..] => hosts::command(&manifest, options),
        ["regenerate", wanted @ ..] => regenerate::command(wanted),
        ["build"] => build(&manifest),
        ["pack", options @ ..] => dist::command(&manifest, options),
        ["setup"] => setup::everything(&manifest),
        ["setup", "targets"] => setup::targets(&manifest),
        ["setup", "page"] => setup::page(&manifest),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("unknown command '{}'. The commands are:\n{HELP}", arguments.join(" "))),
    }
}

fn build(manifest: &Manifest) -> Outcome {
    run::refuse_rustflags()?;
    setup::page(manifest)?;
    node::packages_if_node(manifest)?;
    let optimized = pack::build(manifest)?;
    let verdict = sizes::weigh(manifest)?;
    if optimized { verdict } else { Ok(()) }
}

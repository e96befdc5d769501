//! `cargo xtask hosts`: builds the notes of `examples/notes` with the tool that a teacher uses, and opens them in both
//! browsers. `tests/e2e/hosts.mjs` says what is checked there.

mod server;
mod table;
#[cfg(test)]
mod tests;
mod tools;

use crate::manifest::{Manifest, root, target_dir};
use crate::run::{elapsed, program, refuse_rustflags, step};
use crate::{Outcome, browsers, dist, node, pack, setup};
use gradient_lab::session::Experiment;
use gradient_lab::spec::Link;
use server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Instant;
use table::{HOSTS, Host, Opened};

/// The experiment of all notes, and the step at which the check compares it: they open at the first one.
const EXPERIMENT: &str = "hidden_layers=50&seed=23";
const STEPS: u32 = 3;
/// What npm has installed stays when the notes are copied again.
const KEPT: &str = "node_modules";

/// `cargo xtask hosts [--dist] [--measure] [NAME…]`: all hosts, or some of them, with a fresh pack or what lies in
/// `dist`. `--measure` opens none, and prints what readers wait for.
pub fn command(manifest: &Manifest, options: &[&str]) -> Outcome {
    let (switches, names): (Vec<&str>, Vec<&str>) = options.iter().partition(|option| option.starts_with("--"));
    if let Some(strange) = switches.iter().find(|switch| !["--dist", "--measure"].contains(switch)) {
        return Err(format!("hosts takes --dist, --measure and names, not '{strange}'."));
    }
    let wanted = table::named(&names)?;
    setup::page_tests(manifest)?;
    let packed = if switches.contains(&"--dist") {
        root().join(manifest.text("dist.folder")?)
    } else {
        refuse_rustflags()?;
        pack::build(manifest)?;
        dist::for_tests(manifest)?
    };
    if switches.contains(&"--measure") {
        let mut runner = script(manifest, "tests/e2e/measure.mjs")?;
        return step("node tests/e2e/measure.mjs", runner.env("GRADIENT_LAB_PACKED", packed));
    }
    open(manifest, &packed, &wanted)
}

/// The hosts that are ready in seconds, with a pack that is there already.
pub fn quick(manifest: &Manifest, packed: &Path) -> Outcome {
    let quick: Vec<&Host> = HOSTS.iter().filter(|host| host.quick).collect();
    open(manifest, packed, &quick)
}

/// Builds and opens each host, and prints a table at the end. A host that could not be opened is never green.
fn open(manifest: &Manifest, packed: &Path, hosts: &[&Host]) -> Outcome {
    let mut table = String::new();
    let mut bad = Vec::new();
    for host in hosts {
        println!("\n════ {}", host.name);
        let started = Instant::now();
        let (word, sentence) = match green(manifest, packed, host) {
            Ok(()) => ("green", String::new()),
            Err(Fault::NotInstalled(sentence)) => ("NOT INSTALLED", sentence),
            Err(Fault::Failed(sentence)) => ("FAILED", sentence),
        };
        table += &format!("  {:<12} {word:<14} {:>12}  {sentence}\n", host.name, elapsed(started));
        if word != "green" {
            bad.push(host.name);
        }
    }
    println!("\n════ hosts\n{table}");
    if bad.is_empty() { Ok(()) } else { Err(format!("these hosts are not green: {}.", bad.join(", "))) }
}

/// Why a host is not green.
enum Fault {
    /// Its tool could not be installed, so nothing is known about the lab in it.
    NotInstalled(String),
    Failed(String),
}

impl From<String> for Fault {
    fn from(sentence: String) -> Self {
        Fault::Failed(sentence)
    }
}

fn green(manifest: &Manifest, packed: &Path, host: &Host) -> Result<(), Fault> {
    let notes = copied(packed, host)?;
    let bin = tools::install(host, &notes).map_err(Fault::NotInstalled)?;
    let built = build(host, &bin, &notes);
    match &host.opened {
        Opened::Folder(folder) => {
            built.and_then(|()| check(manifest, host, &notes.join(folder).display().to_string()))?
        }
        Opened::WithoutTheme => {
            built.unwrap_or_else(|sentence| println!("{sentence} Its theme could not be fetched."));
            check(manifest, host, &notes.display().to_string())?;
        }
        Opened::Server(command) => {
            let server = Server::start(&bin, command, &notes)?;
            check(manifest, host, &server.address())?;
        }
    }
    Ok(())
}

fn build(host: &Host, bin: &Path, notes: &Path) -> Outcome {
    let Some((name, arguments)) = host.build.split_first() else { return Ok(()) };
    let mut tool = program(bin.join(name));
    step(&format!("{name} {}", arguments.join(" ")), tool.current_dir(notes).args(arguments))
}

/// Copies the notes into the target folder, and what they need of the pack beside them, as a teacher would.
fn copied(packed: &Path, host: &Host) -> Outcome<PathBuf> {
    let notes = target_dir().join("hosts/notes").join(host.name);
    for entry in fs::read_dir(&notes).into_iter().flatten().flatten() {
        let path = entry.path();
        let removed = match (path.ends_with(KEPT), path.is_dir()) {
            (true, _) => Ok(()),
            (_, true) => fs::remove_dir_all(&path),
            _ => fs::remove_file(&path),
        };
        removed.map_err(|e| format!("{}: {e}.", path.display()))?;
    }
    let example = root().join("examples/notes").join(host.name);
    for path in dist::files::below(&example)? {
        let relative = path.strip_prefix(&example).unwrap_or(&path);
        if !relative.starts_with(KEPT) {
            dist::files::copy(&path, &notes.join(relative))?;
        }
    }
    let (from, to) = host.packed;
    let file = packed.join(from);
    if !file.is_file() {
        return Err(format!("{} is missing. Run: cargo xtask pack", file.display()));
    }
    dist::files::copy(&file, &notes.join(to))?;
    Ok(notes)
}

/// Opens a built host in the browsers.
fn check(manifest: &Manifest, host: &Host, place: &str) -> Outcome {
    let mut runner = script(manifest, "tests/e2e/hosts.mjs")?;
    runner.args([host.name, place]).env("GRADIENT_LAB_DIGEST", &*DIGEST);
    step(&format!("node tests/e2e/hosts.mjs {} {place}", host.name), &mut runner)
}

/// A script that drives both browsers.
fn script(manifest: &Manifest, name: &str) -> Outcome<Command> {
    let [firefox, chromium] = browsers::paths(manifest)?;
    let mut runner = node::node(name);
    runner.env("GRADIENT_LAB_FIREFOX", firefox).env("GRADIENT_LAB_CHROMIUM", chromium);
    Ok(runner)
}

/// What every host must end in: computed natively, once.
static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let mut experiment = Experiment::open(Link::parse(EXPERIMENT));
    experiment.run(STEPS);
    format!("{:016x}", experiment.digest().0)
});

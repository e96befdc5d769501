//! Writes the committed files that a program makes: `cargo xtask regenerate [digests|zoo|gallery|picture]`.
//!
//! It is a test target without tests, because the files come from the test support.

#[path = "../support/digests/mod.rs"]
mod digests;
#[path = "../support/digests/experiments.rs"]
mod experiments;
#[path = "../support/gallery/mod.rs"]
mod gallery;
#[path = "../support/labeled/mod.rs"]
mod labeled;
#[path = "../support/threads.rs"]
mod threads;

use gradient_lab::spec::presets;
use labeled::{FRESH, NETWORKS, Network, SEEDS};
use std::path::Path;
use std::process::ExitCode;

/// A name, and what writes the files.
type Part = (&'static str, fn() -> std::io::Result<()>);

/// What can be regenerated.
const ALL: [Part; 3] = [("digests", digest_table), ("zoo", zoo), ("gallery", gallery_table)];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(strange) = wanted.iter().find(|word| ALL.iter().all(|(name, _)| name != word)) {
        let names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
        eprintln!("regenerate: '{strange}' is not one of {}", names.join(", "));
        return ExitCode::FAILURE;
    }
    for (name, write) in ALL.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| word == name)) {
        if let Err(why) = write() {
            eprintln!("regenerate {name}: {why}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Writes a file of the repository.
fn write(file: &str, text: &str) -> std::io::Result<()> {
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(file), text)?;
    println!("wrote {file}");
    Ok(())
}

/// The table of digests: one row per experiment.
fn digest_table() -> std::io::Result<()> {
    let file = "tests/support/digests/table.rs";
    let experiments = experiments::experiments();
    let rows = threads::each(experiments.len(), |n| {
        let (text, steps) = (experiments[n].0.as_str(), experiments[n].1);
        (text, steps, digests::digest(text, steps))
    });
    let changed = rows.iter().filter(|row| !digests::DIGESTS.contains(row)).count();
    println!("{changed} of {} rows change", rows.len());
    let lines = rows
        .iter()
        .map(|(text, steps, [single, double])| format!("    ({text:?}, {steps}, [{single:#018x}, {double:#018x}]),\n"));
    // The text above the rows is written by hand.
    let table = include_str!("../support/digests/table.rs");
    let start = table.find("= &[\n").map_or(0, |at| at + "= &[\n".len());
    write(file, &format!("{}{}];\n", &table[..start], lines.collect::<String>()))
}

/// Pictures and outcomes of the gallery: one row per preset.
fn gallery_table() -> std::io::Result<()> {
    let presets = presets();
    let rows = threads::each(presets.len(), |n| gallery::row(&presets[n]));
    write(gallery::FILE, &format!("{{\n{}\n}}\n", rows.join(",\n")))
}

/// The labels of all networks of the zoo. This trains every network for 2,000 steps and takes minutes.
fn zoo() -> std::io::Result<()> {
    write("tests/support/labeled/labels.txt", &labels(NETWORKS))?;
    write("tests/support/labeled/fresh.txt", &labels(FRESH))
}

fn labels(networks: &[Network]) -> String {
    let labels = threads::each(networks.len() * SEEDS.len(), |n| labeled::label_of(networks, n));
    labeled::table_of(&labels)
}

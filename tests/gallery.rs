//! The gallery's file holds what `cargo xtask regenerate gallery` makes of the presets now.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/gallery/mod.rs"]
mod gallery;
#[path = "support/threads.rs"]
mod threads;

use gradient_lab::spec::{Preset, presets};

/// Up to this step a preset is quick.
const QUICK: u32 = 20;

fn file() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(gallery::FILE);
    std::fs::read_to_string(path).expect("the gallery's file")
}

/// The presets whose row is not in the file as it is made now.
fn stale(chosen: impl Fn(&Preset) -> bool) -> Vec<String> {
    let (file, presets) = (file(), presets().into_iter().filter(chosen).collect::<Vec<Preset>>());
    assert!(presets.len() > 15, "{} presets", presets.len());
    let rows = threads::each(presets.len(), |n| gallery::row(&presets[n]));
    let is_stale = |row: &String| !file.lines().any(|line| line.trim_end_matches(',') == row);
    presets.iter().zip(&rows).filter(|(_, row)| is_stale(row)).map(|(preset, _)| preset.id.clone()).collect()
}

#[test]
fn exhibits_of_the_first_steps_are_current() {
    assert_eq!(stale(|preset| preset.judged() <= QUICK), Vec::<String>::new(), "cargo xtask regenerate gallery");
}

#[test]
#[ignore = "slow: cargo xtask test runs it"]
fn exhibits_of_training_are_current() {
    assert_eq!(stale(|preset| preset.judged() > QUICK), Vec::<String>::new(), "cargo xtask regenerate gallery");
}

#[test]
fn there_is_one_exhibit_for_each_preset_and_it_shows_something() {
    let exhibits: serde_json::Value = serde_json::from_str(&file()).expect("JSON");
    let exhibits = exhibits.as_object().expect("an object");
    let mut ids: Vec<String> = presets().into_iter().map(|preset| preset.id).collect();
    ids.sort();
    let mut found: Vec<&String> = exhibits.keys().collect();
    found.sort();
    assert_eq!(found, ids.iter().collect::<Vec<_>>());
    for (id, exhibit) in exhibits {
        assert!(exhibit["picture"].as_array().is_some_and(|shapes| shapes.len() > 1), "{id}: an empty picture");
        assert!(exhibit["measured"].as_str().is_some_and(|words| words.len() > 2), "{id}: nothing measured");
        assert!(exhibit["tried"][0].as_u64().is_some_and(|seeds| seeds > 0), "{id}: the claim holds for no seed");
    }
}

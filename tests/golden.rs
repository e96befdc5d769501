//! Links that were shared once must show the same numbers for good. A row of the table may only change with a reason
//! that is stronger than the reader who has the old link. `tests/e2e/journeys/golden.mjs` opens the same in the page.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::session::Experiment;
use gradient_lab::spec::{Link, split_runs};
use serde_json::Value;

const TABLE: &str = include_str!("support/golden/links.json");
/// Keys that only the page reads, as in `www/lab/run/link.js`.
const PAGE_KEYS: [&str; 7] = ["detail", "view", "open", "hide", "goal", "meters", "letters"];

/// What the page hands to the engine.
fn without_page_keys(link: &str) -> String {
    let own = |pair: &&str| pair.split_once('=').is_some_and(|(key, _)| PAGE_KEYS.contains(&key));
    let rest: Vec<&str> = link.split('&').filter(|pair| !own(pair)).collect();
    rest.join("&")
}

#[test]
fn golden_links_end_in_their_digests() {
    let table: Vec<Value> = serde_json::from_str(TABLE).expect("JSON");
    assert_eq!(table.len(), 20);
    for row in &table {
        let link = row["link"].as_str().expect("a link");
        let (main, _) = split_runs(&without_page_keys(link));
        let mut experiment = Experiment::open(Link::parse(&main));
        assert_eq!(experiment.warnings(), Vec::<String>::new(), "{link}");
        experiment.seek(experiment.asked_step());
        while !experiment.seek_advance(10_000) {}
        assert_eq!(row["step"], experiment.frame().place.steps, "{link}");
        assert_eq!(row["digest"], format!("{:016x}", experiment.digest().0), "{link}");
    }
}

#[test]
fn a_link_of_a_later_version_says_so() {
    let link = Link::parse("v=2&width=8");
    assert_eq!(link.warnings, ["This link was made for version “2”; this is version 1."]);
    assert_eq!(link.spec.width, 8);
}

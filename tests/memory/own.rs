//! The memory of experiments on the reader's own data. The table itself is counted where it is kept.

use super::counting::{MIB, held, peak_since, since};
use super::experiments::shown;
use super::{off, run_long};
use crate::tables;
use gradient_lab::num::{Random, Stream};
use gradient_lab::session::{Experiment, Footprint};
use gradient_lab::spec::{Known, Link, Rows, Table};
use std::sync::Arc;

#[test]
fn an_experiment_on_own_data_holds_what_was_reckoned() {
    for seed in 0..60 {
        let more = format!("cell=lstm&width={}&batch={}&hidden_layers=3", 4 + seed % 40, 1 + seed * 2);
        let spec = tables::link(&format!("data=own&own={seed}&{more}"), 5000).spec;
        let (before, reckoned) = (held(), Footprint::of(&spec));
        let mut run = Experiment::new(&spec).expect("a settled spec");
        let opened = since(before);
        assert!(opened as f64 <= 1.5 * shown(&run.frame()) as f64 + 64.0 * MIB);
        run_long(&mut run);
        let grown = since(before);
        assert!(!off(reckoned.opened, opened), "table {seed}: reckoned {} of {opened}", reckoned.opened);
        assert!(!off(reckoned.grown, grown), "table {seed}: reckoned {} of {grown}", reckoned.grown);
    }
}

/// The largest table takes its own size in f64 once more while an experiment opens.
#[test]
fn the_largest_table_is_held_as_reckoned() {
    let (rows, columns) = (10_000, 64);
    let mut random = Random::new(1, Stream::Data);
    let x = (0..rows * columns).map(|_| random.normal()).collect();
    let y = (0..rows).map(|n| (n % 2) as f64).collect();
    let rows = Rows { columns, per_step: 0, classes: vec!["a".into(), "b".into()], x, y };
    let table = Arc::new(Table::new(rows).expect("a good table"));
    let known = Known { table: &|_| Some(table.clone()), ..Known::NOTHING };
    let spec = Link::from_text("data=own&own=x&hidden_layers=2&width=8", known).spec;
    let (before, reckoned) = (held(), Footprint::of(&spec));
    let (run, opening) = peak_since(before, || Experiment::new(&spec).expect("a settled spec"));
    let opened = since(before);
    println!("{:.1} MiB, {:.1} at most while it opens", opened as f64 / MIB, opening as f64 / MIB);
    assert!(!off(reckoned.opened, opened), "reckoned {} of {opened}", reckoned.opened);
    assert!(opening <= opened + table.bytes() + (1 << 20), "{opening} while it opens, {opened} then");
    drop(run);
}

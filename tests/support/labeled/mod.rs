//! Networks, healthy and sick, labeled by their outcome. `cargo xtask regenerate zoo` writes the tables.
// The zoo reads the tables and `regenerate` writes them: each uses a part.
#![allow(dead_code, unused_imports)]

mod fresh;
mod label;
mod networks;
mod outcome;
mod state;

pub use fresh::FRESH;
pub use label::{Label, State, columns};
pub use networks::{NETWORKS, Network, SEEDS};

/// The labels of [`NETWORKS`].
pub const TABLE: &str = include_str!("labels.txt");
/// The labels of [`FRESH`].
pub const FRESH_TABLE: &str = include_str!("fresh.txt");

/// Measures label `n` of a table: each network has one label per seed.
pub fn label_of(networks: &[Network], n: usize) -> Label {
    outcome::measure(&networks[n / SEEDS.len()], SEEDS[n % SEEDS.len()])
}

/// The labels of [`NETWORKS`], completed with the values that only the network knows.
pub fn labels() -> Vec<Label> {
    labels_of(TABLE, NETWORKS)
}

/// The labels in `table`, which belongs to `networks`.
pub fn labels_of(table: &str, networks: &[Network]) -> Vec<Label> {
    let networks = networks.iter().flat_map(|network| [network; SEEDS.len()]);
    let whole = |(line, network): (&str, &Network)| Label {
        watch: network.watch,
        rectifier: network.rectifier(),
        ..Label::parse(line)
    };
    table.lines().skip(1).zip(networks).map(whole).collect()
}

/// The text of a table: a line of names, then one line per label, in columns.
pub fn table_of(labels: &[Label]) -> String {
    let mut rows = vec![columns()];
    rows.extend(labels.iter().map(Label::line));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let words = row.iter().zip(&widths).map(|(word, &width)| format!("{word:<width$}"));
        words.collect::<Vec<String>>().join(" ").trim_end().to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

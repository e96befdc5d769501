//! Every recurrent cell, as texts of experiments.

use gradient_lab::spec::Cell;

/// A text for every cell of the menu: a plain RNN with each of these activations, an LSTM with and without its forget
/// gate, every other cell once.
pub fn cells(activations: &[&str]) -> Vec<String> {
    let texts = |cell: &Cell| -> Vec<String> {
        match cell {
            Cell::None => Vec::new(),
            Cell::Rnn => activations.iter().map(|activation| format!("cell=rnn&activation={activation}")).collect(),
            Cell::Lstm => ["cell=lstm", "cell=lstm&forget_gate=off"].map(String::from).into(),
            other => [format!("cell={}", other.key())].into(),
        }
    };
    Cell::ALL.iter().flat_map(texts).collect()
}

//! Recurrent cells, and what they remember at the start.

use super::choice::choices;
use super::{Dataset, Sampling, Spec};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

choices! {
    /// What reads a sequence step by step; none for a network through depth.
    Cell {
        None "none" "none: layers through depth" "a feed-forward network",
        Rnn "rnn" "plain RNN" "h = f(W·[h₋₁, x] + b)",
        Lstm "lstm" "LSTM" "c = f⊙c₋₁ + i⊙g, h = o⊙tanh c (Hochreiter & Schmidhuber 1997, Gers 2000)",
        Gru "gru" "GRU" "h = (1−z)⊙h₋₁ + z⊙h̃, reset before the product (Cho 2014; the report’s)",
        GruPytorch "gru_pytorch" "GRU, PyTorch’s" "h = (1−z)⊙n + z⊙h₋₁, reset after the product: z means the opposite",
    }
}

/// Largest hidden size and batch of a cell.
const MOST: u32 = 128;

impl Spec {
    /// Whether it is a network through time.
    pub fn through_time(&self) -> bool {
        self.cell != Cell::None
    }

    /// Makes cell and data fit each other.
    pub(super) fn settle_time(&mut self, warnings: &mut Vec<String>) {
        if (self.cell == Cell::None) != self.sequence().is_none() {
            warnings.push(match self.cell {
                Cell::None => "Sequences need a cell: the plain RNN is taken.".into(),
                _ => "A cell reads sequences: the adding problem is taken.".into(),
            });
            match self.cell {
                Cell::None => self.cell = Cell::Rnn,
                _ => self.data = Dataset::Adding,
            }
        }
        if self.cell == Cell::None {
            return;
        }
        if self.data == Dataset::Cliff && (self.cell, self.width, self.cell_layers) != (Cell::Rnn, 1, 1) {
            warnings.push("The cliff is one number: one unit of a plain RNN is taken.".into());
            (self.cell, self.width, self.cell_layers) = (Cell::Rnn, 1, 1);
        }
        if self.sampling == Sampling::Full {
            warnings.push("A batch of all sequences would be too large: shuffled epochs are taken.".into());
            self.sampling = Sampling::Epochs;
        }
        let most = self.data.description().longest;
        let limits = [
            ("Hidden units", &mut self.width, MOST),
            ("Batch", &mut self.batch, MOST),
            ("Length", &mut self.length, most),
        ];
        for (label, value, most) in limits.into_iter().filter(|(_, value, most)| **value > *most) {
            warnings.push(format!("{label} of these sequences is at most {most}: {most} is used."));
            *value = most;
        }
    }
}

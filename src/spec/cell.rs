//! The choice of recurrent cells.

use super::choice::choices;

/// What sets a cell apart from the others in the table of knobs.
#[derive(Clone, Copy, Debug)]
pub struct CellDescription {
    /// Keys of the knobs that act on this cell but not on every cell.
    pub knobs: &'static [&'static str],
}

const fn with(knobs: &'static [&'static str]) -> CellDescription {
    CellDescription { knobs }
}

#[rustfmt::skip] // A table: one cell, one row.
choices! {
    /// The cell that reads a sequence step by step; none for a network through depth.
    Cell: CellDescription {
        None "none" "none: layers through depth" "a feed-forward network" => with(&[]),
        Rnn "rnn" "plain RNN" "h = f(W·[h₋₁, x] + b)" => with(&["recurrent_init", "recurrent_gain"]),
        Lstm "lstm" "LSTM" "c = f⊙c₋₁ + i⊙g, h = o⊙tanh c (Hochreiter & Schmidhuber 1997, Gers 2000)" => with(&["recurrent_init", "recurrent_gain", "forget_bias", "forget_gate"]),
        Gru "gru" "GRU" "h = (1−z)⊙h₋₁ + z⊙h̃, reset before the product (Cho 2014; the report’s)" => with(&["recurrent_init", "recurrent_gain", "update_bias"]),
        GruPytorch "gru_pytorch" "GRU, PyTorch’s" "h = (1−z)⊙n + z⊙h₋₁, reset after the product: z means the opposite" => with(&["recurrent_init", "recurrent_gain", "update_bias"]),
        MinGru "min_gru" "minGRU" "h = (1−z)⊙h₋₁ + z⊙h̃, where z and h̃ read x alone (Feng 2024)" => with(&["update_bias"]),
        MinLstm "min_lstm" "minLSTM" "h = f′⊙h₋₁ + i′⊙h̃, f′ = f/(f+i), where f, i and h̃ read x alone (Feng 2024)" => with(&["forget_bias"]),
    }
}

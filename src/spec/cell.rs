//! Recurrent cells, and what they remember at the start.

use super::choice::choices;

/// Lists the cells: key, label, help, and the knobs that this cell has and others may lack.
macro_rules! cells {
    ($($cell:ident $key:literal $label:literal $help:literal [$($knob:ident)*],)+) => {
        choices! {
            /// What reads a sequence step by step; none for a network through depth.
            Cell { $($cell $key $label $help,)+ }
        }

        /// Each cell's key, and its knobs.
        const KNOBS_OF: &[(&str, &[&str])] = &[$(($key, &[$(stringify!($knob)),*]),)+];
    };
}

#[rustfmt::skip] // A table: one cell, one row.
cells! {
    None "none" "none: layers through depth" "a feed-forward network" [],
    Rnn "rnn" "plain RNN" "h = f(W·[h₋₁, x] + b)" [recurrent_init recurrent_gain],
    Lstm "lstm" "LSTM" "c = f⊙c₋₁ + i⊙g, h = o⊙tanh c (Hochreiter & Schmidhuber 1997, Gers 2000)" [recurrent_init recurrent_gain forget_bias forget_gate],
    Gru "gru" "GRU" "h = (1−z)⊙h₋₁ + z⊙h̃, reset before the product (Cho 2014; the report’s)" [recurrent_init recurrent_gain update_bias],
    GruPytorch "gru_pytorch" "GRU, PyTorch’s" "h = (1−z)⊙n + z⊙h₋₁, reset after the product: z means the opposite" [recurrent_init recurrent_gain update_bias],
    MinGru "min_gru" "minGRU" "h = (1−z)⊙h₋₁ + z⊙h̃, where z and h̃ read x alone (Feng 2024)" [update_bias],
    MinLstm "min_lstm" "minLSTM" "h = f′⊙h₋₁ + i′⊙h̃, f′ = f/(f+i), where f, i and h̃ read x alone (Feng 2024)" [forget_bias],
}

/// How many cells have this knob.
pub(super) const fn count_with(knob: &str) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < KNOBS_OF.len() {
        count += has(KNOBS_OF[at].1, knob) as usize;
        at += 1;
    }
    count
}

/// The keys of the `N` cells that have this knob.
pub(super) const fn cells_with<const N: usize>(knob: &str) -> [&'static str; N] {
    let (mut keys, mut count, mut at) = ([""; N], 0, 0);
    while at < KNOBS_OF.len() {
        if has(KNOBS_OF[at].1, knob) {
            keys[count] = KNOBS_OF[at].0;
            count += 1;
        }
        at += 1;
    }
    keys
}

const fn has(knobs: &[&str], knob: &str) -> bool {
    let mut at = 0;
    while at < knobs.len() {
        if same(knobs[at].as_bytes(), knob.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// `==` of strings is not const yet.
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

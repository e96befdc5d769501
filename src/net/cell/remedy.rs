//! Changes to try: what a cell's description offers, and the changes that several cells offer.

/// A change to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Label of the button.
    pub label: &'static str,
    /// What it does, in a few words.
    pub note: &'static str,
    /// Knobs and values, as in links.
    pub changes: &'static [(&'static str, &'static str)],
}

/// A recurrent matrix that keeps lengths.
pub static RADIUS_ONE: Remedy = Remedy {
    label: "orthogonal, ρ = 1",
    note: "W rotates h and does not stretch it; f′ still shrinks the gradient",
    changes: &[("recurrent_init", "orthogonal"), ("recurrent_gain", "1")],
};

/// A plain RNN in place of a cell with a memory.
pub static RNN_INSTEAD: Remedy = Remedy {
    label: "plain RNN",
    note: "break it: every time step back multiplies by the same W and by f′",
    changes: &[("cell", "rnn"), ("activation", "tanh")],
};

/// An LSTM in place of another cell.
pub static LSTM_INSTEAD: Remedy = Remedy {
    label: "LSTM, forget bias 3",
    note: "each time step multiplies the memory only by the forget gate, which starts at 0.95",
    changes: &[("cell", "lstm"), ("forget_bias", "3"), ("forget_gate", "on")],
};

/// A GRU in place of another cell.
pub static GRU_INSTEAD: Remedy = Remedy {
    label: "GRU, update bias −3",
    note: "each time step keeps the fraction 1 − z of the state, which starts at 0.95",
    changes: &[("cell", "gru"), ("update_bias", "-3")],
};

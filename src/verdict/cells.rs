//! What the diagnosis knows about each recurrent cell: its name, what its state keeps, and the changes that lengthen or
//! shorten its memory. Nothing else in this folder distinguishes between cells.

use crate::num::{sigmoid, signed_digits, two_digits};
use crate::spec::{Cell, Spec};
use alloc::format;
use alloc::string::String;

/// A change to try, as data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remedy {
    /// Label of the button.
    pub label: &'static str,
    /// What it does, in a few words.
    pub note: &'static str,
    /// Knobs and values, as in links.
    pub changes: &'static [(&'static str, &'static str)],
}

pub(super) const LSTM: Remedy = Remedy {
    label: "LSTM, forget bias 3",
    note: "each step multiplies the memory only by the forget gate, which starts at 0.95",
    changes: &[("cell", "lstm"), ("forget_bias", "3"), ("forget_gate", "on")],
};

const GRU: Remedy = Remedy {
    label: "GRU, update bias −3",
    note: "each step keeps the fraction 1 − z of the state, which starts at 0.95",
    changes: &[("cell", "gru"), ("update_bias", "-3")],
};

const FORGET_BIAS: Remedy = Remedy {
    label: "forget bias 3",
    note: "each step keeps 0.95 of the memory at the start",
    changes: &[("forget_bias", "3")],
};

const UPDATE_BIAS: Remedy = Remedy {
    label: "update bias −3",
    note: "each step keeps 0.95 of the state at the start",
    changes: &[("update_bias", "-3")],
};

const UPDATE_BIAS_PYTORCH: Remedy = Remedy {
    label: "update bias 3",
    note: "each step keeps 0.95 of the state at the start",
    changes: &[("update_bias", "3")],
};

pub(super) const RADIUS_ONE: Remedy = Remedy {
    label: "orthogonal, ρ = 1",
    note: "W rotates h and does not stretch it; f′ still shrinks the gradient",
    changes: &[("recurrent_init", "orthogonal"), ("recurrent_gain", "1")],
};

/// Changes that make the memory of this cell longer.
pub(super) fn longer(spec: &Spec) -> &'static [Remedy] {
    match spec.cell {
        Cell::Lstm if !spec.forget_gate => &[GRU],
        Cell::Lstm => &[FORGET_BIAS, GRU],
        Cell::Gru => &[UPDATE_BIAS, LSTM],
        Cell::GruPytorch => &[UPDATE_BIAS_PYTORCH, LSTM],
        _ => &[LSTM, GRU, RADIUS_ONE],
    }
}

const PLAIN: Remedy = Remedy {
    label: "plain RNN",
    note: "break it: every step back multiplies by the same W and by f′",
    changes: &[("cell", "rnn"), ("activation", "tanh")],
};

const HALF: Remedy = Remedy {
    label: "orthogonal, ρ = 0.5",
    note: "break it: each step back at least halves the gradient",
    changes: &[("recurrent_init", "orthogonal"), ("recurrent_gain", "0.5")],
};

/// Gates that keep an eighth: σ(−2) of an LSTM's forget gate and of PyTorch's z, 1 − σ(2) of the z that Cho defines.
const fn forgets(changes: &'static [(&'static str, &'static str)]) -> Remedy {
    Remedy { label: "gates that forget", note: "break it: each step keeps an eighth of the memory", changes }
}

const LSTM_FORGETS: Remedy = forgets(&[("forget_bias", "-2")]);
const GRU_FORGETS: Remedy = forgets(&[("update_bias", "2")]);
const PYTORCH_FORGETS: Remedy = forgets(&[("update_bias", "-2")]);

/// Changes that spoil a memory that works.
pub(super) fn shorter(spec: &Spec) -> &'static [Remedy] {
    match spec.cell {
        Cell::Lstm if spec.forget_gate => &[PLAIN, LSTM_FORGETS],
        Cell::Lstm => &[PLAIN],
        Cell::Gru => &[PLAIN, GRU_FORGETS],
        Cell::GruPytorch => &[PLAIN, PYTORCH_FORGETS],
        _ => &[HALF],
    }
}

/// Name of the cell with its article, for the start of a sentence.
pub(super) fn indefinite(spec: &Spec) -> &'static str {
    match spec.cell {
        Cell::Lstm => "An LSTM",
        Cell::Gru | Cell::GruPytorch => "A GRU",
        _ => "A plain RNN",
    }
}

/// Whether the cell has gates, whose flat parts are no fault: a gate is meant to be open or closed.
pub(super) fn is_gated(spec: &Spec) -> bool {
    !matches!(spec.cell, Cell::None | Cell::Rnn)
}

/// Why the gradient fades in this cell.
pub(super) fn fades(spec: &Spec) -> String {
    let kept = |bias: f64| two_digits(sigmoid(bias));
    match spec.cell {
        Cell::Lstm if !spec.forget_gate => {
            "There is no forget gate, so nothing is lost along c. The gradient fades along h, through weights and gates."
                .into()
        }
        Cell::Lstm => format!(
            "The forget gate starts at σ({}) = {}: each step keeps this fraction of the memory and of its gradient.",
            signed_digits(spec.forget_bias),
            kept(spec.forget_bias)
        ),
        Cell::Gru => format!(
            "The update gate starts at σ({}), so each step keeps 1 − σ = {} of the state and of its gradient.",
            signed_digits(spec.update_bias),
            kept(-spec.update_bias)
        ),
        Cell::GruPytorch => format!(
            "The update gate starts at σ({}) = {}: each step keeps this fraction of the state and of its gradient.",
            signed_digits(spec.update_bias),
            kept(spec.update_bias)
        ),
        _ => "A plain RNN multiplies by the same W and by f′ at every step back; here their product is below 1.".into(),
    }
}

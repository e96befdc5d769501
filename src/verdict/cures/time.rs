//! Changes to try in a network through time.

use super::{Cure, cure};
use crate::spec::{Cell, Spec};
use alloc::vec;
use alloc::vec::Vec;

pub(in crate::verdict) fn lstm() -> Cure {
    let note = "a memory that each step multiplies by its forget gate alone, at the start 0.95";
    cure("LSTM, forget bias 3", note, &[("cell", "lstm"), ("forget_bias", "3"), ("forget_gate", "on")])
}

pub(in crate::verdict) fn gru() -> Cure {
    let note = "a state of which each step keeps 1 − z, at the start 0.95";
    cure("GRU, update bias −3", note, &[("cell", "gru"), ("update_bias", "-3")])
}

pub(in crate::verdict) fn forget_bias() -> Cure {
    cure("forget bias 3", "keep 0.95 of the memory at each step to begin with", &[("forget_bias", "3")])
}

pub(in crate::verdict) fn update_bias() -> Cure {
    cure("update bias −3", "keep 0.95 of the state at each step to begin with", &[("update_bias", "-3")])
}

pub(in crate::verdict) fn radius_one() -> Cure {
    let changes = [("recurrent_init", "orthogonal"), ("recurrent_gain", "1")];
    cure("orthogonal, ρ = 1", "a W that turns and does not stretch; f′ still shrinks", &changes)
}

pub(in crate::verdict) fn shorter() -> Cure {
    cure("length 10", "fewer factors to multiply", &[("length", "10")])
}

pub(in crate::verdict) fn plain() -> Cure {
    cure("plain RNN", "break it: the same W and f′ at every step back", &[("cell", "rnn"), ("activation", "tanh")])
}

/// A gate that keeps an eighth: σ(−2) of an LSTM's forget gate and of PyTorch's z, 1 − σ(2) of the report's.
fn forget(knob: &'static str, bias: &str) -> Cure {
    cure("gates that forget", "break it: an eighth of the memory is kept at each step", &[(knob, bias)])
}

/// What spoils a memory that works, in a cell of this kind.
pub(in crate::verdict) fn breaks(spec: &Spec) -> Vec<Cure> {
    let note = "break it: each step back halves the gradient at least";
    let half = || cure("orthogonal, ρ = 0.5", note, &[("recurrent_init", "orthogonal"), ("recurrent_gain", "0.5")]);
    match spec.cell {
        Cell::Lstm if spec.forget_gate => vec![plain(), forget("forget_bias", "-2")],
        Cell::Lstm => vec![plain()],
        Cell::Gru => vec![plain(), forget("update_bias", "2")],
        Cell::GruPytorch => vec![plain(), forget("update_bias", "-2")],
        _ => vec![half()],
    }
}

pub(in crate::verdict) fn keep_in_pytorch() -> Cure {
    cure("update bias 3", "keep 0.95 of the state at each step to begin with", &[("update_bias", "3")])
}

pub(in crate::verdict) fn whole_way() -> Cure {
    cure("truncate 0", "let the gradient go back through all steps", &[("truncate", "0")])
}

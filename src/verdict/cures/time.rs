//! Changes to try in a network through time.

use super::{Cure, cure};
use crate::net::cell::{LSTM_INSTEAD, RADIUS_ONE, Remedy};
use crate::spec::Spec;
use crate::verdict::cells;
use alloc::vec::Vec;

pub(in crate::verdict) fn remedy(remedy: &Remedy) -> Cure {
    cure(remedy.label, remedy.note, remedy.changes)
}

pub(in crate::verdict) fn lstm() -> Cure {
    remedy(&LSTM_INSTEAD)
}

/// An orthogonal recurrent matrix, in cells that have one.
pub(in crate::verdict) fn radius_one(spec: &Spec) -> Option<Cure> {
    cells::is_recurrent(spec).then(|| remedy(&RADIUS_ONE))
}

pub(in crate::verdict) fn shorter() -> Cure {
    cure("length 10", "fewer factors to multiply", &[("length", "10")])
}

/// What spoils a memory that works, in a cell of this kind.
pub(in crate::verdict) fn breaks(spec: &Spec) -> Vec<Cure> {
    cells::shorter(spec).iter().copied().map(remedy).collect()
}

pub(in crate::verdict) fn whole_way() -> Cure {
    cure("truncate 0", "let the gradient go back through all steps", &[("truncate", "0")])
}

//! Changes to try in a network through time.

use super::{Cure, cure};
use crate::spec::Spec;
use crate::verdict::cells::{self, Remedy};
use alloc::vec::Vec;

pub(in crate::verdict) fn remedy(remedy: &Remedy) -> Cure {
    cure(remedy.label, remedy.note, remedy.changes)
}

pub(in crate::verdict) fn lstm() -> Cure {
    remedy(&cells::LSTM)
}

pub(in crate::verdict) fn radius_one() -> Cure {
    remedy(&cells::RADIUS_ONE)
}

pub(in crate::verdict) fn shorter() -> Cure {
    cure("length 10", "fewer factors to multiply", &[("length", "10")])
}

/// What spoils a memory that works, in a cell of this kind.
pub(in crate::verdict) fn breaks(spec: &Spec) -> Vec<Cure> {
    cells::shorter(spec).iter().map(remedy).collect()
}

pub(in crate::verdict) fn whole_way() -> Cure {
    cure("truncate 0", "let the gradient go back through all steps", &[("truncate", "0")])
}

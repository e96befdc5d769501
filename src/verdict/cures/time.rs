//! Changes to try in a network through time.

use super::cure::{Cure, CureKind};
use super::depth::clip_does_it_help;
use crate::net::cell::{LSTM_INSTEAD, RADIUS_ONE, Remedy};
use crate::spec::Spec;
use crate::verdict::cells;
use alloc::vec;
use alloc::vec::Vec;

fn of(kind: CureKind, remedy: &Remedy) -> Cure {
    Cure::new(kind, remedy.label, remedy.note, remedy.changes)
}

pub(in crate::verdict) fn lstm() -> Cure {
    of(CureKind::Remedy, &LSTM_INSTEAD)
}

/// An orthogonal recurrent matrix, in cells that have one.
pub(in crate::verdict) fn radius_one(spec: &Spec) -> Option<Cure> {
    cells::is_recurrent(spec).then(|| of(CureKind::Remedy, &RADIUS_ONE))
}

fn shorter() -> Cure {
    Cure::new(CureKind::Remedy, "length 10", "fewer factors to multiply", &[("length", "10")])
}

fn whole_way() -> Cure {
    Cure::new(CureKind::Remedy, "truncate 0", "the gradient goes back through all time steps", &[("truncate", "0")])
}

/// Changes that spoil a memory that works, in a cell of this kind.
pub(in crate::verdict) fn breaks(spec: &Spec) -> Vec<Cure> {
    cells::shorter(spec).iter().map(|remedy| of(CureKind::Break, remedy)).collect()
}

/// Changes that keep a gradient alive over many time steps, and some that do not. `cut`: truncation stops it.
pub(in crate::verdict) fn longer_memory(spec: &Spec, cut: bool) -> Vec<Cure> {
    if cut {
        return vec![whole_way()];
    }
    let mut cures: Vec<Cure> = cells::longer(spec).iter().map(|remedy| of(CureKind::Remedy, remedy)).collect();
    cures.extend([shorter(), clip_does_it_help()]);
    cures
}

//! Copies that keep the room they were given.

use alloc::vec::Vec;

/// A copy with the same room: a derived one has room for what it holds and no more, and a warm step of a fork
/// would allocate.
pub(crate) fn with_room<T: Clone>(list: &Vec<T>) -> Vec<T> {
    let mut copy = Vec::with_capacity(list.capacity());
    copy.extend_from_slice(list);
    copy
}

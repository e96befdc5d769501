//! Copies of vectors that keep their capacity.

use alloc::vec::Vec;

/// Copies `list` with its capacity.
///
/// `Vec::clone` allocates only what the elements need, so the next step of a forked run would allocate again.
pub(crate) fn with_room<T: Clone>(list: &Vec<T>) -> Vec<T> {
    let mut copy = Vec::with_capacity(list.capacity());
    copy.extend_from_slice(list);
    copy
}

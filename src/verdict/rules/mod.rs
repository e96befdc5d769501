//! The rules of the diagnosis, one function each.

pub(super) mod flow;
pub(super) mod learning;
pub(super) mod time;
pub(super) mod units;
pub(super) mod weights;

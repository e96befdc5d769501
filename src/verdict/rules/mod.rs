//! The rules, one function each: from facts and limits to a finding with its evidence. A rule does not know why.

pub(super) mod flow;
pub(super) mod found;
pub(super) mod learning;
pub(super) mod time;
pub(super) mod units;
pub(super) mod weights;

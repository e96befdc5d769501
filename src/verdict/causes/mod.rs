//! Why a symptom holds, as data. `words` has the sentence for a cause, `cures` the changes that act on it.

pub(super) mod cause;
pub(super) mod decide;

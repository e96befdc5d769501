//! Changes to try: what a change is, those there are for networks through depth and through time, and which of them
//! are offered for a cause.

pub(super) mod cure;
pub(super) mod depth;
pub(super) mod offer;
pub(super) mod time;

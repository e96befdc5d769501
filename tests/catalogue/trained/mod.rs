//! What shows only after some hundred steps.

mod cures;
mod defaults;
mod limits;
mod offered;
mod residual;
mod stuck;
mod time;
mod too_large;

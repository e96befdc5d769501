//! Layers: what backward needs is what the page paints, so forward leaves it in the stage.

mod dense;

pub use dense::Dense;

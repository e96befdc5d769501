//! Real numbers, their functions, seeded random numbers and the matrix products of backpropagation.
//!
//! Every other folder uses it. It hides the SIMD vectors and all `unsafe` code, and it knows nothing of networks.

mod capacity;
mod floats;
mod format;
mod functions;
mod lanes;
mod norm;
mod numbers;
mod orthogonal;
mod parse;
pub mod passes;
mod product;
mod random;
mod real;
mod singular;
mod text;
mod unroll;
mod words;

pub(crate) use capacity::with_room;
#[cfg(feature = "plot")]
pub(crate) use floats::ceil;
pub(crate) use floats::{floor, sqrt};
pub use format::Format;
pub use functions::{sigmoid, sigmoid_and_slope, sigmoid_and_slope_by, softplus};
pub use norm::Norm;
pub use numbers::Numbers;
pub use orthogonal::orthogonalize;
pub use parse::parse;
pub use product::{
    product, product_outer, product_outer_add, product_transposed, product_transposed_add, sum_rows, sum_rows_add,
};
pub use random::{Random, Stream};
pub use real::{Lanes, Real};
pub use singular::largest_singular_values;
pub use text::{fixed, in_units, not_finite, number, percentage, rounded, shortest, superscript, thousands};
pub use words::{Share, count, one_part_in, percent, share_of, share_tick, share_words, signed_digits, two_digits};

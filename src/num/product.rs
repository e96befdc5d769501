//! The three matrix products of backpropagation, each with a fixed order of summation.
//!
//! Activations are feature-major, `[features × batch]`, so the batch runs along the SIMD lanes and W is used as it is
//! stored: nothing is packed, and a layer of 1, 2 or 4 units needs no padding. All functions panic if the batch is 0 or
//! the shapes do not match.

mod broadcast;
mod dot;

use super::Real;
pub(super) use broadcast::{Start, broadcast};
pub(super) use dot::{dots, row_sums};

/// Z = W·A + b.
///
/// `w` \[O×I\], `a` \[I×B\], `bias` \[O\] or none, `z` \[O×B\] (overwritten). Every entry is summed from the bias on,
/// in the order of the inputs.
pub fn product<R: Real>(w: &[R], a: &[R], bias: Option<&[R]>, z: &mut [R], batch: usize) {
    broadcast::<R::Lanes, false>(w, a, bias.map_or(Start::Zero, Start::Bias), z, batch);
}

/// dA = Wᵀ·dZ.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (overwritten). Every entry is summed from 0 on, in the order of the
/// outputs.
pub fn product_transposed<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    broadcast::<R::Lanes, true>(w, d_z, Start::Zero, d_a, batch);
}

/// dA += Wᵀ·dZ, for an A that more than one product reads.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (added to, term by term).
pub fn product_transposed_add<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    broadcast::<R::Lanes, true>(w, d_z, Start::Kept, d_a, batch);
}

/// dW = dZ·Aᵀ.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (overwritten). Every entry is summed in as many lanes as a vector has,
/// in the order of the examples, and then over the lanes.
pub fn product_outer<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    dots::<R::Lanes>(d_z, a, d_w, batch, false);
}

/// dW += dZ·Aᵀ, for weights that are used more than once.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (added to).
pub fn product_outer_add<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    dots::<R::Lanes>(d_z, a, d_w, batch, true);
}

/// db = Σ dZ over the batch.
///
/// `d_z` \[O×B\], `d_b` \[O\] (overwritten). Every entry is summed from 0 on, in the order of the examples.
pub fn sum_rows<R: Real>(d_z: &[R], d_b: &mut [R], batch: usize) {
    row_sums::<R::Lanes>(d_z, d_b, batch, false);
}

/// db += Σ dZ over the batch.
///
/// `d_z` \[O×B\], `d_b` \[O\] (added to).
pub fn sum_rows_add<R: Real>(d_z: &[R], d_b: &mut [R], batch: usize) {
    row_sums::<R::Lanes>(d_z, d_b, batch, true);
}

//! The three matrix products of backprop, each with a fixed order of summation.
//!
//! Activations are feature-major, `[features × batch]`, so the batch runs along the SIMD lanes and W is
//! used as it is: no packing, and a layer of 1, 2 or 4 units wastes nothing.

mod broadcast;
mod dot;

use super::Real;
use broadcast::{Start, Strided, broadcast};
use dot::{dots, row_sums};

/// Z = W·A + b.
///
/// `w` \[O×I\], `a` \[I×B\], `bias` \[O\] or none, `z` \[O×B\] (overwritten). Every entry is summed from the bias on, in the
/// order of the inputs.
pub fn product<R: Real>(w: &[R], a: &[R], bias: Option<&[R]>, z: &mut [R], batch: usize) {
    let inputs = a.len() / batch;
    let w = Strided { numbers: w, row: inputs, column: 1 };
    broadcast(w, a, bias.map_or(Start::Zero, Start::Bias), z, batch);
}

/// dA = Wᵀ·dZ.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (overwritten). Every entry is summed from 0 on, in the order of the outputs.
pub fn product_transposed<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    broadcast(transposed(w, d_a, batch), d_z, Start::Zero, d_a, batch);
}

/// dA += Wᵀ·dZ, where more than one product reads A.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (added to, term by term).
pub fn product_transposed_add<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    broadcast(transposed(w, d_a, batch), d_z, Start::Kept, d_a, batch);
}

fn transposed<'a, R>(w: &'a [R], d_a: &[R], batch: usize) -> Strided<'a, R> {
    Strided { numbers: w, row: 1, column: d_a.len() / batch }
}

/// dW = dZ·Aᵀ.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (overwritten). Every entry is summed in as many lanes as a vector has, the
/// examples in turn, and then over the lanes.
pub fn product_outer<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    dots(d_z, a, d_w, batch, false);
}

/// dW += dZ·Aᵀ, for weights that are used more than once.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (added to).
pub fn product_outer_add<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    dots(d_z, a, d_w, batch, true);
}

/// db = Σ dZ over the batch.
///
/// `d_z` \[O×B\], `d_b` \[O\] (overwritten). Every entry is summed from 0 on, in the order of the examples.
pub fn sum_rows<R: Real>(d_z: &[R], d_b: &mut [R], batch: usize) {
    row_sums(d_z, d_b, batch, false);
}

/// db += Σ dZ over the batch.
pub fn sum_rows_add<R: Real>(d_z: &[R], d_b: &mut [R], batch: usize) {
    row_sums(d_z, d_b, batch, true);
}

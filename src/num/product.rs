//! The three matrix products of backprop, each with a fixed order of summation.
//!
//! Activations are feature-major, `[features × batch]`, so the batch runs along the SIMD lanes and W is
//! used as it is: no packing, and a layer of 1, 2 or 4 units wastes nothing.

use super::Real;

/// Lanes of a dot product. The sum over the batch is taken lane by lane and then over the lanes in
/// order, so that vector and scalar code give the same bits.
const LANES: usize = 8;

/// Z = W·A + b.
///
/// `w` \[O×I\], `a` \[I×B\], `bias` \[O\] or none, `z` \[O×B\] (overwritten).
pub fn product<R: Real>(w: &[R], a: &[R], bias: Option<&[R]>, z: &mut [R], batch: usize) {
    let inputs = a.len() / batch;
    debug_assert_eq!(w.len() * batch, inputs * z.len());
    for (o, z_row) in z.chunks_exact_mut(batch).enumerate() {
        z_row.fill(bias.map_or(R::ZERO, |b| b[o]));
        let w_row = &w[o * inputs..(o + 1) * inputs];
        add_rows(w_row.iter().copied(), a, z_row);
    }
}

/// dA = Wᵀ·dZ.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (overwritten).
pub fn product_transposed<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    debug_assert_eq!(w.len() * batch, d_a.len() / batch * d_z.len());
    d_a.fill(R::ZERO);
    product_transposed_add(w, d_z, d_a, batch);
}

/// dA += Wᵀ·dZ, where more than one product reads A.
///
/// `w` \[O×I\], `d_z` \[O×B\], `d_a` \[I×B\] (added to).
pub fn product_transposed_add<R: Real>(w: &[R], d_z: &[R], d_a: &mut [R], batch: usize) {
    let inputs = d_a.len() / batch;
    for (i, d_a_row) in d_a.chunks_exact_mut(batch).enumerate() {
        add_rows(w.iter().skip(i).step_by(inputs).copied(), d_z, d_a_row);
    }
}

/// dW = dZ·Aᵀ.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (overwritten).
pub fn product_outer<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    let inputs = a.len() / batch;
    for (d_z_row, d_w_row) in d_z.chunks_exact(batch).zip(d_w.chunks_exact_mut(inputs)) {
        for (a_row, entry) in a.chunks_exact(batch).zip(d_w_row) {
            *entry = dot(d_z_row, a_row);
        }
    }
}

/// dW += dZ·Aᵀ, for weights that are used more than once.
///
/// `d_z` \[O×B\], `a` \[I×B\], `d_w` \[O×I\] (added to).
pub fn product_outer_add<R: Real>(d_z: &[R], a: &[R], d_w: &mut [R], batch: usize) {
    let inputs = a.len() / batch;
    for (d_z_row, d_w_row) in d_z.chunks_exact(batch).zip(d_w.chunks_exact_mut(inputs)) {
        for (a_row, entry) in a.chunks_exact(batch).zip(d_w_row) {
            *entry += dot(d_z_row, a_row);
        }
    }
}

/// row += Σ factor·source_row, four source rows at a time so that `row` is loaded and stored a quarter
/// as often; within an entry the terms are still added one by one, in order.
fn add_rows<R: Real>(factors: impl Iterator<Item = R>, source: &[R], row: &mut [R]) {
    let batch = row.len();
    let mut factors = factors;
    let mut quads = source.chunks_exact(4 * batch);
    for quad in &mut quads {
        let [w0, w1, w2, w3] = core::array::from_fn(|_| factors.next().unwrap_or(R::ZERO));
        let (x0, rest) = quad.split_at(batch);
        let (x1, rest) = rest.split_at(batch);
        let (x2, x3) = rest.split_at(batch);
        for ((((r, &x0), &x1), &x2), &x3) in row.iter_mut().zip(x0).zip(x1).zip(x2).zip(x3) {
            *r = (((*r + w0 * x0) + w1 * x1) + w2 * x2) + w3 * x3;
        }
    }
    for (x, w) in quads.remainder().chunks_exact(batch).zip(factors) {
        for (r, &x) in row.iter_mut().zip(x) {
            *r += w * x;
        }
    }
}

fn dot<R: Real>(x: &[R], y: &[R]) -> R {
    let mut lanes = [R::ZERO; LANES];
    let (x_chunks, y_chunks) = (x.chunks_exact(LANES), y.chunks_exact(LANES));
    for (lane, (&x, &y)) in x_chunks.remainder().iter().zip(y_chunks.remainder()).enumerate() {
        lanes[lane] += x * y;
    }
    for (x, y) in x_chunks.zip(y_chunks) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

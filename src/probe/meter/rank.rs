//! Rank: whether the gradient of a layer's weights points in more than one direction.

use crate::net::layer::Linear;
use crate::num::largest_singular_values;
use crate::probe::Frame;
use alloc::vec;
use alloc::vec::Vec;

/// σ₂/σ₁ of ∂L/∂W \[O×I\], the data's gradient before penalties and clipping: 0 for a matrix of rank one, 1 where the
/// two strongest directions are equally strong.
///
/// The smallest over the maps of a residual branch. None before the first backward pass, for a W with one row or one
/// column, and for a gradient of exactly 0. One stage is one pass.
pub(super) fn measure(run: &Frame, stage: usize) -> Vec<Option<f64>> {
    let gradients = run.data_gradients();
    let ratio = |linear: &Linear| {
        let d_w: Vec<f64> = linear.w.clone().map(|n| gradients.at(n)).collect();
        let [first, second] = largest_singular_values(&d_w, linear.inputs);
        (first != 0.0).then(|| second / first)
    };
    let measured = run.figures[stage].d_w.is_some() && !run.through_time();
    let maps = run.layers[stage].linears().filter(|linear| measured && linear.inputs.min(linear.outputs) > 1);
    // A NaN stays.
    vec![maps.filter_map(ratio).reduce(|least, next| if next < least || next.is_nan() { next } else { least })]
}

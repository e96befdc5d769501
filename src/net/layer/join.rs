//! The sum at the end of a residual branch.

use super::Linear;
use crate::num::Real;

/// Sum of skip connection and branch.
///
/// y = x + α·F        (P·x + α·F where the widths differ)
///
/// Gradient path: dF = α·dy, and dx receives dy (or Pᵀ·dy) besides the part through F: the skip's own term is the 1
/// in (1 + α·F′).
/// Shapes: F, y \[O×B\], x \[I×B\], P \[O×I\].
/// Source: the report (Elhassan et al. 2023), §4.2 (residual networks; He 2015).
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// α.
    pub alpha: f64,
    /// P, if the widths differ.
    pub projection: Option<Linear>,
}

impl Join {
    /// Computes y from x and F.
    pub fn forward<R: Real>(&self, values: &[R], x: &[R], branch: &[R], y: &mut [R]) {
        match &self.projection {
            Some(projection) => projection.forward(values, x, y),
            None => y.copy_from_slice(x),
        }
        let alpha = R::from_f64(self.alpha);
        y.iter_mut().zip(branch).for_each(|(y, &f)| *y += alpha * f);
    }

    /// Computes dP.
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], d_y: &[R]) {
        if let Some(projection) = &self.projection {
            projection.gradients(grads, x, d_y);
        }
    }

    /// Computes dF = α·dy.
    pub fn into_branch<R: Real>(&self, d_y: &[R], d_branch: &mut [R]) {
        let alpha = R::from_f64(self.alpha);
        d_branch.iter_mut().zip(d_y).for_each(|(d, &d_y)| *d = alpha * d_y);
    }

    /// Computes the skip's own term of dx.
    pub fn hand_down<R: Real>(&self, values: &[R], d_y: &[R], d_x: &mut [R]) {
        match &self.projection {
            Some(projection) => projection.hand_down(values, d_y, d_x),
            None => d_x.copy_from_slice(d_y),
        }
    }
}

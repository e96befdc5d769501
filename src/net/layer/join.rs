//! The sum at the end of a residual branch.

use super::Linear;
use super::operation::{Computation, Magnitudes, Operation, Reading};
use crate::net::{Block, Parameters};
use crate::num::Real;
use alloc::vec::Vec;

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

impl Operation for Join {
    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], input: &[R], block: &mut Block<R>) {
        self.forward(&parameters.values, x, input, &mut block.value);
    }

    fn evaluate<R: Real>(&self, parameters: &Parameters<R>, x: &[R], input: &[R], _kept: &mut Vec<R>, value: &mut [R]) {
        self.forward(&parameters.values, x, input, value);
    }

    fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], _input: &[R], block: &Block<R>) {
        self.gradients(grads, x, &block.d);
    }

    fn hand_down<R: Real>(&self, _values: &[R], _input: &[R], block: &Block<R>, d_input: &mut [R]) {
        self.into_branch(&block.d, d_input);
    }

    fn owns(&self, index: usize) -> bool {
        self.projection.as_ref().is_some_and(|projection| projection.has(index))
    }

    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        let skip = self.projection.as_ref().map_or_else(|| at.x.to_vec(), |p| p.magnitudes_of(at, at.x));
        skip.iter().zip(at.before).map(|(skip, branch)| skip + self.alpha.abs() * branch).collect()
    }

    fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        let branch = self.alpha * at.input(n);
        let skip = if self.projection.is_some() { at.value(n) - branch } else { at.x(n) };
        Computation::of("x + α·F", &[("x", skip), ("α", self.alpha), ("F", at.input(n))])
    }

    fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation {
        match &self.projection {
            Some(projection) => projection.weight_gradient(at, index, |n| at.x(n)),
            None => Computation::of("Σ over the batch of ∂L/∂z·x", &[]),
        }
    }

    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        Computation::of("α·∂L/∂y", &[("∂L/∂y", at.d(n)), ("α", self.alpha)])
    }
}

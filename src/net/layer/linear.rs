//! The linear map of a fully connected layer.

use super::operation::{Computation, Magnitudes, Operation, Reading, product as named_product};
use crate::net::{Block, Layout, Parameters, Role};
use crate::num::{Random, Real, product, product_outer, product_outer_add, product_transposed, product_transposed_add};
use crate::num::{sum_rows, sum_rows_add};
use crate::spec::{Init, InitLayer};
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// Linear map.
///
/// z = W·x + b
///
/// Gradient path: dx = Wᵀ·dz, dW = dz·xᵀ, db = Σ dz over the batch.
/// Shapes: x \[I×B\], z \[O×B\], W \[O×I\], b \[O\].
/// Source: the report (Elhassan et al. 2023), §2 (forward and back propagation).
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// I.
    pub inputs: usize,
    /// O.
    pub outputs: usize,
    /// Range of W in the arena.
    pub w: Range<usize>,
    /// Range of b in the arena, if there is one.
    pub b: Option<Range<usize>>,
}

impl Linear {
    /// Adds its parameters to the layout.
    pub fn add(
        layout: &mut Layout,
        role: Role,
        stage: usize,
        (inputs, outputs): (usize, usize),
        use_bias: bool,
    ) -> Linear {
        let w = layout.add_matrix(role, stage, (outputs, inputs));
        let b = use_bias.then(|| layout.add(Role::Bias, stage, outputs));
        Linear { inputs, outputs, w, b }
    }

    /// Like `add`, with tensors named by their outputs, as in `W_ifog`. Those of a second cell are `W_ifog.2`.
    pub fn add_named(
        layout: &mut Layout,
        (name, level): (&str, usize),
        (inputs, outputs): (usize, usize),
        use_bias: bool,
    ) -> Linear {
        let linear = Linear::add(layout, Role::Weight, 0, (inputs, outputs), use_bias);
        let made = if use_bias { 2 } else { 1 };
        let from = layout.tensors.len() - made;
        for tensor in &mut layout.tensors[from..] {
            let letter = if tensor.role == Role::Bias { 'b' } else { 'W' };
            tensor.name =
                if level == 0 { format!("{letter}_{name}") } else { format!("{letter}_{name}.{}", level + 1) };
        }
        linear
    }

    /// Draws the initial weights, as [`Init::draw`] does, and sets the biases.
    pub fn start(&self, values: &mut [f64], init: Init, how: InitLayer, bias: f64, random: &mut Random) {
        init.draw(&mut values[self.w.clone()], self.inputs, how, random);
        if let Some(b) = self.b.clone() {
            values[b].fill(bias);
        }
    }

    /// Computes z from x.
    pub fn forward<R: Real>(&self, values: &[R], x: &[R], z: &mut [R]) {
        product(&values[self.w.clone()], x, self.b.clone().map(|b| &values[b]), z, z.len() / self.outputs);
    }

    /// Computes dW and db.
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], d_z: &[R]) {
        let batch = d_z.len() / self.outputs;
        product_outer(d_z, x, &mut grads[self.w.clone()], batch);
        if let Some(b) = self.b.clone() {
            sum_rows(d_z, &mut grads[b], batch);
        }
    }

    /// Adds dW and db to the gradients, for a map that every time step uses.
    pub fn add_gradients<R: Real>(&self, grads: &mut [R], x: &[R], d_z: &[R]) {
        let batch = d_z.len() / self.outputs;
        product_outer_add(d_z, x, &mut grads[self.w.clone()], batch);
        if let Some(b) = self.b.clone() {
            sum_rows_add(d_z, &mut grads[b], batch);
        }
    }

    /// Computes dx.
    pub fn hand_down<R: Real>(&self, values: &[R], d_z: &[R], d_x: &mut [R]) {
        product_transposed(&values[self.w.clone()], d_z, d_x, d_z.len() / self.outputs);
    }

    /// Adds dx to `d_x`.
    pub fn hand_down_add<R: Real>(&self, values: &[R], d_z: &[R], d_x: &mut [R]) {
        product_transposed_add(&values[self.w.clone()], d_z, d_x, d_z.len() / self.outputs);
    }
}

impl Linear {
    /// |W|·before + |b|: what the rounding of W·x + b is relative to, where `before` are the magnitudes of x.
    pub(super) fn magnitudes_of(&self, at: &Magnitudes, before: &[f64]) -> Vec<f64> {
        let mut terms = vec![0.0; self.outputs * at.batch];
        product(&at.sizes[self.w.clone()], before, self.b.clone().map(|b| &at.sizes[b]), &mut terms, at.batch);
        terms
    }

    /// Whether parameter `index` of the arena belongs to it.
    pub(super) fn has(&self, index: usize) -> bool {
        self.w.contains(&index) || self.b.as_ref().is_some_and(|b| b.contains(&index))
    }

    /// What ∂L/∂W of weight `index` was computed from; `x` reads its input.
    pub(super) fn weight_gradient(&self, at: &dyn Reading, index: usize, x: impl Fn(usize) -> f64) -> Computation {
        let (o, i) = ((index - self.w.start) / self.inputs, (index - self.w.start) % self.inputs);
        let formula = "Σ over the batch of ∂L/∂z·x";
        Computation::over_batch(formula, "∂L/∂z·x", at, o, |b| x(i * at.batch() + b))
    }
}

impl Operation for Linear {
    fn size(&self, _before: usize) -> usize {
        self.outputs
    }

    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, _x: &[R], input: &[R], block: &mut Block<R>) {
        self.forward(&parameters.values, input, &mut block.value);
    }

    fn evaluate<R: Real>(
        &self,
        parameters: &Parameters<R>,
        _x: &[R],
        input: &[R],
        _kept: &mut Vec<R>,
        value: &mut [R],
    ) {
        self.forward(&parameters.values, input, value);
    }

    fn gradients<R: Real>(&self, grads: &mut [R], _x: &[R], input: &[R], block: &Block<R>) {
        self.gradients(grads, input, &block.d);
    }

    fn hand_down<R: Real>(&self, values: &[R], _input: &[R], block: &Block<R>, d_input: &mut [R]) {
        self.hand_down(values, &block.d, d_input);
    }

    fn owns(&self, index: usize) -> bool {
        self.has(index)
    }

    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        self.magnitudes_of(at, at.before)
    }

    fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        let batch = at.batch();
        let term = |i: usize| {
            let w = at.parameter(self.w.start + n / batch * self.inputs + i);
            named_product(format!("w{0}·x{0}", i + 1), w, at.input(i * batch + n % batch))
        };
        Computation::sum("Σ w·x + b", (0..self.inputs).map(term))
    }

    fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation {
        if self.w.contains(&index) {
            return self.weight_gradient(at, index, |n| at.input(n));
        }
        let o = index - self.b.as_ref().map_or(index, |b| b.start);
        Computation::over_batch("Σ over the batch of ∂L/∂z", "∂L/∂z", at, o, |_| 1.0)
    }

    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        let batch = at.batch();
        let term = |o: usize| {
            let w = at.parameter(self.w.start + o * self.inputs + n / batch);
            named_product(format!("w·∂L/∂z of unit {}", o + 1), w, at.d(o * batch + n % batch))
        };
        Computation::sum("Wᵀ·∂L/∂z", (0..self.outputs).map(term))
    }
}

//! The linear map of a fully connected layer.

use crate::net::{Parameters, Role};
use crate::num::{Random, Real, product, product_outer, product_outer_add, product_transposed, product_transposed_add};
use crate::num::{sum_rows, sum_rows_add};
use crate::spec::{Init, InitLayer};
use alloc::format;
use core::ops::Range;

/// Linear map.
///
/// z = W·x + b
///
/// Gradient path: dx = Wᵀ·dz, dW = dz·xᵀ, db = Σ dz over the batch.
/// Shapes: x \[I×B\], z \[O×B\], W \[O×I\], b \[O\].
/// Source: the report, §2 (forward and back propagation).
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// I.
    pub inputs: usize,
    /// O.
    pub outputs: usize,
    /// Where W lies in the arena.
    pub w: Range<usize>,
    /// Where b lies, if there is one.
    pub b: Option<Range<usize>>,
}

impl Linear {
    /// Takes its room in the arena.
    pub fn alloc<R: Real>(
        parameters: &mut Parameters<R>,
        role: Role,
        stage: usize,
        (inputs, outputs): (usize, usize),
        use_bias: bool,
    ) -> Linear {
        let w = parameters.alloc_matrix(role, stage, (outputs, inputs));
        let b = use_bias.then(|| parameters.alloc(Role::Bias, stage, outputs));
        Linear { inputs, outputs, w, b }
    }

    /// The same with a name for what it gives, `W_ifog`; those of a second cell are `W_ifog.2`.
    pub fn alloc_named<R: Real>(
        parameters: &mut Parameters<R>,
        (name, level): (&str, usize),
        (inputs, outputs): (usize, usize),
        use_bias: bool,
    ) -> Linear {
        let linear = Linear::alloc(parameters, Role::Weight, 0, (inputs, outputs), use_bias);
        let made = if use_bias { 2 } else { 1 };
        let from = parameters.tensors.len() - made;
        for tensor in &mut parameters.tensors[from..] {
            let letter = if tensor.role == Role::Bias { 'b' } else { 'W' };
            tensor.name =
                if level == 0 { format!("{letter}_{name}") } else { format!("{letter}_{name}.{}", level + 1) };
        }
        linear
    }

    /// Draws the start weights, in f64 whatever trains, so that both precisions start alike.
    pub fn start<R: Real>(&self, values: &mut [R], init: Init, how: InitLayer, bias: f64, random: &mut Random) {
        let mut w = alloc::vec![0.0; self.w.len()];
        init.fill(&mut w, self.inputs, how, random);
        values[self.w.clone()].iter_mut().zip(w).for_each(|(value, w)| *value = R::from_f64(w));
        if let Some(b) = self.b.clone() {
            values[b].fill(R::from_f64(bias));
        }
    }

    /// z from x.
    pub fn forward<R: Real>(&self, values: &[R], x: &[R], z: &mut [R]) {
        product(&values[self.w.clone()], x, self.b.clone().map(|b| &values[b]), z, z.len() / self.outputs);
    }

    /// dW and db.
    pub fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], d_z: &[R]) {
        let batch = d_z.len() / self.outputs;
        product_outer(d_z, x, &mut grads[self.w.clone()], batch);
        if let Some(b) = self.b.clone() {
            sum_rows(d_z, &mut grads[b], batch);
        }
    }

    /// The same, added to what is there: for a map that is used at every step of a sequence.
    pub fn add_gradients<R: Real>(&self, grads: &mut [R], x: &[R], d_z: &[R]) {
        let batch = d_z.len() / self.outputs;
        product_outer_add(d_z, x, &mut grads[self.w.clone()], batch);
        if let Some(b) = self.b.clone() {
            sum_rows_add(d_z, &mut grads[b], batch);
        }
    }

    /// dx.
    pub fn hand_down<R: Real>(&self, values: &[R], d_z: &[R], d_x: &mut [R]) {
        product_transposed(&values[self.w.clone()], d_z, d_x, d_z.len() / self.outputs);
    }

    /// The same, added to what is there.
    pub fn hand_down_add<R: Real>(&self, values: &[R], d_z: &[R], d_x: &mut [R]) {
        product_transposed_add(&values[self.w.clone()], d_z, d_x, d_z.len() / self.outputs);
    }
}

//! The fully connected layer.

use crate::net::{Parameters, Role};
use crate::num::{Random, Real, product, product_outer, product_transposed};
use crate::spec::{Activation, Init, InitLayer, PRELU_START};
use core::ops::Range;

/// Fully connected layer with activation.
///
/// z = W·a₋₁ + b        a = f(z)
///
/// Gradient path: dz = f′(z) ⊙ da, da₋₁ = Wᵀ·dz: each layer multiplies the gradient by f′ and by W.
/// Shapes: a₋₁ \[I×B\], z and a \[O×B\], W \[O×I\], b \[O\].
/// Source: the report, §2 (forward and back propagation).
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// I.
    pub inputs: usize,
    /// O.
    pub outputs: usize,
    /// f.
    pub activation: Activation,
    /// Where W lies in the arena.
    pub w: Range<usize>,
    /// Where b lies, if there is one.
    pub b: Option<Range<usize>>,
    /// Where PReLU's slope lies, if f is PReLU.
    pub slope: Option<usize>,
}

impl Dense {
    /// Takes its room in the arena; everything is 0 but PReLU's slope.
    pub fn alloc<R: Real>(
        parameters: &mut Parameters<R>,
        stage: usize,
        (inputs, outputs): (usize, usize),
        activation: Activation,
        use_bias: bool,
    ) -> Dense {
        let w = parameters.alloc(Role::Weight, stage, inputs * outputs);
        let b = use_bias.then(|| parameters.alloc(Role::Bias, stage, outputs));
        let slope = (activation == Activation::Prelu).then(|| parameters.alloc(Role::Slope, stage, 1).start);
        if let Some(slope) = slope {
            parameters.values[slope] = R::from_f64(PRELU_START);
        }
        Dense { inputs, outputs, activation, w, b, slope }
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

    /// z and a from a₋₁.
    pub fn forward<R: Real>(&self, values: &[R], a_in: &[R], z: &mut [R], a: &mut [R]) {
        let (slope, batch) = (self.slope_of(values), z.len() / self.outputs);
        product(&values[self.w.clone()], a_in, self.b.clone().map(|b| &values[b]), z, batch);
        each(self.activation, z, a, |f, z, a| *a = f.f(*z, slope));
    }

    /// dz, and the gradients of W, b and slope, from da.
    pub fn backward<R: Real>(&self, values: &[R], grads: &mut [R], a_in: &[R], z: &[R], d_a: &[R], d_z: &mut [R]) {
        let (slope, batch) = (self.slope_of(values), z.len() / self.outputs);
        d_z.copy_from_slice(d_a);
        each(self.activation, z, d_z, |f, z, d| *d = f.df(*z, slope) * *d);
        product_outer(d_z, a_in, &mut grads[self.w.clone()], batch);
        if let Some(b) = self.b.clone() {
            let rows = d_z.chunks_exact(batch).map(|row| row.iter().fold(R::ZERO, |sum, &d| sum + d));
            grads[b].iter_mut().zip(rows).for_each(|(grad, sum)| *grad = sum);
        }
        if let Some(slope) = self.slope {
            let terms = z.iter().zip(d_a).map(|(&z, &d)| self.activation.d_slope(z) * d);
            grads[slope] = terms.fold(R::ZERO, |sum, term| sum + term);
        }
    }

    /// da₋₁ = Wᵀ·dz: what the layer hands down.
    pub fn hand_down<R: Real>(&self, values: &[R], d_z: &[R], d_a_in: &mut [R]) {
        product_transposed(&values[self.w.clone()], d_z, d_a_in, d_z.len() / self.outputs);
    }

    /// PReLU's slope as it stands; 0 for the others, which ignore it.
    pub fn slope_of<R: Real>(&self, values: &[R]) -> R {
        self.slope.map_or(R::ZERO, |slope| values[slope])
    }
}

/// Applies `f` to pairs, with the choice of activation made once per call and not once per number.
#[inline(always)]
fn each<R: Real>(activation: Activation, from: &[R], to: &mut [R], f: impl Fn(Activation, &R, &mut R)) {
    macro_rules! specialised {
        ($($variant:ident)+) => {
            match activation { $(Activation::$variant => from.iter().zip(to).for_each(|(x, y)| f(Activation::$variant, x, y)),)+ }
        };
    }
    specialised!(Identity Sigmoid Tanh Relu LeakyRelu Prelu Elu Selu Gelu GeluTanh Silu Softplus)
}

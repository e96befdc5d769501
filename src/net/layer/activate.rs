//! The activation, with the units that are dropped.

use crate::net::{Parameters, Role};
use crate::num::{Random, Real};
use crate::spec::{Activation, PRELU_START};
use alloc::vec::Vec;

/// Activation, and dropout of what it gives.
///
/// a = m ⊙ f(z), m = 0 for a dropped unit and 1/(1−p) for a kept one, so that the mean stays (inverted dropout)
///
/// Gradient path: dz = f′(z) ⊙ m ⊙ da. At test time, and without dropout, m = 1.
/// Shapes: z, a, m \[O×B\].
/// Source: the report, §2 (activations) and §4.1 (dropout; Srivastava 2014).
#[derive(Clone, Debug, PartialEq)]
pub struct Activate {
    /// O.
    pub size: usize,
    /// f.
    pub activation: Activation,
    /// Where PReLU's slope lies, if f is PReLU.
    pub slope: Option<usize>,
}

impl Activate {
    /// Takes its room in the arena: PReLU's slope, or none.
    pub fn alloc<R: Real>(
        parameters: &mut Parameters<R>,
        stage: usize,
        size: usize,
        activation: Activation,
    ) -> Activate {
        let slope = (activation == Activation::Prelu).then(|| parameters.alloc(Role::Slope, stage, 1).start);
        if let Some(slope) = slope {
            parameters.values[slope] = R::from_f64(PRELU_START);
        }
        Activate { size, activation, slope }
    }

    /// Draws m for a batch; none (empty) for a share of 0.
    pub fn draw<R: Real>(&self, share: f64, batch: usize, mask: &mut Vec<R>, random: &mut Random) {
        mask.clear();
        if share > 0.0 {
            let kept = R::from_f64(1.0 / (1.0 - share));
            mask.extend((0..self.size * batch).map(|_| if random.unit() < share { R::ZERO } else { kept }));
        }
    }

    /// a from z.
    pub fn forward<R: Real>(&self, values: &[R], z: &[R], mask: &[R], a: &mut [R]) {
        let slope = self.slope_of(values);
        forward(self.activation, slope, z, a);
        times(a, mask);
    }

    /// The gradient of PReLU's slope.
    pub fn gradients<R: Real>(&self, grads: &mut [R], z: &[R], mask: &[R], d_a: &[R]) {
        let Some(slope) = self.slope else { return };
        let kept = |n: usize| mask.get(n).copied().unwrap_or(R::ONE);
        let terms = z.iter().zip(d_a).enumerate().map(|(n, (&z, &d))| self.activation.d_slope(z) * (d * kept(n)));
        grads[slope] = terms.fold(R::ZERO, |sum, term| sum + term);
    }

    /// dz from da.
    pub fn hand_down<R: Real>(&self, values: &[R], z: &[R], mask: &[R], d_a: &[R], d_z: &mut [R]) {
        let slope = self.slope_of(values);
        d_z.copy_from_slice(d_a);
        times(d_z, mask);
        backward(self.activation, slope, z, d_z);
    }

    /// PReLU's slope as it stands; 0 for the others, which ignore it.
    pub fn slope_of<R: Real>(&self, values: &[R]) -> R {
        self.slope.map_or(R::ZERO, |slope| values[slope])
    }
}

/// a = f(z).
pub(in crate::net) fn forward<R: Real>(activation: Activation, slope: R, z: &[R], a: &mut [R]) {
    each(activation, z, a, |f, z, a| *a = f.f(*z, slope));
}

/// d = f′(z) ⊙ d.
pub(in crate::net) fn backward<R: Real>(activation: Activation, slope: R, z: &[R], d: &mut [R]) {
    each(activation, z, d, |f, z, d| *d = f.df(*z, slope) * *d);
}

fn times<R: Real>(values: &mut [R], mask: &[R]) {
    values.iter_mut().zip(mask).for_each(|(value, m)| *value *= *m);
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

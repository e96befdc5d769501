//! The activation, with dropout.

use super::operation::{Computation, Magnitudes, Operation, Reading, product};
use crate::net::{Block, Layout, Parameters, Role};
use crate::num::{Lanes, Random, Real, passes, sigmoid_and_slope_by};
use crate::spec::Activation;
use alloc::vec;
use alloc::vec::Vec;

/// Activation, followed by dropout.
///
/// a = m ⊙ f(z), where m = 0 for a dropped unit and 1/(1−p) for a kept one, which preserves the mean (inverted
/// dropout)
///
/// Gradient path: dz = f′(z) ⊙ m ⊙ da. At test time, and without dropout, m = 1.
/// Shapes: z, a, m \[O×B\].
/// Source: the report (Elhassan et al. 2023), §2 (activations) and §4.1 (dropout; Srivastava 2014).
#[derive(Clone, Debug, PartialEq)]
pub struct Activate {
    /// O.
    pub size: usize,
    /// f.
    pub activation: Activation,
    /// Range of PReLU's slope in the arena, if f is PReLU.
    pub slope: Option<usize>,
}

impl Activate {
    /// Adds its parameter to the layout: PReLU's slope, or none.
    pub fn add(layout: &mut Layout, stage: usize, size: usize, activation: Activation) -> Activate {
        let slope = (activation == Activation::Prelu).then(|| layout.add(Role::Slope, stage, 1).start);
        Activate { size, activation, slope }
    }

    /// Draws m for a batch. For a fraction of 0, m is left empty.
    pub fn draw<R: Real>(&self, share: f64, batch: usize, mask: &mut Vec<R>, random: &mut Random) {
        mask.clear();
        if share > 0.0 {
            let kept = R::from_f64(1.0 / (1.0 - share));
            mask.extend((0..self.size * batch).map(|_| if random.unit() < share { R::ZERO } else { kept }));
        }
    }

    /// Computes a from z.
    pub fn forward<R: Real>(&self, values: &[R], z: &[R], block: &mut Block<R>) {
        forward(self.activation, self.slope_of(values), z, &mut block.value, &mut block.slope);
        times(&mut block.value, &block.kept);
    }

    /// Computes a at test time: no unit is dropped, and no slope is kept.
    pub fn evaluate<R: Real>(&self, values: &[R], z: &[R], a: &mut [R]) {
        forward(self.activation, self.slope_of(values), z, a, &mut []);
    }

    /// Computes the gradient of PReLU's slope.
    pub fn gradients<R: Real>(&self, grads: &mut [R], z: &[R], mask: &[R], d_a: &[R]) {
        let Some(slope) = self.slope else { return };
        let kept = |n: usize| mask.get(n).copied().unwrap_or(R::ONE);
        let terms = z.iter().zip(d_a).enumerate().map(|(n, (&z, &d))| self.activation.d_slope(z) * (d * kept(n)));
        grads[slope] = terms.fold(R::ZERO, |sum, term| sum + term);
    }

    /// Computes dz from da.
    pub fn hand_down<R: Real>(&self, values: &[R], z: &[R], block: &Block<R>, d_z: &mut [R]) {
        let kept = &block.kept;
        if kept.is_empty() && !block.slope.is_empty() {
            return passes::write(d_z, [&block.d, &block.slope], |[d, slope]| d * slope);
        }
        d_z.copy_from_slice(&block.d);
        times(d_z, kept);
        backward(self.activation, self.slope_of(values), z, &block.slope, d_z);
    }

    /// The current slope of PReLU; 0 for the others, which ignore it.
    pub fn slope_of<R: Real>(&self, values: &[R]) -> R {
        self.slope.map_or(R::ZERO, |slope| values[slope])
    }
}

/// Computes a = f(z), and f′(z) into `slopes` unless it is empty.
pub(in crate::net) fn forward<R: Real>(f: Activation, slope: R, z: &[R], a: &mut [R], slopes: &mut [R]) {
    let slope = R::Lanes::splat(slope);
    match (f, slopes.is_empty()) {
        // These three need no call per vector.
        (Activation::Sigmoid, false) => {
            let constants = R::Lanes::for_exp();
            passes::write_two([a, slopes], [z], |[z]| sigmoid_and_slope_by(z, &constants));
        }
        (Activation::Tanh, false) => {
            let constants = R::Lanes::for_tanh();
            passes::write_two([a, slopes], [z], |[z]| z.tanh_and_slope_by(&constants));
        }
        (Activation::Relu, _) => passes::write(a, [z], |[z]| z.above(z, R::Lanes::of(0.0))),
        (_, false) => passes::write_two([a, slopes], [z], |[z]| f.f_and_df(z, slope)),
        (_, true) => passes::write(a, [z], |[z]| f.f_and_df(z, slope).0),
    }
}

/// Replaces d by f′(z) ⊙ d. Takes f′(z) from `slopes` if forward kept it.
pub(in crate::net) fn backward<R: Real>(f: Activation, slope: R, z: &[R], slopes: &[R], d: &mut [R]) {
    let (slope, [zero, one]) = (R::Lanes::splat(slope), [0.0, 1.0].map(R::Lanes::of));
    match (f, slopes.is_empty()) {
        (_, false) => times(d, slopes),
        (Activation::Relu, true) => passes::update(d, [z], |d, [z]| z.above(one, zero) * d),
        (_, true) => passes::update(d, [z], |d, [z]| f.f_and_df(z, slope).1 * d),
    }
}

/// Multiplies values by factors; no factors (no dropout) mean 1.
fn times<R: Real>(values: &mut [R], factors: &[R]) {
    if !factors.is_empty() {
        passes::update(values, [factors], |value, [factor]| value * factor);
    }
}

impl Operation for Activate {
    fn prepare<R: Real>(&self, batch: usize, block: &mut Block<R>) {
        // Dropout may be turned on at any step, and a step allocates nothing.
        block.kept = Vec::with_capacity(self.size * batch);
        block.slope = vec![R::ZERO; if self.activation.is_curved() { self.size * batch } else { 0 }];
    }

    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, _x: &[R], input: &[R], block: &mut Block<R>) {
        self.forward(&parameters.values, input, block);
    }

    fn evaluate<R: Real>(
        &self,
        parameters: &Parameters<R>,
        _x: &[R],
        input: &[R],
        _kept: &mut Vec<R>,
        value: &mut [R],
    ) {
        self.evaluate(&parameters.values, input, value);
    }

    fn gradients<R: Real>(&self, grads: &mut [R], _x: &[R], input: &[R], block: &Block<R>) {
        self.gradients(grads, input, &block.kept, &block.d);
    }

    fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]) {
        self.hand_down(values, input, block, d_input);
    }

    fn owns(&self, index: usize) -> bool {
        self.slope == Some(index)
    }

    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64> {
        let slope = self.slope_of(at.values);
        let kept = |n: usize| at.kept.get(n).copied().unwrap_or(1.0);
        // ½·z·(1 + tanh): where the two cancel, what remains is the rounding of z.
        let own = |z: f64| if self.activation == Activation::GeluTanh { z.abs() } else { 0.0 };
        let each = at.before.iter().zip(at.input).enumerate();
        each.map(|(n, (size, &z))| (size * self.activation.df(z, slope).abs() + own(z)) * kept(n)).collect()
    }

    fn computed(&self, at: &dyn Reading, n: usize) -> Computation {
        match at.kept(n) {
            1.0 => Computation::of("f(z)", &[("z", at.input(n))]),
            mask => Computation::of("m·f(z)", &[("z", at.input(n)), ("m", mask)]),
        }
    }

    fn computed_gradient(&self, at: &dyn Reading, _index: usize) -> Computation {
        let term = |n: usize| product("z·∂L/∂a".into(), at.input(n).min(0.0), at.d(n));
        Computation::sum("Σ of z·∂L/∂a where z ≤ 0", (0..self.size * at.batch()).map(term))
    }

    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation {
        let (z, mask) = (at.input(n), at.kept(n));
        let slope = self.slope.map_or(0.0, |slope| at.parameter(slope));
        let operands = [("∂L/∂a", at.d(n)), ("z", z), ("f′(z)", self.activation.df(z, slope)), ("m", mask)];
        if mask == 1.0 {
            Computation::of("f′(z)·∂L/∂a", &operands[..3])
        } else {
            Computation::of("f′(z)·m·∂L/∂a", &operands)
        }
    }
}

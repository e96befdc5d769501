//! What the inspector shows of a unit, an operation and a weight.

use crate::net::layer::Computation;
use crate::spec::NormKind;
use alloc::vec::Vec;

/// One term w·x of a unit's sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The unit below that it comes from.
    pub from: usize,
    /// That unit's activation.
    pub x: f64,
    /// The weight.
    pub w: f64,
    /// w·x.
    pub product: f64,
}

/// One operation of a unit's layer, with the numbers filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct OpView {
    /// Its output for this unit and example.
    pub value: f64,
    /// ∂L/∂value.
    pub d: f64,
    /// The numbers it is computed from.
    pub kind: OpKind,
}

/// The numbers that an operation is computed from.
#[derive(Clone, Debug, PartialEq)]
pub enum OpKind {
    /// Σ w·x + b.
    Linear {
        /// The largest terms of the sum.
        terms: Vec<Term>,
        /// The sum of the other terms.
        rest: f64,
        /// The number of other terms.
        rest_count: usize,
        /// b; none in a layer without.
        bias: Option<f64>,
    },
    /// m·f(z).
    Activate {
        /// z.
        z: f64,
        /// f′(z).
        f_prime: f64,
        /// m: 0 where the unit is dropped, 1 without dropout.
        mask: f64,
        /// m·f′(z), what the gradient is multiplied by.
        slope: f64,
    },
    /// x + α·F.
    Join {
        /// The skip: x, or P·x.
        skip: f64,
        /// α.
        alpha: f64,
        /// F.
        branch: f64,
        /// Whether the skip is P·x.
        projected: bool,
    },
    /// A norm, described by its formula and the values of the symbols.
    Norm {
        /// Which one.
        norm: NormKind,
        /// How the value was computed.
        computed: Computation,
    },
}

/// One unit for one example: the operations of its layer, in order. The last one's value is a.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitView {
    /// What f is applied to.
    pub z: f64,
    /// What the next layer reads.
    pub a: f64,
    /// ∂L/∂a.
    pub d_a: f64,
    /// ∂L/∂z.
    pub d_z: f64,
    /// From x to a.
    pub ops: Vec<OpView>,
}

/// A factor between the output and the inspected layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainLink {
    /// The stage whose gradient this factor makes.
    pub stage: usize,
    /// Its part from W, a skip included.
    pub w_factor: f64,
    /// Its part from f′.
    pub f_factor: f64,
}

impl ChainLink {
    /// What the stage multiplies the gradient by.
    pub fn factor(&self) -> f64 {
        self.f_factor * self.w_factor
    }
}

/// How one weight's gradient becomes its step: gradient → penalty → clip → rule → ΔW.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathView {
    /// ∂L/∂w of the data.
    pub data: f64,
    /// The gradient of the penalties: λ₂·w + λ₁·sign w.
    pub penalty: f64,
    /// The sum after clipping.
    pub clipped: f64,
    /// ΔW from the rule alone.
    pub rule: f64,
    /// ΔW from decoupled decay.
    pub decay: f64,
}

/// ∂L/∂w as the product of factors through the layers.
///
/// ∂L/∂w = Σ over the batch of dz·x. The norm of dz at this stage is that at the output times one factor per layer in
/// between; the product is exact.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightView {
    /// The weight at which the gradient was computed, before `delta_w`.
    pub w: f64,
    /// ∂L/∂w of the data, summed over the batch (the loss is a mean).
    pub d_w: f64,
    /// Its last step ΔW.
    pub delta_w: f64,
    /// The weight as it stands now: after the step, once the update has run. In f16 and bf16 it is a rounded copy, so
    /// that it may differ from w + ΔW.
    pub after: f64,
    /// The number it multiplies, for the example.
    pub x: f64,
    /// The gradient of the sum it contributes to, for the example: ∂L/∂z if no operation is between W and f.
    pub d_z: f64,
    /// ‖∂L/∂z‖ at the output.
    pub d_z_out_norm: f64,
    /// ‖∂L/∂z‖ of this stage.
    pub d_z_norm: f64,
    /// From the output down to this stage.
    pub chain: Vec<ChainLink>,
    /// From the gradient to the step.
    pub path: PathView,
}

impl WeightView {
    /// What this example adds to the gradient, before the mean over the batch: x·∂L/∂z.
    pub fn product(&self) -> f64 {
        self.x * self.d_z
    }

    /// The factor from the output down to this stage.
    pub fn factor(&self) -> f64 {
        self.chain.iter().map(ChainLink::factor).product()
    }
}

//! Activations: each is a function f and its derivative.

use super::choice::choices;
use crate::num::{Lanes, Real, sigmoid_and_slope, softplus};

/// Slope of leaky ReLU for z ≤ 0.
const LEAKY_SLOPE: f64 = 0.01;
/// Start value of PReLU's learned slope (He et al. 2015).
pub const PRELU_START: f64 = 0.25;
/// λ and α of SELU (Klambauer et al. 2017).
const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;
/// √(2/π) and the cubic coefficient of GELU's tanh form (Hendrycks & Gimpel 2016).
const GELU_ROOT: f64 = 0.797_884_560_802_865_4;
const GELU_CUBIC: f64 = 0.044_715;

choices! {
    /// f in A = f(W·A + b), with its derivative. At a kink the derivative is that of the branch z ≤ 0.
    Activation {
        Identity "identity" "identity" "f(z) = z: no activation, a linear network",
        Sigmoid "sigmoid" "sigmoid" "1/(1+e⁻ᶻ): slope at most 0.25",
        Tanh "tanh" "tanh" "tanh z: slope 1 at 0, less elsewhere",
        Relu "relu" "ReLU" "max(0, z): slope 1 or 0",
        LeakyRelu "leaky_relu" "leaky ReLU" "z, or 0.01·z below 0",
        Prelu "prelu" "PReLU" "z, or s·z below 0, where each layer learns s",
        Elu "elu" "ELU" "z, or eᶻ − 1 below 0",
        Selu "selu" "SELU" "scaled ELU that keeps mean 0 and variance 1 with LeCun weights",
        Gelu "gelu" "GELU" "z·Φ(z), Φ the normal distribution",
        GeluTanh "gelu_tanh" "GELU (tanh form)" "GELU with Φ replaced by a tanh, as in GPT-2",
        Silu "silu" "SiLU" "z·σ(z), also called swish",
        Softplus "softplus" "softplus" "ln(1+eᶻ): a smooth ReLU that never is 0",
    }
}

impl Activation {
    /// f(z), and f′(z) in a form that stays exact in the tails. `slope` is PReLU's learned one; the others ignore it.
    ///
    /// It is not inlined. A kernel with many numbers for one activation calls that activation's own function instead.
    #[inline(never)]
    pub fn f_and_df<L: Lanes>(self, z: L, slope: L) -> (L, L) {
        let c = L::of;
        let rectified = |slope: L| (z.above(z, slope * z), z.above(c(1.0), slope));
        match self {
            Activation::Identity => (z, z.above(c(1.0), c(1.0))),
            Activation::Sigmoid => share_of(z),
            Activation::Tanh => tanh_of(z),
            Activation::Relu => (z.above(z, c(0.0)), z.above(c(1.0), c(0.0))),
            Activation::LeakyRelu => rectified(c(LEAKY_SLOPE)),
            Activation::Prelu => rectified(slope),
            Activation::Elu => (z.above(z, z.map(Real::exp_m1)), z.above(c(1.0), exp_of(z))),
            Activation::Selu => {
                let (f, df) =
                    (z.above(z, c(SELU_ALPHA) * z.map(Real::exp_m1)), z.above(c(1.0), c(SELU_ALPHA) * exp_of(z)));
                (c(SELU_SCALE) * f, c(SELU_SCALE) * df)
            }
            Activation::Gelu => {
                let below = z.map(normal_distribution);
                (z * below, below + z * z.map(normal_density))
            }
            Activation::GeluTanh => gelu_tanh(z),
            Activation::Silu => {
                let (share, d_share) = share_of(z);
                (z * share, share + z * d_share)
            }
            Activation::Softplus => (z.map(softplus), share_of(z).0),
        }
    }

    /// f(z) of one number.
    pub fn f<R: Real>(self, z: R, slope: R) -> R {
        self.f_and_df(R::Lanes::splat(z), R::Lanes::splat(slope)).0.first()
    }

    /// f′(z) of one number.
    pub fn df<R: Real>(self, z: R, slope: R) -> R {
        self.f_and_df(R::Lanes::splat(z), R::Lanes::splat(slope)).1.first()
    }

    /// Whether f′ costs more than a comparison. Then the forward pass, which computes it anyway, keeps it for backward.
    pub fn is_curved(self) -> bool {
        use Activation::{Identity, LeakyRelu, Prelu, Relu};
        !matches!(self, Identity | Relu | LeakyRelu | Prelu)
    }

    /// ∂f/∂slope: z below 0 for PReLU, 0 otherwise.
    #[inline]
    pub fn d_slope<R: Real>(self, z: R) -> R {
        if self != Activation::Prelu || z > R::ZERO { R::ZERO } else { z }
    }

    /// Whether f has a kink at 0, where central differences do not give the derivative.
    pub fn has_kink(self) -> bool {
        use Activation::{LeakyRelu, Prelu, Relu, Selu};
        matches!(self, Relu | LeakyRelu | Prelu | Selu)
    }

    /// The largest |f′|. A unit whose |f′| is below 5 % of it counts as saturated.
    pub fn steepest(self) -> f64 {
        match self {
            Activation::Sigmoid => 0.25,
            Activation::Selu => SELU_SCALE * SELU_ALPHA,
            Activation::Gelu | Activation::GeluTanh => 1.129,
            Activation::Silu => 1.0998,
            _ => 1.0,
        }
    }

    /// What f′ multiplies a gradient by if all is well: √½ for a ReLU, because half of its units are off; else 1.
    pub fn usual_slope(self) -> f64 {
        use Activation::{LeakyRelu, Prelu, Relu};
        if matches!(self, Relu | LeakyRelu | Prelu) { core::f64::consts::FRAC_1_SQRT_2 } else { 1.0 }
    }

    /// The initial slope below 0 of the rectifiers in He et al. (2015); 0 for all other activations.
    pub fn negative_slope(self) -> f64 {
        match self {
            Activation::LeakyRelu => LEAKY_SLOPE,
            Activation::Prelu => PRELU_START,
            _ => 0.0,
        }
    }
}

// One shared copy of each, for callers where speed does not matter.
#[inline(never)]
fn share_of<L: Lanes>(z: L) -> (L, L) {
    sigmoid_and_slope(z)
}

#[inline(never)]
fn tanh_of<L: Lanes>(z: L) -> (L, L) {
    z.tanh_and_slope()
}

#[inline(never)]
fn exp_of<L: Lanes>(z: L) -> L {
    z.exp()
}

/// Φ(z), computed from erfc. Far below 0 it keeps its relative accuracy, where 1 + erf would be nothing but rounding.
#[inline]
fn normal_distribution<R: Real>(z: R) -> R {
    R::from_f64(0.5 * libm::erfc(-z.to_f64() * core::f64::consts::FRAC_1_SQRT_2))
}

#[inline]
fn normal_density<R: Real>(z: R) -> R {
    let z = limited(z);
    (-(z * z) * R::from_f64(0.5)).exp() * R::from_f64(0.398_942_280_401_432_7)
}

/// Clamps z to ±1000, where GELU's bell is 0 already. The square of a larger number may overflow, and ∞·0 would give a
/// NaN that the formula does not have. NaN stays NaN.
#[inline]
fn limited<R: Real>(z: R) -> R {
    let limit = R::from_f64(1e3);
    if z > limit {
        limit
    } else if z < -limit {
        -limit
    } else {
        z
    }
}

/// ½z·(1 + tanh u), u = √(2/π)·(z + 0.0447·z³), and its slope ½·(1 + tanh u) + ½z·tanh′u·u′.
#[inline(always)]
fn gelu_tanh<L: Lanes>(z: L) -> (L, L) {
    let c = L::of;
    // At ±1000 the tanh is ±1 already, and for much larger z, z³ would overflow.
    let near = z.map(limited);
    let inner = |z: L| c(GELU_ROOT) * (z + c(GELU_CUBIC) * z * z * z);
    let d_inner = c(GELU_ROOT) * (c(1.0) + c(3.0 * GELU_CUBIC) * near * near);
    let (tanh, d_tanh) = tanh_of(inner(near));
    let share = c(0.5) * (c(1.0) + tanh);
    (z * share, share + c(0.5) * near * d_tanh * d_inner)
}

//! Activations: a pair of functions under a name.

use super::choice::choices;
use crate::num::{Real, sigmoid, sigmoid_slope, softplus, tanh_slope};

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
    /// f(z). `slope` is PReLU's learned one; the others ignore it.
    #[inline]
    pub fn f<R: Real>(self, z: R, slope: R) -> R {
        let c = R::from_f64;
        match self {
            Activation::Identity => z,
            Activation::Sigmoid => sigmoid(z),
            Activation::Tanh => z.tanh(),
            Activation::Relu => above(z, z, R::ZERO),
            Activation::LeakyRelu => above(z, z, c(LEAKY_SLOPE) * z),
            Activation::Prelu => above(z, z, slope * z),
            Activation::Elu => {
                if z > R::ZERO {
                    z
                } else {
                    z.exp_m1()
                }
            }
            Activation::Selu => c(SELU_SCALE) * if z > R::ZERO { z } else { c(SELU_ALPHA) * z.exp_m1() },
            Activation::Gelu => z * normal_distribution(z),
            Activation::GeluTanh => c(0.5) * z * (R::ONE + gelu_inner(z).tanh()),
            Activation::Silu => z * sigmoid(z),
            Activation::Softplus => softplus(z),
        }
    }

    /// f′(z), in a form that stays exact in the tails.
    #[inline]
    pub fn df<R: Real>(self, z: R, slope: R) -> R {
        let c = R::from_f64;
        match self {
            Activation::Identity => above(z, R::ONE, R::ONE),
            Activation::Sigmoid => sigmoid_slope(z),
            Activation::Tanh => tanh_slope(z),
            Activation::Relu => above(z, R::ONE, R::ZERO),
            Activation::LeakyRelu => above(z, R::ONE, c(LEAKY_SLOPE)),
            Activation::Prelu => above(z, R::ONE, slope),
            Activation::Elu => {
                if z > R::ZERO {
                    R::ONE
                } else {
                    z.exp()
                }
            }
            Activation::Selu => c(SELU_SCALE) * if z > R::ZERO { R::ONE } else { c(SELU_ALPHA) * z.exp() },
            Activation::Gelu => normal_distribution(z) + z * normal_density(z),
            Activation::GeluTanh => gelu_tanh_slope(z),
            Activation::Silu => sigmoid(z) + z * sigmoid_slope(z),
            Activation::Softplus => sigmoid(z),
        }
    }

    /// ∂f/∂slope: z below 0 for PReLU, 0 otherwise.
    #[inline]
    pub fn d_slope<R: Real>(self, z: R) -> R {
        if self == Activation::Prelu { above(z, R::ZERO, z) } else { R::ZERO }
    }

    /// Whether f has a kink at 0, where central differences do not see the derivative.
    pub fn has_kink(self) -> bool {
        use Activation::{LeakyRelu, Prelu, Relu, Selu};
        matches!(self, Relu | LeakyRelu | Prelu | Selu)
    }

    /// The largest |f′|, of which a unit must keep 5 % not to be called saturated.
    pub fn steepest(self) -> f64 {
        match self {
            Activation::Sigmoid => 0.25,
            Activation::Selu => SELU_SCALE * SELU_ALPHA,
            Activation::Gelu | Activation::GeluTanh => 1.129,
            Activation::Silu => 1.0998,
            _ => 1.0,
        }
    }

    /// Slope below 0 at the start, of the rectifiers He et al. (2015) speak of.
    pub fn negative_slope(self) -> f64 {
        match self {
            Activation::LeakyRelu => LEAKY_SLOPE,
            Activation::Prelu => PRELU_START,
            _ => 0.0,
        }
    }
}

/// `yes` for z > 0, `no` for z ≤ 0, and NaN for NaN: a comparison alone would turn NaN into the branch below 0.
#[inline(always)]
fn above<R: Real>(z: R, yes: R, no: R) -> R {
    if z > R::ZERO {
        yes
    } else if z <= R::ZERO {
        no
    } else {
        z
    }
}

/// Φ(z) through erfc, which keeps relative accuracy far below 0 where 1 + erf is all rounding.
#[inline]
fn normal_distribution<R: Real>(z: R) -> R {
    R::from_f64(0.5 * libm::erfc(-z.to_f64() * core::f64::consts::FRAC_1_SQRT_2))
}

#[inline]
fn normal_density<R: Real>(z: R) -> R {
    let z = limited(z);
    (-(z * z) * R::from_f64(0.5)).exp() * R::from_f64(0.398_942_280_401_432_7)
}

/// z within ±1000, where GELU's bell is long 0: squares of larger numbers overflow, and ∞·0 would make a NaN
/// that the formula has not. NaN stays NaN.
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

#[inline]
fn gelu_inner<R: Real>(z: R) -> R {
    R::from_f64(GELU_ROOT) * (z + R::from_f64(GELU_CUBIC) * z * z * z)
}

#[inline]
fn gelu_tanh_slope<R: Real>(z: R) -> R {
    let z = limited(z);
    let inner = gelu_inner(z);
    let d_inner = R::from_f64(GELU_ROOT) * (R::ONE + R::from_f64(3.0 * GELU_CUBIC) * z * z);
    R::from_f64(0.5) * (R::ONE + inner.tanh() + z * tanh_slope(inner) * d_inner)
}

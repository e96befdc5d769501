//! What theory predicts for a wide network, to compare with the measurements.

use super::Activation;

/// The fixed point of the signal in an infinitely wide network (Poole 2016, Schoenholz 2017).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanField {
    /// q*: the variance of z that a layer maps to itself.
    pub q: f64,
    /// χ: the factor on the squared gradient per layer; its root is the factor on the norm.
    pub chi: f64,
}

impl MeanField {
    /// Fixed point of q ← σ_w²·E[f(√q·Z)²] + σ_b², then χ = σ_w²·E[f′(√q·Z)²].
    pub fn of(activation: Activation, sigma_w2: f64, sigma_b2: f64) -> MeanField {
        let square = |x: f64| x * x;
        let f = |q: f64| gaussian_mean(|z| square(activation.f(crate::num::sqrt(q) * z, 0.0)));
        let q = largest_root(|q| sigma_w2 * f(q) + sigma_b2);
        let chi = sigma_w2 * gaussian_mean(|z| square(activation.df(crate::num::sqrt(q) * z, 0.0)));
        MeanField { q, chi }
    }

    /// Factor on the gradient's norm per layer, √χ.
    pub fn factor(self) -> f64 {
        crate::num::sqrt(self.chi)
    }

    /// ξ = 1/|ln χ|: over how many layers the squared gradient changes by e.
    pub fn depth_scale(self) -> f64 {
        1.0 / libm::fabs(libm::log(self.chi))
    }
}

/// The largest q with q = next(q), found by bisection, because iteration hardly converges near the edge of chaos. If
/// every q is a fixed point, as for ReLU with He's weights, q = 1; if none is, q = ∞.
fn largest_root(next: impl Fn(f64) -> f64) -> f64 {
    let grows = |q: f64| next(q) - q > 1e-13 * q;
    let (mut low, mut high) = (0.0, 1.0);
    while grows(high) {
        (low, high) = (high, 4.0 * high);
        if high > 1e12 {
            return f64::INFINITY;
        }
    }
    if libm::fabs(next(high) - high) <= 1e-13 * high {
        return high;
    }
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if grows(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// E[g(Z)] for standard normal Z, by the trapezoid rule on [−12, 12]: for smooth g it converges faster
/// than any power of the step.
pub fn gaussian_mean(g: impl Fn(f64) -> f64) -> f64 {
    const STEPS: i32 = 960;
    let step = 24.0 / f64::from(STEPS);
    let density = |z: f64| libm::exp(-0.5 * z * z) * 0.398_942_280_401_432_7;
    (0..=STEPS).map(|i| -12.0 + step * f64::from(i)).map(|z| g(z) * density(z) * step).sum()
}

//! Losses: a number and its gradient at the network's output.

use super::choice::choices;
use crate::num::{Real, sigmoid, softplus};

choices! {
    /// L(z, y) at the linear output z, and ∂L/∂z. Finite for every finite z, except for the textbook log loss
    /// and a squared error beyond the range of the number format.
    Loss {
        Mse "mse" "mean squared error" "mean over all outputs of (z − y)²",
        Bce "bce_with_logits" "logistic loss"
            "mean of max(z,0) − z·y + ln(1+e^−|z|): the report’s L, in a form that cannot overflow",
        SoftmaxCrossEntropy "softmax_cross_entropy" "softmax cross-entropy"
            "mean over examples of ln Σeᶻ − z of the true class",
        Cotangent "cotangent" "random cotangent"
            "Σ r·z / B with random r: sends a known gradient down; nothing to learn",
        NaiveBce "naive_bce" "textbook log loss (exhibit)"
            "−(y ln p + (1−y) ln(1−p)) computed literally: NaN as soon as p rounds to 1",
    }
}

impl Loss {
    /// L over a batch, and ∂L/∂z into `d_z`.
    ///
    /// `z`, `y`, `d_z` are \[O×B\]; classes are one-hot columns of `y`. The sum is taken in f64 and in a fixed order.
    pub fn evaluate<R: Real>(self, z: &[R], y: &[R], d_z: &mut [R], batch: usize) -> f64 {
        match self {
            Loss::Mse | Loss::Bce | Loss::NaiveBce => self.elementwise(z, y, d_z),
            Loss::SoftmaxCrossEntropy => softmax_cross_entropy(z, y, d_z, batch),
            Loss::Cotangent => cotangent(z, y, d_z, batch),
        }
    }

    /// Mean over all elements of (loss, slope) pairs.
    fn elementwise<R: Real>(self, z: &[R], y: &[R], d_z: &mut [R]) -> f64 {
        let share = R::ONE / R::from_f64(z.len() as f64);
        let mut sum = 0.0;
        for ((&z, &y), d) in z.iter().zip(y).zip(d_z) {
            let (loss, slope) = match self {
                Loss::Bce => bce(z, y),
                Loss::NaiveBce => naive_bce(z, y),
                _ => mse(z, y),
            };
            sum += loss;
            *d = slope * share;
        }
        sum / z.len() as f64
    }
}

/// (z − y)², 2·(z − y). The square is computed in `R`: in f32 it is ∞ for |z − y| above 1.8e19, as in any f32 training;
/// the gradient is still finite.
fn mse<R: Real>(z: R, y: R) -> (f64, R) {
    let e = z - y;
    ((e * e).to_f64(), e + e)
}

/// softplus(z) − z·y, arranged so that no two large numbers cancel; σ(z) − y.
fn bce<R: Real>(z: R, y: R) -> (f64, R) {
    let positive_part = if z > R::ZERO { z * (R::ONE - y) } else { -(z * y) };
    ((positive_part + softplus(-z.abs())).to_f64(), sigmoid(z) - y)
}

/// p = 1/(1+e⁻ᶻ); −(y ln p + (1−y) ln(1−p)) and its slope by the chain rule, both taken literally.
fn naive_bce<R: Real>(z: R, y: R) -> (f64, R) {
    let p = R::ONE / (R::ONE + (-z).exp());
    let loss = -(y * p.ln() + (R::ONE - y) * (R::ONE - p).ln());
    let d_p = (R::ONE - y) / (R::ONE - p) - y / p;
    (loss.to_f64(), d_p * p * (R::ONE - p))
}

/// Mean over columns of ln Σeᶻ − z[y]; (softmax(z) − y)/B. The largest logit is subtracted first.
fn softmax_cross_entropy<R: Real>(z: &[R], y: &[R], d_z: &mut [R], batch: usize) -> f64 {
    let share = R::ONE / R::from_f64(batch as f64);
    let mut sum = 0.0;
    for b in 0..batch {
        let column = || (b..z.len()).step_by(batch);
        let largest = column().fold(z[b], |m, i| m.max_or_nan(z[i]));
        let total = column().fold(R::ZERO, |t, i| {
            d_z[i] = (z[i] - largest).exp();
            t + d_z[i]
        });
        for i in column() {
            d_z[i] = (d_z[i] / total - y[i]) * share;
            if y[i] > R::ZERO {
                sum += total.ln().to_f64() + (largest.to_f64() - z[i].to_f64());
            }
        }
    }
    sum / batch as f64
}

/// Σ r·z/B; r/B.
fn cotangent<R: Real>(z: &[R], r: &[R], d_z: &mut [R], batch: usize) -> f64 {
    let share = R::ONE / R::from_f64(batch as f64);
    let mut sum = 0.0;
    for ((&z, &r), d) in z.iter().zip(r).zip(d_z) {
        sum += (z * r).to_f64();
        *d = r * share;
    }
    sum / batch as f64
}

//! A parameter against differences of the objective: the loss with its penalties.

use super::judge::{Finding, Reading, try_steps};
use super::stage::sides;
use crate::net::Network;
use crate::spec::Loss;
use crate::train::penalty;

/// The function being minimized: a loss, and the penalties λ₁ and λ₂ on the weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Objective {
    pub loss: Loss,
    pub l1: f64,
    pub l2: f64,
}

impl Objective {
    /// Runs forward through all stages. Returns L, and leaves ∂L/∂z at the output.
    pub(super) fn run(self, network: &mut Network<f64>) -> f64 {
        (0..network.layers.len()).for_each(|k| network.forward(k));
        let penalty = if self.l1 + self.l2 > 0.0 { penalty(&network.parameters, self.l1, self.l2) } else { 0.0 };
        let Network { stages, layers, y, .. } = network;
        let (Some(output), Some(layer)) = (stages.last_mut(), layers.last()) else { return f64::NAN };
        let block = output.last_mut();
        let answers = block.value.len() / layer.outputs;
        self.loss.evaluate(&block.value, y, &mut block.d, answers) + penalty
    }
}

/// The magnitude that the rounding error of L is relative to: L itself, or the logits that it is a small difference of.
/// The textbook log loss takes ln(1 − p), which amplifies the rounding of p by 1/(1 − p) = 1 + eᶻ.
pub(super) fn scale(network: &Network<f64>, objective: Objective, loss: f64) -> f64 {
    let logits = network.stages.last().map_or(&[][..], |output| output.z());
    let scale = logits.iter().fold(loss.abs(), |scale, z| scale.max(z.abs()));
    if objective.loss != Loss::NaiveBce {
        return scale;
    }
    let magnified = logits.iter().zip(&network.y).map(|(&z, y)| (1.0 - y) * (1.0 + libm::exp(z)));
    scale.max(magnified.sum::<f64>() / logits.len() as f64)
}

/// Compares ∂L/∂θ of parameter `index`; `size` is the magnitude that L's rounding error is relative to.
pub(super) fn compare(network: &mut Network<f64>, objective: Objective, index: usize, size: f64) -> Finding {
    let (value, analytic) = (network.parameters.values[index], network.parameters.grads[index]);
    // |w| of an L1 penalty has a kink at 0, too.
    let tensor = network.parameters.tensors.iter().find(|tensor| tensor.range.contains(&index));
    let kinked = objective.l1 > 0.0 && tensor.is_some_and(|tensor| tensor.role.decays());
    let finding = try_steps(value, |h| {
        let mut before = None;
        let mut same_side = true;
        let mut at = |offset: f64| {
            network.parameters.values[index] = value + offset;
            let l = objective.run(network);
            let now = (kink_sides(network), kinked && value + offset > 0.0);
            same_side &= *before.get_or_insert(now) == now;
            l
        };
        let (up, down, half_up, half_down) = (at(h), at(-h), at(0.5 * h), at(-0.5 * h));
        let rounding = 4.0 * f64::EPSILON * size.max(1e-3) / h;
        same_side.then(|| Reading::of(analytic, (up - down) / (2.0 * h), (half_up - half_down) / h, rounding))
    });
    network.parameters.values[index] = value;
    finding
}

/// A hash of the side of its kink that every unit is on: differences across a kink are meaningless.
fn kink_sides(network: &Network<f64>) -> u64 {
    let stages = network.layers.iter().zip(&network.stages).enumerate();
    let sides = stages.flat_map(|(k, (layer, stage))| sides(layer, network.input_of(k), stage));
    sides.fold(0xcbf2_9ce4_8422_2325, |hash, side| (hash ^ u64::from(side)).wrapping_mul(0x0000_0100_0000_01b3))
}

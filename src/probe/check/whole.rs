//! A parameter against differences of the loss.

use super::{Finding, judge, try_steps};
use crate::net::Network;
use crate::spec::Loss;

/// Forward through all stages; L, with ∂L/∂z left at the output.
pub(super) fn loss(network: &mut Network<f64>, loss: Loss) -> f64 {
    (0..network.layers.len()).for_each(|k| network.forward(k));
    let Network { stages, y, batch, .. } = network;
    stages.last_mut().map_or(f64::NAN, |output| loss.evaluate(&output.a, y, &mut output.d_a, *batch))
}

/// What the rounding of L is relative to: L itself, or the logits it is a small difference of.
pub(super) fn scale(network: &Network<f64>, loss: f64) -> f64 {
    let logits = network.stages.last().map_or(&[][..], |output| &output.z);
    logits.iter().fold(loss.abs(), |scale, z| scale.max(z.abs()))
}

/// Compares ∂L/∂θ of parameter `index`; `size` is what L's rounding is relative to.
pub(super) fn compare(network: &mut Network<f64>, rule: Loss, index: usize, size: f64) -> Finding {
    let (value, analytic) = (network.parameters.values[index], network.parameters.grads[index]);
    let finding = try_steps(value, |h| {
        let mut sides = None;
        let mut same_side = true;
        let mut at = |offset: f64| {
            network.parameters.values[index] = value + offset;
            let l = loss(network, rule);
            same_side &= *sides.get_or_insert(kink_sides(network)) == kink_sides(network);
            l
        };
        let (up, down, half_up, half_down) = (at(h), at(-h), at(0.5 * h), at(-0.5 * h));
        let rounding = 4.0 * f64::EPSILON * size.max(1e-3) / h;
        same_side.then(|| judge(analytic, (up - down) / (2.0 * h), (half_up - half_down) / h, rounding))
    });
    network.parameters.values[index] = value;
    finding
}

/// Which side of its kink every unit is on, hashed: differences across a kink mean nothing.
fn kink_sides(network: &Network<f64>) -> u64 {
    let kinked = network.layers.iter().zip(&network.stages).filter(|(layer, _)| layer.activation.has_kink());
    let sides = kinked.flat_map(|(_, stage)| stage.z.iter().map(|&z| z > 0.0));
    sides.fold(0xcbf2_9ce4_8422_2325, |hash, side| (hash ^ u64::from(side)).wrapping_mul(0x0000_0100_0000_01b3))
}

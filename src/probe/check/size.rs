//! The magnitudes that the rounding errors of a stage's numbers are relative to: the numbers themselves, and the terms
//! of their sums, which may be large even if the sum is small.

use super::judge::LARGEST_STEP;
use crate::net::Network;
use crate::net::layer::Magnitudes;
use alloc::vec::Vec;

/// One number per entry of a of every stage.
pub(super) fn sizes(network: &Network<f64>) -> Vec<Vec<f64>> {
    let parameters = magnitudes(&network.parameters.values);
    (0..network.layers.len()).map(|k| sizes_of(network, k, &parameters)).collect()
}

/// One number per entry of a_k, from the magnitudes of all parameters.
fn sizes_of(network: &Network<f64>, k: usize, parameters: &[f64]) -> Vec<f64> {
    let values = &network.parameters.values;
    let x = magnitudes(network.input_of(k));
    let mut before = x.clone();
    for (j, op) in network.layers[k].ops().iter().enumerate() {
        let (input, block) = (network.input_of_op(k, j), &network.stages[k].blocks[j]);
        let (batch, sizes, kept) = (network.batch, parameters, &block.kept[..]);
        let mut size = op.magnitudes(&Magnitudes { batch, values, sizes, x: &x, input, before: &before, kept });
        size.iter_mut().zip(&block.value).for_each(|(size, value)| *size += value.abs());
        before = size;
    }
    before
}

/// |value| plus the largest step of the check: a value of 0 is rounded after the step has moved it.
fn magnitudes(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| value.abs() + LARGEST_STEP * value.abs().max(1.0)).collect()
}

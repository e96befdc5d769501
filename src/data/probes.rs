//! Sets that are made to look at the network itself: a single example, a bowl, a sweep, random gradients.

use super::{Data, Examples};
use crate::num::Random;
use crate::spec::Spec;
use alloc::vec::Vec;

fn same(train: Examples<f64>) -> Data<f64> {
    Data { test: train.clone(), train }
}

/// x = (1, −1), y = 1.
pub(super) fn hand() -> Data<f64> {
    same(Examples { features: 2, outputs: 1, x: [1.0, -1.0].into(), y: [1.0].into() })
}

/// x = 1, y = 0: the mean squared error of a linear chain is (w₁·w₂·…·w_L)².
pub(super) fn chain() -> Data<f64> {
    same(Examples { features: 1, outputs: 1, x: [1.0].into(), y: [0.0].into() })
}

/// (1, 0) and (0, √10), both to 0: the mean squared error of a linear layer is ½(w₁² + 10·w₂²).
pub(super) fn bowl() -> Data<f64> {
    same(Examples { features: 2, outputs: 1, x: [1.0, 0.0, 0.0, crate::num::sqrt(10.0)].into(), y: [0.0, 0.0].into() })
}

/// x = −800, −790, …, 800, each once with y = 0 and once with y = 1.
pub(super) fn sweep() -> Data<f64> {
    let mut examples = Examples::empty(1, 1);
    for n in -80..=80 {
        [0.0, 1.0].iter().for_each(|&y| examples.push(&[10.0 * f64::from(n)], &[y]));
    }
    same(examples)
}

/// 256 evenly spaced inputs from −2 to 2, and as the "target" a gradient of 1 for each output: what arrives at
/// input n is the slope of the outputs there (over B).
pub(super) fn line() -> Data<f64> {
    let mut examples = Examples::empty(1, 1);
    (0..256).for_each(|n| examples.push(&[-2.0 + 4.0 * f64::from(n) / 255.0], &[1.0]));
    same(examples)
}

/// N(0, 1) inputs, and as the "target" a random N(0, 1) gradient for as many outputs.
pub(super) fn gaussian(spec: &Spec, random: &mut Random) -> Data<f64> {
    let (count, features) = (spec.samples as usize, spec.features as usize);
    let mut draw = || -> Vec<f64> { (0..count * features).map(|_| random.normal()).collect() };
    let mut part = || Examples { features, outputs: features, x: draw(), y: draw() };
    Data { train: part(), test: part() }
}

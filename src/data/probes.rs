//! Datasets that show the network itself: a single example, a bowl, a sweep, random gradients.

use super::source::Source;
use super::{Data, Examples};
use crate::num::Random;
use crate::spec::{Dataset, Spec};
use alloc::vec::Vec;

/// The generator of a dataset of this family.
pub(super) fn source(data: Dataset) -> Option<Source> {
    Some(Source::Whole(match data {
        Dataset::Line => line,
        Dataset::Hand => hand,
        Dataset::Chain => chain,
        Dataset::Bowl => bowl,
        Dataset::Sweep => sweep,
        Dataset::Gaussian => gaussian,
        _ => return None,
    }))
}

/// A dataset that is tested on its training examples.
fn same(train: Examples<f64>) -> Data<f64> {
    Data { test: train.clone(), train }
}

/// x = (1, −1), y = 1.
pub(super) fn hand(_: &Spec, _: &mut Random) -> Data<f64> {
    same(Examples { features: 2, outputs: 1, x: [1.0, -1.0].into(), y: [1.0].into() })
}

/// x = 1, y = 0: the mean squared error of a linear chain is (w₁·w₂·…·w_L)².
fn chain(_: &Spec, _: &mut Random) -> Data<f64> {
    same(Examples { features: 1, outputs: 1, x: [1.0].into(), y: [0.0].into() })
}

/// (1, 0) and (0, √10), both to 0: the mean squared error of a linear layer is ½(w₁² + 10·w₂²).
fn bowl(_: &Spec, _: &mut Random) -> Data<f64> {
    same(Examples { features: 2, outputs: 1, x: [1.0, 0.0, 0.0, crate::num::sqrt(10.0)].into(), y: [0.0, 0.0].into() })
}

/// x = −800, −790, …, 800, each once with y = 0 and once with y = 1.
fn sweep(_: &Spec, _: &mut Random) -> Data<f64> {
    let mut examples = Examples::empty(1, 1);
    for n in -80..=80 {
        [0.0, 1.0].iter().for_each(|&y| examples.push(&[10.0 * f64::from(n)], &[y]));
    }
    same(examples)
}

/// 256 evenly spaced inputs from −2 to 2. The "target" is a gradient of 1 for each output, so the gradient that arrives
/// at input n is the slope of the outputs there (divided by B).
fn line(_: &Spec, _: &mut Random) -> Data<f64> {
    let mut examples = Examples::empty(1, 1);
    (0..256).for_each(|n| examples.push(&[-2.0 + 4.0 * f64::from(n) / 255.0], &[1.0]));
    same(examples)
}

/// N(0, 1) inputs. The "target" is a random N(0, 1) gradient for as many outputs.
fn gaussian(spec: &Spec, random: &mut Random) -> Data<f64> {
    let (count, features) = (spec.samples as usize, spec.features as usize);
    let mut draw = || -> Vec<f64> { (0..count * features).map(|_| random.normal()).collect() };
    let mut part = || Examples { features, outputs: features, x: draw(), y: draw() };
    Data { train: part(), test: part() }
}

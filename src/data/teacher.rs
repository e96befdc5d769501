//! Classes drawn by a deep random network: a task that shallow networks find hard.

use super::source::Source;
use super::{Data, Examples};
use crate::num::Random;
use crate::spec::{Dataset, Spec};
use alloc::vec::Vec;

const LAYERS: usize = 5;
const WIDTH: usize = 16;
/// σ_w of the teacher's tanh layers: in the chaotic phase, where the boundary between the classes is folded finely.
const SIGMA: f64 = 1.5;

/// The generator of the deep teacher.
pub(super) fn source(data: Dataset) -> Option<Source> {
    (data == Dataset::DeepTeacher).then_some(Source::Whole(deep_teacher))
}

/// Inputs N(0, 1); the class is the sign of a random tanh network's output plus noise·N(0, 1). The network
/// has no biases, so it is odd in x and the classes are balanced.
fn deep_teacher(spec: &Spec, random: &mut Random) -> Data<f64> {
    let features = spec.features as usize;
    let teacher: Vec<Vec<f64>> = (0..=LAYERS).map(|layer| weights(layer, features, random)).collect();
    let mut draw = || {
        let mut examples = Examples::empty(features, 1);
        for _ in 0..spec.samples {
            let x: Vec<f64> = (0..features).map(|_| random.normal()).collect();
            let z = answer(&teacher, &x) + spec.noise * random.normal();
            examples.push(&x, &[f64::from(u8::from(z > 0.0))]);
        }
        examples
    };
    Data { train: draw(), test: draw() }
}

fn weights(layer: usize, features: usize, random: &mut Random) -> Vec<f64> {
    let n_in = if layer == 0 { features } else { WIDTH };
    let n_out = if layer == LAYERS { 1 } else { WIDTH };
    (0..n_in * n_out).map(|_| SIGMA * random.normal() / crate::num::sqrt(n_in as f64)).collect()
}

fn answer(teacher: &[Vec<f64>], x: &[f64]) -> f64 {
    let layer = |a: Vec<f64>, w: &Vec<f64>| -> Vec<f64> {
        w.chunks_exact(a.len()).map(|row| libm::tanh(row.iter().zip(&a).map(|(w, a)| w * a).sum())).collect()
    };
    teacher.iter().fold(x.to_vec(), layer)[0]
}

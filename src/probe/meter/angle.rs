//! Angle: whether a network still tells two inputs apart.

use crate::num::{Norm, Numbers};
use crate::probe::Frame;
use alloc::vec;
use alloc::vec::Vec;

/// How many training examples are compared with the first.
const COMPARED: usize = 256;

/// The cosine of the angle between the activations a of two fixed inputs: u·v/(‖u‖·‖v‖).
///
/// Both run as in an evaluation: without dropout, and with the running statistics of batch norm. None for a stage of
/// one number, whose cosine is ±1 whatever it is, and where one of the two is exactly 0. All stages are one pass.
///
/// Source: Schoenholz et al. 2017, *Deep Information Propagation*.
pub(super) fn measure(run: &Frame, from: usize) -> Vec<Option<f64>> {
    let Some([x, y]) = pair(run) else { return vec![None; run.place.stages - from] };
    let both: Vec<f64> = x.into_iter().zip(y).flat_map(|(x, y)| [x, y]).collect();
    let activations = run.tensors.activations_of(&both, 2);
    let column = |a: &[f64], b: usize| a.iter().skip(b).step_by(2).copied().collect::<Vec<f64>>();
    let angle = |a: &Vec<f64>| if a.len() > 2 { cosine(&column(a, 0), &column(a, 1)) } else { None };
    activations[from..].iter().map(angle).collect()
}

/// The first training example that is not 0, and the one of those after it that is most nearly at right angles to it.
fn pair(run: &Frame) -> Option<[Vec<f64>; 2]> {
    let ([x, _], size) = (run.tensors.examples(false), run.sizes.features);
    let row = |n: usize, x: Numbers| (n * size..(n + 1) * size).map(|n| x.at(n)).collect::<Vec<f64>>();
    let rows = (0..run.sizes.train.min(COMPARED)).map(|n| row(n, x));
    let mut rows = rows.skip_while(|row| Norm::of(row).l2 == 0.0);
    let first = rows.next()?;
    let compared = rows.filter_map(|row| Some((cosine(&first, &row)?, row)));
    // Of inputs of one number all are parallel: then those of opposite sign.
    let (_, second) = compared.min_by(|(a, _), (b, _)| a.abs().total_cmp(&b.abs()).then(a.total_cmp(b)))?;
    Some([first, second])
}

/// None where a vector is 0.
fn cosine(u: &[f64], v: &[f64]) -> Option<f64> {
    let [size_u, size_v] = [u, v].map(|x| Norm::of(x).l2);
    let product: f64 = u.iter().zip(v).map(|(u, v)| (u / size_u) * (v / size_v)).sum();
    (size_u != 0.0 && size_v != 0.0).then(|| product.clamp(-1.0, 1.0))
}

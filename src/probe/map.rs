//! The data of the network diagram: which units and which weights to draw.

use super::{Answer, Frame};
use crate::net::layer::Linear;
use crate::num::sigmoid;
use crate::spec::Loss;
use alloc::collections::BinaryHeap;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

/// One column of units: the input, or a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The number of units.
    pub size: usize,
    /// The units to draw, spread evenly over all.
    pub shown: Vec<usize>,
    /// Their activations for the example.
    pub a: Vec<f64>,
    /// z at them for the example; none at the input.
    pub z: Vec<f64>,
    /// Their biases; none at the input, and where the stage has none or more than one linear map.
    pub b: Option<Vec<f64>>,
    /// The probabilities that the loss makes of z: at the output only, and not of every loss.
    pub p: Option<Vec<f64>>,
    /// ∂L/∂z at them for the example; none at the input.
    pub d_z: Vec<f64>,
    /// Which of them dropout has switched off for the example; empty where there is no dropout.
    pub dropped: Vec<bool>,
    /// Whether a skip goes around the stage.
    pub skip: bool,
}

/// One weight to draw, between positions in the `shown` of two neighboring columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The stage it belongs to.
    pub stage: usize,
    /// The position in the column below.
    pub from: usize,
    /// The position in the stage's own column.
    pub to: usize,
    /// The weight.
    pub w: f64,
    /// ∂L/∂w.
    pub d_w: f64,
    /// ΔW: its last step.
    pub delta_w: f64,
}

/// Columns of at most `units` units, and at most `edges` weights: the strongest of each pair of layers. A focused stage
/// gets half of the weights. A branch of two linear maps has no weight between two columns, and no edge.
pub fn diagram(
    run: &Frame,
    units: usize,
    edges: usize,
    example: usize,
    focus: Option<usize>,
) -> (Vec<Column>, Vec<Edge>) {
    let (batch, layers) = (run.place.batch, run.layers);
    let example = example.min(batch - 1);
    let inputs = spread(layers[0].inputs, units);
    let a = inputs.iter().map(|&unit| run.tensors.inputs().at(unit * batch + example)).collect();
    let (z, d_z, dropped) = (Vec::new(), Vec::new(), Vec::new());
    let input = Column { size: layers[0].inputs, shown: inputs, a, z, b: None, p: None, d_z, dropped, skip: false };
    let stages = (0..layers.len()).map(|k| column(run, k, units, example));
    let columns: Vec<Column> = core::iter::once(input).chain(stages).collect();
    let share = |k: usize| match focus {
        Some(focus) if focus == k => edges / 2,
        Some(_) => edges / 2 / layers.len().max(2),
        None => edges / layers.len(),
    };
    let mut strong = Vec::new();
    for k in 0..layers.len() {
        strongest(run, k, [&columns[k].shown, &columns[k + 1].shown], share(k), &mut strong);
    }
    (columns, strong)
}

fn column(run: &Frame, k: usize, units: usize, example: usize) -> Column {
    let (layer, batch) = (&run.layers[k], run.columns(k));
    let shown = spread(layer.outputs, units);
    let last = layer.ops().len().checked_sub(1).unwrap_or(layer.z_at);
    let pick = |number: &dyn Fn(usize) -> f64| shown.iter().map(|&unit| number(unit * batch + example)).collect();
    let a: Vec<f64> = pick(&|n| run.block(k, last).value.at(n));
    let z = pick(&|n| run.block(k, layer.z_at).value.at(n));
    let d_z = pick(&|n| run.block(k, layer.z_at).d.at(n));
    let bias = only_linear(run, k).and_then(|linear| linear.b.clone());
    let b = bias.map(|range| shown.iter().map(|&unit| run.values().at(range.start + unit)).collect());
    // Dropped units show in a through the last activation of the layer.
    let mask: Vec<f64> = layer.activates().last().map_or_else(Vec::new, |(j, _)| pick(&|n| run.block(k, j).mask(n)));
    let dropped = mask.iter().map(|&m| m == 0.0).collect();
    let p = odds(run, k, example).map(|odds| shown.iter().map(|&unit| odds[unit]).collect());
    Column { size: layer.outputs, shown, a, z, b, p, d_z, dropped, skip: layer.join().is_some() }
}

/// The probability of each unit of the output for one example, where the loss makes probabilities of z.
fn odds(run: &Frame, k: usize, example: usize) -> Option<Vec<f64>> {
    let (layer, batch) = (&run.layers[k], run.columns(k));
    let z = run.block(k, layer.z_at).value;
    let z = (0..layer.outputs).map(|unit| z.at(unit * batch + example));
    match run.loss {
        _ if k + 1 < run.layers.len() => None,
        Loss::Bce | Loss::NaiveBce => Some(z.map(sigmoid).collect()),
        Loss::SoftmaxCrossEntropy => Some(Answer::of(&z.collect::<Vec<f64>>()).odds),
        Loss::Mse | Loss::Cotangent => None,
    }
}

/// At most `most` of 0..n, evenly spread.
fn spread(n: usize, most: usize) -> Vec<usize> {
    let shown = n.min(most.max(1));
    (0..shown).map(|place| (2 * place + 1) * n / (2 * shown)).collect()
}

/// The linear map of a stage that has exactly one.
fn only_linear<'a>(run: &Frame<'a>, stage: usize) -> Option<&'a Linear> {
    let mut linears = run.layers[stage].linears();
    linears.next().filter(|_| linears.next().is_none())
}

fn strongest(run: &Frame, stage: usize, [below, above]: [&[usize]; 2], most: usize, edges: &mut Vec<Edge>) {
    let Some(linear) = only_linear(run, stage) else { return };
    let mut here = Vec::with_capacity(below.len() * above.len());
    for (to, o) in above.iter().enumerate() {
        for (from, i) in below.iter().enumerate() {
            let index = linear.w.start + o * linear.inputs + i;
            let (w, d_w) = (run.values().at(index), run.gradients().at(index));
            here.push(Edge { stage, from, to, w, d_w, delta_w: run.updates().at(index) });
        }
    }
    keep_strongest(&mut here, most);
    edges.extend(here);
}

/// Keeps the `most` largest |w| in their order; of equal ones, the first.
fn keep_strongest(edges: &mut Vec<Edge>, most: usize) {
    if edges.len() <= most {
        return;
    }
    let mut strongest = BinaryHeap::with_capacity(most + 1);
    for (place, edge) in edges.iter().enumerate() {
        // `max` turns NaN into 0, so a NaN does not count as a strong weight. From 0 on the bits of floats are ordered
        // like the floats.
        strongest.push(Reverse((edge.w.abs().max(0.0).to_bits(), Reverse(place))));
        if strongest.len() > most {
            strongest.pop();
        }
    }
    let mut kept = vec![false; edges.len()];
    strongest.into_iter().for_each(|Reverse((_, Reverse(place)))| kept[place] = true);
    let mut kept = kept.into_iter();
    edges.retain(|_| kept.next() == Some(true));
}

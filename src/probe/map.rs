//! The network as a picture's data: which units and which weights to draw.

use super::Session;
use crate::num::Real;
use alloc::vec::Vec;

/// One column of units: the input, or a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Units there are.
    pub size: usize,
    /// Units to draw, evenly spread over all.
    pub shown: Vec<usize>,
    /// Their activations for the example.
    pub a: Vec<f64>,
    /// ∂L/∂z at them for the example; none at the input.
    pub d_z: Vec<f64>,
}

/// One weight to draw, between places in the `shown` of two neighbouring columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Stage it belongs to.
    pub stage: usize,
    /// Place in the column below.
    pub from: usize,
    /// Place in the stage's own column.
    pub to: usize,
    /// The weight.
    pub w: f64,
    /// ∂L/∂w.
    pub d_w: f64,
}

/// Columns of at most `units` units, and at most `edges` weights, the strongest of each layer pair; a
/// focused stage gets half of them.
pub fn diagram<R: Real>(
    session: &Session<R>,
    units: usize,
    edges: usize,
    example: usize,
    focus: Option<usize>,
) -> (Vec<Column>, Vec<Edge>) {
    let network = &session.trainer().network;
    let example = example.min(network.batch - 1);
    let at = |block: &[R], unit: usize| block[unit * network.batch + example].to_f64();
    let mut columns = Vec::new();
    let inputs = spread(network.layers[0].inputs, units);
    let a = inputs.iter().map(|&unit| at(&network.x, unit)).collect();
    columns.push(Column { size: network.layers[0].inputs, shown: inputs, a, d_z: Vec::new() });
    for (layer, stage) in network.layers.iter().zip(&network.stages) {
        let shown = spread(layer.outputs, units);
        let pick = |block: &[R]| shown.iter().map(|&unit| at(block, unit)).collect();
        columns.push(Column { size: layer.outputs, a: pick(&stage.a), d_z: pick(&stage.d_z), shown });
    }
    let stages = network.layers.len();
    let share = |k: usize| match focus {
        Some(focus) if focus == k => edges / 2,
        Some(_) => edges / 2 / stages.max(2),
        None => edges / stages,
    };
    let mut kept = Vec::new();
    for k in 0..stages {
        kept.append(&mut strongest(session, k, &columns[k].shown, &columns[k + 1].shown, share(k)));
    }
    (columns, kept)
}

/// At most `most` of 0..n, evenly.
fn spread(n: usize, most: usize) -> Vec<usize> {
    let shown = n.min(most.max(1));
    (0..shown).map(|place| (2 * place + 1) * n / (2 * shown)).collect()
}

fn strongest<R: Real>(session: &Session<R>, stage: usize, below: &[usize], above: &[usize], most: usize) -> Vec<Edge> {
    let network = &session.trainer().network;
    let layer = &network.layers[stage];
    let mut edges = Vec::with_capacity(below.len() * above.len());
    for (to, o) in above.iter().enumerate() {
        for (from, i) in below.iter().enumerate() {
            let index = layer.w.start + o * layer.inputs + i;
            let (w, d_w) = (network.parameters.values[index].to_f64(), network.parameters.grads[index].to_f64());
            edges.push(Edge { stage, from, to, w, d_w });
        }
    }
    keep_strongest(&mut edges, most);
    edges
}

/// Keeps `most` of the strongest. The limit on |w| is found by halving, which is less code to download than a
/// selection from the library; where many weights are alike, the first of them stay.
fn keep_strongest(edges: &mut Vec<Edge>, most: usize) {
    if edges.len() <= most {
        return;
    }
    let (mut low, mut high) = (0.0, edges.iter().map(|edge| edge.w.abs()).fold(0.0, f64::max));
    for _ in 0..30 {
        let limit = 0.5 * (low + high);
        let stronger = edges.iter().filter(|edge| edge.w.abs() > limit).count();
        if stronger > most { low = limit } else { high = limit }
    }
    edges.retain(|edge| edge.w.abs() >= low);
    edges.truncate(most);
}

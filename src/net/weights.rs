//! The initial weights of a network.

use super::build::build;
use super::layer::{Layer, Linear};
use crate::data::Extent;
use crate::num::{Random, Real, Stream, orthogonalize};
use crate::spec::{Group, Init, InitLayer, KNOBS, Spec};
use alloc::vec;
use alloc::vec::Vec;
use core::mem::{size_of, size_of_val};
use core::ops::Range;

/// Orthogonal matrices that are made together: as many as a vector has lanes.
const TOGETHER: usize = 2;

/// The initial parameters of a network, in f64 for every number format, so that all start alike.
///
/// Orthogonal matrices are made in pieces: a hundred of 256 × 256 may take seconds.
#[derive(Clone, Debug)]
pub struct Weights {
    /// The spec, as far as it decides about them.
    of: Spec,
    layers: Vec<Layer>,
    values: Vec<f64>,
    /// The matrices that are not orthogonal yet, the next ones last.
    pieces: Vec<Piece>,
    whole: usize,
}

/// Matrices of the same shape \[O×I\].
#[derive(Clone, Debug)]
struct Piece {
    places: Vec<Range<usize>>,
    inputs: usize,
    gain: f64,
}

impl Piece {
    /// Multiplications: each vector meets all others, twice.
    fn work(&self) -> f64 {
        let numbers = self.places[0].len();
        let vectors = self.inputs.min(numbers / self.inputs);
        (2 * self.places.len() * numbers * vectors) as f64
    }
}

impl Weights {
    /// Draws the weights for the data of a spec; [`Weights::advance`] makes those orthogonal that have to be.
    pub fn of(spec: &Spec) -> Weights {
        let Extent { features, outputs, .. } = Extent::of(spec);
        Weights::draw(spec, features, outputs)
    }

    /// The same for a network of so many inputs and outputs.
    pub fn draw(spec: &Spec, features: usize, outputs: usize) -> Weights {
        let (layers, layout) = build(spec, features, outputs);
        let mut values = vec![0.0; layout.count()];
        layout.start(&mut values);
        draw(&layers, &mut values, spec);
        let mut pieces = pieces(&layers, spec);
        pieces.reverse();
        Weights { of: decisive(spec), layers, values, whole: pieces.len(), pieces }
    }

    /// How many multiplications [`Weights::advance`] takes for a spec in all, about, and the bytes that the weights
    /// take.
    pub fn cost(spec: &Spec) -> (f64, usize) {
        let Extent { features, outputs, .. } = Extent::of(spec);
        let (layers, layout) = build(spec, features, outputs);
        (pieces(&layers, spec).iter().map(Piece::work).sum(), layout.count() * size_of::<f64>())
    }

    /// The weights that a network of this spec started with.
    pub(crate) fn known<R: Real>(spec: &Spec, values: &[R]) -> Weights {
        let values = values.iter().map(|value| value.to_f64()).collect();
        Weights { of: decisive(spec), layers: Vec::new(), values, whole: 0, pieces: Vec::new() }
    }

    /// Whether networks of these specs start with the same.
    pub fn alike(one: &Spec, other: &Spec) -> bool {
        decisive(one) == decisive(other)
    }

    /// Whether a network of this spec starts with them.
    pub fn serve(&self, spec: &Spec) -> bool {
        self.of == decisive(spec)
    }

    /// The share that is made, 0 to 1.
    pub fn progress(&self) -> f64 {
        1.0 - self.pieces.len() as f64 / self.whole.max(1) as f64
    }

    /// Makes the next piece. True when all are made.
    pub fn advance(&mut self) -> bool {
        if let Some(Piece { places, inputs, gain }) = self.pieces.pop() {
            orthogonalize(&mut self.values, &places, inputs, gain);
        }
        self.pieces.is_empty()
    }

    /// Bytes that they hold.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.values[..])
    }

    /// All of them.
    pub(super) fn into_values(mut self) -> Vec<f64> {
        while !self.advance() {}
        if self.of.zero_branch {
            self.layers.iter().for_each(|layer| zero_branch(layer, &mut self.values));
        }
        self.values
    }
}

/// The spec with the usual value of every knob that the initial weights do not depend on.
fn decisive(spec: &Spec) -> Spec {
    let (mut decisive, usual) = (spec.clone(), Spec::default());
    for knob in KNOBS.iter().filter(|knob| matches!(knob.group, Group::Training | Group::Limits)) {
        // The usual value is within the limits.
        let _ = knob.write(&mut decisive, &knob.read(&usual));
    }
    decisive
}

/// Draws the weights layer by layer from one stream, so that a higher layer does not change the lower ones. In the
/// place of orthogonal matrices it puts vectors.
fn draw(layers: &[Layer], values: &mut [f64], spec: &Spec) {
    let mut random = Random::new(spec.seed, Stream::Init);
    // All time steps share the cells of the first.
    layers[0].cells().iter().for_each(|cell| cell.start(values, spec, &mut random));
    for (k, layer) in layers.iter().enumerate().filter(|(_, layer)| !layer.is_step()) {
        let output = k + 1 == layers.len();
        let (init, how) = init_of(layer, output, spec);
        let bias = if output { 0.0 } else { spec.bias };
        layer.linears().for_each(|linear| linear.start(values, init, how, bias, &mut random));
        if let Some(projection) = layer.join().and_then(|(_, join)| join.projection.as_ref()) {
            // It keeps the size of the signal.
            let how = InitLayer { activation: layer.activation, scale: 1.0, gain: 1.0 };
            projection.start(values, Init::LecunNormal, how, 0.0, &mut random);
        }
    }
}

/// The matrices that have to be made orthogonal.
fn pieces(layers: &[Layer], spec: &Spec) -> Vec<Piece> {
    let mut drawn: Vec<(&Linear, f64)> = Vec::new();
    for (k, layer) in layers.iter().enumerate().filter(|(_, layer)| !layer.is_step()) {
        let (init, how) = init_of(layer, k + 1 == layers.len(), spec);
        if init == Init::Orthogonal {
            drawn.extend(layer.linears().map(|linear| (linear, how.gain)));
        }
    }
    let alike = drawn.chunk_by(|(a, gain), (b, other)| (a.inputs, a.outputs, gain) == (b.inputs, b.outputs, other));
    let piece = |some: &[(&Linear, f64)]| Piece {
        places: some.iter().map(|(linear, _)| linear.w.clone()).collect(),
        inputs: some[0].0.inputs,
        gain: some[0].1,
    };
    alike.flat_map(|alike| alike.chunks(TOGETHER)).map(piece).collect()
}

/// How the weights of a layer start.
fn init_of(layer: &Layer, output: bool, spec: &Spec) -> (Init, InitLayer) {
    let init = if output { spec.output_init.unwrap_or(spec.init) } else { spec.init };
    let gain = if output { spec.output_gain } else { spec.gain };
    // The linear output layer is initialized for the activation that feeds it, as He and Kumar derive it.
    let activation = if output { spec.activation } else { layer.activation };
    (init, InitLayer { activation, scale: spec.init_scale, gain })
}

/// Sets the last W of a branch to 0.
fn zero_branch(layer: &Layer, values: &mut [f64]) {
    if let (Some(_), Some(Linear { w, b, .. })) = (layer.join(), layer.linears().last()) {
        values[w.clone()].fill(0.0);
        b.iter().for_each(|b| values[b.clone()].fill(0.0));
    }
}

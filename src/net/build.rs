//! The layers of a network.

use super::layer::Layer;
use super::{Layout, time};
use crate::spec::Spec;
use alloc::vec::Vec;

/// Builds the layers and the layout of their parameters.
pub(super) fn build(spec: &Spec, features: usize, outputs: usize) -> (Vec<Layer>, Layout) {
    let mut layout = Layout::default();
    if let Some(shape) = spec.sequence() {
        let layers = time::layers(&mut layout, spec, shape);
        return (layers, layout);
    }
    let mut inputs = features;
    let mut layers = Vec::new();
    for layer in 1..=spec.hidden_layers as usize {
        let shape = (inputs, spec.width_of(layer));
        layers.push(Layer::hidden(&mut layout, spec, layer - 1, shape, spec.activation_of(layer)));
        inputs = shape.1;
    }
    layers.push(Layer::output(&mut layout, layers.len(), (inputs, outputs), spec.use_bias));
    (layers, layout)
}

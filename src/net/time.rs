//! What a network through time has besides its stages, and the layers it is built of.

use super::layer::Layer;
use super::{Block, Layout, Stage};
use crate::num::Real;
use crate::spec::{Dataset, Sequence, Spec};
use alloc::vec;
use alloc::vec::Vec;

/// The state of a network through time besides its stages.
#[derive(Clone, Debug)]
pub struct Time<R> {
    /// T, D, O, M.
    pub shape: Sequence,
    /// The initial states h₀ and c₀, and after backward their gradients.
    pub origin: Stage<R>,
    /// The states that the output layer reads, side by side \[H×M·B\], and their gradient.
    pub read: Block<R>,
    /// The number of steps that the gradient goes back through at most; 0 for all.
    pub truncate: usize,
    /// The stages as they were, so that finite differences do not pass a cut of backpropagation. Mostly empty.
    pub held: Vec<Stage<R>>,
}

impl<R: Real> Time<R> {
    pub(super) fn new(spec: &Spec, layers: &[Layer], shape: Sequence, batch: usize) -> Time<R> {
        let step = &layers[0];
        let mut time = Time::of(step, shape, batch, Vec::new());
        time.truncate = spec.truncate as usize;
        time.read.d = vec![R::ZERO; time.read.value.len()];
        if spec.data == Dataset::Cliff {
            // s₀ = 0.5, so h₀ = f(0.5).
            let h = step.activation.f(R::from_f64(0.5), R::ZERO);
            step.cells().iter().for_each(|cell| time.origin.blocks[cell.h_at()].value.fill(h));
        }
        time
    }

    /// Allocates it for initial states of 0 and forward passes only; the states that the output reads go into `value`.
    pub(super) fn of(step: &Layer, shape: Sequence, batch: usize, mut value: Vec<R>) -> Time<R> {
        value.resize(step.outputs * shape.answers * batch, R::ZERO);
        let read = Block { value, d: Vec::new(), kept: Vec::new(), slope: Vec::new() };
        Time { shape, origin: Stage::new(step, batch), read, truncate: 0, held: Vec::new() }
    }

    /// Whether the gradient stops before step `k`. Blocks of `truncate` steps are counted from the end.
    pub fn cut(&self, k: usize) -> bool {
        self.truncate > 0 && k > 0 && (self.shape.steps - k).is_multiple_of(self.truncate)
    }

    /// The first step whose state the output layer reads.
    pub(super) fn first_read(&self) -> usize {
        self.shape.steps - self.shape.answers
    }

    /// Copies the state of step `k` if the output layer reads it. Column m·B + b is example b after the m-th such step.
    pub(super) fn keep(&mut self, k: usize, h: &[R], batch: usize) {
        let Some(m) = k.checked_sub(self.first_read()) else { return };
        let columns = self.shape.answers * batch;
        for (row, from) in self.read.value.chunks_exact_mut(columns).zip(h.chunks_exact(batch)) {
            row[m * batch..(m + 1) * batch].copy_from_slice(from);
        }
    }
}

/// Builds the layers of a network through time.
pub(super) fn layers(layout: &mut Layout, spec: &Spec, shape: Sequence) -> Vec<Layer> {
    let step = Layer::step(layout, spec, shape.features);
    let size = step.outputs;
    let mut layers = vec![step; shape.steps];
    if spec.data == Dataset::Cliff {
        layers.push(Layer::pass(size));
        return layers;
    }
    layers.push(Layer::output(layout, shape.steps, (size, shape.outputs), spec.use_bias));
    let answering = layout.tensors.iter_mut().filter(|tensor| tensor.stage == shape.steps);
    answering.zip(["V", "c"]).for_each(|(tensor, name)| tensor.name = name.into());
    layers
}

impl Sequence {
    /// x_t \[D×B\] in the input \[T·D×B\].
    pub(crate) fn x<'a, R>(&self, x: &'a [R], k: usize) -> &'a [R] {
        let size = x.len() / self.steps;
        &x[k * size..(k + 1) * size]
    }
}

//! The memory of a network, reckoned from its spec before any of it is allocated.

use super::build::build;
use super::layer::Layer;
use super::{Block, Stage, evaluate};
use crate::spec::Spec;
use core::mem::size_of;

/// What a network of one spec needs, see [`Footprint::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footprint {
    /// The number of its parameters.
    pub parameters: usize,
    /// The number of its running statistics.
    pub running: usize,
    /// The number of its stages.
    pub stages: usize,
    /// Bytes of the network: parameters with their gradients and updates, and the numbers of one batch.
    pub network: usize,
    /// Bytes that an evaluation needs.
    pub evaluation: usize,
}

impl Footprint {
    /// The footprint of a network for batches of `batch` examples, each of `features` inputs and `outputs` targets.
    /// `count` examples are evaluated. A number takes `number` bytes.
    pub fn of(
        spec: &Spec,
        (features, outputs): (usize, usize),
        (batch, count): (usize, usize),
        number: usize,
    ) -> Footprint {
        let (layers, layout) = build(spec, features, outputs);
        let shape = spec.sequence();
        let together = evaluate::together(layout.count(), shape.map_or(1, |shape| shape.steps)).min(count);
        let answers = shape.map_or(1, |shape| shape.answers);
        // Time steps are alike.
        let (step, steps) = (layers.iter().find(|layer| layer.is_step()), shape.map_or(0, |shape| shape.steps));
        let step_of = |batch: usize| step.map_or(0, |step| bytes_of(step, batch, number));
        let read_of = |batch: usize| step.map_or(0, |step| product([step.outputs, answers, batch, number]));
        let others = layers.iter().filter(|layer| !layer.is_step());
        let stages: u64 = others.clone().map(|layer| bytes_of(layer, batch * answers, number)).sum();
        // An evaluation has three buffers. Through depth each holds the results of a layer; through time one of them
        // holds the states that the output reads, beside three whole steps.
        let widest = others.map(|layer| layer.inputs.max(layer.outputs)).max().filter(|_| step.is_none());
        let arena = 3 * layout.count() + layout.running.len();
        Footprint {
            parameters: layout.count(),
            running: layout.running.len(),
            stages: layers.len(),
            network: fitting(
                product([number, arena + (features + outputs) * batch])
                    + layers.iter().map(own_bytes).sum::<usize>() as u64
                    + (steps + 1) as u64 * step_of(batch)
                    + 2 * read_of(batch)
                    + stages,
            ),
            evaluation: fitting(
                product([number, together, features + 4 * outputs + 3 * widest.unwrap_or(0)])
                    + 3 * step_of(together)
                    + read_of(together),
            ),
        }
    }
}

/// In 64 bits, which WebAssembly's addresses do not have: an experiment may ask for more than there could be.
fn product<const N: usize>(factors: [usize; N]) -> u64 {
    factors.into_iter().map(|factor| factor as u64).product()
}

/// The bytes, or as many as can be told.
fn fitting(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// Bytes of the stage of a layer. They grow evenly with the number of columns, so two small stages tell them.
fn bytes_of(layer: &Layer, columns: usize, number: usize) -> u64 {
    let [one, two] = [1, 2].map(|columns| numbers(&Stage::new(layer, columns)));
    let blocks = layer.ops().len() + layer.cells().iter().map(|cell| cell.rows().len()).sum::<usize>();
    // What does not depend on the columns, and what each of them adds.
    let (fixed, each) = (2 * one - two, two - one);
    let around = size_of::<Stage<f32>>() + blocks * size_of::<Block<f32>>();
    product([number, fixed]) + product([number, each, columns]) + around as u64
}

/// Numbers that a stage has room for.
fn numbers(stage: &Stage<f32>) -> usize {
    let of = |block: &Block<f32>| block.value.len() + block.d.len() + block.kept.capacity() + block.slope.len();
    stage.blocks.iter().map(of).sum::<usize>() + stage.d_branch.len()
}

/// Bytes of a layer without its parameters.
fn own_bytes(layer: &Layer) -> usize {
    let maps = layer.cells().iter().map(|cell| size_of_val(cell) + size_of_val(&cell.maps[..]));
    size_of::<Layer>() + size_of_val(layer.ops()) + maps.sum::<usize>()
}

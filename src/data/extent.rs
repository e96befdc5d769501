//! The sizes of a dataset and of its batches.

use super::endless::{Endless, KEPT};
use super::{Batches, generate};
use crate::spec::Spec;
use core::mem::size_of;

/// The sizes of the data of one spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Numbers per input.
    pub features: usize,
    /// Numbers per target.
    pub outputs: usize,
    /// Examples in the training set.
    pub train: usize,
    /// Examples in the test set.
    pub test: usize,
    /// B, examples per step.
    pub batch: usize,
    /// Whether every step draws fresh examples.
    pub endless: bool,
}

impl Extent {
    /// The sizes of the data of a spec. Finite datasets are small; they are generated and dropped.
    pub fn of(spec: &Spec) -> Extent {
        if let (Some(shape), Some(_)) = (spec.sequence(), Endless::source(spec)) {
            let (features, outputs) = (shape.steps * shape.features, shape.outputs * shape.answers);
            return Extent { features, outputs, train: KEPT, test: KEPT, batch: spec.batch as usize, endless: true };
        }
        let data = generate::<f32>(spec);
        let (features, outputs, train) = (data.train.features, data.train.outputs, data.train.count());
        let batch = Batches::new(spec, train).size();
        Extent { features, outputs, train, test: data.test.count(), batch, endless: false }
    }

    /// Bytes of the examples, if a number takes `number` bytes, and of what draws a batch from them.
    pub fn bytes(&self, number: usize) -> usize {
        let example = self.features + self.outputs;
        let drawn = if self.endless { example * size_of::<f64>() } else { 0 };
        (self.train + self.test) * example * number + drawn + (self.train + self.batch) * size_of::<u32>()
    }
}

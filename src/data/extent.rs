//! The sizes of a dataset and of its batches.

use super::endless::{Endless, KEPT};
use super::{Batches, Data, digits, generate, own};
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
    /// The sizes of the data of a spec. Of a dataset that is made to size, one example is generated.
    pub fn of(spec: &Spec) -> Extent {
        if let (Some(shape), Some(_)) = (spec.sequence(), Endless::source(spec)) {
            let (features, outputs) = (shape.steps * shape.features, shape.outputs * shape.answers);
            return Extent { features, outputs, train: KEPT, test: KEPT, batch: spec.batch as usize, endless: true };
        }
        let to_size = spec.data.description().knobs.contains(&"samples");
        let generated = || {
            let one = if to_size { &Spec { samples: 1, ..spec.clone() } } else { spec };
            let Data { train, test } = generate::<f32>(one);
            [train.features, train.outputs, train.count(), test.count()]
        };
        let [features, outputs, train, test] =
            own::extent(spec).or(digits::extent(spec.data)).unwrap_or_else(generated);
        let [train, test] = if to_size { [spec.samples as usize; 2] } else { [train, test] };
        let batch = Batches::new(spec, train).size();
        Extent { features, outputs, train, test, batch, endless: false }
    }

    /// Bytes of the examples, if a number takes `number` bytes, and of what draws a batch from them.
    pub fn bytes(&self, number: usize) -> usize {
        let example = self.features + self.outputs;
        let drawn = if self.endless { example * size_of::<f64>() } else { 0 };
        (self.train + self.test) * example * number + drawn + (self.train + self.batch) * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Dataset;

    #[test]
    fn the_sizes_are_those_of_the_data() {
        for &data in Dataset::ALL {
            let spec = Spec { data, samples: 37, features: 5, ..Spec::default() }.settled(&mut Vec::new());
            let (told, made) = (Extent::of(&spec), generate::<f32>(&spec));
            let sizes = (made.train.features, made.train.outputs, made.train.count(), made.test.count());
            assert_eq!((told.features, told.outputs, told.train, told.test), sizes, "{}", data.key());
        }
    }
}

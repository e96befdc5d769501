//! Datasets, and which examples a step takes. Knows no networks.

mod batches;
mod digits;
mod examples;
mod plane;
mod playground;
mod probes;
mod sequences;
mod teacher;

pub use batches::Batches;
pub use digits::{DIGIT_PIXELS, digit_image, digit_test_index};
pub(crate) use examples::largest;
pub use examples::{Data, Examples};
pub use sequences::{Endless, sunspots};

use crate::num::{Random, Stream};
use crate::spec::{Dataset, Spec, Task};

/// Makes the examples of a spec: the same ones for the same seed, drawn in f64 whatever `R` trains.
pub fn generate<R: crate::num::Real>(spec: &Spec) -> Data<R> {
    drawn(spec).cast()
}

fn drawn(spec: &Spec) -> Data<f64> {
    let mut random = Random::new(spec.seed, Stream::Data);
    if let Some(shape) = spec.sequence() {
        return sequences::data(spec, shape, &mut random);
    }
    let mut data = match spec.data {
        Dataset::Digits => digits::data(),
        Dataset::Line => probes::line(),
        Dataset::Hand => probes::hand(),
        Dataset::Chain => probes::chain(),
        Dataset::Bowl => probes::bowl(),
        Dataset::Sweep => probes::sweep(),
        Dataset::Gaussian => probes::gaussian(spec, &mut random),
        Dataset::DeepTeacher => teacher::data(spec, &mut random),
        _ => {
            let mut draw = |shift| plane::draw(spec.data, spec.noise, spec.samples as usize, shift, &mut random);
            Data { train: draw(0.0), test: draw(0.5) }
        }
    };
    if matches!(spec.data.task(), Task::Digits | Task::Classes) {
        data.train.flip_labels(spec.label_flips, &mut random);
    }
    data
}

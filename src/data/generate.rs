//! Generates the examples of a spec, with the list of the families of datasets.

use super::endless::Endless;
use super::source::{Source, Turn};
use super::{Data, Examples, digits, own, plane, probes, sequences, teacher};
use crate::num::{Random, Real, Stream};
use crate::spec::{Dataset, Spec, Task};

/// The families of datasets: each knows the generators of its datasets.
const FAMILIES: [fn(Dataset) -> Option<Source>; 5] =
    [plane::source, digits::source, teacher::source, probes::source, sequences::source];

/// Generates the examples of a spec. They are drawn in f64 for either `R`, so a seed always gives the same examples.
///
/// ```
/// use gradient_lab::data::generate;
/// use gradient_lab::spec::Link;
///
/// let spec = Link::parse("data=circles&noise=0&samples=8").spec;
/// let data = generate::<f64>(&spec);
/// assert_eq!((data.train.count(), data.train.features, data.train.outputs), (8, 2, 1));
/// // Labels alternate, and without noise a point of class 1 has radius √2 (scaled to unit variance).
/// assert_eq!(data.train.y[..4], [0.0, 1.0, 0.0, 1.0]);
/// let radius = data.train.x[2].hypot(data.train.x[3]);
/// assert!((radius - 2f64.sqrt()).abs() < 1e-12);
/// ```
pub fn generate<R: Real>(spec: &Spec) -> Data<R> {
    drawn(spec).cast()
}

fn drawn(spec: &Spec) -> Data<f64> {
    if let Some(data) = own::data(spec) {
        return data;
    }
    let mut random = Random::new(spec.seed, Stream::Data);
    if let Some(mut task) = Endless::new(spec) {
        return task.data(&mut random);
    }
    let mut data = match FAMILIES.iter().find_map(|family| family(spec.data)) {
        Some(Source::Whole(make)) => make(spec, &mut random),
        Some(Source::Plane(point)) => {
            let mut part = |shift| points(spec, point, shift, &mut random);
            Data { train: part(0.0), test: part(0.5) }
        }
        // Every dataset belongs to one family (see the test below), and endless ones were handled above.
        Some(Source::Endless(_)) | None => probes::hand(spec, &mut random),
    };
    if !spec.data.is_sequence() && matches!(spec.data.task(), Task::Digits | Task::Classes) {
        data.train.flip_labels(spec.label_flips, &mut random);
    }
    data
}

/// `samples` points of a dataset in the plane.
fn points(
    spec: &Spec,
    point: fn(&Turn, &mut Random) -> super::source::Point,
    shift: f64,
    random: &mut Random,
) -> Examples<f64> {
    let (mut examples, count) = (Examples::empty(2, 1), spec.samples as usize);
    for n in 0..count {
        let (x, y) = point(&Turn { n, count, shift, noise: spec.noise }, random);
        examples.push(&x, &[y]);
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dataset_belongs_to_one_family() {
        for &data in Dataset::ALL {
            let sources = || FAMILIES.iter().filter_map(|family| family(data));
            assert_eq!(sources().count(), 1, "{}", data.key());
            assert!(sources().all(|source| data.is_sequence() || !matches!(source, Source::Endless(_))));
        }
    }
}

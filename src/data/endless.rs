//! Tasks that make a fresh batch of sequences at every step.

use super::sequences;
use super::source::{Example, Generator, Source};
use super::{Data, Examples};
use crate::num::{Random, Real, Stream};
use crate::spec::{Sequence, Spec};
use alloc::vec;
use alloc::vec::Vec;

/// Sequences that are kept for display and for the test, since an endless task has no fixed training set.
pub(super) const KEPT: usize = 128;

/// A task that makes a fresh batch at every step.
#[derive(Clone, Debug)]
pub struct Endless {
    generator: Generator,
    noise: f64,
    shape: Sequence,
    /// One example at a time: its input \[T×D\] and its answer \[O×M\].
    x: Vec<f64>,
    y: Vec<f64>,
    /// The series that windows are cut from.
    series: Vec<f64>,
}

impl Endless {
    /// The task of a spec; `None` if its dataset is finite.
    pub fn new(spec: &Spec) -> Option<Endless> {
        let (shape, generator) = (spec.sequence()?, Endless::source(spec)?);
        let (x, y) = (vec![0.0; shape.steps * shape.features], vec![0.0; shape.outputs * shape.answers]);
        Some(Endless { generator, noise: spec.noise, shape, x, y, series: (generator.series)() })
    }

    /// What draws the examples of a spec; `None` if its dataset is finite.
    pub(super) fn source(spec: &Spec) -> Option<Generator> {
        match sequences::source(spec.data)? {
            Source::Endless(generator) => Some(generator),
            Source::Whole(_) | Source::Plane(_) => None,
        }
    }

    /// Fills a batch: `x` \[T·D×B\] and `y` \[O·M×B\].
    pub fn fill<R: Real>(&mut self, random: &mut Random, x: &mut [R], y: &mut [R]) {
        let batch = x.len() / self.x.len();
        for b in 0..batch {
            self.draw(random);
            spread(&self.x, b, batch, x);
            spread(&self.y, b, batch, y);
        }
    }

    /// The random stream of step `step`.
    pub fn stream(seed: u32, step: u32) -> Random {
        Random::at_step(seed, Stream::Batches, step)
    }

    /// Examples to display, and as many to test on.
    pub(super) fn data(&mut self, random: &mut Random) -> Data<f64> {
        let train = self.examples(random);
        Data { train, test: self.examples(random) }
    }

    fn examples(&mut self, random: &mut Random) -> Examples<f64> {
        let mut examples = Examples::empty(self.x.len(), self.y.len());
        for _ in 0..KEPT {
            self.draw(random);
            examples.push(&self.x, &self.y);
        }
        examples
    }

    /// Writes one example into `x` and `y`.
    fn draw(&mut self, random: &mut Random) {
        let Endless { generator, noise, shape, x, y, series } = self;
        (generator.draw)(Example { x, y, shape: *shape, noise: *noise, series, random });
    }
}

/// Copies one example into column `b` of a batch.
fn spread<R: Real>(from: &[f64], b: usize, batch: usize, to: &mut [R]) {
    to.iter_mut().skip(b).step_by(batch).zip(from).for_each(|(to, &from)| *to = R::from_f64(from));
}

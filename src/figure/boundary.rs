//! The decision boundary: the network's answers over the plane of its data, computed a chunk of points at a time.

use super::plane;
use crate::chart::{Map, Ramp, paint_signed};
use crate::probe::Frame;
use crate::session::Experiment;
use crate::spec::Task;

/// A picture of the answers, complete once [`Boundary::advance`] has returned true.
#[derive(Clone, Debug)]
pub struct Boundary {
    /// Pixels of a side.
    pub size: usize,
    /// The edges of the plane: low and high x, low and high y.
    pub edges: [f64; 4],
    classes: bool,
    /// One answer for each pixel so far, row 0 at the top. Classes: −1 … 1 for probability 0 … 1; regression: the
    /// answer itself.
    values: Vec<f32>,
}

impl Boundary {
    /// Begins a picture of `size` × `size` pixels; none if the data are not two-dimensional.
    pub fn of(run: &Frame, size: usize) -> Option<Boundary> {
        let edges = plane(run)?;
        let classes = run.spec.task() == Task::Classes;
        Some(Boundary { size, edges, classes, values: Vec::with_capacity(size * size) })
    }

    /// Answers the next points. Returns whether all are answered.
    pub fn advance(&mut self, experiment: &mut Experiment) -> bool {
        let (size, from) = (self.size, self.values.len());
        let [x_low, x_high, y_low, y_high] = self.edges;
        let at = |low: f64, high: f64, n: usize| low + (high - low) * (n as f64 + 0.5) / size as f64;
        let points = from..(from + experiment.together()).min(size * size);
        let count = points.len();
        let columns = points.clone().map(|n| at(x_low, x_high, n % size));
        let rows = points.map(|n| at(y_high, y_low, n / size));
        let x: Vec<f64> = columns.chain(rows).collect();
        let answers = experiment.answers(&x, count).into_iter();
        self.values.extend(answers.map(|z| if self.classes { libm::tanh(z / 2.0) as f32 } else { z as f32 }));
        self.values.len() == size * size
    }

    /// Colors the answers, clamped to ±1.
    pub fn paint(&self, dark: bool, rgba: &mut Vec<u8>) {
        paint_signed(&self.values, &Ramp::new(Map::Signed, dark), rgba);
    }
}

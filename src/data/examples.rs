//! Examples as rows, gathered into feature-major batches.

use crate::num::{Random, Real};
use alloc::vec::Vec;

/// Inputs and targets, example by example.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples<R> {
    /// Numbers per input.
    pub features: usize,
    /// Numbers per target: 1, or one per class.
    pub outputs: usize,
    /// Inputs \[count × features\].
    pub x: Vec<R>,
    /// Targets \[count × outputs\]; classes are one-hot.
    pub y: Vec<R>,
}

/// A training set and a test set.
#[derive(Clone, Debug, PartialEq)]
pub struct Data<R> {
    /// The training set.
    pub train: Examples<R>,
    /// The test set.
    pub test: Examples<R>,
}

impl<R: Real> Examples<R> {
    /// An empty set.
    pub fn empty(features: usize, outputs: usize) -> Examples<R> {
        Examples { features, outputs, x: Vec::new(), y: Vec::new() }
    }

    /// Adds one example.
    pub fn push(&mut self, x: &[R], y: &[R]) {
        debug_assert!(x.len() == self.features && y.len() == self.outputs);
        self.x.extend_from_slice(x);
        self.y.extend_from_slice(y);
    }

    /// The number of examples.
    pub fn count(&self) -> usize {
        self.x.len() / self.features
    }

    /// Copies the examples `indices` into feature-major blocks `x` \[features×B\] and `y` \[outputs×B\].
    pub fn gather(&self, indices: &[u32], x: &mut [R], y: &mut [R]) {
        transpose_rows(&self.x, self.features, indices, x);
        transpose_rows(&self.y, self.outputs, indices, y);
    }

    /// Class of example `n`: the largest output, or whether the single output is above one half.
    pub fn label(&self, n: usize) -> usize {
        let y = &self.y[n * self.outputs..(n + 1) * self.outputs];
        if y.len() == 1 { usize::from(y[0] > R::from_f64(0.5)) } else { largest(y.iter().copied()) }
    }

    /// Flips a fraction of the labels: y becomes 1 − y for two classes, the next class for several.
    pub fn flip_labels(&mut self, share: f64, random: &mut Random) {
        if share == 0.0 {
            return;
        }
        for y in self.y.chunks_exact_mut(self.outputs) {
            if random.unit() < share {
                if y.len() == 1 { y[0] = R::ONE - y[0] } else { y.rotate_right(1) }
            }
        }
    }

    fn cast<S: Real>(&self) -> Examples<S> {
        let cast = |values: &[R]| values.iter().map(|v| S::from_f64(v.to_f64())).collect();
        Examples { features: self.features, outputs: self.outputs, x: cast(&self.x), y: cast(&self.y) }
    }
}

impl<R: Real> Data<R> {
    /// The same examples in another precision.
    pub fn cast<S: Real>(&self) -> Data<S> {
        Data { train: self.train.cast(), test: self.test.cast() }
    }
}

/// Index of the largest value, the first of equals.
pub(crate) fn largest<R: Real>(values: impl Iterator<Item = R>) -> usize {
    let mut best: Option<(usize, R)> = None;
    for (index, value) in values.enumerate() {
        if best.is_none_or(|(_, top)| value > top) {
            best = Some((index, value));
        }
    }
    best.map_or(0, |(index, _)| index)
}

fn transpose_rows<R: Real>(rows: &[R], width: usize, indices: &[u32], columns: &mut [R]) {
    let batch = indices.len();
    for (b, &n) in indices.iter().enumerate() {
        let row = &rows[n as usize * width..][..width];
        row.iter().enumerate().for_each(|(i, &value)| columns[i * batch + b] = value);
    }
}

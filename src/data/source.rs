//! How the numbers of a dataset are generated.

use super::Data;
use crate::num::Random;
use crate::spec::{Sequence, Spec};
use alloc::vec::Vec;

/// One point of the plane and its target.
pub(super) type Point = ([f64; 2], f64);

/// The generator of a dataset.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// Makes the whole dataset at once.
    Whole(fn(&Spec, &mut Random) -> Data<f64>),
    /// Draws one point of the plane after the other.
    Plane(fn(&Turn, &mut Random) -> Point),
    /// Draws a fresh sequence for every example of every step.
    Endless(Generator),
}

/// The point of the plane to draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// The number of the point, from 0.
    pub n: usize,
    /// How many points there are.
    pub count: usize,
    /// How far test points are moved along a curve, as a fraction of the distance between neighbors. Without it the
    /// test points of a spiral would be its training points.
    pub shift: f64,
    /// The knob `noise`.
    pub noise: f64,
}

/// The generator of an endless task.
#[derive(Clone, Copy, Debug)]
pub(super) struct Generator {
    /// A series that the sequences are windows of, computed once; empty for most tasks.
    pub series: fn() -> Vec<f64>,
    /// Writes one example.
    pub draw: fn(Example),
}

/// Buffers for one example of an endless task, and its ingredients.
#[derive(Debug)]
pub(super) struct Example<'a> {
    /// The input \[T×D\].
    pub x: &'a mut [f64],
    /// The answer \[O×M\].
    pub y: &'a mut [f64],
    /// T, D, O and M.
    pub shape: Sequence,
    /// The knob `noise`.
    pub noise: f64,
    /// See [`Generator::series`].
    pub series: &'a [f64],
    /// The random stream.
    pub random: &'a mut Random,
}

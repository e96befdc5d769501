//! One example of a sequence task: what is read, what is wanted, and what the network answers.

use super::{Answer, Frame};
use crate::net::{class, label};
use crate::spec::Task;
use alloc::vec::Vec;

/// The darkest of a digit's grey values.
const INK: f64 = 16.0;

/// One example of the batch.
#[derive(Clone, Debug, PartialEq)]
pub struct SequenceView {
    /// What is read, by step.
    pub x: Vec<Vec<f64>>,
    /// The largest |x| of each input over all steps.
    pub most: Vec<f64>,
    /// The target, by output and answered step.
    pub target: Vec<Vec<f64>>,
    /// The network's outputs, by output and answered step.
    pub answer: Vec<Vec<f64>>,
    /// The smallest and the largest finite number of the first output's target and answer.
    pub span: (f64, f64),
    /// The first answered step.
    pub first: usize,
    /// Whether a class is answered. Else the three below are empty.
    pub classes: bool,
    /// The class that is wanted at each answered step.
    pub wanted: Vec<usize>,
    /// The class that the network answers; none where an output is NaN.
    pub says: Vec<Option<usize>>,
    /// The probability of each class at the first answered step.
    pub odds: Vec<f64>,
    /// The digit that the sequence spells, from 0 (paper) to 16 (ink); none for other data.
    pub digit: Option<Vec<f64>>,
}

impl Frame<'_> {
    /// What example `b` of the batch reads at step `t`.
    fn input_at(&self, t: usize, b: usize) -> Vec<f64> {
        let (features, batch) = (self.layers[t].inputs, self.place.batch);
        (0..features).map(|i| self.tensors.inputs().at((t * features + i) * batch + b)).collect()
    }

    /// Example `b` of the batch; none through depth, and where there is no such example.
    pub fn sequence(&self, b: usize) -> Option<SequenceView> {
        let (shape, batch) = (self.spec.sequence()?, self.place.batch);
        if !self.through_time() || b >= batch {
            return None;
        }
        let place = |o: usize, m: usize| (o * shape.answers + m) * batch + b;
        let by_output = |number: &dyn Fn(usize) -> f64| -> Vec<Vec<f64>> {
            (0..shape.outputs).map(|o| (0..shape.answers).map(|m| number(place(o, m))).collect()).collect()
        };
        let target = by_output(&|n| self.tensors.targets().at(n));
        let answer = by_output(&|n| self.block(shape.steps, 0).value.at(n));
        let x: Vec<Vec<f64>> = (0..shape.steps).map(|t| self.input_at(t, b)).collect();
        let task = self.spec.task();
        let classes = task.has_classes();
        let answered = if classes { shape.answers } else { 0 };
        let column = |rows: &[Vec<f64>], m: usize| rows.iter().map(|row| row[m]).collect::<Vec<f64>>();
        Some(SequenceView {
            most: (0..shape.features).map(|i| x.iter().fold(0.0, |most: f64, x| most.max(x[i].abs()))).collect(),
            span: ends(target[0].iter().chain(&answer[0]).copied().filter(|value| value.is_finite())),
            first: shape.steps - shape.answers,
            classes,
            wanted: (0..answered).filter_map(|m| label(&column(&target, m), 0, 1)).collect(),
            says: (0..answered).map(|m| class(&column(&answer, m), 0, 1)).collect(),
            odds: if classes { Answer::of(&column(&answer, 0)).odds } else { Vec::new() },
            digit: (task == Task::Digits).then(|| shades(&x.concat())),
            x,
            target,
            answer,
        })
    }
}

/// The smallest and the largest of some numbers.
fn ends(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
}

/// Numbers stretched from the lightest, 0, to the darkest.
pub(super) fn shades(pixels: &[f64]) -> Vec<f64> {
    let (low, high) = ends(pixels.iter().copied());
    let range = if high > low { high - low } else { 1.0 };
    pixels.iter().map(|x| INK * (x - low) / range).collect()
}

//! One example of the batch through depth: what goes in, what is wanted, and what the network answers.

use super::sequence::shades;
use super::{Answer, Frame};
use crate::net::label;
use crate::spec::Task;
use alloc::vec::Vec;

/// One example of the batch.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleView {
    /// Its inputs.
    pub x: Vec<f64>,
    /// The targets.
    pub target: Vec<f64>,
    /// The network's outputs.
    pub answer: Vec<f64>,
    /// The class that is wanted; none if the task has no classes.
    pub wanted: Option<usize>,
    /// The class that the network answers; none if an output is NaN or the task has no classes.
    pub says: Option<usize>,
    /// The probability of each class; empty if the task has none.
    pub odds: Vec<f64>,
    /// The digit, from 0 (paper) to 16 (ink); none for other data.
    pub digit: Option<Vec<f64>>,
}

impl Frame<'_> {
    /// Example `b` of the batch; none through time, and where there is no such example.
    pub fn example(&self, b: usize) -> Option<ExampleView> {
        let batch = self.place.batch;
        if self.through_time() || b >= batch {
            return None;
        }
        let top = self.block(self.layers.len() - 1, 0).value;
        let x: Vec<f64> = (0..self.sizes.features).map(|i| self.tensors.inputs().at(i * batch + b)).collect();
        let column = |number: &dyn Fn(usize) -> f64| -> Vec<f64> {
            (0..self.sizes.outputs).map(|o| number(o * batch + b)).collect()
        };
        let target = column(&|n| self.tensors.targets().at(n));
        let answer = column(&|n| top.at(n));
        let task = self.spec.task();
        let of_class = task.has_classes().then(|| Answer::of(&answer));
        Some(ExampleView {
            wanted: of_class.as_ref().and_then(|_| label(&target, 0, 1)),
            says: of_class.as_ref().and_then(|answer| answer.class),
            odds: of_class.map(|answer| answer.odds).unwrap_or_default(),
            digit: (task == Task::Digits).then(|| shades(&x)),
            x,
            target,
            answer,
        })
    }
}

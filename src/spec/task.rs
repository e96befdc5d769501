//! What a dataset asks for: the kind of answer, the knobs that act on it, the shape of its sequences.

use super::Loss;
use core::f64::consts::{LN_2, LN_10};

/// The kind of answer that a dataset asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Ten handwritten digits, one logit each.
    Digits,
    /// Several classes, one logit each.
    Symbols,
    /// Two classes, one logit.
    Classes,
    /// A real number.
    Regression,
    /// No answer: a given gradient is sent down from the output.
    Probe,
}

impl Task {
    /// The loss that is used unless the experiment names another one.
    pub fn loss(self) -> Loss {
        match self {
            Task::Digits | Task::Symbols => Loss::SoftmaxCrossEntropy,
            Task::Classes => Loss::Bce,
            Task::Regression => Loss::Mse,
            Task::Probe => Loss::Cotangent,
        }
    }

    /// Whether a loss can be used with this task.
    pub fn allows(self, loss: Loss) -> bool {
        match self {
            Task::Digits => matches!(loss, Loss::SoftmaxCrossEntropy | Loss::Mse | Loss::Bce | Loss::NaiveBce),
            Task::Classes => matches!(loss, Loss::Bce | Loss::Mse | Loss::NaiveBce),
            Task::Symbols => matches!(loss, Loss::SoftmaxCrossEntropy | Loss::Mse),
            Task::Regression => loss == Loss::Mse,
            // The random numbers can be a gradient, or targets.
            Task::Probe => matches!(loss, Loss::Cotangent | Loss::Mse),
        }
    }

    /// Whether answers are classes, so that accuracy has a meaning.
    pub fn has_classes(self) -> bool {
        matches!(self, Task::Digits | Task::Symbols | Task::Classes)
    }

    /// Key for the page.
    pub fn key(self) -> &'static str {
        match self {
            Task::Digits => "digits",
            Task::Symbols => "symbols",
            Task::Classes => "classes",
            Task::Regression => "regression",
            Task::Probe => "probe",
        }
    }
}

/// The best loss that a constant answer reaches, as of a network that ignores its input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// The loss function.
    pub loss: Loss,
    /// Its value for the best constant answer.
    pub value: f64,
    /// The value as a formula, or in words.
    pub name: &'static str,
    /// Fraction of correct answers; 0 where there are no classes.
    pub accuracy: f64,
}

impl Baseline {
    /// The baseline of a squared error without classes.
    pub(super) const fn squared(value: f64, name: &'static str) -> Baseline {
        Baseline { loss: Loss::Mse, value, name, accuracy: 0.0 }
    }
}

const fn baseline(loss: Loss, value: f64, name: &'static str, accuracy: f64) -> Baseline {
    Baseline { loss, value, name, accuracy }
}

/// Two balanced classes.
pub(super) const TWO_CLASSES: &[Baseline] =
    &[baseline(Loss::Bce, LN_2, "ln 2", 0.5), baseline(Loss::NaiveBce, LN_2, "ln 2", 0.5)];
/// Two balanced classes, for a sequence with one answer at its end.
pub(super) const TWO_CLASSES_IN_TIME: &[Baseline] = &[
    baseline(Loss::Bce, LN_2, "ln 2", 0.5),
    baseline(Loss::NaiveBce, LN_2, "ln 2", 0.5),
    baseline(Loss::Mse, 0.25, "1/4", 0.5),
];
/// Four balanced classes; under a squared error the best constant answer is ¼ for each.
pub(super) const FOUR_CLASSES: &[Baseline] =
    &[baseline(Loss::SoftmaxCrossEntropy, 2.0 * LN_2, "ln 4", 0.25), baseline(Loss::Mse, 3.0 / 16.0, "3/16", 0.25)];
/// Ten balanced classes.
pub(super) const TEN_CLASSES: &[Baseline] = &[baseline(Loss::SoftmaxCrossEntropy, LN_10, "ln 10", 0.1)];
/// Ten balanced classes, for a sequence with one answer at its end.
pub(super) const TEN_CLASSES_IN_TIME: &[Baseline] =
    &[baseline(Loss::SoftmaxCrossEntropy, LN_10, "ln 10", 0.1), baseline(Loss::Mse, 0.09, "9/100", 0.1)];

/// The shape of a sequence and of its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// T, time steps.
    pub steps: usize,
    /// D, numbers per time step.
    pub features: usize,
    /// O, numbers per answer.
    pub outputs: usize,
    /// M: the network answers at each of the last M time steps.
    pub answers: usize,
}

impl Sequence {
    /// A sequence with one answer, at its last time step.
    pub(super) fn last(steps: usize, features: usize, outputs: usize) -> Sequence {
        Sequence { steps, features, outputs, answers: 1 }
    }

    /// A series of single numbers with one answer of one number at every time step.
    pub(super) fn every(steps: usize) -> Sequence {
        Sequence { steps, features: 1, outputs: 1, answers: steps }
    }
}

/// Everything about a dataset except its numbers, which `data` generates.
#[derive(Clone, Copy, Debug)]
pub struct DatasetDescription {
    /// The kind of answer.
    pub task: Task,
    /// Keys of the knobs that act on this dataset and not on every one.
    pub knobs: &'static [&'static str],
    /// The best constant answers, by loss; empty if they depend on the examples.
    pub baselines: &'static [Baseline],
    /// Whether training and test examples differ so much that the baseline of each is measured.
    pub measured: bool,
    /// For a sequence: its shape, from the knobs `length` and `features`.
    pub sequence: Option<fn(usize, usize) -> Sequence>,
    /// The largest `length` it allows.
    pub longest: u32,
    /// What a network has to remember of a sequence; empty if that depends on the example.
    pub remember: &'static str,
    /// Names of the classes; empty if they have none but their numbers.
    pub classes: &'static [&'static str],
}

//! A recorded run as plain data.

use super::head::{RecordedLayer, RecordedTask};
use crate::probe::{Row, Stopped};
use alloc::string::String;
use alloc::vec::Vec;

/// A run that was recorded elsewhere.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// What it learns, if the trace says so.
    pub task: RecordedTask,
    /// The class of the optimizer, as PyTorch names it.
    pub optimizer: String,
    /// The optimizer's weight decay.
    pub weight_decay: f64,
    /// The number format of its tensors, as PyTorch names it: `float32`.
    pub dtype: String,
    /// The layers in the order in which they run. At least one.
    pub layers: Vec<RecordedLayer>,
    /// The training steps that are kept, oldest first. At least one.
    pub rows: Vec<RecordedRow>,
    /// Training steps in the file.
    pub steps: usize,
    /// Where the run met a number that is not finite and did not recover from it. Its row is the last one.
    pub stopped: Option<RecordedStop>,
    /// Sentences about the file: what was left out.
    pub notes: Vec<String>,
}

/// One training step: the row of the lab's trace, and what a trace file has besides.
#[derive(Clone, Debug)]
pub struct RecordedRow {
    /// Step, loss and figures by layer.
    pub row: Row,
    /// Fraction of correct answers.
    pub accuracy: Option<f64>,
    /// α.
    pub learning_rate: Option<f64>,
    /// ‖∂L/∂W‖ by layer; NaN if unknown, here and below.
    pub d_w: Vec<f64>,
    /// ‖W − W(0)‖/‖W(0)‖ by layer.
    pub distance: Vec<f64>,
    /// Fraction of the entries of ∂L/∂z that are 0, by layer.
    pub zero: Vec<f64>,
    /// Fraction of saturated units and examples by layer.
    pub saturated: Vec<f64>,
    /// Fraction of dead units by layer.
    pub dead: Vec<f64>,
}

/// Where the first number that is not finite was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordedStop {
    /// Step, phase, quantity and value.
    pub stopped: Stopped,
    /// The layer; none for the loss.
    pub layer: Option<usize>,
}

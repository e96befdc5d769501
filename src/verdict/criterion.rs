//! What must be true of the runs of a named experiment: a claim that the page and the tests check with the same code.
//!
//! A criterion is a text such as `stop A < 10, loss B < 0.1, loss B < loss C`: comparisons that must all hold. A is the
//! main run, B to D are those beside it. A side of a comparison is a number, or a [`Quantity`] of a run.

use crate::net::Evaluation;
use crate::num::parse;
use crate::probe::Frame;

/// A number of a run that a criterion may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The gradient of the lowest hidden stage, divided by that of the highest.
    Ratio,
    /// The same along the cell state of an LSTM.
    Memory,
    /// Mean of the last training losses on record.
    Loss,
    /// Loss on the test set, where it was evaluated at this step.
    Test,
    /// The share of right answers on the test set, where it was evaluated at this step and there are classes.
    Accuracy,
    /// The step, counted from 0, at which a number was not finite; infinity for a run that goes on.
    Stop,
    /// How far the weights of the first stage have moved: ‖W − W(0)‖/‖W(0)‖.
    Moved,
    /// How far those of the output have moved.
    MovedTop,
    /// What is left of the first stage's weights: ‖W‖/‖W(0)‖.
    Kept,
    /// How many stages' weights receive a gradient of exactly 0.
    Silent,
    /// The gradient of the first layer's weights, divided by that of the last hidden layer's.
    Flat,
    /// What the activation of the first layer multiplies the gradient by.
    Slope,
    /// How alike the slopes at neighboring inputs are: the autocorrelation of ∂L/∂x at lag 1.
    Alike,
    /// How many parameters the network has.
    Parameters,
}

impl Quantity {
    /// All of them, with their names in a criterion.
    pub const ALL: [(&str, Quantity); 14] = [
        ("ratio", Quantity::Ratio),
        ("memory", Quantity::Memory),
        ("loss", Quantity::Loss),
        ("test", Quantity::Test),
        ("accuracy", Quantity::Accuracy),
        ("stop", Quantity::Stop),
        ("moved", Quantity::Moved),
        ("moved_top", Quantity::MovedTop),
        ("kept", Quantity::Kept),
        ("silent", Quantity::Silent),
        ("flat", Quantity::Flat),
        ("slope", Quantity::Slope),
        ("alike", Quantity::Alike),
        ("parameters", Quantity::Parameters),
    ];

    /// Measures a run; none where it has no such number yet.
    pub fn of(self, run: &Frame) -> Option<f64> {
        let last = run.place.stages - 1;
        let d_w = |k: usize| run.figures[k].d_w.map(|norm| norm.l2);
        match self {
            Quantity::Ratio => run.whole_factor(),
            Quantity::Memory => run.along_c(),
            Quantity::Loss => Some(run.trace.recent_loss()).filter(|loss| !loss.is_nan()),
            Quantity::Test => Some(tested(run)?.loss),
            Quantity::Accuracy => Some(tested(run)?.accuracy).filter(|_| run.spec.task().has_classes()),
            Quantity::Stop => Some(run.stopped.map_or(f64::INFINITY, |stopped| f64::from(stopped.step))),
            Quantity::Moved => Some(run.distance(0)),
            Quantity::MovedTop => Some(run.distance(last)),
            Quantity::Kept => Some(run.lengths(0)[1]),
            Quantity::Silent => d_w(0).map(|_| (0..=last).filter(|&k| d_w(k) == Some(0.0)).count() as f64),
            Quantity::Flat => Some(d_w(0)? / d_w(last.checked_sub(1)?)?),
            Quantity::Slope => run.figures[0].f_factor,
            Quantity::Alike => alike(run),
            Quantity::Parameters => Some(run.sizes.parameters as f64),
        }
    }
}

/// Loss and accuracy on the test set, if it was evaluated at this step.
fn tested<'a>(run: &'a Frame) -> Option<&'a Evaluation> {
    run.scores.last().filter(|score| score.step == run.place.steps).map(|score| &score.test)
}

/// The batch must hold single numbers in their order.
fn alike(run: &Frame) -> Option<f64> {
    run.figures[0].d_z.filter(|_| run.sizes.features == 1)?;
    // A block with pre-activation begins with f, which is as wide as the input.
    let (d_z, w, batch) = (run.block(0, run.layers[0].z_at).d, run.values_used(0), run.place.batch);
    let at = run.parameters.iter().find(|tensor| tensor.name == "W1")?.range.clone();
    let slope = |b: usize| at.clone().zip(0..).map(|(i, n)| w.at(i) * d_z.at(n * batch + b)).sum::<f64>();
    let mean = (0..batch).map(slope).sum::<f64>() / batch as f64;
    let lagged = |lag: usize| (lag..batch).map(|b| (slope(b) - mean) * (slope(b - lag) - mean)).sum::<f64>();
    Some(lagged(1) / lagged(0))
}

/// Whether every comparison of a criterion holds, where `measure` gives a quantity of the run with this number, 0 for
/// A. None if the text is no criterion, or a number is missing.
pub fn holds(criterion: &str, measure: &dyn Fn(usize, Quantity) -> Option<f64>) -> Option<bool> {
    let side = |text: &str| match text.split_once(' ') {
        None => parse(text),
        Some((name, run)) => {
            let (_, quantity) = Quantity::ALL.iter().find(|(known, _)| *known == name)?;
            measure("ABCD".bytes().position(|letter| [letter] == run.as_bytes())?, *quantity)
        }
    };
    let mut all = true;
    for comparison in criterion.split(',') {
        let at = comparison.bytes().position(|byte| matches!(byte, b'<' | b'>'))?;
        let (left, right) = (side(comparison[..at].trim())?, side(comparison[at + 1..].trim())?);
        all &= if comparison.as_bytes()[at] == b'<' { left < right } else { left > right };
    }
    Some(all)
}

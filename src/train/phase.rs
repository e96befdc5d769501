//! The phases of a step.

/// What one call of [`super::Trainer::advance`] does. A step is `Sample`, every `Forward` from the input
/// up, `Loss`, every `Backward` from the output down, `Clip`, `Update`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Draws the batch and the units to drop.
    Sample,
    /// a = f(W·a₋₁ + b) of one stage.
    Forward {
        /// The stage, from 0.
        stage: usize,
    },
    /// L and its gradient at the output.
    Loss,
    /// dz, dW, db of one stage, and da of the stage below.
    Backward {
        /// The stage, from 0.
        stage: usize,
    },
    /// Adds the gradients of the penalties to that of the loss, then clips the sum.
    Clip,
    /// W ← W + ΔW, for all parameters.
    Update,
}

impl Phase {
    /// The number of phases in a step of a network with this many stages.
    pub fn per_step(stages: usize) -> u64 {
        2 * stages as u64 + 4
    }

    /// The phase at `place` (from 0) of a step.
    pub fn at(place: u64, stages: usize) -> Phase {
        let k = stages as u64;
        match place {
            0 => Phase::Sample,
            p if p <= k => Phase::Forward { stage: (p - 1) as usize },
            p if p == k + 1 => Phase::Loss,
            p if p <= 2 * k + 1 => Phase::Backward { stage: (2 * k + 1 - p) as usize },
            p if p == 2 * k + 2 => Phase::Clip,
            _ => Phase::Update,
        }
    }

    /// Its name, and its stage if it has one.
    pub fn words(self) -> (&'static str, Option<usize>) {
        match self {
            Phase::Sample => ("sample", None),
            Phase::Forward { stage } => ("forward", Some(stage)),
            Phase::Loss => ("loss", None),
            Phase::Backward { stage } => ("backward", Some(stage)),
            Phase::Clip => ("clip", None),
            Phase::Update => ("update", None),
        }
    }
}

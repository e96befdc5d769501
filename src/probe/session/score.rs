//! How well the network does on all examples, at once or a chunk at a time.

use super::Session;
use crate::net::{Evaluation, Tally};
use crate::num::Real;

/// Loss and accuracy at a step, on both sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Steps done.
    pub step: u32,
    /// On what is learned from.
    pub train: Evaluation,
    /// On what is not.
    pub test: Evaluation,
}

/// A score under way: of the network after so many steps.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scoring {
    step: u32,
    train: Tally,
    trained: Option<Evaluation>,
    test: Tally,
}

impl<R: Real> Session<R> {
    /// Loss and accuracy on both sets, now. Dear: it runs every example.
    pub fn evaluate(&mut self) -> Score {
        loop {
            if let Some(score) = self.evaluate_some() {
                return score;
            }
        }
    }

    /// A chunk of the examples, so that a page can draw between; the score when all are through. Where an update came
    /// between, it begins anew: only updates change the answers.
    pub fn evaluate_some(&mut self) -> Option<Score> {
        let (trainer, step) = (&self.trainer, self.trainer.steps());
        if self.scoring.step != step {
            self.scoring = Scoring { step, ..Scoring::default() };
        }
        let (network, data, loss, scoring) = (&trainer.network, &trainer.data, trainer.loss(), &mut self.scoring);
        let Some(train) = scoring.trained else {
            scoring.trained = self.evaluator.evaluate_some(network, &data.train, loss, &mut scoring.train);
            return None;
        };
        let test = self.evaluator.evaluate_some(network, &data.test, loss, &mut scoring.test)?;
        let score = Score { step, train, test };
        self.scoring = Scoring::default();
        self.scores.retain(|old| old.step < step);
        self.scores.push(score);
        Some(score)
    }
}

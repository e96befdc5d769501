//! Evaluating a session on all examples, at once or a chunk at a time.

use super::Session;
use crate::num::Real;
use crate::probe::Score;

impl<R: Real> Session<R> {
    /// Loss and accuracy on both sets, now. Costly: runs every example.
    pub fn evaluate(&mut self) -> Score {
        loop {
            if let Some(score) = self.evaluate_some() {
                return score;
            }
        }
    }

    /// Evaluates the next chunk of examples only, so that the caller can do other work in between. Returns the score
    /// when all are evaluated; restarts if an update came in between.
    pub fn evaluate_some(&mut self) -> Option<Score> {
        let Session { trainer, scores, evaluator, .. } = self;
        scores.at(trainer.steps());
        let examples = if scores.train.is_none() { &trainer.data.train } else { &trainer.data.test };
        evaluator.evaluate_some(&trainer.network, examples, trainer.loss(), &mut scores.tally);
        scores.when_through(examples.count())
    }
}

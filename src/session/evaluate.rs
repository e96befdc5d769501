//! Evaluating a session on all examples, at once or a chunk at a time.

use super::Session;
use crate::num::Real;
use crate::probe::Score;
use alloc::vec;

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
        let testing = scores.train.is_some();
        let examples = if testing { &trainer.data.test } else { &trainer.data.train };
        if testing && scores.tally.through == 0 && trainer.spec.task().has_classes() {
            let classes = examples.outputs.max(2);
            scores.tally.confusion = vec![0; classes * classes];
        }
        evaluator.evaluate_some(&trainer.network, examples, trainer.loss(), &mut scores.tally);
        scores.when_through(examples.count())
    }
}

//! How well the network does on all examples, at once or a chunk at a time.

use super::Session;
use crate::net::{Evaluation, Tally};
use crate::num::Real;
use crate::probe::Score;
use alloc::vec::Vec;

/// The scores so far, and the one under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    pub list: Vec<Score>,
    step: u32,
    train: Option<Evaluation>,
    tally: Tally,
}

impl Scores {
    /// Begins anew where an update came between: only updates change the answers.
    fn at(&mut self, step: u32) {
        if self.step != step {
            (self.step, self.train, self.tally) = (step, None, Tally::default());
        }
    }

    /// The score, when all `count` examples of the test set are through; of the training set before.
    fn when_through(&mut self, count: usize) -> Option<Score> {
        if self.tally.through < count {
            return None;
        }
        let done = core::mem::take(&mut self.tally).means();
        let Some(train) = self.train.take() else {
            self.train = Some(done);
            return None;
        };
        let score = Score { step: self.step, train, test: done };
        self.list.retain(|old| old.step < score.step);
        self.list.push(score);
        Some(score)
    }
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
    /// between, it begins anew.
    pub fn evaluate_some(&mut self) -> Option<Score> {
        let Session { trainer, scores, evaluator, .. } = self;
        scores.at(trainer.steps());
        let examples = if scores.train.is_none() { &trainer.data.train } else { &trainer.data.test };
        evaluator.evaluate_some(&trainer.network, examples, trainer.loss(), &mut scores.tally);
        scores.when_through(examples.count())
    }
}

//! The list of scores, and the evaluation under way.

use crate::net::{Evaluation, Tally};
use crate::probe::Score;
use alloc::vec::Vec;

/// The scores so far, and the one under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    pub list: Vec<Score>,
    step: u32,
    pub train: Option<Evaluation>,
    pub tally: Tally,
    /// The confusion matrix of the last score.
    pub confusion: Vec<u32>,
}

impl Scores {
    /// Restarts the evaluation if the step has changed: only updates change the answers.
    pub fn at(&mut self, step: u32) {
        if self.step != step {
            (self.step, self.train, self.tally) = (step, None, Tally::default());
        }
    }

    /// The score, once all `count` examples of the test set are evaluated. The training set is evaluated first; its
    /// result is kept until then.
    pub fn when_through(&mut self, count: usize) -> Option<Score> {
        if self.tally.through < count {
            return None;
        }
        let tally = core::mem::take(&mut self.tally);
        let done = tally.means();
        let Some(train) = self.train.take() else {
            self.train = Some(done);
            return None;
        };
        self.confusion = tally.confusion;
        let score = Score { step: self.step, train, test: done };
        self.list.retain(|old| old.step < score.step);
        self.list.push(score);
        Some(score)
    }
}

//! The loss as a landscape over the two parameters of a run that has exactly two, and the path of the run through it.

use super::Session;
use crate::num::Real;
use crate::probe::Frame;
use alloc::vec;
use alloc::vec::Vec;

impl<R: Real> Session<R> {
    /// The parameters as they stand, where there are exactly two.
    pub(super) fn pair(&self) -> Option<[f64; 2]> {
        pair(&self.trainer.network.parameters.values)
    }

    /// The parameters at step 0, where there are exactly two.
    pub(super) fn first_pair(&self) -> Option<[f64; 2]> {
        self.pair().and_then(|_| pair(&self.start[..2]))
    }

    /// The mean loss over all training examples at other values of the parameters; none unless there are exactly two.
    /// It uses the buffers of an evaluation, so it holds no more memory than that.
    pub(super) fn loss_at(&mut self, point: [f64; 2]) -> Option<f64> {
        let Session { trainer, evaluator, .. } = self;
        let (loss, values) = (trainer.loss(), &mut trainer.network.parameters.values);
        let kept = <[R; 2]>::try_from(values.as_slice()).ok()?;
        values.copy_from_slice(&point.map(R::from_f64));
        let found = evaluator.evaluate(&trainer.network, &trainer.data.train, loss).loss;
        trainer.network.parameters.values.copy_from_slice(&kept);
        Some(found)
    }
}

fn pair<R: Real>(values: &[R]) -> Option<[f64; 2]> {
    <[R; 2]>::try_from(values).ok().map(|pair| pair.map(R::to_f64))
}

/// The parameters at the start, after every step that the trace keeps, and now.
pub(super) fn path(start: [f64; 2], run: &Frame) -> Vec<[f64; 2]> {
    let mut path = vec![start];
    let (steps, mut through) = (run.place.steps, 0);
    // The row of a step in which the run stopped has no update.
    for row in run.trace.rows().iter().filter(|row| row.step < steps) {
        path.push(row.after);
        through = row.step + 1;
    }
    if through < steps {
        path.push([0, 1].map(|n| run.values().at(n)));
    }
    path
}

//! A copy of a run that can be advanced while the run itself stays as it is.

use super::experiment::{Experiment, Precise};
use super::{Pool, Session};
use crate::num::Real;
use crate::train::Trainer;
use alloc::boxed::Box;
use alloc::vec::Vec;

impl Experiment {
    /// A copy of this run at the start of its present step. It takes the same steps as this run but keeps no record of
    /// earlier ones, so it cannot go back. It holds what [`super::Footprint::least`] says of this run's spec.
    pub fn copy(&self) -> Experiment {
        let session = match &self.session {
            Precise::F32(session) => Precise::F32(Box::new(session.copy())),
            Precise::F64(session) => Precise::F64(Box::new(session.copy())),
        };
        Experiment { session, warnings: Vec::new(), asked_step: 0 }
    }
}

impl<R: Real> Session<R> {
    fn copy(&self) -> Session<R> {
        let mut trainer: Trainer<R> = self.trainer.again(&self.trainer.spec);
        // A forward pass changes the running statistics of batch norm. Inside a step, the state from which the step
        // began still has the earlier ones.
        match (trainer.steps(), self.state_at(trainer.steps())) {
            (0, _) => trainer.restart(&self.start),
            (step, (at, state)) if at == step => trainer.restore(state, at),
            _ => {}
        }
        Session::watch_with(trainer, Pool::Least)
    }
}

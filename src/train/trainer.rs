//! The trainer: network, data and the place in the step.

use super::Phase;
use crate::data::{Batches, Data, generate};
use crate::net::Network;
use crate::num::Real;
use crate::spec::{Loss, Spec, SpecError};

/// Trains one network, one phase at a time. A warm [`Trainer::advance`] allocates nothing.
#[derive(Clone, Debug)]
pub struct Trainer<R> {
    /// What was asked for; live changes go in here.
    pub spec: Spec,
    /// The examples.
    pub data: Data<R>,
    /// The network and the batch in it.
    pub network: Network<R>,
    /// L of the last `Loss` phase.
    pub loss_value: f64,
    batches: Batches,
    loss: Loss,
    /// Phases done since the start.
    done: u64,
}

impl<R: Real> Trainer<R> {
    /// Builds data and network.
    ///
    /// # Errors
    /// The first knob of `spec` that is outside its limits.
    pub fn new(spec: &Spec) -> Result<Trainer<R>, SpecError> {
        spec.check()?;
        Ok(Trainer::with_data(spec, generate(spec)))
    }

    /// Builds the network for data that are given.
    pub fn with_data(spec: &Spec, data: Data<R>) -> Trainer<R> {
        let batches = Batches::new(spec, data.train.count());
        let network = Network::new(spec, data.train.features, data.train.outputs, batches.size());
        Trainer { spec: spec.clone(), data, network, loss_value: f64::NAN, batches, loss: spec.loss(), done: 0 }
    }

    /// Does the next phase and says which it was.
    pub fn advance(&mut self) -> Phase {
        let phase = self.next();
        match phase {
            Phase::Sample => self.sample(),
            Phase::Forward { stage } => self.network.forward(stage),
            Phase::Loss => self.take_loss(),
            Phase::Backward { stage } => self.network.backward(stage),
            Phase::Update => self.update(),
        }
        self.done += 1;
        phase
    }

    /// One whole step from its start, or what is left of the one under way.
    pub fn step(&mut self) {
        while self.advance() != Phase::Update {}
    }

    /// The phase that [`Trainer::advance`] would do.
    pub fn next(&self) -> Phase {
        Phase::at(self.done % self.per_step(), self.stages())
    }

    /// Steps completed.
    pub fn steps(&self) -> u32 {
        (self.done / self.per_step()) as u32
    }

    /// Phases done since the start.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Phases in a step.
    pub fn per_step(&self) -> u64 {
        Phase::per_step(self.stages())
    }

    /// Stages: hidden layers and the output.
    pub fn stages(&self) -> usize {
        self.network.layers.len()
    }

    /// α of the step under way.
    pub fn learning_rate(&self) -> f64 {
        self.spec.learning_rate_at(self.steps())
    }

    /// The loss that trains.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// Puts parameters back to where they were before step `step`, as if nothing of it had run.
    pub fn restore(&mut self, values: &[R], step: u32) {
        self.network.parameters.values.copy_from_slice(values);
        self.network.clear();
        self.loss_value = f64::NAN;
        self.done = u64::from(step) * self.per_step();
    }

    fn sample(&mut self) {
        let indices = self.batches.of_step(self.steps());
        self.data.train.gather(indices, &mut self.network.x, &mut self.network.y);
    }

    fn take_loss(&mut self) {
        let Network { stages, y, batch, .. } = &mut self.network;
        // There is always an output stage; its f is the identity, so ∂L/∂a is ∂L/∂z.
        if let Some(output) = stages.last_mut() {
            self.loss_value = self.loss.evaluate(&output.a, y, &mut output.d_a, *batch);
        }
    }

    fn update(&mut self) {
        let alpha = self.learning_rate();
        self.spec.optimizer.update(&mut self.network.parameters, alpha);
    }
}

//! The trainer: network, data and the position within the step.

use super::Phase;
use super::descent::{Clipped, Descent};
use crate::data::{Batches, Data, Endless, generate};
use crate::net::{Network, Parameters, Weights};
use crate::num::{Random, Real, Stream};
use crate::spec::{LiveKnob, Loss, Rounding, Spec, SpecError, Tuning};
use alloc::vec::Vec;

/// Trains one network, one phase at a time. A warm [`Trainer::advance`] allocates nothing.
#[derive(Clone, Debug)]
pub struct Trainer<R> {
    /// The experiment; live changes are recorded here.
    pub spec: Spec,
    /// The examples.
    pub data: Data<R>,
    /// The network and the batch in it.
    pub network: Network<R>,
    /// L of the last `Loss` phase.
    pub loss_value: f64,
    batches: Batches,
    /// The generator of fresh examples, if the task is endless.
    endless: Option<Endless>,
    descent: Descent<R>,
    /// Where the parameters of the network are rounded, the numbers that updates are added to; otherwise empty.
    master: Vec<R>,
    loss: Loss,
    /// Completed steps, and phases done in the current step. Two counters, because a division of one counter would take
    /// as long as a phase of a small network.
    step: u32,
    place: u64,
    /// Whether a batch is in the network.
    drawn: bool,
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

    /// Builds the network for given data.
    pub fn with_data(spec: &Spec, data: Data<R>) -> Trainer<R> {
        let weights = Weights::draw(spec, data.train.features, data.train.outputs);
        Trainer::with_weights(spec, data, Some(weights))
    }

    /// Builds the network for given data and initial weights, which [`Weights::serve`] the spec; for callers that
    /// restore parameters of their own, without.
    pub fn with_weights(spec: &Spec, mut data: Data<R>, weights: Option<Weights>) -> Trainer<R> {
        let batches = Batches::new(spec, data.train.count());
        let endless = Endless::new(spec);
        let batch = if endless.is_some() { spec.batch as usize } else { batches.size() };
        let mut network: Network<R> = Network::unstarted(spec, data.train.features, data.train.outputs, batch);
        weights.into_iter().for_each(|weights| network.start(weights));
        let (rounding, mut master) = (spec.rounding(), Vec::new());
        if let Some(Rounding { values, .. }) = rounding {
            network.layers.iter_mut().for_each(|layer| layer.rounding = rounding);
            master.clone_from(&network.parameters.values);
            let read = [&mut network.parameters.values, &mut data.train.x, &mut data.test.x];
            read.into_iter().for_each(|tensor| values.round(tensor));
        }
        let descent = Descent::new(spec.optimizer, network.parameters.values.len());
        Trainer {
            spec: spec.clone(),
            data,
            network,
            loss_value: f64::NAN,
            batches,
            endless,
            descent,
            master,
            loss: spec.loss(),
            step: 0,
            place: 0,
            drawn: false,
        }
    }

    /// A copy in the same state, at the start of the current step.
    pub fn again(&self, spec: &Spec) -> Trainer<R> {
        let mut state = Vec::with_capacity(self.state_len());
        self.save(&mut state);
        let mut copy = Trainer::with_weights(spec, self.data.clone(), None);
        copy.restore(&state, self.steps());
        copy
    }

    /// Does the next phase and returns it.
    pub fn advance(&mut self) -> Phase {
        let phase = self.next();
        match phase {
            Phase::Sample => self.sample(),
            Phase::Forward { stage } => self.network.forward(stage),
            Phase::Loss => self.take_loss(),
            Phase::Backward { stage } => self.backward(stage),
            Phase::Clip => self.clip(),
            Phase::Update => self.update(),
        }
        self.place += 1;
        if phase == Phase::Update {
            (self.step, self.place) = (self.step + 1, 0);
        }
        phase
    }

    /// Does the rest of the current step, or a whole step if none has begun.
    pub fn step(&mut self) {
        while self.advance() != Phase::Update {}
    }

    /// The phase that [`Trainer::advance`] does next.
    pub fn next(&self) -> Phase {
        Phase::at(self.place, self.stages())
    }

    /// Whether the network holds a batch with its dropout masks, which is so from the first `Sample` phase on.
    pub fn drawn(&self) -> bool {
        self.drawn
    }

    /// Steps completed.
    pub fn steps(&self) -> u32 {
        self.step
    }

    /// Phases done since the start.
    pub fn done(&self) -> u64 {
        u64::from(self.step) * self.per_step() + self.place
    }

    /// Phases in a step.
    pub fn per_step(&self) -> u64 {
        Phase::per_step(self.stages())
    }

    /// Stages: hidden layers and the output.
    pub fn stages(&self) -> usize {
        self.network.layers.len()
    }

    /// α of the current step.
    pub fn learning_rate(&self) -> f64 {
        self.spec.learning_rate_at(self.steps())
    }

    /// The live knobs in the current step.
    pub fn tuning(&self) -> Tuning {
        self.spec.tuning_at(self.steps())
    }

    /// What penalties and clipping did to the last gradient; `None` if no penalty and no limit is set.
    pub fn clipped(&self) -> Option<Clipped> {
        self.descent.clipped
    }

    /// The gradient of the loss in the last backward pass, by parameter, before penalties and clipping.
    pub fn data_grads(&self) -> &[R] {
        // Once a backward pass has begun, the copy is that of the previous pass.
        let begun = match self.next() {
            Phase::Clip => true,
            Phase::Backward { stage } => stage + 1 < self.stages(),
            _ => false,
        };
        if begun || self.descent.data.is_empty() { &self.network.parameters.grads } else { &self.descent.data }
    }

    /// The loss function.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// The memory of the rule, in the order of its description: one number per parameter in each list.
    pub fn memory(&self) -> &[Vec<R>] {
        self.descent.memory()
    }

    /// The number of numbers that [`Trainer::save`] writes.
    pub fn state_len(&self) -> usize {
        let memory: usize = self.descent.memory().iter().map(Vec::len).sum();
        self.network.parameters.values.len() + self.network.parameters.running.len() + memory + self.master.len()
    }

    /// Appends all that later steps depend on: parameters, running statistics, the rule's memory, the master copy.
    pub fn save(&self, state: &mut Vec<R>) {
        let Parameters { values, running, .. } = &self.network.parameters;
        let parts = [values, running].into_iter().chain(self.descent.memory()).chain([&self.master]);
        parts.for_each(|part| state.extend_from_slice(part));
    }

    /// Like [`Trainer::save`], at step 0: without the rule's memory, which is 0 there.
    pub fn start(&self) -> Vec<R> {
        let Parameters { values, running, .. } = &self.network.parameters;
        [values, running, &self.master].map(Vec::as_slice).concat()
    }

    /// Restores the state saved before step `step`.
    pub fn restore(&mut self, state: &[R], step: u32) {
        let memory = self.restore_parameters(state);
        self.descent.restore(memory);
        self.begin(step);
    }

    /// Restores the state that [`Trainer::start`] returned.
    pub fn restart(&mut self, start: &[R]) {
        self.restore_parameters(start);
        self.descent.forget();
        self.begin(0);
    }

    /// Restores parameters, running statistics and master copy, and returns the rest of the state.
    fn restore_parameters<'a>(&mut self, state: &'a [R]) -> &'a [R] {
        let Parameters { values, running, .. } = &mut self.network.parameters;
        let (saved, rest) = state.split_at(values.len());
        values.copy_from_slice(saved);
        let (saved, rest) = rest.split_at(running.len());
        running.copy_from_slice(saved);
        let (rest, master) = rest.split_at(rest.len() - self.master.len());
        self.master.copy_from_slice(master);
        rest
    }

    /// Stands before the first phase of `step`.
    fn begin(&mut self, step: u32) {
        self.network.clear();
        (self.loss_value, self.drawn) = (f64::NAN, false);
        (self.step, self.place) = (step, 0);
    }

    fn sample(&mut self) {
        let (step, share) = (self.steps(), self.tuning().of(LiveKnob::Dropout));
        let Network { x, y, layers, .. } = &mut self.network;
        match &mut self.endless {
            Some(task) => {
                task.fill(&mut Endless::stream(self.spec.seed, step), x, y);
                layers[0].round(x);
            }
            None => self.data.train.gather(self.batches.of_step(step), x, y),
        }
        match share > 0.0 {
            true => self.network.draw_masks(share, &mut Random::at_step(self.spec.seed, Stream::Masks, step)),
            false => self.network.clear_masks(),
        }
        self.drawn = true;
    }

    fn take_loss(&mut self) {
        let Network { stages, layers, y, .. } = &mut self.network;
        // There is always an output stage; its f is the identity, so ∂L/∂a is ∂L/∂z.
        if let (Some(output), Some(layer)) = (stages.last_mut(), layers.last()) {
            let block = output.last_mut();
            // Through time an example may have several answers, side by side.
            let answers = block.value.len() / layer.outputs;
            self.loss_value = self.loss.evaluate(&block.value, y, &mut block.d, answers);
            layer.round_gradient(&mut block.d);
        }
    }

    fn backward(&mut self, k: usize) {
        self.network.backward(k);
        let Network { layers, parameters, .. } = &mut self.network;
        if layers[k].rounding.is_some() {
            // All time steps share the parameters of the first.
            let stage = if layers[k].is_step() { 0 } else { k };
            let own = parameters.tensors.iter().filter(|tensor| tensor.stage == stage);
            own.for_each(|tensor| layers[k].round_gradient(&mut parameters.grads[tensor.range.clone()]));
        }
    }

    fn clip(&mut self) {
        let tuning = self.tuning();
        self.descent.clip(&mut self.network.parameters, tuning);
    }

    fn update(&mut self) {
        let (tuning, step) = (self.tuning(), self.steps());
        if !self.master.is_empty() {
            core::mem::swap(&mut self.network.parameters.values, &mut self.master);
        }
        self.descent.update(&mut self.network.parameters, &self.spec, tuning, step);
        if !self.master.is_empty() {
            let Network { layers, parameters, .. } = &mut self.network;
            self.master.copy_from_slice(&parameters.values);
            layers[0].round(&mut parameters.values);
        }
    }
}

//! The frame of a session, the point from which on nothing is generic over the precision.

use super::Session;
use crate::net::Evaluator;
use crate::num::{Numbers, Real};
use crate::probe::{Arena, BlockNumbers, Frame, Place, Reaching, Shares, Sizes, StepNorms, Tensors};
use alloc::vec::Vec;

impl<R: Real> Session<R> {
    /// The run at this moment, as plain data.
    pub fn frame(&self) -> Frame<'_> {
        let trainer = self.trainer();
        Frame {
            spec: &trainer.spec,
            place: self.place(),
            sizes: self.sizes(),
            loss: trainer.loss(),
            loss_value: trainer.loss_value,
            learning_rate: trainer.learning_rate(),
            tuning: self.tuning(),
            clipped: trainer.clipped(),
            layers: &trainer.network.layers,
            parameters: &trainer.network.parameters.tensors,
            figures: self.figures(),
            trace: self.trace(),
            scores: self.scores(),
            stopped: self.stopped(),
            tensors: self,
        }
    }

    /// Starts to compute the reach of example `b` of the batch; none through depth.
    pub fn reaching(&self, b: usize) -> Option<Reaching> {
        let trainer = self.trainer();
        trainer.network.time.as_ref()?;
        if trainer.drawn() {
            return Reaching::new(&trainer.network, &trainer.spec, b);
        }
        // Before a batch is drawn the network holds zeros. Draw the next step's batch, as the gradient check does.
        let mut next = trainer.again(&trainer.spec);
        next.advance();
        Reaching::new(&next.network, &next.spec, b)
    }

    /// The position of the run.
    pub fn place(&self) -> Place {
        let trainer = self.trainer();
        Place {
            steps: trainer.steps(),
            done: trainer.done(),
            per_step: trainer.per_step(),
            next: trainer.next(),
            stages: trainer.stages(),
            batch: trainer.network.batch,
        }
    }

    /// Sizes of data and network.
    pub fn sizes(&self) -> Sizes {
        let (data, parameters) = (&self.trainer().data, &self.trainer().network.parameters);
        Sizes {
            features: data.train.features,
            outputs: data.train.outputs,
            train: data.train.count(),
            test: data.test.count(),
            parameters: parameters.values.len(),
        }
    }
}

impl<R: Real> Tensors for Session<R> {
    fn arena(&self, of: Arena) -> Numbers<'_> {
        let parameters = &self.trainer().network.parameters;
        R::numbers(match of {
            Arena::Values => &parameters.values,
            Arena::ValuesUsed(stage) => self.values_in(stage),
            Arena::Gradients => &parameters.grads,
            Arena::DataGradients => self.trainer().data_grads(),
            Arena::Updates => &parameters.updates,
            Arena::ValuesBefore => self.values_before(),
            Arena::Memory(list) => &self.trainer().memory()[list],
        })
    }

    fn running(&self) -> Numbers<'_> {
        R::numbers(&self.trainer().network.parameters.running)
    }

    fn inputs(&self) -> Numbers<'_> {
        R::numbers(&self.trainer().network.x)
    }

    fn targets(&self) -> Numbers<'_> {
        R::numbers(&self.trainer().network.y)
    }

    fn states_read(&self) -> Numbers<'_> {
        R::numbers(self.trainer().network.time.as_ref().map_or(&[], |time| &time.read.value))
    }

    fn block(&self, k: usize, j: usize) -> BlockNumbers<'_> {
        let block = &self.trainer().network.stages[k].blocks[j];
        BlockNumbers { value: R::numbers(&block.value), d: R::numbers(&block.d), kept: R::numbers(&block.kept) }
    }

    fn block_before(&self, k: usize, j: usize) -> Numbers<'_> {
        R::numbers(self.trainer().network.past(k).map_or(&[], |stage| &stage.blocks[j].value))
    }

    fn examples(&self, test: bool) -> [Numbers<'_>; 2] {
        let data = &self.trainer().data;
        let part = if test { &data.test } else { &data.train };
        [R::numbers(&part.x), R::numbers(&part.y)]
    }

    fn activations_of(&self, x: &[f64], batch: usize) -> Vec<Vec<f64>> {
        let x: Vec<R> = x.iter().map(|&x| R::from_f64(x)).collect();
        let stages = Evaluator::default().activations_of(&self.trainer().network, &x, batch);
        stages.iter().map(|a| a.iter().map(|a| a.to_f64()).collect()).collect()
    }

    fn shares(&self, k: usize) -> Shares {
        Shares::of(&self.trainer().network, k)
    }

    fn lengths(&self, k: usize) -> [f64; 2] {
        Session::lengths(self, k)
    }

    fn step_norms(&self) -> StepNorms {
        StepNorms::of(self.trainer(), self.figures(), self.values_before())
    }

    fn gate_sums(&self, k: usize, level: usize) -> Vec<(usize, Vec<f64>)> {
        let network = &self.trainer().network;
        let cell = &network.layers[k].cells()[level];
        let sums = cell.sums(self.values_in(k), &network.stages[k].blocks[cell.blocks()]);
        sums.into_iter().map(|(part, z)| (part, z.iter().map(|z| z.to_f64()).collect())).collect()
    }
}

//! The examples of step t: a pure function of seed and step, so that seeking needs no replay.

use crate::num::{Random, Stream};
use crate::spec::{Sampling, Spec};
use alloc::vec;
use alloc::vec::Vec;

/// The batches of one run.
#[derive(Clone, Debug)]
pub struct Batches {
    sampling: Sampling,
    seed: u32,
    /// The indices of the last requested step.
    batch: Vec<u32>,
    /// The order of the last requested epoch.
    order: Vec<u32>,
    epoch: Option<u32>,
}

impl Batches {
    /// Batches of a spec over `count` examples.
    pub fn new(spec: &Spec, count: usize) -> Batches {
        let full = spec.sampling == Sampling::Full || spec.batch as usize >= count && spec.sampling == Sampling::Epochs;
        let size = if full { count } else { spec.batch as usize };
        Batches {
            sampling: if full { Sampling::Full } else { spec.sampling },
            seed: spec.seed,
            batch: (0..size as u32).collect(),
            order: if full { Vec::new() } else { vec![0; count] },
            epoch: None,
        }
    }

    /// B, examples per step.
    pub fn size(&self) -> usize {
        self.batch.len()
    }

    /// The examples of a step. Epochs drop a shorter last batch: carrying it over would mix two epochs.
    pub fn of_step(&mut self, step: u32) -> &[u32] {
        match self.sampling {
            Sampling::Full => {}
            Sampling::Replacement => {
                let mut random = Random::at_step(self.seed, Stream::Batches, step);
                let count = self.order.len();
                self.batch.fill_with(|| random.below(count) as u32);
            }
            Sampling::Epochs => {
                let per_epoch = (self.order.len() / self.batch.len()) as u32;
                self.shuffle(step / per_epoch);
                let size = self.batch.len();
                let start = (step % per_epoch) as usize * size;
                self.batch.copy_from_slice(&self.order[start..start + size]);
            }
        }
        &self.batch
    }

    fn shuffle(&mut self, epoch: u32) {
        if self.epoch != Some(epoch) {
            self.order.iter_mut().enumerate().for_each(|(n, index)| *index = n as u32);
            Random::at_step(self.seed, Stream::Batches, epoch).shuffle(&mut self.order);
            self.epoch = Some(epoch);
        }
    }
}

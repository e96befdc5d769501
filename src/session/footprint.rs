//! The memory of an experiment, reckoned from its spec before any of it is allocated.

use super::Pool;
use crate::data;
use crate::net;
use crate::probe::{Figures, ROWS_OF_REACH, Trace};
use crate::spec::Spec;
use core::mem::size_of;

/// What can be computed beside a run, on copies of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// The gradient check on some examples of the batch.
    Check {
        /// How many.
        examples: usize,
    },
    /// The learning-rate range test.
    Range,
    /// The reach of the gradient.
    Reach,
}

/// Bytes that an experiment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footprint {
    /// After it was opened.
    pub opened: usize,
    /// At most, after many steps and evaluations: with all its checkpoints.
    pub grown: usize,
    /// At most, with as few checkpoints as possible ([`Pool::Least`]).
    pub least: usize,
}

impl Footprint {
    /// The footprint of the experiment of a settled spec.
    pub fn of(spec: &Spec) -> Footprint {
        let number = if spec.precision.description().format.fits_f32() { size_of::<f32>() } else { size_of::<f64>() };
        let data = data::Extent::of(spec);
        let network = net::Footprint::of(spec, (data.features, data.outputs), (data.batch, data.train), number);
        let master = if spec.rounding().is_some() { network.parameters } else { 0 };
        let start = network.parameters + network.running + master;
        let memory = spec.optimizer.description().memory.len() * network.parameters;
        // The optimizer has its memory, and room for a copy of the gradient.
        let numbers = memory + network.parameters + master + start;
        let others = number * numbers
            + data.bytes(number)
            + Trace::bytes(network.stages)
            + 2 * network.stages * size_of::<Figures>();
        let state = number * (start + memory);
        // What is larger than WebAssembly's memory stays as large as can be told, and fits nowhere.
        let whole = network.network.saturating_add(network.evaluation);
        let [full, least] = [Pool::Full, Pool::Least].map(|pool| pool.counts(state));
        Footprint {
            opened: network.network.saturating_add(others + full.0 * state),
            grown: whole.saturating_add(others + full.1 * state),
            least: whole.saturating_add(others + least.1 * state),
        }
    }

    /// Bytes that a job takes beside the experiment, for as long as it runs. `drawn`: the network holds a batch.
    pub fn of_job(job: Job, spec: &Spec, drawn: bool) -> usize {
        let data = data::Extent::of(spec);
        let copy = |columns: usize| {
            net::Footprint::of(spec, (data.features, data.outputs), (columns, 0), size_of::<f64>()).network
        };
        let trainer = Footprint::of(spec).least;
        // Before a batch is drawn, check and reach draw one with a copy of the trainer.
        let drawing = if drawn { 0 } else { trainer };
        match job {
            // The network twice, once at rest, and about as much for the slopes of its stages.
            Job::Check { examples } => copy(examples.min(data.batch)).saturating_mul(3).saturating_add(drawing),
            Job::Range => trainer.saturating_mul(2),
            Job::Reach => {
                let (width, steps) = (spec.width as usize, spec.sequence().map_or(0, |shape| shape.steps));
                let rows = (steps + 1) * width * width * size_of::<f64>();
                copy(width.min(ROWS_OF_REACH)).saturating_add(drawing).saturating_add(rows)
            }
        }
    }

    /// What it holds at most, with a pool of checkpoints.
    pub fn with(&self, pool: Pool) -> usize {
        match pool {
            Pool::Full => self.grown,
            Pool::Least => self.least,
        }
    }
}

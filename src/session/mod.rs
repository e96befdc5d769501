//! One run that can be advanced, undone, sought, changed and forked.
//!
//! A [`Session`] wraps a [`Trainer`] with everything that is measured while it runs, and with checkpoints so that every
//! phase can be undone. An [`Experiment`] is a session in the precision that its spec asks for; the page, the examples
//! and the tests hold one of the two. A session knows no judgments and no pictures: both read its [`Session::frame`].
//!
//! ```
//! use gradient_lab::session::Experiment;
//! use gradient_lab::spec::Link;
//!
//! let mut experiment = Experiment::open(Link::parse("data=circles&hidden_layers=3&width=4&activation=tanh"));
//! experiment.run(20);
//! let loss = experiment.frame().loss_value;
//! experiment.back(); // undoes the last update
//! experiment.advance(1);
//! assert_eq!(experiment.frame().loss_value, loss);
//! ```

mod checkpoints;
mod copy;
mod digest;
mod evaluate;
mod experiment;
mod fit;
mod footprint;
mod frame;
mod landscape;
mod live;
mod memory;
mod opening;
mod rewind;
mod room;
mod score;
mod unseen;

pub use checkpoints::{Checkpoints, Pool};
pub use digest::Digest;
pub use experiment::{Change, Effect, Experiment};
pub use fit::{Refusal, Size, no_room};
pub use footprint::{Footprint, Job};
pub use memory::{Memory, room_left};
pub use opening::to_open;
pub use room::Room;

use crate::net::{Evaluator, Weights};
use crate::num::{Norm, Real};
use crate::probe::crash::{self, Stopped};
use crate::probe::figures::{of_weights, own_weights, share_first};
use crate::probe::{Figures, Score, Trace};
use crate::spec::{Spec, SpecError};
use crate::train::{Phase, Trainer};
use alloc::vec;
use alloc::vec::Vec;
use score::Scores;

/// A trainer with its probe, its trace and its checkpoints.
#[derive(Clone, Debug)]
pub struct Session<R> {
    trainer: Trainer<R>,
    figures: Vec<Figures>,
    w_before: Vec<Norm>,
    trace: Trace,
    checkpoints: Checkpoints<R>,
    /// The trainer's state at step 0, see [`Trainer::start`].
    start: Vec<R>,
    scores: Scores,
    evaluator: Evaluator<R>,
    stopped: Option<Stopped>,
    /// The phase count that a seek is heading for.
    target: u64,
    /// The phase count from which every block holds its own values: a checkpoint restores parameters only.
    whole_from: u64,
    /// Whether the last whole step ran without figures, so that the figures are from an earlier step.
    stale: bool,
    /// Whether the norms of W are from an earlier step.
    unweighed: bool,
}

impl<R: Real> Session<R> {
    /// A session at step 0.
    ///
    /// # Errors
    /// The first knob of `spec` that is outside its limits.
    pub fn new(spec: &Spec) -> Result<Session<R>, SpecError> {
        Ok(Session::watch(Trainer::new(spec)?))
    }

    /// A session of a trainer that has not run yet.
    pub fn watch(trainer: Trainer<R>) -> Session<R> {
        Session::watch_with(trainer, Pool::Full)
    }

    /// Like [`Session::watch`], with another pool of checkpoints.
    pub fn watch_with(trainer: Trainer<R>, pool: Pool) -> Session<R> {
        let start = trainer.start();
        let mut session = Session {
            figures: vec![Figures::default(); trainer.stages()],
            w_before: Vec::with_capacity(trainer.stages()),
            trace: Trace::new(trainer.stages()),
            checkpoints: Checkpoints::new(trainer.state_len(), pool),
            start,
            scores: Scores::default(),
            evaluator: Evaluator::default(),
            stopped: None,
            target: 0,
            whole_from: 0,
            stale: false,
            unweighed: false,
            trainer,
        };
        session.measure_weights();
        session
    }

    /// The weights that it started with; where they are rounded, as they were before.
    fn started_with(&self) -> Weights {
        let Trainer { spec, network, .. } = &self.trainer;
        let count = network.parameters.values.len();
        let from = if spec.rounding().is_some() { self.start.len() - count } else { 0 };
        Weights::known(spec, &self.start[from..from + count])
    }

    /// Runs the next phase and measures it. None if the run has stopped at a number that is not finite.
    pub fn advance(&mut self) -> Option<Phase> {
        if self.stopped.is_some() {
            return None;
        }
        if self.trainer.next() == Phase::Sample {
            self.begin(false, true);
        }
        let step = self.trainer.steps();
        let phase = self.trainer.advance();
        self.observe(phase);
        let bad = crash::not_finite(&self.trainer, &self.figures, phase);
        self.stopped = bad.map(|(quantity, value)| Stopped { step, phase, quantity, value });
        if phase == Phase::Update || self.stopped.is_some() {
            self.push(step);
        }
        Some(phase)
    }

    /// Adds a row to the trace.
    fn push(&mut self, step: u32) {
        let (loss, clipped) = (self.trainer.loss_value, self.trainer.clipped());
        let clipped = clipped.is_some_and(|clipped| clipped.fired);
        let after = self.pair().unwrap_or([f64::NAN; 2]);
        self.trace.push((step, loss), after, clipped, &self.figures, self.stopped.is_some());
    }

    /// Keeps a checkpoint of the step that begins and, if `wanted`, measures the norms of W at its start. `follow`:
    /// many steps follow in a fast run, so that hardly anyone goes back to this one.
    fn begin(&mut self, follow: bool, wanted: bool) {
        let trainer = &self.trainer;
        self.checkpoints.keep(trainer.steps(), follow, |state| trainer.save(state));
        if wanted && self.unweighed {
            self.measure_weights();
        }
    }

    fn measure_weights(&mut self) {
        let network = &self.trainer.network;
        for (k, figures) in self.figures.iter_mut().enumerate() {
            if own_weights(network, k) {
                figures.w = Some(of_weights(network, k, &network.parameters.values));
            }
        }
        share_first(network, &mut self.figures);
        self.unweighed = false;
    }

    fn observe(&mut self, phase: Phase) {
        let network = &self.trainer.network;
        match phase {
            Phase::Forward { stage } => self.figures[stage].forward(network, stage),
            Phase::Backward { stage } => {
                let above = self.figures.get(stage + 1).and_then(|figures| figures.d_z);
                self.figures[stage].backward(network, stage, above);
            }
            Phase::Update => {
                self.w_before.clear();
                self.w_before.extend(self.figures.iter().filter_map(|figures| figures.w));
                for (k, figures) in self.figures.iter_mut().enumerate().filter(|(k, _)| own_weights(network, *k)) {
                    figures.update(network, k, self.w_before[k]);
                }
                share_first(network, &mut self.figures);
                self.stale = false;
            }
            Phase::Sample | Phase::Loss | Phase::Clip => {}
        }
    }

    /// The first number that is not finite, with what it was computed from; none while the run goes on.
    pub fn crash(&self) -> Option<crash::Crash> {
        self.frame().crash()
    }

    /// ‖W − W(0)‖/‖W(0)‖ of stage `k`: how far its weights are from their start. Costly: computed when read.
    pub fn distance(&self, k: usize) -> f64 {
        self.lengths(k)[0]
    }

    /// The same distance, and the length of the weights, ‖W‖/‖W(0)‖. Costly: computed when read.
    pub fn lengths(&self, k: usize) -> [f64; 2] {
        let network = &self.trainer.network;
        let norms = network.layers[k].weights().map(|range| {
            let (now, start) = (&network.parameters.values[range.clone()], &self.start[range]);
            [Norm::of_difference(now, start), Norm::of(now), Norm::of(start)]
        });
        let [moved, now, start] =
            norms.fold([Norm::default(); 3], |sums, next| [0, 1, 2].map(|n| sums[n].join(next[n])));
        [if moved.l2 == 0.0 { 0.0 } else { moved.l2 / start.l2 }, now.l2 / start.l2]
    }

    /// Gives back the memory of all checkpoints but the recent ones.
    pub fn shrink(&mut self) {
        self.checkpoints.shrink();
    }

    /// How many checkpoints it may keep.
    pub fn pool(&self) -> Pool {
        self.checkpoints.pool()
    }

    /// The trainer, for reading.
    pub fn trainer(&self) -> &Trainer<R> {
        &self.trainer
    }

    /// One set of figures per stage.
    pub fn figures(&self) -> &[Figures] {
        &self.figures
    }

    /// The run so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Every evaluation so far, by step.
    pub fn scores(&self) -> &[Score] {
        &self.scores.list
    }

    /// The confusion matrix of the last evaluation, row by row; empty before, and without classes.
    pub fn confusion(&self) -> &[u32] {
        &self.scores.confusion
    }

    /// Where the run stopped, if it did.
    pub fn stopped(&self) -> Option<Stopped> {
        self.stopped
    }

    /// The trainer with buffers for a forward pass on other inputs than its batch.
    pub fn evaluator(&mut self) -> (&Trainer<R>, &mut Evaluator<R>) {
        (&self.trainer, &mut self.evaluator)
    }
}

//! What the rules read: numbers of one run, as a plain value.
//!
//! Facts own their numbers and hold no reference to the run, so that a rule can be tested with a literal value and
//! without training. They are measured in `measure`; this file and `course` derive from them what several rules share.

mod course;
mod measure;
mod recorded;

use super::limits::{BY_HEART, Limit, Limits};
use super::names::stage_name;
use crate::probe::{Chance, MeanFactor, Score, Stopped};
use crate::spec::{Loss, Spec};
use alloc::string::String;
use alloc::vec::Vec;

/// Where a run stopped at a number that is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Step, phase, quantity and value.
    pub stopped: Stopped,
    /// The stage that the number belongs to; none for the loss, and for weights that all time steps share.
    pub stage: Option<usize>,
}

/// The highest hidden layer whose gradient is exactly 0, if layer 1's is too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silent {
    /// Which layer, from 0.
    pub layer: usize,
    /// rms of the ∂L/∂a that arrived there; 0 if it is unknown.
    pub d_a: f64,
    /// Whether the weights of the layer above are exactly 0.
    pub zero_above: bool,
}

/// What weight decay alone would have done to the weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecayAlone {
    /// ∏(1 − αₜ·λₜ) over the steps on record.
    pub left: f64,
    /// How many clipped steps it leaves out.
    pub clipped: u32,
}

/// A run in numbers.
///
/// Numbers by layer count from the input side. "Recent" means the last [`crate::probe::RECENT`] rows of the trace. The
/// default is a run of no steps, about which every rule is silent.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The experiment, with its live changes.
    pub spec: Spec,
    /// The loss that trains.
    pub loss_kind: Loss,
    /// Steps completed, also if the run stopped in the next one.
    pub steps: u32,
    /// Number of hidden layers, or of time steps.
    pub hidden: usize,
    /// Answers per example: more than one if several steps of a sequence are answered.
    pub answers: usize,
    /// The learning-rate knob as it is now, before warm-up and schedule.
    pub learning_rate: f64,
    /// Where the run stopped at a number that is not finite, if it did.
    pub stop: Option<Stop>,
    /// The last evaluation on all examples, if there was one.
    pub score: Option<Score>,

    /// Loss of each row of the trace.
    pub losses: Vec<f64>,
    /// Mean of the recent losses; NaN without rows.
    pub loss: f64,
    /// Loss and name of the best constant answer, if the dataset has one that is known in advance.
    pub chance: Option<Chance>,
    /// Loss of guessing: of the best constant answer. None if there is no such answer.
    pub baseline: Option<f64>,
    /// Whether a penalty or flipped labels keep the loss up, however good the answers are.
    pub held_up: bool,

    /// ‖∂L/∂z₁‖/‖∂L/∂z_L‖, geometric mean of the recent rows. None with fewer than two hidden layers, before a whole
    /// backward pass, and with several answers per example.
    pub whole: Option<f64>,
    /// The same over the first three rows.
    pub whole_at_start: Option<f64>,
    /// The same of the first row alone.
    pub whole_at_first: Option<f64>,
    /// The same of the batch in the network. Norms instead of root mean squares.
    pub whole_now: Option<f64>,
    /// ‖∂L/∂c₁‖/‖∂L/∂c_T‖ of the batch in the network, if the cell has a memory c.
    pub along_c: Option<f64>,
    /// Mean factor of the inner layers, and its two parts, of the batch in the network.
    pub mean: Option<MeanFactor>,
    /// Mean factor of all crossings.
    pub mean_of_all: Option<MeanFactor>,
    /// ‖∂L/∂z_k‖/‖∂L/∂z_{k+1}‖ of each crossing, geometric mean of the recent rows; NaN if nothing arrived from above.
    pub factors: Vec<f64>,
    /// How many layers, from layer 1 up, received a gradient of exactly 0 in a recent row.
    pub without: usize,
    /// Where the gradient of the last row became exactly 0.
    pub silent: Option<Silent>,
    /// The lowest layer whose output is exactly 0 for every unit and example.
    pub off: Option<usize>,
    /// rms of z by stage, the output's last; NaN if unknown.
    pub signal: Vec<f64>,
    /// The largest rms of ∂L/∂z at hand, of all stages where it is finite; 0 if there is none.
    pub largest_gradient: f64,

    /// Smallest ‖ΔW‖/‖W‖ of all layers, in the last row that has one for each layer.
    pub smallest_step: Option<f64>,
    /// Step and ln of the largest layer's rms weight, for each row until it is not finite.
    pub growth: Vec<(u32, f64)>,
    /// Steps between the first and the last row.
    pub recorded: u32,
    /// rms weight of each hidden layer in the last row, as a fraction of the first row's.
    pub left: Vec<f64>,
    /// What weight decay alone would have left. Only known if weights have shrunk beyond the limit and a formula
    /// exists.
    pub decay_alone: Option<DecayAlone>,
    /// Whether a penalty or weight decay acts, now or at the start.
    pub decays: bool,
    /// Fraction of the rows whose gradient was clipped.
    pub clipped: f64,
    /// Whether clipping by value is on.
    pub clips_values: bool,

    /// ‖W − W(0)‖/‖W(0)‖ by stage, the output's last. Empty if no rule reads it.
    pub distances: Vec<f64>,
    /// The part of the distance that the gradient made, by hidden layer: with weight decay, how far the weights have
    /// turned away from their initial direction. Empty if no rule reads it.
    pub turns: Vec<f64>,
    /// Fraction of saturated units and examples by hidden layer; NaN if z is unknown or not finite. Empty if no rule
    /// reads it.
    pub saturated: Vec<f64>,
    /// Fraction of dead units, likewise.
    pub dead: Vec<f64>,
}

impl Default for Facts {
    fn default() -> Facts {
        let spec = Spec::default();
        Facts {
            learning_rate: spec.learning_rate,
            spec,
            loss_kind: Loss::SoftmaxCrossEntropy,
            steps: 0,
            hidden: 0,
            answers: 1,
            stop: None,
            score: None,
            losses: Vec::new(),
            loss: f64::NAN,
            chance: None,
            baseline: None,
            held_up: false,
            whole: None,
            whole_at_start: None,
            whole_at_first: None,
            whole_now: None,
            along_c: None,
            mean: None,
            mean_of_all: None,
            factors: Vec::new(),
            without: 0,
            silent: None,
            off: None,
            signal: Vec::new(),
            largest_gradient: 0.0,
            smallest_step: None,
            growth: Vec::new(),
            recorded: 0,
            left: Vec::new(),
            decay_alone: None,
            decays: false,
            clipped: 0.0,
            clips_values: false,
            distances: Vec::new(),
            turns: Vec::new(),
            saturated: Vec::new(),
            dead: Vec::new(),
        }
    }
}

impl Facts {
    /// Whether its stages are time steps.
    pub fn in_time(&self) -> bool {
        self.spec.through_time()
    }

    /// Whether the run goes on.
    pub fn runs(&self) -> bool {
        self.stop.is_none()
    }

    /// Whether backpropagation stops before it has gone through all time steps.
    pub fn is_cut(&self) -> bool {
        let truncate = self.spec.truncate;
        self.spec.sequence().is_some_and(|shape| truncate > 0 && (truncate as usize) < shape.steps)
    }

    /// "layer 3", "time step 17", "the output layer".
    pub(super) fn name_of(&self, stage: usize) -> String {
        stage_name(self.in_time(), self.hidden + 1, stage)
    }

    /// Whether the run has done as many steps as the limit requires.
    pub(super) fn after(&self, limit: Limit, limits: &Limits) -> bool {
        f64::from(self.steps) >= limits.of(limit)
    }

    /// The factor per crossing whose power is `whole`.
    pub fn factor(&self) -> Option<f64> {
        self.whole.map(|whole| self.per_crossing(whole))
    }

    /// The root of a product over all crossings.
    pub(super) fn per_crossing(&self, product: f64) -> f64 {
        libm::pow(product, 1.0 / (self.hidden as f64 - 1.0))
    }

    /// The mean factor of the crossings that pass a gradient on, as a sentence says it.
    pub(super) fn each(&self) -> f64 {
        let some = self.factor().filter(|&factor| factor > 0.0).or(self.mean.map(|mean| mean.factor));
        some.unwrap_or(0.0)
    }

    /// The part of the last step's gradient that step 1 receives. An LSTM's memory may keep more of it than h does;
    /// growth along c alone is no explosion.
    pub(super) fn kept(&self, whole: f64) -> f64 {
        self.along_c.map_or(whole, |c| whole.max(c.min(1.0)))
    }

    /// The product over all time steps and its mean, of a run that goes on; with what an LSTM's memory keeps.
    pub(super) fn product(&self) -> Option<(f64, f64)> {
        let whole = self.kept(self.whole.filter(|_| self.steps >= 1 && self.runs())?);
        Some((whole, self.per_crossing(whole)))
    }

    /// Whether the gradient at layer 1 differs so much that it matters: very much by now, or much from the start on.
    /// Saturation on the way shows in this ratio too, and comes and goes.
    pub(super) fn much(&self, limits: &Limits, ratio: fn(f64) -> f64) -> bool {
        let beyond = |whole: Option<f64>, limit| whole.is_some_and(|whole| ratio(whole) > limits.of(limit));
        let from_the_start = || beyond(self.whole, Limit::Much) && beyond(self.whole_at_start, Limit::Much);
        beyond(self.whole, Limit::VeryMuch) || from_the_start()
    }

    /// The mean factor, if it makes the gradient grow.
    pub(super) fn grows_by_layer(&self, limits: &Limits) -> Option<f64> {
        let per_layer = self.factor().filter(|_| self.much(limits, |whole| whole));
        per_layer.filter(|&factor| factor > limits.of(Limit::FactorHigh))
    }

    /// Whether layers multiply the gradient to much less or much more, by their mean factor.
    pub(super) fn product_is_off(&self, limits: &Limits) -> bool {
        let shrinks = |factor| factor < limits.of(Limit::FactorLow) && self.much(limits, |whole| 1.0 / whole);
        self.factor().is_some_and(|factor| shrinks(factor) || self.grows_by_layer(limits).is_some())
    }

    /// Whether too little gradient arrives for the lower layers to take part.
    pub(super) fn little(&self, limits: &Limits) -> bool {
        self.whole.is_some_and(|whole| self.kept(whole) * limits.of(Limit::Much) < 1.0)
    }

    /// Movement of each hidden layer from its start.
    pub(super) fn moved(&self) -> impl Iterator<Item = f64> {
        self.distances.iter().copied().take(self.hidden)
    }

    /// The hidden layer whose weights have shrunk most, and the fraction that is left. None after a stop.
    pub(super) fn most_shrunk(&self) -> Option<(usize, f64)> {
        let left = self.left.iter().copied().enumerate().filter(|_| self.runs() && self.recorded > 0);
        left.reduce(|best, next| if next.1 < best.1 { next } else { best })
    }

    /// Test loss and test loss of guessing, if the network memorizes: the test loss is poor, and far above the training
    /// loss.
    pub(super) fn by_heart(&self, limits: &Limits, baseline: f64) -> Option<(f64, f64)> {
        let score = self.score?;
        let (test, chance) = (score.test.loss, self.chance.map_or(baseline, |chance| chance.test));
        let poor = test > limits.of(Limit::Poor) * chance && test > BY_HEART * score.train.loss;
        poor.then_some((test, chance))
    }
}

//! Every choice a learner can make, as data with its mathematics.
//!
//! A [`Spec`] is flat: numbers, flags, named choices and short lists. Its text form (the link), its JSON form, its
//! limits and the page's controls all come from one table, [`KNOBS`].

mod activation;
mod answers;
mod cell;
mod choice;
mod dataset;
mod init;
mod json;
mod knob;
mod list;
mod live;
mod loss;
mod own;
mod path;
mod playground;
mod preset;
mod read;
mod row;
mod rule;
mod runs;
mod settle;
mod slider;
mod spoken;
mod synonyms;
mod table;
mod task;
mod text;
mod theory;
mod tuning;

pub use activation::{Activation, PRELU_START};
pub use cell::{Cell, CellDescription};
pub use choice::Choice;
pub(crate) use choice::choices;
pub use dataset::{Dataset, Sampling};
pub use init::{Init, InitLayer};
pub use knob::{Group, Kind, Knob, SpecError};
pub use list::{LayerActivation, LayerWidth};
pub use live::{Live, LiveKnob, ReadBy, Tuning};
pub use loss::Loss;
pub use own::{Rows, Table};
pub use path::{BranchScale, NormKind, NormPlace, Precision, PrecisionDescription, Rounding, Skip};
pub use preset::{Preset, presets};
pub use rule::{Rule, RuleDescription, Schedule};
pub use runs::{join_runs, split_runs};
pub use table::KNOBS;
pub use task::{Baseline, DatasetDescription, Sequence, Task};
pub use text::{Known, Link};
pub use theory::{MeanField, gaussian_mean};

use crate::num::Format;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// All settings of an experiment: data, network, initial weights, training, seed.
///
/// The default is the experiment that the lab opens with: ten sigmoid layers with Xavier weights on handwritten digits.
/// It does not learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The dataset.
    pub data: Dataset,
    /// Noise of the generated data (its standard deviation unless the dataset says otherwise).
    pub noise: f64,
    /// Training examples to generate, and as many test examples.
    pub samples: u32,
    /// Fraction of training labels that are flipped; the test set has none.
    pub label_flips: f64,
    /// Inputs per example, for datasets that do not fix it.
    pub features: u32,
    /// The reader's own examples; a link has only their name.
    pub own: Option<Arc<Table>>,
    /// Whether the reader's numbers are shifted to mean 0 and scaled to deviation 1.
    pub standardize: bool,
    /// The cell that reads a sequence step by step; none for a network through depth.
    pub cell: Cell,
    /// T, time steps of a sequence, for tasks that do not fix it.
    pub length: u32,
    /// Number of stacked cells, 1 or 2.
    pub cell_layers: u32,
    /// Initializer of the recurrent weights, if not that of the input weights.
    pub recurrent_init: Option<Init>,
    /// Factor on the initial recurrent weights: their spectral radius if they are orthogonal or the identity.
    pub recurrent_gain: f64,
    /// Initial bias of the forget gate (LSTM).
    pub forget_bias: f64,
    /// Whether the LSTM has a forget gate; without it, it is the cell of 1997.
    pub forget_gate: bool,
    /// Initial bias of the update gate (GRU).
    pub update_bias: f64,
    /// The most time steps that the gradient goes back through; 0 for all.
    pub truncate: u32,
    /// L, the number of hidden layers; there are L + 1 weight matrices.
    pub hidden_layers: u32,
    /// Units in each hidden layer.
    pub width: u32,
    /// f of the hidden layers; the output layer is linear.
    pub activation: Activation,
    /// Exceptions to `activation`, by layer.
    pub layer_activation: Vec<LayerActivation>,
    /// Exceptions to `width`, by layer.
    pub layer_width: Vec<LayerWidth>,
    /// Whether layers have a bias at all.
    pub use_bias: bool,
    /// How hidden layers are bypassed.
    pub skip: Skip,
    /// Linear maps in a residual branch: 1 or 2.
    pub branch_layers: u32,
    /// How α, the factor on the branch, is chosen.
    pub branch_scale: BranchScale,
    /// α, if it is set as a number.
    pub branch_alpha: f64,
    /// Whether the last linear map of each branch starts at 0.
    pub zero_branch: bool,
    /// How hidden layers are normalized.
    pub norm: NormKind,
    /// Whether the norm comes before or after f.
    pub norm_place: NormPlace,
    /// ε of the norms, under the root.
    pub norm_epsilon: f64,
    /// Weight of the newest batch in batch norm's running statistics (PyTorch's momentum; Keras's is 1 minus it).
    pub norm_momentum: f64,
    /// Fraction of hidden units that are dropped at each step. Live.
    pub dropout: f64,
    /// Initializer of the hidden layers.
    pub init: Init,
    /// s of constant, normal and uniform.
    pub init_scale: f64,
    /// Factor on the initial weights of the hidden layers.
    pub gain: f64,
    /// Initializer of the output layer, if not that of the hidden layers.
    pub output_init: Option<Init>,
    /// Factor on the initial weights of the output layer.
    pub output_gain: f64,
    /// Initial value of the hidden biases; the output bias starts at 0.
    pub bias: f64,
    /// The loss, or none for the one that fits the data.
    pub loss: Option<Loss>,
    /// The optimizer.
    pub optimizer: Rule,
    /// α in W ← W − α·∂L/∂W. Live.
    pub learning_rate: f64,
    /// How α changes during training.
    pub schedule: Schedule,
    /// T, the schedule's length in steps.
    pub schedule_steps: u32,
    /// Factor on α after T steps, for the step and exponential schedules.
    pub schedule_factor: f64,
    /// Steps at the start over which α rises from 0; 0 for none.
    pub warmup_steps: u32,
    /// μ of momentum and Nesterov. Live.
    pub momentum: f64,
    /// ρ of RMSProp.
    pub rho: f64,
    /// β₁ of Adam.
    pub beta1: f64,
    /// β₂ of Adam.
    pub beta2: f64,
    /// ε of the adaptive rules.
    pub epsilon: f64,
    /// λ₁ in the penalty λ₁·Σ|w|, weights only. Live.
    pub l1: f64,
    /// λ in the penalty λ/2·Σw², weights only; its gradient λ·w is added to that of the loss. Live.
    pub l2: f64,
    /// λ in W ← (1 − α·λ)·W, decoupled from the gradient. Live.
    pub decay: f64,
    /// Largest norm of all gradients together; 0 for no limit. Live.
    pub clip_norm: f64,
    /// Largest absolute value of a gradient's entry; 0 for no limit. Live.
    pub clip_value: f64,
    /// Examples per step.
    pub batch: u32,
    /// How a batch is drawn.
    pub sampling: Sampling,
    /// The number format of all computations.
    pub precision: Precision,
    /// n, where the loss is multiplied by 2ⁿ before its gradient is rounded to f16.
    pub loss_scale: u32,
    /// Seed of the random streams.
    pub seed: u32,
    /// Changes of live knobs while the experiment ran.
    pub live: Vec<Live>,
}

/// The defaults of all knobs.
const DEFAULT: Spec = Spec {
    data: Dataset::Digits,
    noise: 0.1,
    samples: 256,
    label_flips: 0.0,
    features: 32,
    own: None,
    standardize: true,
    cell: Cell::None,
    length: 40,
    cell_layers: 1,
    recurrent_init: None,
    recurrent_gain: 1.0,
    forget_bias: 1.0,
    forget_gate: true,
    update_bias: -1.0,
    truncate: 0,
    hidden_layers: 10,
    width: 32,
    activation: Activation::Sigmoid,
    layer_activation: Vec::new(),
    layer_width: Vec::new(),
    use_bias: true,
    skip: Skip::Plain,
    branch_layers: 1,
    branch_scale: BranchScale::One,
    branch_alpha: 0.5,
    zero_branch: false,
    norm: NormKind::None,
    norm_place: NormPlace::Before,
    norm_epsilon: 1e-5,
    norm_momentum: 0.1,
    dropout: 0.0,
    init: Init::XavierNormal,
    init_scale: 1.0,
    gain: 1.0,
    output_init: None,
    output_gain: 1.0,
    bias: 0.0,
    loss: None,
    optimizer: Rule::Sgd,
    learning_rate: 0.1,
    schedule: Schedule::Constant,
    schedule_steps: 1000,
    schedule_factor: 0.1,
    warmup_steps: 0,
    momentum: 0.9,
    rho: 0.9,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    l1: 0.0,
    l2: 0.0,
    decay: 0.0,
    clip_norm: 0.0,
    clip_value: 0.0,
    batch: 64,
    sampling: Sampling::Epochs,
    precision: Precision::F32,
    loss_scale: 0,
    seed: 7,
    live: Vec::new(),
};

impl Default for Spec {
    fn default() -> Spec {
        DEFAULT
    }
}

impl Spec {
    /// f of hidden layer `layer`, counted from 1.
    pub fn activation_of(&self, layer: usize) -> Activation {
        let exception = self.layer_activation.iter().find(|e| e.layer as usize == layer);
        exception.map_or(self.activation, |e| e.activation)
    }

    /// Units of hidden layer `layer`, counted from 1.
    pub fn width_of(&self, layer: usize) -> usize {
        let exception = self.layer_width.iter().find(|e| e.layer as usize == layer);
        exception.map_or(self.width, |e| e.width) as usize
    }

    /// The format that gradients are kept in. The loss scale, where it takes one, divides its numbers.
    pub fn gradient_format(&self) -> Format {
        let precision = self.precision.description();
        let scale = if precision.takes_loss_scale() { 1_u64 << self.loss_scale } else { 1 };
        precision.format.divided_by(scale as f64)
    }

    /// How tensors are rounded; `None` for f32 and f64, which the engine computes in.
    pub fn rounding(&self) -> Option<Rounding> {
        let values = self.precision.description().format;
        let rounds = values.digits < Format::SINGLE.digits;
        rounds.then(|| Rounding { values, gradients: self.gradient_format() })
    }

    /// α, the factor on residual branches.
    pub fn alpha(&self) -> f64 {
        match self.branch_scale {
            BranchScale::One => 1.0,
            BranchScale::Depth => 1.0 / crate::num::sqrt(f64::from(self.hidden_layers.max(1))),
            BranchScale::Number => self.branch_alpha,
        }
    }
}

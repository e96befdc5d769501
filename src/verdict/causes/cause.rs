//! The causes there are, as values.

use crate::probe::MeanFactor;
use crate::spec::Activation;

/// Why the gradient shrinks from layer to layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verdict) enum Shrinkage {
    /// The slope of a sigmoid.
    Sigmoid,
    /// f′ is too small: saturated units, or units that are off.
    Slope(MeanFactor),
    /// W is too small for this activation.
    Weights(MeanFactor),
    /// No single part of the product is known.
    Product,
}

/// What made signal, gradient or weights so large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verdict) enum Growth {
    /// Residual branches that add up without a factor.
    Branches,
    /// Batch norm in a plain deep network.
    Norm,
    /// Initial weights that are too large.
    Start,
    /// Weights that have grown since the start, where the factor was this.
    Since(f64),
    /// Steps that were too large.
    Steps,
    /// Through time: large steps, or weights from h to h that have grown.
    StepsInTime,
    /// Through time: initial weights from h to h that are too large.
    StartInTime,
}

/// What exploded before the textbook loss failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verdict) enum Blowup {
    /// The logits are this many times layer 1's z.
    Logits(f64),
    /// Weights have moved by this many times their length.
    Weights(f64),
}

/// Why a symptom holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verdict) enum Cause {
    /// The textbook formula of the loss fails on finite logits; nothing exploded.
    Formula,
    /// The textbook formula fails because something exploded.
    FormulaAfter(Blowup, Growth),
    /// The loss scale lifts a gradient above the largest number.
    LossScale,
    /// Something made the numbers so large.
    Grows(Growth),
    /// Something makes the gradient so small.
    Shrinks(Shrinkage),
    /// Truncated backpropagation stops on the way.
    Cut,
    /// The cell does not keep its state.
    Fades,
    /// The weights from h to h make the gradient grow at every time step.
    Recurrent,
    /// All layers grow together, so growth itself grows.
    Avalanche,
    /// Steps are in proportion to the weights.
    Overshoot,
    /// Even an optimizer that scales every step has no gradient to scale.
    NothingToScale,
    /// Plain steps are as small as the gradient.
    TinySteps,
    /// Negative biases hold the units off.
    NegativeBias,
    /// The signal has shrunk until all examples look alike.
    SignalLost,
    /// A large step, or large weights, moved units to where f is flat.
    Thrown,
    /// Large z drives units of this activation to its flat parts.
    Flat(Activation),
    /// Too little gradient reaches distant time steps.
    TooFarBack,
    /// Units above layer 1 are off or flat for every example.
    NoSlope,
    /// A W above layer 1 is exactly 0.
    ZeroWeights,
    /// The gradient underflows.
    Underflow,
    /// Lower layers are as they were at the start.
    LowerStill,
    /// Lower layers move without direction.
    LowerLost,
    /// No activation: the network is linear.
    Linear,
    /// The weights have hardly moved.
    HardlyMoved,
    /// The weights move, and nothing is learned.
    Unclear,
    /// No decay acts; the steps made the weights small.
    StepsShrink,
    /// Weights shrink as decay alone would.
    AsDecay,
    /// Decay is stronger than the gradient.
    DecayWins,
    /// The network is confident in wrong answers.
    Overconfident,
    /// The network has stopped improving.
    Plateau,
    /// Clipping by value.
    ClipsValues,
    /// Clipping by norm.
    ClipsNorm,
    /// The finding on the product is the product of these factors.
    ProductAbove,
    /// The finding on the product has another reason.
    NotTheFactors,
    /// The network learns in spite of its factors.
    LearnsAnyway,
    /// Another finding is not explained by the factors.
    Unrelated,
    /// Little has been learned so far.
    LittleSoFar,
    /// It is too early to tell.
    TooEarly,
    /// The gradient arrives.
    Arrives {
        /// Mean factor.
        each: f64,
        /// Product.
        whole: f64,
    },
    /// Many steps are answered: the gradient is a sum, not a product.
    ManyAnswers,
    /// There is no chain of layers.
    NoProduct,
}

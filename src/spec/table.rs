//! The table of all knobs: the one place that link, JSON, limits and controls come from.

use super::knob::{Field, Group, Kind, Knob};
use super::row::{
    advanced, any, choice, count, depth, entries, flag, integer, keys, knob, lists, live, needs, number, takers, time,
};
use super::{
    Activation, BranchScale, Cell, Choice, Dataset, Init, Loss, NormKind, NormPlace, Precision, Rule, Sampling,
    Schedule, Skip, Spec, list,
};

const AUTO: Choice =
    Choice { key: "auto", label: "usual loss", help: "cross-entropy for classes, squared error for numbers" };
const SAME: Choice =
    Choice { key: "same", label: "as the hidden layers", help: "the same initializer for the output layer" };
const SAME_INPUT: Choice = Choice { key: "same", label: "as the input weights", help: "the same initializer for both" };
const OF_SCALE: &[&str] = &["constant", "normal", "uniform"];
const FALLING: &[&str] = &["step", "exponential"];

/// The decay follows the optimizer, unless it was set to something other than the optimizer's default.
fn choose_optimizer(spec: &mut Spec, place: usize) {
    let rule = Rule::ALL[place];
    if spec.decay == spec.optimizer.decay() {
        spec.decay = rule.decay();
    }
    spec.optimizer = rule;
}

impl Knob {
    /// The knob of that key.
    pub fn named(key: &str) -> Option<&'static Knob> {
        KNOBS.iter().find(|knob| knob.key == key)
    }
}

/// Every knob, in the page's order.
#[rustfmt::skip] // A table: one knob, one row.
pub const KNOBS: &[Knob] = &[
    choice!(data, Data, "Data", "The examples that the network learns from", Dataset),
    needs("data", takers!(Dataset, noise), number!(noise, Data, "Noise", "Standard deviation of the noise that is added to the data", 0.0, 1.0, false)),
    depth(needs("data", takers!(Dataset, samples), integer!(samples, Data, "Training examples", "How many training examples to generate, and as many test examples", 1, 2000))),
    depth(advanced(needs("data", takers!(Dataset, label_flips), number!(label_flips, Data, "Flipped labels", "Fraction of training labels that are wrong; the test set has none", 0.0, 0.5, false)))),
    needs("data", takers!(Dataset, features), integer!(features, Data, "Inputs", "Numbers per example", 1, 256)),
    needs("data", takers!(Dataset, standardize), flag!(standardize, Data, "Standardize", "Shifts every column of numbers to mean 0 and scales it to deviation 1, as measured on the training rows")),
    time(needs("data", takers!(Dataset, length), integer!(length, Data, "Length T", "Time steps of a sequence: how far back the network must remember", 2, 500))),
    choice!(cell, Cell, "Cell", "The cell that reads a sequence, one time step after another", Cell),
    time(integer!(cell_layers, Cell, "Stacked cells", "The second cell reads the hidden states of the first", 1, 2)),
    time(needs("cell", takers!(Cell, recurrent_init), choice!(recurrent_init, Cell, "Recurrent weights", "How the weights from h to h are initialized", Init, SAME_INPUT))),
    time(needs("cell", takers!(Cell, recurrent_gain), number!(recurrent_gain, Cell, "Spectral radius ρ", "Factor on the initial recurrent weights: exactly their spectral radius for orthogonal and identity, about that for LeCun", 0.01, 10.0, true))),
    time(needs("cell", takers!(Cell, forget_bias), number!(forget_bias, Cell, "Forget bias", "Initial b_f: the cell keeps σ(b_f) of its memory at each time step", -10.0, 10.0, false))),
    time(needs("cell", takers!(Cell, update_bias), number!(update_bias, Cell, "Update bias", "Initial b_z: the cell keeps 1 − σ(b_z) of its state at each time step (PyTorch’s cell: σ(b_z))", -10.0, 10.0, false))),
    advanced(time(needs("cell", takers!(Cell, forget_gate), flag!(forget_gate, Cell, "Forget gate", "Without it f is 1: the cell of 1997")))),
    time(integer!(truncate, Cell, "Truncate BPTT", "The gradient goes back at most this many time steps; 0 for all of them", 0, 500)),
    depth(integer!(hidden_layers, Network, "Hidden layers", "Number of layers between input and output", 0, 100)),
    integer!(width, Network, "Width", "Number of units in each hidden layer, or in the cell", 1, 256),
    choice!(activation, Network, "Activation", "f in a = f(W·a + b)", Activation),
    depth(advanced(entries!(layer_activation, Network, "Other activation at", "Activations of single layers, for example 1:relu,4:tanh"))),
    depth(advanced(entries!(layer_width, Network, "Other width at", "Widths of single layers, for example 1:64,2:16"))),
    advanced(flag!(use_bias, Network, "Biases", "Whether layers add a bias b")),
    depth(choice!(skip, Paths, "Skip connections", "How the input of a hidden layer is added to its output", Skip)),
    depth(needs("skip", any!(Skip), integer!(branch_layers, Paths, "Layers in a branch", "Number of linear maps in F, with f between them", 1, 2))),
    depth(needs("skip", any!(Skip), choice!(branch_scale, Paths, "Branch scale α", "The factor on F", BranchScale))),
    depth(needs("branch_scale", &["number"], number!(branch_alpha, Paths, "α", "The factor on F", 0.0, 10.0, false))),
    depth(advanced(needs("skip", any!(Skip), flag!(zero_branch, Paths, "Branch starts at 0", "The last W of each branch starts at 0, so that every block starts as its skip alone (on an identity path plus α·f(0), which is 0 except for sigmoid and softplus)")))),
    depth(choice!(norm, Paths, "Norm", "How each hidden layer is normalized", NormKind)),
    depth(needs("norm", any!(NormKind), choice!(norm_place, Paths, "Norm position", "Whether the norm comes before or after f", NormPlace))),
    depth(advanced(needs("norm", any!(NormKind), number!(norm_epsilon, Paths, "Norm ε", "Added to the variance under the root to avoid division by 0", 1e-12, 0.1, true)))),
    depth(advanced(needs("norm", &["batch"], number!(norm_momentum, Paths, "Norm momentum", "Weight of the newest batch in the running statistics, as in PyTorch; Keras’s momentum is 1 minus this", 0.0, 1.0, false)))),
    choice!(init, Start, "Initial weights", "Distribution of the initial weights of the hidden layers", Init),
    needs("init", OF_SCALE, number!(init_scale, Start, "Scale s", "The s in constant s, normal(s) and uniform(s)", 0.001, 10.0, true)),
    number!(gain, Start, "Gain", "Factor on all initial weights of the hidden layers", 0.01, 100.0, true),
    advanced(choice!(output_init, Start, "Output layer", "Distribution of the initial weights of the output layer", Init, SAME)),
    advanced(number!(output_gain, Start, "Output gain", "Factor on the initial weights of the output layer", 0.01, 100.0, true)),
    advanced(number!(bias, Start, "Hidden bias", "Initial value of the biases of the hidden layers", -10.0, 10.0, false)),
    live(number!(learning_rate, Training, "Learning rate", "α in W ← W − α·∂L/∂W", 1e-6, 100.0, true)),
    integer!(batch, Training, "Batch", "Examples per training step", 1, 1024),
    Knob { field: Field::Choice(|s| s.optimizer as usize, choose_optimizer), ..choice!(optimizer, Training, "Optimizer", "How the gradient becomes an update", Rule) },
    live(needs("optimizer", takers!(Rule, momentum), number!(momentum, Training, "Momentum μ", "Fraction of the previous training step that is kept", 0.0, 0.999, false))),
    advanced(needs("optimizer", takers!(Rule, rho), number!(rho, Training, "ρ", "Decay rate of the running mean of g²", 0.0, 0.9999, false))),
    advanced(needs("optimizer", takers!(Rule, beta1), number!(beta1, Training, "β₁", "Decay rate of the running mean of g", 0.0, 0.9999, false))),
    advanced(needs("optimizer", takers!(Rule, beta2), number!(beta2, Training, "β₂", "Decay rate of the running mean of g²", 0.0, 0.99999, false))),
    advanced(needs("optimizer", takers!(Rule, epsilon), number!(epsilon, Training, "ε", "Added to the root in the denominator to avoid division by 0", 1e-12, 0.1, true))),
    advanced(choice!(schedule, Training, "Schedule", "How the learning rate changes during training", Schedule)),
    advanced(needs("schedule", any!(Schedule), integer!(schedule_steps, Training, "Schedule length T", "Number of training steps over which the learning rate falls by the factor once", 1, 100_000))),
    advanced(needs("schedule", FALLING, number!(schedule_factor, Training, "Schedule factor", "Factor on the learning rate after T training steps", 0.001, 1.0, true))),
    advanced(integer!(warmup_steps, Training, "Warm-up steps", "Number of training steps at the start over which the learning rate rises from 0; 0 for none", 0, 100_000)),
    depth(advanced(choice!(sampling, Training, "Sampling", "How the examples of a batch are drawn", Sampling))),
    advanced(choice!(loss, Training, "Loss", "The function being minimized", Loss, AUTO)),
    advanced(choice!(precision, Training, "Numbers", "The number format of all computations", Precision)),
    advanced(needs("precision", takers!(Precision, loss_scale), integer!(loss_scale, Training, "Loss scale 2ⁿ: n", "The loss is multiplied by 2ⁿ before the backward pass, and the gradients of the parameters are divided by it; gradients are shown without it", 0, 24))),
    live(number!(clip_norm, Limits, "Clip norm", "Largest norm of the gradient: a longer one is scaled down to it; 0 for no limit", 0.0, 1000.0, true)),
    live(advanced(number!(clip_value, Limits, "Clip value", "Largest absolute value of each entry of the gradient; 0 for no limit", 0.0, 1000.0, true))),
    live(number!(l2, Limits, "L2", "λ in the penalty λ/2·Σw², whose gradient λ·w is added to that of the loss", 0.0, 10.0, true)),
    live(advanced(number!(l1, Limits, "L1", "λ in the penalty λ·Σ|w|, whose gradient is ±λ", 0.0, 10.0, true))),
    live(advanced(number!(decay, Limits, "Decoupled decay", "λ in W ← (1 − α·λ)·W, applied next to the gradient step; AdamW’s default is 0.01", 0.0, 10.0, true))),
    depth(live(number!(dropout, Limits, "Dropout", "Fraction p of hidden units that are set to 0 at each training step; the others are multiplied by 1/(1−p)", 0.0, 0.9, false))),
    integer!(seed, Seed, "Seed", "Seed of the random numbers for data, weights, batches and dropout", 0, u32::MAX),
    advanced(entries!(live, Training, "Changed while running", "Changes of live knobs by training step, for example 40:0.05,60:clip_norm:1")),
];

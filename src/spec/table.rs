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
    Choice { key: "auto", label: "fits the data", help: "the loss that belongs to this kind of answer" };
const SAME: Choice =
    Choice { key: "same", label: "as the hidden layers", help: "the same initialiser for the output layer" };
const SAME_INPUT: Choice = Choice { key: "same", label: "as the input weights", help: "the same initialiser for both" };
const OF_SCALE: &[&str] = &["constant", "normal", "uniform"];
const LSTM: &[&str] = &["lstm"];
const GRUS: &[&str] = &["gru", "gru_pytorch"];
const FALLING: &[&str] = &["step", "exponential"];

/// The decay goes along, where it stood at what comes with the rule before.
fn choose_optimizer(spec: &mut Spec, place: usize) {
    let rule = Rule::ALL[place];
    if spec.decay == spec.optimizer.decay() {
        spec.decay = rule.decay();
    }
    spec.optimizer = rule;
}

/// Every knob, in the page's order.
#[rustfmt::skip] // A table: one knob, one row.
pub const KNOBS: &[Knob] = &[
    choice!(data, Data, "Data", "Which examples to learn from", Dataset),
    needs("data", takers!(Dataset, noise), number!(noise, Data, "Noise", "Spread of the points round their place", 0.0, 1.0, false)),
    depth(needs("data", takers!(Dataset, samples), integer!(samples, Data, "Training examples", "How many to generate; as many fresh ones are kept for the test", 1, 2000))),
    depth(advanced(needs("data", takers!(Dataset, label_flips), number!(label_flips, Data, "Flipped labels", "Share of training labels that are made wrong; the test set stays clean", 0.0, 0.5, false)))),
    needs("data", takers!(Dataset, features), integer!(features, Data, "Inputs", "Numbers per example", 1, 256)),
    time(needs("data", takers!(Dataset, length), integer!(length, Data, "Length T", "Steps of a sequence: how far back the answer may lie", 2, 500))),
    choice!(cell, Cell, "Cell", "What reads a sequence step by step", Cell),
    time(integer!(cell_layers, Cell, "Cells on top of each other", "The second one reads the states of the first", 1, 2)),
    time(choice!(recurrent_init, Cell, "Recurrent weights", "How the weights from h to h start", Init, SAME_INPUT)),
    time(number!(recurrent_gain, Cell, "Spectral radius ρ", "Factor on the recurrent start weights: exactly their radius from orthogonal or identity, about it from LeCun", 0.01, 10.0, true)),
    time(needs("cell", LSTM, number!(forget_bias, Cell, "Forget bias", "Start of b_f: σ(b_f) of the memory is kept at each step", -10.0, 10.0, false))),
    time(needs("cell", GRUS, number!(update_bias, Cell, "Update bias", "Start of b_z: 1 − σ(b_z) of the state is kept at each step (PyTorch’s cell: σ(b_z))", -10.0, 10.0, false))),
    advanced(time(needs("cell", LSTM, flag!(forget_gate, Cell, "Forget gate", "Without it f is 1: the cell of 1997")))),
    time(integer!(truncate, Cell, "Truncate BPTT", "The gradient goes back through at most so many steps; 0 for all", 0, 500)),
    depth(integer!(hidden_layers, Network, "Hidden layers", "Depth: layers between input and output", 0, 100)),
    integer!(width, Network, "Width", "Units in each hidden layer, or of the cell", 1, 256),
    choice!(activation, Network, "Activation", "f in a = f(W·a + b)", Activation),
    depth(advanced(entries!(layer_activation, Network, "Other activation at", "Exceptions by layer, like 1:relu,4:tanh"))),
    depth(advanced(entries!(layer_width, Network, "Other width at", "Exceptions by layer, like 1:64,2:16"))),
    advanced(flag!(use_bias, Network, "Biases", "Whether layers add b")),
    depth(choice!(skip, Paths, "Skip connections", "How each hidden layer is bypassed", Skip)),
    depth(needs("skip", any!(Skip), integer!(branch_layers, Paths, "Layers in a branch", "Linear maps in F; between two of them stands f", 1, 2))),
    depth(needs("skip", any!(Skip), choice!(branch_scale, Paths, "Branch scale α", "Factor on F", BranchScale))),
    depth(needs("branch_scale", &["number"], number!(branch_alpha, Paths, "α", "Factor on F", 0.0, 10.0, false))),
    depth(advanced(needs("skip", any!(Skip), flag!(zero_branch, Paths, "Branch starts at 0", "The last W of each branch starts at 0: every block starts as its skip alone (on an identity path plus α·f(0): 0, but for sigmoid and softplus)")))),
    depth(choice!(norm, Paths, "Norm", "What each hidden layer is standardised over", NormKind)),
    depth(needs("norm", any!(NormKind), choice!(norm_place, Paths, "Norm stands", "Before f or after it", NormPlace))),
    depth(advanced(needs("norm", any!(NormKind), number!(norm_epsilon, Paths, "Norm ε", "Added to the variance under the root, so that nothing is divided by 0", 1e-12, 0.1, true)))),
    depth(advanced(needs("norm", &["batch"], number!(norm_momentum, Paths, "Norm momentum", "Weight of the newest batch in the running statistics, as in PyTorch; Keras’s momentum is 1 minus this", 0.0, 1.0, false)))),
    choice!(init, Start, "Initial weights", "Distribution of the hidden layers' start weights", Init),
    needs("init", OF_SCALE, number!(init_scale, Start, "Scale s", "s of constant, normal(s), uniform(s)", 0.001, 10.0, true)),
    number!(gain, Start, "Gain", "Factor on every hidden start weight", 0.01, 100.0, true),
    advanced(choice!(output_init, Start, "Output layer", "Start weights of the output layer", Init, SAME)),
    advanced(number!(output_gain, Start, "Output gain", "Factor on the output layer's start weights", 0.01, 100.0, true)),
    advanced(number!(bias, Start, "Hidden bias", "Start value of every hidden bias", -10.0, 10.0, false)),
    live(number!(learning_rate, Training, "Learning rate", "α in W ← W − α·∂L/∂W", 1e-6, 100.0, true)),
    integer!(batch, Training, "Batch", "Examples per step", 1, 1024),
    Knob { field: Field::Choice(|s| s.optimizer as usize, choose_optimizer), ..choice!(optimizer, Training, "Optimizer", "How a gradient becomes a step", Rule) },
    live(needs("optimizer", takers!(Rule, momentum), number!(momentum, Training, "Momentum μ", "Share of the last step that goes on", 0.0, 0.999, false))),
    advanced(needs("optimizer", takers!(Rule, rho), number!(rho, Training, "ρ", "How slowly the mean of g² fades", 0.0, 0.9999, false))),
    advanced(needs("optimizer", takers!(Rule, beta1), number!(beta1, Training, "β₁", "How slowly the mean of g fades", 0.0, 0.9999, false))),
    advanced(needs("optimizer", takers!(Rule, beta2), number!(beta2, Training, "β₂", "How slowly the mean of g² fades", 0.0, 0.99999, false))),
    advanced(needs("optimizer", takers!(Rule, epsilon), number!(epsilon, Training, "ε", "Added to the root, so that nothing is divided by 0", 1e-12, 0.1, true))),
    advanced(choice!(schedule, Training, "Schedule", "How the learning rate changes with time", Schedule)),
    advanced(needs("schedule", any!(Schedule), integer!(schedule_steps, Training, "Schedule length T", "Steps until the factor is reached once", 1, 100_000))),
    advanced(needs("schedule", FALLING, number!(schedule_factor, Training, "Schedule factor", "What the rate is multiplied by in T steps", 0.001, 1.0, true))),
    advanced(integer!(warmup_steps, Training, "Warm-up steps", "Steps over which the rate rises from 0 first; 0 for none", 0, 100_000)),
    depth(advanced(choice!(sampling, Training, "Sampling", "How a batch is drawn", Sampling))),
    advanced(choice!(loss, Training, "Loss", "What is made small", Loss, AUTO)),
    advanced(choice!(precision, Training, "Numbers", "What the network computes in", Precision)),
    live(number!(clip_norm, Limits, "Clip norm", "The gradient is shortened to this norm where it is longer; 0 for never", 0.0, 1000.0, true)),
    live(advanced(number!(clip_value, Limits, "Clip value", "Every entry of the gradient is cut at ± this; 0 for never", 0.0, 1000.0, true))),
    live(number!(l2, Limits, "L2", "λ in the penalty λ/2·Σw², whose gradient λ·w joins the data's", 0.0, 10.0, true)),
    live(advanced(number!(l1, Limits, "L1", "λ in the penalty λ·Σ|w|, whose gradient is ±λ", 0.0, 10.0, true))),
    live(advanced(number!(decay, Limits, "Decoupled decay", "λ in W ← (1 − α·λ)·W, beside the gradient; AdamW comes with 0.01", 0.0, 10.0, true))),
    depth(live(number!(dropout, Limits, "Dropout", "Share of hidden units that give 0 at each step, the others 1/(1−p) times as much", 0.0, 0.9, false))),
    integer!(seed, Seed, "Seed", "Start of the random streams: data, weights, batches, dropped units", 0, u32::MAX),
    advanced(entries!(live, Training, "Changed while running", "Live knobs by step, like 40:0.05,60:clip_norm:1")),
];

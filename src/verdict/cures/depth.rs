//! Changes to try in any network; those that only make sense through time stand in `time`.

use super::cure::{Cure, CureKind, in_decimals};
use crate::num::superscript;
use crate::spec::{Activation, NormKind, Skip, Spec};
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use CureKind::{Break, Doubtful, Purpose, Relief, Remedy};

/// A network is deep from this many hidden layers on: what helps ten layers may not help it.
const DEEP: u32 = 20;

/// The rate at which ReLU and He's weights learn: thirty layers need smaller steps than ten (experiment HE).
fn calm(spec: &Spec) -> f64 {
    if spec.hidden_layers >= DEEP { 0.01 } else { 0.1 }
}

/// The variance of ln of the gradient grows with depth over width (experiment HANIN).
pub(super) fn relu_he(spec: &Spec) -> Cure {
    let (kind, note) = if spec.hidden_layers > 2 * spec.width {
        (Doubtful, "does it help? In a network this deep and narrow the product varies wildly by seed (Hanin 2018)")
    } else {
        (Remedy, "slope 1 on half of the inputs; weights with twice the variance make up for the other half")
    };
    Cure::new(kind, "ReLU + He", note, &[("activation", "relu"), ("init", "he_normal"), ("gain", "1")])
        .at_most(spec, calm(spec))
}

pub(super) fn tanh_xavier(spec: &Spec) -> Cure {
    let changes = [("activation", "tanh"), ("init", "xavier_normal"), ("gain", "1")];
    Cure::new(Remedy, "tanh + Xavier", "slope 1 at 0, with the initial weights that suit it", &changes)
        .at_most(spec, calm(spec))
}

pub(super) fn three_layers() -> Cure {
    let note = "does it help? There are fewer factors to multiply, but each is as small as before";
    Cure::new(Doubtful, "3 layers", note, &[("hidden_layers", "3")]).or_less()
}

pub(in crate::verdict) fn ten_layers() -> Cure {
    Cure::new(Remedy, "10 layers", "nine factors between the first and the last layer", &[("hidden_layers", "10")])
}

/// The largest L2 penalty that leaves the size of learning weights about unchanged.
const USUAL_L2: f64 = 0.01;

/// The initial weights that keep the gradient's size for this activation. No weights do for a sigmoid; Kumar's come
/// nearest.
pub(super) fn fitting_start(spec: &Spec, activation: Activation) -> Cure {
    let (label, init) = match activation {
        Activation::Sigmoid => ("Kumar, gain 1", "kumar"),
        Activation::Tanh | Activation::Identity => ("Xavier, gain 1", "xavier_normal"),
        Activation::Selu => ("LeCun, gain 1", "lecun_normal"),
        _ => ("He, gain 1", "he_normal"),
    };
    let (kind, note) = match activation {
        Activation::Sigmoid => (
            Doubtful,
            "does it help? These weights were made for a sigmoid, and the gradient still shrinks in each layer",
        ),
        _ => (Remedy, "initial weights that keep the gradient’s size"),
    };
    let mut cure = Cure::new(kind, label, note, &[("init", init), ("gain", "1")]);
    // A penalty that was meant to stop an explosion would pull weights of the right size to zero.
    if spec.l2 > USUAL_L2 {
        cure.and("l2", "0", ", L2 0");
    }
    cure
}

pub(super) fn larger_rate(rate: f64) -> Cure {
    let note =
        "does it help? The training steps of all layers grow alike, and the lowest layer still gets almost nothing";
    rate_of(Doubtful, 10.0 * rate, note)
}

pub(super) fn smaller_rate(rate: f64) -> Cure {
    rate_of(Remedy, 0.1 * rate, "smaller training steps")
}

/// For runs whose steps may or may not be too large.
pub(super) fn smaller_rate_perhaps(rate: f64) -> Cure {
    rate_of(Doubtful, 0.1 * rate, "does it help? Only if the training steps are too large")
}

/// Sets the knob, on which warm-up and schedule act as before.
fn rate_of(kind: CureKind, rate: f64, note: &'static str) -> Cure {
    let rate = in_decimals(rate.clamp(1e-6, 100.0));
    Cure::new(kind, &format!("learning rate {rate}"), note, &[("learning_rate", &rate)])
}

pub(in crate::verdict) fn without_bias() -> Cure {
    Cure::new(Remedy, "bias 0", "half of the units are on at the start", &[("bias", "0")])
}

pub(in crate::verdict) fn elu() -> Cure {
    Cure::new(Remedy, "ELU", "its slope is never 0", &[("activation", "elu")])
}

/// Changes that spoil a product of factors, if there is one and no norm makes up for W and f′.
pub(in crate::verdict) fn break_flow(spec: &Spec) -> Vec<Cure> {
    let mut cures = Vec::new();
    if spec.hidden_layers > 1 && spec.norm == NormKind::None {
        // An identity path leads around a sigmoid.
        if matches!(spec.skip, Skip::Plain | Skip::Report) {
            let note = "make it vanish: the slope of a sigmoid is at most 0.25";
            let changes = [("activation", "sigmoid"), ("init", "xavier_normal"), ("gain", "1")];
            cures.push(Cure::new(Break, "sigmoid + Xavier", note, &changes));
        }
        if spec.gain < 2.0 {
            cures.push(Cure::new(Break, "gain 2", "make it grow: larger weights in every layer", &[("gain", "2")]));
        }
    }
    cures
}

pub(super) fn stable_loss() -> Cure {
    Cure::new(Remedy, "loss on logits", "the same loss, computed from the logits without p", &[("loss", "auto")])
}

/// In a plain network of twenty layers and more, batch norm makes the gradient grow instead: thirty ReLU layers learned
/// with it in 1 of 12 runs, at rates from 0.03 to 0.3 (experiment HE from Xavier's weights).
pub(super) fn batch_norm(spec: &Spec) -> Cure {
    let (kind, note) = if spec.hidden_layers >= DEEP && spec.skip == Skip::Plain {
        (Doubtful, "does it help? Through this many layers the gradient grows instead (Yang 2019)")
    } else {
        (Remedy, "each unit’s z gets mean 0 and standard deviation 1, whatever the weights are")
    };
    Cure::new(kind, "batch norm", note, &[("norm", "batch"), ("norm_place", "before")]).where_above(spec, 3.0, 0.5)
}

pub(super) fn adam() -> Cure {
    let note = "does it help? Training steps of equal size, unless the gradient is far below ε = 10⁻⁸";
    Cure::new(Doubtful, "Adam, 0.01", note, &[("optimizer", "adam"), ("learning_rate", "0.01")])
}

/// Eleven and twelve sigmoid layers learned with it in 6 of 6 runs, thirteen and fourteen in 2, VAN-L's twenty in none.
pub(super) fn adam_kumar(spec: &Spec) -> Cure {
    let (kind, note) = if spec.hidden_layers > 12 {
        (Doubtful, "does it help? With Kumar’s weights the gradient still shrinks in each layer, and there are many")
    } else {
        (Remedy, "weights made for the sigmoid (std 3.6/√n), and training steps of equal size")
    };
    let changes = [("optimizer", "adam"), ("learning_rate", "0.01"), ("init", "kumar"), ("gain", "1")];
    Cure::new(kind, "Adam + Kumar", note, &changes)
}

/// Branches of 1/√L learn slowly with small steps: thirty layers need 295 to 323 steps at rate 0.1, and more than 1000
/// at rate 0.01.
pub(super) fn scaled_skips(spec: &Spec) -> Cure {
    let changes = [("skip", "identity"), ("branch_scale", "depth")];
    Cure::new(Remedy, "identity path, 1/√L", "a path for the gradient that no W and no f interrupts", &changes)
        .at_least(spec, 0.1)
        .where_above(spec, 3.0, 0.5)
}

pub(super) fn scaled_branch() -> Cure {
    Cure::new(Remedy, "branch × 1/√L", "the sum of the branches keeps its size", &[("branch_scale", "depth")])
}

pub(super) fn clip() -> Cure {
    let note = "a gradient longer than 1 is shortened to 1; this does not repair the initial weights";
    Cure::new(Remedy, "clip norm 1", note, &[("clip_norm", "1")])
}

pub(super) fn no_decay() -> Cure {
    let note = "weights without a gradient stay where they are";
    Cure::new(Relief, "no decay", note, &[("l2", "0"), ("decay", "0"), ("l1", "0")])
}

/// Removes penalty and decay along with each change that should make the network learn: weights must not be pulled to
/// zero meanwhile. The button says so.
pub(super) fn freed(mut cures: Vec<Cure>, spec: &Spec) -> Vec<Cure> {
    let pulls = [("l2", spec.l2), ("decay", spec.decay), ("l1", spec.l1)].into_iter().filter(|pull| pull.1 > 0.0);
    for (n, (key, _)) in pulls.enumerate() {
        for cure in cures.iter_mut().filter(|cure| !matches!(cure.kind, Doubtful | Relief)) {
            cure.and(key, "0", if n == 0 { ", no decay" } else { "" });
        }
    }
    cures
}

pub(super) fn l2_does_it_help() -> Cure {
    let note = "does it help? It shrinks weights slowly, and an explosion at the start is over in three training steps";
    Cure::new(Doubtful, "L2 0.1", note, &[("l2", "0.1")])
}

pub(super) fn clip_does_it_help() -> Cure {
    let note = "does it help? It shortens gradients that are too long, and lengthens none";
    Cure::new(Doubtful, "clip norm 1", note, &[("clip_norm", "1")])
}

pub(super) fn dropout() -> Cure {
    Cure::new(Purpose, "dropout 0.5", "what it is for: no unit can rely on another", &[("dropout", "0.5")])
}

pub(super) fn l2() -> Cure {
    Cure::new(Purpose, "L2 0.01", "what it is for: it penalizes the large weights that details need", &[("l2", "0.01")])
}

/// The loss scale 2ⁿ, where the number format takes one.
fn loss_scale(kind: CureKind, n: u32, note: &'static str) -> Cure {
    Cure::new(kind, &format!("loss scale 2{}", superscript(n as i32)), note, &[("loss_scale", &n.to_string())])
}

/// A loss scale of a 256th.
pub(super) fn smaller_loss_scale(spec: &Spec) -> Cure {
    loss_scale(Remedy, spec.loss_scale.saturating_sub(8), "scaled gradients stay below the largest number")
}

/// A loss scale, where the format takes one and has none yet. PyTorch starts with 2¹⁶.
pub(super) fn usual_loss_scale(spec: &Spec) -> Option<Cure> {
    let note = "does it help? It keeps small gradients from becoming 0, and makes none larger";
    (spec.precision.description().takes_loss_scale() && spec.loss_scale == 0).then(|| loss_scale(Doubtful, 15, note))
}

/// A number format with smaller numbers, where there is one.
pub(super) fn wider(spec: &Spec) -> Option<Cure> {
    let (precision, name) = spec.precision.description().wider?;
    let note = "does it help? It represents smaller gradients, and makes none larger";
    Some(Cure::new(Doubtful, name, note, &[("precision", precision.key())]))
}

pub(super) fn dropout_does_it_help() -> Cure {
    let note = "does it help? It acts against overfitting, and makes no gradient larger";
    Cure::new(Doubtful, "dropout 0.2", note, &[("dropout", "0.2")])
}

//! Changes to try.

mod time;

pub(in crate::verdict) use time::*;

use crate::num::shortest;
use crate::probe::Frame;
use crate::spec::{Activation, KNOBS, LiveKnob, NormKind, Rule, Skip, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A change to try: knobs and their new values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// What the button says.
    pub label: String,
    /// What it does, in a few words.
    pub note: &'static str,
    /// Knob and value, in the words of the link.
    pub changes: Vec<(&'static str, String)>,
}

impl Cure {
    /// Whether every knob already stands where it would put it (fewer layers: or below).
    pub(in crate::verdict) fn in_effect(&self, spec: &Spec) -> bool {
        let fewer = |key: &str, value: &str| key == "hidden_layers" && value == "3" && spec.hidden_layers <= 3;
        let stands = |key: &str, value: &str| KNOBS.iter().any(|knob| knob.key == key && knob.read(spec) == value);
        // The rate that comes with another change is not what the change is about.
        let alone = self.changes.len() == 1;
        let counts = self.changes.iter().filter(|change| alone || change.0 != "learning_rate");
        counts.into_iter().all(|(key, value)| fewer(key, value) || stands(key, value))
    }

    /// With the learning rate lowered to what suits it, where it stands higher.
    fn at_most(self, spec: &Spec, rate: f64) -> Cure {
        self.where_above(spec, rate, rate)
    }

    /// With the rate lowered to what suits it, where it stands higher than it bears. Steps that add up, as momentum has
    /// them, are as many times longer.
    fn where_above(self, spec: &Spec, bears: f64, rate: f64) -> Cure {
        let adds_up = matches!(spec.optimizer, Rule::Momentum | Rule::Nesterov);
        let share = if adds_up { 1.0 - spec.momentum } else { 1.0 };
        self.at(spec.learning_rate > 1.000001 * share * bears, share * rate)
    }

    /// With the learning rate raised to what suits it, where plain steps are smaller.
    fn at_least(self, spec: &Spec, rate: f64) -> Cure {
        self.at(spec.optimizer == Rule::Sgd && spec.learning_rate < rate, rate)
    }

    fn at(mut self, changes: bool, rate: f64) -> Cure {
        if changes {
            let rate = in_decimals(rate);
            self.and("learning_rate", &rate, &format!(", rate {rate}"));
        }
        self
    }

    /// One more change, and the button says so.
    fn and(&mut self, key: &'static str, value: &str, words: &str) {
        self.changes.push((key, value.into()));
        self.label.push_str(words);
    }
}

/// Whether residual branches add up without a factor that keeps their sum's size.
pub(in crate::verdict) fn unscaled(spec: &Spec) -> bool {
    spec.skip != Skip::Plain && spec.alpha() * crate::num::sqrt(f64::from(spec.hidden_layers)) > 2.0
}

/// From so many hidden layers on a network is deep: what serves ten need not serve it.
const DEEP: u32 = 20;

/// What ReLU and He's weights learn at: thirty layers want smaller steps than ten (experiment HE).
fn calm(spec: &Spec) -> f64 {
    if spec.hidden_layers >= DEEP { 0.01 } else { 0.1 }
}

fn cure(label: &str, note: &'static str, changes: &[(&'static str, &str)]) -> Cure {
    Cure { label: label.into(), note, changes: changes.iter().map(|(key, value)| (*key, value.to_string())).collect() }
}

pub(in crate::verdict) fn relu_he(spec: &Spec) -> Cure {
    // The variance of ln of the gradient grows with depth over width (experiment HANIN).
    let note = if spec.hidden_layers > 2 * spec.width {
        "does it help? Through layers so many and so narrow the product is a lottery (Hanin 2018)"
    } else {
        "slope 1 on half the inputs, and weights twice as large in variance to make up for the other half"
    };
    cure("ReLU + He", note, &[("activation", "relu"), ("init", "he_normal"), ("gain", "1")]).at_most(spec, calm(spec))
}

pub(in crate::verdict) fn tanh_xavier(spec: &Spec) -> Cure {
    let note = "slope 1 at 0, and the weights that were made for it";
    cure("tanh + Xavier", note, &[("activation", "tanh"), ("init", "xavier_normal"), ("gain", "1")])
        .at_most(spec, calm(spec))
}

pub(in crate::verdict) fn three_layers() -> Cure {
    cure(
        "3 layers",
        "does it help? Fewer factors to multiply, and slopes as small as before",
        &[("hidden_layers", "3")],
    )
}

pub(in crate::verdict) fn ten_layers() -> Cure {
    cure("10 layers", "nine factors between the first and the last", &[("hidden_layers", "10")])
}

/// The start weights that keep the gradient's size for this activation; of a sigmoid none do, Kumar's come nearest.
pub(in crate::verdict) fn fitting_start(spec: &Spec, activation: Activation) -> Cure {
    let (label, init) = match activation {
        Activation::Sigmoid => ("Kumar, gain 1", "kumar"),
        Activation::Tanh | Activation::Identity => ("Xavier, gain 1", "xavier_normal"),
        Activation::Selu => ("LeCun, gain 1", "lecun_normal"),
        _ => ("He, gain 1", "he_normal"),
    };
    let note = match activation {
        Activation::Sigmoid => "does it help? They were made for it, and the gradient still shrinks in each layer",
        _ => "start weights that keep the gradient’s size",
    };
    let mut cure = cure(label, note, &[("init", init), ("gain", "1")]);
    // A penalty that was to stop an explosion would now pull weights of the right size to nothing.
    if spec.l2 > USUAL_L2 {
        cure.and("l2", "0", ", L2 0");
    }
    cure
}

/// Of L2, what leaves weights that learn about where they are.
const USUAL_L2: f64 = 0.01;

pub(in crate::verdict) fn larger_rate(run: &Frame) -> Cure {
    rate_of(run, 10.0, "does it help? Every layer’s step grows alike, and the lowest still gets almost nothing")
}

pub(in crate::verdict) fn smaller_rate(run: &Frame) -> Cure {
    rate_of(run, 0.1, "smaller steps")
}

/// Where the steps may be too large, and may not.
pub(in crate::verdict) fn smaller_rate_perhaps(run: &Frame) -> Cure {
    rate_of(run, 0.1, "does it help? Only if the steps are too large")
}

/// The knob times `factor`: what warm-up and schedule make of it at this step they make of the new one too.
#[allow(clippy::manual_clamp)] // `clamp` can panic, and its message would write floats.
fn rate_of(run: &Frame, factor: f64, note: &'static str) -> Cure {
    let rate = (run.tuning.of(LiveKnob::LearningRate) * factor).max(1e-6).min(100.0);
    let rate = in_decimals(rate);
    cure(&format!("learning rate {rate}"), note, &[("learning_rate", &rate)])
}

/// 0.7/10 must not read 0.06999999999999999.
fn in_decimals(rate: f64) -> String {
    shortest(libm::round(rate * 1e9) / 1e9)
}

pub(in crate::verdict) fn without_bias() -> Cure {
    cure("bias 0", "start where half the units are on", &[("bias", "0")])
}

pub(in crate::verdict) fn elu() -> Cure {
    cure("ELU", "its slope is never 0", &[("activation", "elu")])
}

/// What spoils a product of factors, where there is one, and no norm makes up for W and f′.
pub(in crate::verdict) fn break_flow(spec: &Spec) -> Vec<Cure> {
    let mut cures = Vec::new();
    if spec.hidden_layers > 1 && spec.norm == NormKind::None {
        // Round a sigmoid leads an identity path.
        if matches!(spec.skip, Skip::Plain | Skip::Report) {
            let note = "make it vanish: the slope of a sigmoid is at most 0.25";
            let changes = [("activation", "sigmoid"), ("init", "xavier_normal"), ("gain", "1")];
            cures.push(cure("sigmoid + Xavier", note, &changes));
        }
        if spec.gain < 2.0 {
            cures.push(cure("gain 2", "make it grow: larger weights in every layer", &[("gain", "2")]));
        }
    }
    cures
}

pub(in crate::verdict) fn stable_loss() -> Cure {
    cure("loss on logits", "the same loss, arranged so that no p is needed", &[("loss", "auto")])
}

/// In a plain network of twenty layers and more the gradient that batch norm keeps from vanishing grows instead: thirty
/// ReLU layers learned with it in 1 of 12 runs, at rates from 0.03 to 0.3 (experiment HE from Xavier's weights).
pub(in crate::verdict) fn batch_norm(spec: &Spec) -> Cure {
    let note = if spec.hidden_layers >= DEEP && spec.skip == Skip::Plain {
        "does it help? Through so many layers the gradient grows instead (Yang 2019)"
    } else {
        "each unit’s z gets mean 0 and deviation 1, whatever the weights"
    };
    cure("batch norm", note, &[("norm", "batch"), ("norm_place", "before")]).where_above(spec, 3.0, 0.5)
}

pub(in crate::verdict) fn adam() -> Cure {
    cure(
        "Adam, 0.01",
        "does it help? Steps of equal size, until the gradient is far below ε = 10⁻⁸",
        &[("optimizer", "adam"), ("learning_rate", "0.01")],
    )
}

/// Eleven and twelve sigmoid layers learned with it in 6 of 6 runs, thirteen and fourteen in 2, VAN-L's twenty in none.
pub(in crate::verdict) fn adam_kumar(spec: &Spec) -> Cure {
    let note = if spec.hidden_layers > 12 {
        "does it help? Kumar’s gradient still shrinks in each layer, and here are many"
    } else {
        "weights made for the sigmoid (std 3.6/√n), and steps of equal size"
    };
    cure("Adam + Kumar", note, &[("optimizer", "adam"), ("learning_rate", "0.01"), ("init", "kumar"), ("gain", "1")])
}

/// Branches of 1/√L learn by small steps only slowly: thirty layers in 295 to 323 of 0.1 each, of 0.01 not in 1000.
pub(in crate::verdict) fn scaled_skips(spec: &Spec) -> Cure {
    let changes = [("skip", "identity"), ("branch_scale", "depth")];
    cure("identity path, 1/√L", "a way down that no W and no f interrupts", &changes)
        .at_least(spec, 0.1)
        .where_above(spec, 3.0, 0.5)
}

pub(in crate::verdict) fn scaled_branch() -> Cure {
    cure("branch × 1/√L", "so that the sum of the branches keeps its size", &[("branch_scale", "depth")])
}

pub(in crate::verdict) fn clip() -> Cure {
    cure(
        "clip norm 1",
        "a gradient longer than 1 is shortened to 1; it does not repair the start",
        &[("clip_norm", "1")],
    )
}

pub(in crate::verdict) fn no_decay() -> Cure {
    cure("no decay", "weights without a gradient then stay where they are", &[("l2", "0"), ("decay", "0"), ("l1", "0")])
}

/// What is to learn must not be pulled to 0 besides: a penalty or decay goes with the change, and the button says so.
pub(in crate::verdict) fn freed(mut cures: Vec<Cure>, spec: &Spec) -> Vec<Cure> {
    let pulls = [("l2", spec.l2), ("decay", spec.decay), ("l1", spec.l1)].into_iter().filter(|pull| pull.1 > 0.0);
    for (n, (key, _)) in pulls.enumerate() {
        for cure in cures.iter_mut().filter(|cure| !cure.note.starts_with("does") && cure.label != "no decay") {
            cure.and(key, "0", if n == 0 { ", no decay" } else { "" });
        }
    }
    cures
}

pub(in crate::verdict) fn l2_does_it_help() -> Cure {
    cure(
        "L2 0.1",
        "does it help? It shrinks weights slowly, and an explosion at the start is over in three steps",
        &[("l2", "0.1")],
    )
}

pub(in crate::verdict) fn clip_does_it_help() -> Cure {
    cure(
        "clip norm 1",
        "does it help? It shortens gradients that are too long, and makes none arrive",
        &[("clip_norm", "1")],
    )
}

pub(in crate::verdict) fn dropout() -> Cure {
    cure("dropout 0.5", "what it is for: no unit can lean on another", &[("dropout", "0.5")])
}

pub(in crate::verdict) fn l2() -> Cure {
    cure("L2 0.01", "what it is for: large weights, which details need, cost", &[("l2", "0.01")])
}

pub(in crate::verdict) fn double() -> Cure {
    let note = "does it help? It shows a gradient however small, and makes it no larger";
    cure("double precision", note, &[("precision", "f64")])
}

pub(in crate::verdict) fn dropout_does_it_help() -> Cure {
    cure("dropout 0.2", "does it help? It is against overfitting, and makes no gradient flow", &[("dropout", "0.2")])
}

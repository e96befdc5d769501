//! Why the gradient does what it does: the product of the layers' factors, in words, with changes to try.

use super::Session;
use super::sentence::two_digits;
use crate::num::Real;
use crate::spec::{Activation, Init, KNOBS};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A change to try: knobs and their new values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cure {
    /// What the button says.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub note: &'static str,
    /// Knob and value, in the words of the link.
    pub changes: &'static [(&'static str, &'static str)],
}

/// An explanation with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Whether the gradient arrives.
    pub well: bool,
    /// In a few words.
    pub title: String,
    /// In sentences.
    pub paragraphs: Vec<String>,
    /// What to try.
    pub cures: Vec<Cure>,
}

const RELU_HE: Cure = Cure {
    label: "ReLU + He",
    note: "slope 1 on half the inputs, and weights twice as large in variance to make up for the other half",
    changes: &[("activation", "relu"), ("init", "he_normal"), ("gain", "1")],
};
const TANH_XAVIER: Cure = Cure {
    label: "tanh + Xavier",
    note: "slope 1 at 0, and the weights that were made for it",
    changes: &[("activation", "tanh"), ("init", "xavier_normal"), ("gain", "1")],
};
const THREE_LAYERS: Cure = Cure {
    label: "3 layers",
    note: "fewer factors to multiply",
    changes: &[("hidden_layers", "3"), ("layer_activation", ""), ("layer_width", "")],
};
const LARGER_RATE: Cure = Cure {
    label: "learning rate 1?",
    note: "does not help: every layer’s step grows alike, the lowest still gets almost nothing",
    changes: &[("learning_rate", "1")],
};
const HE_GAIN: Cure = Cure {
    label: "gain 1 with He",
    note: "the weights that keep the gradient’s size",
    changes: &[("init", "he_normal"), ("gain", "1")],
};
const XAVIER_GAIN: Cure = Cure {
    label: "gain 1 with Xavier",
    note: "the weights that keep the gradient’s size",
    changes: &[("init", "xavier_normal"), ("gain", "1")],
};
const SMALLER_RATE: Cure =
    Cure { label: "learning rate 0.001", note: "smaller steps", changes: &[("learning_rate", "0.001")] };
const BREAK_IT: Cure = Cure {
    label: "sigmoid + Xavier",
    note: "make it vanish: the slope of a sigmoid is at most 0.25",
    changes: &[("activation", "sigmoid"), ("init", "xavier_normal"), ("gain", "1")],
};
const BLOW_UP: Cure = Cure {
    label: "gain 2",
    note: "make it explode: each layer then multiplies by twice as much",
    changes: &[("gain", "2")],
};

/// What the layers between input and output multiply the gradient by, on (geometric) average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanFactor {
    /// ‖dz_k‖/‖dz_{k+1}‖.
    pub factor: f64,
    /// Its part from f′.
    pub f: f64,
    /// Its part from W.
    pub w: f64,
}

impl<R: Real> Session<R> {
    /// The mean factor over the interior layers: the first and the last have other fans. None before a
    /// whole backward pass, or with fewer than two hidden layers. Layers that the gradient left as exactly 0
    /// do not count.
    pub fn mean_factor(&self) -> Option<MeanFactor> {
        let hidden = self.trainer().stages() - 1;
        let interior = if hidden > 3 { 1..hidden - 2 } else { 0..hidden.saturating_sub(1) };
        let mean = |part: fn(&super::Figures) -> Option<f64>| {
            let logs: Vec<f64> =
                self.figures()[interior.clone()].iter().filter_map(part).filter(|&f| f != 0.0).map(libm::log).collect();
            (!logs.is_empty()).then(|| libm::exp(logs.iter().sum::<f64>() / logs.len() as f64))
        };
        Some(MeanFactor { factor: mean(|f| f.factor)?, f: mean(|f| f.f_factor)?, w: mean(|f| f.w_factor)? })
    }
}

/// The explanation of a session as it stands.
pub fn why<R: Real>(session: &Session<R>) -> Why {
    if let Some(stopped) = session.stopped() {
        return not_finite(session, stopped.words(session));
    }
    let Some(mean) = session.mean_factor() else { return nothing_yet() };
    let mut why = match mean.factor {
        f if f < 0.8 => vanishing(session, mean),
        f if f > 1.25 => exploding(session),
        _ => arriving(),
    };
    why.title = format!("{} {}.", why.title, two_digits(mean.factor));
    why.paragraphs.insert(0, product_words(session, mean));
    why.paragraphs.extend(loss_words(session));
    why.cures.retain(|cure| !in_effect(session, cure));
    why
}

/// Whether every knob of a cure already stands where it would put it (3 layers: or below).
fn in_effect<R: Real>(session: &Session<R>, cure: &Cure) -> bool {
    let spec = &session.trainer().spec;
    if *cure == THREE_LAYERS {
        return spec.hidden_layers <= 3;
    }
    let stands = |(key, value): &(&str, &str)| KNOBS.iter().any(|knob| knob.key == *key && (knob.read)(spec) == *value);
    cure.changes.iter().all(stands)
}

fn product_words<R: Real>(session: &Session<R>, mean: MeanFactor) -> String {
    let crossings = session.trainer().stages() - 2;
    let whole = libm::pow(mean.factor, crossings as f64);
    format!(
        "From one layer to the next the gradient is multiplied by f′ and by W. On average f′ contributes ×{} and W ×{}. Over {crossings} crossings that makes about ×{}.",
        two_digits(mean.f),
        two_digits(mean.w),
        two_digits(whole)
    )
}

fn loss_words<R: Real>(session: &Session<R>) -> Option<String> {
    let trainer = session.trainer();
    let (chance, name, _) = trainer.spec.data.chance(trainer.loss())?;
    let rows = session.trace().rows();
    let recent = &rows[rows.len().saturating_sub(20)..];
    let mean = recent.iter().map(|row| row.loss).sum::<f64>() / recent.len() as f64;
    let at_chance = recent.len() == 20 && mean > 0.97 * chance;
    at_chance.then(|| format!("After {} steps the loss is still at chance ({chance:.3} = {name}).", trainer.steps()))
}

fn vanishing<R: Real>(session: &Session<R>, mean: MeanFactor) -> Why {
    let activation = session.trainer().spec.activation;
    let cause = match activation {
        Activation::Sigmoid => "A sigmoid’s slope is at most 0.25, and only at z = 0: no start weights of ordinary size can make up for it.".into(),
        _ if mean.f < 0.9 * mean.w => format!("The slope of {} is the smaller factor: look at the share of saturated or dead units.", activation.choice().label),
        _ => "The weights are the smaller factor: their start is too small for this activation.".into(),
    };
    Why {
        well: false,
        title: "Each layer multiplies the gradient by".into(),
        paragraphs: vec![cause],
        cures: vec![RELU_HE, TANH_XAVIER, THREE_LAYERS, LARGER_RATE],
    }
}

fn exploding<R: Real>(session: &Session<R>) -> Why {
    let relu = session.trainer().spec.activation.has_kink();
    let cures = vec![if relu { HE_GAIN } else { XAVIER_GAIN }, THREE_LAYERS];
    let cause = "The start weights are too large: every layer makes the gradient grow, and the signal with it.".into();
    Why { well: false, title: "Each layer multiplies the gradient by".into(), paragraphs: vec![cause], cures }
}

fn arriving() -> Why {
    let paragraph = "The factors stay near 1, so every layer receives a gradient of about the same size. Break it to see what that is worth:".into();
    Why {
        well: true,
        title: "The gradient arrives: each layer multiplies it by".into(),
        paragraphs: vec![paragraph],
        cures: vec![BREAK_IT, BLOW_UP],
    }
}

fn nothing_yet() -> Why {
    let paragraph = "The gradient that reaches a layer is a product with one factor per layer above it: the slope f′ of the activation times what W does. Let one step run, and the factors stand here in numbers.";
    Why {
        well: false,
        title: "What decides how much gradient reaches layer 1?".into(),
        paragraphs: vec![paragraph.into()],
        cures: vec![RELU_HE],
    }
}

fn not_finite<R: Real>(session: &Session<R>, words: String) -> Why {
    let spec = &session.trainer().spec;
    let too_large = spec.gain > 1.0 || spec.init == Init::Normal;
    let cause = if too_large {
        "The start weights make every layer’s signal and gradient grow; the product left the range of numbers."
    } else {
        "The steps were too large: weights and gradients made each other grow until they left the range of numbers."
    };
    let cures = if too_large { vec![HE_GAIN, SMALLER_RATE] } else { vec![SMALLER_RATE, RELU_HE] };
    Why { well: false, title: "The numbers ran out.".into(), paragraphs: vec![words, cause.into()], cures }
}

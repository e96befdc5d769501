//! The table of all knobs: the one place that link, JSON, limits and controls come from.

use super::knob::{self, Group, Kind, Knob};
use super::{Activation, Choice, Dataset, Init, Loss, Rule, Sampling, list};
use crate::num::shortest;
use alloc::format;
use alloc::string::ToString;

/// Limits of the learning rate, which `live` needs too.
pub(super) const LEARNING_RATE: (f64, f64) = (1e-6, 100.0);

const AUTO: Choice =
    Choice { key: "auto", label: "fits the data", help: "the loss that belongs to this kind of answer" };
const SAME: Choice =
    Choice { key: "same", label: "as the hidden layers", help: "the same initialiser for the output layer" };
const OF_SCALE: &[&str] = &["constant", "normal", "uniform"];
const GENERATED: &[&str] =
    &["circle", "xor", "gauss", "spiral", "reg_plane", "reg_gauss", "circles", "reg", "deep_teacher", "gaussian"];
const LABELLED: &[&str] = &["digits", "circle", "xor", "gauss", "spiral", "circles", "deep_teacher"];
const NOISY: &[&str] =
    &["circle", "xor", "gauss", "spiral", "reg_plane", "reg_gauss", "circles", "reg", "deep_teacher"];

/// The parts that differ from knob to knob; the rest by the macros below.
macro_rules! knob {
    ($key:ident, $group:ident, $label:literal, $help:literal, $kind:expr, $read:expr, $write:expr) => {
        Knob {
            key: stringify!($key),
            group: Group::$group,
            label: $label,
            help: $help,
            kind: $kind,
            live: false,
            advanced: false,
            needs: None,
            read: $read,
            write: $write,
        }
    };
}

macro_rules! number {
    ($key:ident, $group:ident, $label:literal, $help:literal, $low:expr, $high:expr, $log:literal) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Number { low: $low, high: $high, log: $log },
            |s| shortest(s.$key),
            |s, text| {
                s.$key = knob::number($label, text, $low, $high)?;
                Ok(())
            }
        )
    };
}

macro_rules! integer {
    ($key:ident, $group:ident, $label:literal, $help:literal, $low:expr, $high:expr) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Integer { low: $low, high: $high },
            |s| s.$key.to_string(),
            |s, text| {
                s.$key = knob::integer($label, text, $low, $high)?;
                Ok(())
            }
        )
    };
}

macro_rules! choice {
    ($key:ident, $group:ident, $label:literal, $help:literal, $type:ident) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Choice { options: $type::CHOICES, extra: None },
            |s| s.$key.key().to_string(),
            |s, text| {
                s.$key = $type::from_key(text).ok_or_else(|| unknown($label, text))?;
                Ok(())
            }
        )
    };
    ($key:ident, $group:ident, $label:literal, $help:literal, $type:ident, $none:ident) => {
        knob!(
            $key,
            $group,
            $label,
            $help,
            Kind::Choice { options: $type::CHOICES, extra: Some($none) },
            |s| s.$key.map_or($none.key, $type::key).to_string(),
            |s, text| {
                let chosen = $type::from_key(text);
                if chosen.is_none() && text != $none.key {
                    return Err(unknown($label, text));
                }
                s.$key = chosen;
                Ok(())
            }
        )
    };
}

macro_rules! entries {
    ($key:ident, $group:ident, $label:literal, $help:literal) => {
        knob!($key, $group, $label, $help, Kind::List, |s| list::write(&s.$key), |s, text| {
            s.$key = list::read($label, text)?;
            Ok(())
        })
    };
}

fn unknown(label: &str, text: &str) -> alloc::string::String {
    format!("{label} has no choice “{}”", knob::excerpt(text))
}

/// Every knob, in the page's order.
pub const KNOBS: &[Knob] = &[
    choice!(data, Data, "Data", "Which examples to learn from", Dataset),
    Knob {
        needs: Some(("data", NOISY)),
        ..number!(noise, Data, "Noise", "Spread of the points round their place", 0.0, 1.0, false)
    },
    Knob {
        needs: Some(("data", GENERATED)),
        ..integer!(
            samples,
            Data,
            "Training examples",
            "How many to generate; as many fresh ones are kept for the test",
            1,
            2000
        )
    },
    Knob {
        advanced: true,
        needs: Some(("data", LABELLED)),
        ..number!(
            label_flips,
            Data,
            "Flipped labels",
            "Share of training labels that are made wrong; the test set stays clean",
            0.0,
            0.5,
            false
        )
    },
    Knob {
        needs: Some(("data", &["deep_teacher", "gaussian"])),
        ..integer!(features, Data, "Inputs", "Numbers per example", 1, 256)
    },
    integer!(hidden_layers, Network, "Hidden layers", "Depth: layers between input and output", 0, 100),
    integer!(width, Network, "Width", "Units in each hidden layer", 1, 256),
    choice!(activation, Network, "Activation", "f in a = f(W·a + b)", Activation),
    Knob {
        advanced: true,
        ..entries!(layer_activation, Network, "Other activation at", "Exceptions by layer, like 1:relu,4:tanh")
    },
    Knob { advanced: true, ..entries!(layer_width, Network, "Other width at", "Exceptions by layer, like 1:64,2:16") },
    Knob {
        advanced: true,
        ..knob!(use_bias, Network, "Biases", "Whether layers add b", Kind::Flag, |s| on_off(s.use_bias), |s, text| {
            s.use_bias = knob::flag("Biases", text)?;
            Ok(())
        })
    },
    choice!(init, Start, "Initial weights", "Distribution of the hidden layers' start weights", Init),
    Knob {
        needs: Some(("init", OF_SCALE)),
        ..number!(init_scale, Start, "Scale s", "s of constant, normal(s), uniform(s)", 0.001, 10.0, true)
    },
    number!(gain, Start, "Gain", "Factor on every hidden start weight", 0.01, 100.0, true),
    Knob {
        advanced: true,
        ..choice!(output_init, Start, "Output layer", "Start weights of the output layer", Init, SAME)
    },
    Knob {
        advanced: true,
        ..number!(output_gain, Start, "Output gain", "Factor on the output layer's start weights", 0.01, 100.0, true)
    },
    Knob {
        advanced: true,
        ..number!(bias, Start, "Hidden bias", "Start value of every hidden bias", -10.0, 10.0, false)
    },
    Knob {
        live: true,
        ..number!(
            learning_rate,
            Training,
            "Learning rate",
            "α in W ← W − α·∂L/∂W",
            LEARNING_RATE.0,
            LEARNING_RATE.1,
            true
        )
    },
    integer!(batch, Training, "Batch", "Examples per step", 1, 1024),
    choice!(optimizer, Training, "Optimizer", "How a gradient becomes a step", Rule),
    Knob { advanced: true, ..choice!(sampling, Training, "Sampling", "How a batch is drawn", Sampling) },
    Knob { advanced: true, ..choice!(loss, Training, "Loss", "What is made small", Loss, AUTO) },
    integer!(seed, Seed, "Seed", "Start of the three random streams: data, weights, batches", 0, u32::MAX),
    Knob {
        advanced: true,
        ..entries!(live, Training, "Changed while running", "Learning rates by step, like 40:0.05")
    },
];

fn on_off(flag: bool) -> alloc::string::String {
    if flag { "on" } else { "off" }.to_string()
}

//! The kinds of chart, by key.

use crate::spec::choices;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

choices! {
    /// A chart of one run.
    RunChart {
        Loss "loss" "Loss" "loss by training step, with the baseline",
        Accuracy "accuracy" "Accuracy" "fraction of correct answers by training step",
        Activation "activation" "Activation" "f and f′ of the hidden layers",
        Range "range" "Range test" "loss by learning rate",
    }
}

choices! {
    /// A chart of several runs on common axes.
    ComparedChart {
        Loss "loss" "Loss" "loss by training step",
        Accuracy "accuracy" "Accuracy on the test set" "fraction of correct answers by training step",
        Gradient "gradient" "Gradient by layer" "rms of ∂L/∂z by layer, or of ∂L/∂h by time step",
        Signal "signal" "Signal by layer" "rms of a by layer, or of h by time step",
        Reach "reach" "Reach: gradient against lag" "gradient by lag, all runs in the same style",
        Lag "lag" "Reach of the first run" "gradient by lag of the first run, the others as thin lines",
    }
}

impl RunChart {
    /// The chart with this key.
    ///
    /// # Errors
    /// A sentence with the keys that exist.
    pub fn named(key: &str) -> Result<RunChart, String> {
        RunChart::from_key(key).ok_or_else(|| unknown("a run", key, RunChart::CHOICES))
    }
}

impl ComparedChart {
    /// The chart with this key.
    ///
    /// # Errors
    /// A sentence with the keys that exist.
    pub fn named(key: &str) -> Result<ComparedChart, String> {
        ComparedChart::from_key(key).ok_or_else(|| unknown("a comparison", key, ComparedChart::CHOICES))
    }
}

fn unknown(what: &str, key: &str, choices: &[crate::spec::Choice]) -> String {
    let keys: Vec<&str> = choices.iter().map(|choice| choice.key).collect();
    format!("There is no chart “{key}” of {what}; the charts are {}.", keys.join(", "))
}

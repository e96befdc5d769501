//! What people write in place of the name of a knob: see `spoken.rs`.

use super::spoken::{self, Meant, sounds, squeezed};
use super::{KNOBS, Knob};

/// Other words for a knob, without spaces, hyphens and underscores.
const KNOB_WORDS: &[(&str, &str)] = &[
    ("lr", "learning_rate"),
    ("stepsize", "learning_rate"),
    ("dataset", "data"),
    ("task", "data"),
    ("depth", "hidden_layers"),
    ("layers", "hidden_layers"),
    ("numlayers", "hidden_layers"),
    ("units", "width"),
    ("neurons", "width"),
    ("hiddensize", "width"),
    ("hiddenunits", "width"),
    ("batchsize", "batch"),
    ("act", "activation"),
    ("nonlinearity", "activation"),
    ("initializer", "init"),
    ("initialization", "init"),
    ("optim", "optimizer"),
    ("weightdecay", "decay"),
    ("clip", "clip_norm"),
    ("clipping", "clip_norm"),
    ("maxnorm", "clip_norm"),
    ("dropoutrate", "dropout"),
    ("normalization", "norm"),
    ("residual", "skip"),
    ("seqlen", "length"),
    ("sequencelength", "length"),
    ("timesteps", "length"),
    ("dtype", "precision"),
    ("eps", "epsilon"),
    ("randomseed", "seed"),
    ("scheduler", "schedule"),
    ("warmup", "warmup_steps"),
];

/// The knob that a text names.
pub(super) fn knob(text: &str) -> Meant<&'static Knob> {
    let text = text.trim();
    if let Some(knob) = Knob::named(text) {
        return Meant::Exactly(knob);
    }
    let said = squeezed(text);
    let by_word = KNOB_WORDS.iter().find(|(word, _)| *word == said).and_then(|(_, key)| Knob::named(key));
    let same = |knob: &&Knob| sounds(knob.key, &said) || sounds(knob.label, &said);
    match KNOBS.iter().find(same).or(by_word) {
        Some(knob) => Meant::Probably(knob),
        None => Meant::Nothing,
    }
}

/// The knob whose key a text resembles.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    spoken::nearest(text, KNOBS.iter().map(|knob| knob.key))
}

/// Whether a text names this knob.
pub(super) fn means(text: &str, key: &str) -> bool {
    matches!(knob(text), Meant::Exactly(knob) | Meant::Probably(knob) if knob.key == key)
}

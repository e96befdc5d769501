//! Pieces of a sentence.

use alloc::string::String;

/// What a number in a sentence is about; the page colors it accordingly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Words.
    Plain,
    /// A number about the gradient, on its way down.
    Gradient,
    /// A number about the signal, on its way up.
    Signal,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Words.
    pub text: String,
    /// What they are about.
    pub tone: Tone,
}

pub(super) fn plain(text: impl Into<String>) -> Part {
    Part { text: text.into(), tone: Tone::Plain }
}

pub(super) fn gradient(text: impl Into<String>) -> Part {
    Part { text: text.into(), tone: Tone::Gradient }
}

pub(super) fn signal(text: impl Into<String>) -> Part {
    Part { text: text.into(), tone: Tone::Signal }
}

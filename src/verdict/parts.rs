//! Pieces of a sentence.

use crate::num::share_words;
use alloc::string::String;
use alloc::vec::Vec;

/// What a number in a sentence is about; the page colors it accordingly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Words.
    Plain,
    /// A number about a gradient: on its way down, or sick.
    Gradient,
    /// A number that is no sign of trouble.
    Figure,
    /// A value that is not finite, with which a run ended.
    Explodes,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Words.
    pub text: String,
    /// What they are about.
    pub tone: Tone,
}

/// Marks a number about a gradient within a sentence; [`parts`] cuts the sentence there.
pub(super) fn gradient(text: &str) -> String {
    ["\u{1}", text, "\u{3}"].concat()
}

/// Marks any other number.
pub(super) fn figure(text: &str) -> String {
    ["\u{2}", text, "\u{3}"].concat()
}

/// Marks a value that is not finite.
pub(super) fn explosion(text: &str) -> String {
    ["\u{4}", text, "\u{3}"].concat()
}

/// A sentence without its marks.
pub(super) fn unmarked(sentence: &str) -> String {
    sentence.replace(['\u{1}', '\u{2}', '\u{3}', '\u{4}'], "")
}

/// The share of a gradient that has come so far, in words.
pub(super) fn arrived(here: Option<f64>, told: Option<f64>) -> String {
    let share = here.zip(told).map_or(0.0, |(here, told)| if told > 0.0 { here / told } else { 0.0 });
    gradient(&share_words(share).long)
}

/// Cuts a sentence at its marks.
pub(super) fn parts(sentence: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |text: &str, tone| parts.push(Part { text: text.into(), tone });
    for piece in sentence.split('\u{3}') {
        let at = piece.find(['\u{1}', '\u{2}', '\u{4}']).unwrap_or(piece.len());
        add(&piece[..at], Tone::Plain);
        if let Some(marked) = piece.get(at + 1..) {
            let tone = match piece.as_bytes()[at] {
                1 => Tone::Gradient,
                4 => Tone::Explodes,
                _ => Tone::Figure,
            };
            add(marked, tone);
        }
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

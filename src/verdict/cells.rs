//! What the diagnosis says of the recurrent cell of a run, by its description: its name, why its gradient fades, and
//! the changes that lengthen or shorten its memory.

use crate::net::cell::{Description, Remedy};
use crate::num::{signed_digits, two_digits};
use crate::spec::Spec;
use alloc::string::String;

/// Changes that make the memory of this cell longer.
pub(super) fn longer(spec: &Spec) -> &'static [&'static Remedy] {
    Description::of(spec).map_or(&[], |about| about.longer)
}

/// Changes that spoil a memory that works.
pub(super) fn shorter(spec: &Spec) -> &'static [&'static Remedy] {
    Description::of(spec).map_or(&[], |about| about.shorter)
}

/// Name of the cell with its article, for the start of a sentence.
pub(super) fn indefinite(spec: &Spec) -> &'static str {
    Description::of(spec).map_or("A network through depth", |about| about.indefinite)
}

/// Whether the cell has gates, whose flat parts are no fault: a gate is meant to be open or closed.
pub(super) fn is_gated(spec: &Spec) -> bool {
    Description::of(spec).is_some_and(Description::is_gated)
}

/// Whether the cell has a matrix from h to h.
pub(super) fn is_recurrent(spec: &Spec) -> bool {
    Description::of(spec).is_some_and(|about| about.recurrent.is_some())
}

/// Why the gradient fades in this cell.
pub(super) fn fades(spec: &Spec) -> String {
    let Some(about) = Description::of(spec) else { return String::new() };
    let bias = about.starts.first().map_or_else(String::new, |start| signed_digits((start.bias)(spec)));
    let kept = (about.kept.of)(spec).map_or_else(String::new, two_digits);
    about.kept.fades.replace("{bias}", &bias).replace("{kept}", &kept)
}

/// What one time step back does to the gradient, before there are numbers.
pub(super) const ONE_STEP_BACK: &str = "One time step back multiplies the gradient by what the cell lets through: W \
    and f′ in a plain RNN, the forget gate along an LSTM’s memory, 1 − z in a GRU. Run one training step to see the \
    product as a number.";

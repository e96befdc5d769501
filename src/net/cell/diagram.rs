//! The layout of a cell's diagram: where wires, boxes and numbers are placed.
//!
//! The field is 320 wide. The state runs along the top from left to right; x comes in from below. Gradients come back
//! along the same wires.

/// Layout of a diagram. Lists are grouped, so that variants of a cell share what they have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// y of the lowest wire that carries a state.
    pub foot: i16,
    /// Wires, as SVG paths.
    pub wires: &'static [&'static [&'static str]],
    /// Points where a wire parts.
    pub dots: &'static [&'static [(i16, i16)]],
    /// Functions and maps; `f` stands for the chosen activation.
    pub boxes: &'static [&'static [Label]],
    /// Sums and products.
    pub nodes: &'static [&'static [Label]],
    /// Names of wires.
    pub names: &'static [&'static [Label]],
    /// Numbers on wires.
    pub spots: &'static [&'static [Spot]],
}

/// A text at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// From the left.
    pub x: i16,
    /// From the top.
    pub y: i16,
    /// The text.
    pub text: &'static str,
}

/// Where the numbers of one wire are written: its value, and the gradient that comes back on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Name of the wire.
    pub wire: &'static str,
    /// Where its value is written.
    pub value: Option<(i16, i16)>,
    /// Where its gradient is written.
    pub gradient: Option<(i16, i16)>,
    /// Whether the value's text ends at its point instead of starting there.
    pub ends: bool,
}

pub(super) const fn label(x: i16, y: i16, text: &'static str) -> Label {
    Label { x, y, text }
}

/// The value at a point, the gradient below it.
pub(super) const fn spot(x: i16, y: i16, wire: &'static str) -> Spot {
    Spot { wire, value: Some((x, y)), gradient: Some((x, y + 13)), ends: false }
}

/// The gradient alone.
pub(super) const fn only_back(x: i16, y: i16, wire: &'static str) -> Spot {
    Spot { wire, value: None, gradient: Some((x, y)), ends: false }
}

impl Spot {
    /// The same with its gradient elsewhere.
    pub(super) const fn back(self, x: i16, y: i16) -> Spot {
        Spot { gradient: Some((x, y)), ..self }
    }

    /// The same with texts that end at their points.
    pub(super) const fn end(self) -> Spot {
        Spot { ends: true, ..self }
    }
}

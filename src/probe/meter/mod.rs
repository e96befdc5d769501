//! Meters: one number per stage, each drawn as a strip on the shared axis. A meter is a row of [`METERS`].

/// A meter: what it measures, and what its strip says and shows.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    /// Its name in code.
    pub key: &'static str,
    /// The strip's name.
    pub label: &'static str,
    /// What is measured, as a formula.
    pub symbol: &'static str,
    /// What is measured, in a sentence.
    pub help: &'static str,
    /// The strip's color: `signal`, `gradient` or `accent`.
    pub tone: &'static str,
    /// The range that the strip begins with; larger and smaller numbers widen it.
    pub scale: Scale,
    /// What the strip says until something is measured.
    pub waiting: &'static str,
    /// Where it has a meaning.
    pub axis: Axis,
    /// Where its numbers come from.
    pub source: Source,
}

/// The scale of a strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Powers of ten, between two exponents.
    Log(i32, i32),
}

/// The axis that a meter belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Layers.
    Depth,
    /// Time steps.
    Time,
}

/// Where the numbers of a meter come from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// [`super::Figures`], which every phase brings up to date: a column of the page's frame.
    Figures(&'static str),
}

/// Every meter, in the order of the strips.
pub const METERS: &[Meter] = &[
    Meter {
        key: "signal",
        label: "Signal",
        symbol: "rms of a",
        help: "How large the activations of each layer are (root mean square over units and batch)",
        tone: "signal",
        scale: Scale::Log(-4, 2),
        waiting: "the forward pass fills this in",
        axis: Axis::Depth,
        source: Source::Figures("forward_rms"),
    },
    Meter {
        key: "gradient",
        label: "Gradient",
        symbol: "rms of ∂L/∂z",
        help: "How large the gradient at each layer is (root mean square over units and batch)",
        tone: "gradient",
        scale: Scale::Log(-10, 0),
        waiting: "the backward pass fills this in",
        axis: Axis::Depth,
        source: Source::Figures("d_z_rms"),
    },
    // Through time all steps share one set of weights, and so one update.
    Meter {
        key: "update",
        label: "Update",
        symbol: "‖ΔW‖ / ‖W‖",
        help: "How far one step moves each layer’s weights, relative to their size",
        tone: "accent",
        scale: Scale::Log(-10, 0),
        waiting: "the update fills this in",
        axis: Axis::Depth,
        source: Source::Figures("update_ratio"),
    },
    Meter {
        key: "state",
        label: "Signal",
        symbol: "rms of h",
        help: "How large the state is at each time step (root mean square over units and batch)",
        tone: "signal",
        scale: Scale::Log(-4, 2),
        waiting: "the forward pass fills this in",
        axis: Axis::Time,
        source: Source::Figures("forward_rms"),
    },
    Meter {
        key: "state_gradient",
        label: "Gradient",
        symbol: "rms of ∂L/∂h",
        help: "How large the gradient at each time step is (root mean square over units and batch)",
        tone: "gradient",
        scale: Scale::Log(-10, 0),
        waiting: "the backward pass fills this in",
        axis: Axis::Time,
        source: Source::Figures("d_a_rms"),
    },
];

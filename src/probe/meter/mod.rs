//! Meters: one number per stage, each drawn as a strip on the shared axis. A meter is a row of [`METERS`].
//!
//! The session brings figures up to date at every phase. Any other meter is measured when a view asks: it reads a
//! [`Frame`] and no phase waits for it, so it is neither in the trace nor in the digest.

mod angle;
mod rank;

use super::Frame;
use alloc::vec::Vec;
use core::fmt;

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
    /// Powers of ten from an exponent up to 1, for a share whose rounding depends on the precision that trains.
    Share(i32),
    /// Plain numbers, between two of them.
    Linear(i32, i32),
}

/// The axis that a meter belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Layers.
    Depth,
    /// Time steps.
    Time,
    /// Layers and time steps.
    Both,
    /// Layers; through time the strip says in a sentence why it has no meaning there.
    DepthBecause(&'static str),
}

/// Where the numbers of a meter come from.
#[derive(Clone, Copy)]
pub enum Source {
    /// [`super::Figures`], which every phase brings up to date: a column of the page's frame.
    Figures(&'static str),
    /// A function of the run, called when a view asks. A reader switches the strip on.
    Demand(Measure),
}

/// Measures the stages from a given one on: at least that stage, and as many as one pass gives anyway. None where a
/// stage has no such number.
pub type Measure = fn(&Frame, usize) -> Vec<Option<f64>>;

impl Meter {
    /// The meter of that key.
    pub fn named(key: &str) -> Option<&'static Meter> {
        METERS.iter().find(|meter| meter.key == key)
    }

    /// Measures stages from `from` on: see [`Measure`]. Empty for figures, and beyond the last stage.
    pub fn measure(&self, run: &Frame, from: usize) -> Vec<Option<f64>> {
        match self.source {
            Source::Demand(measure) if from < run.place.stages => measure(run, from),
            _ => Vec::new(),
        }
    }

    /// Every stage.
    pub fn measure_all(&self, run: &Frame) -> Vec<Option<f64>> {
        let mut values = Vec::with_capacity(run.place.stages);
        loop {
            let more = self.measure(run, values.len());
            if more.is_empty() {
                return values;
            }
            values.extend(more);
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Figures(column) => f.debug_tuple("Figures").field(column).finish(),
            Source::Demand(_) => f.write_str("Demand"),
        }
    }
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
        help: "How far one training step moves each layer’s weights, relative to their size",
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
    Meter {
        key: "rank",
        label: "Rank",
        symbol: "σ₂ / σ₁ of ∂L/∂W",
        help: "Whether the gradient of a layer’s weights has more than one direction: its second singular value as a \
               share of the first. At 1 two directions are equally strong. Near 0 there is one, and a step of plain \
               descent moves W along it alone. A W with one row or one column has no bar.",
        tone: "gradient",
        scale: Scale::Share(-10),
        waiting: "the backward pass fills this in",
        axis: Axis::DepthBecause(
            "Through time all time steps share the same W, so its gradient is one matrix and not one for each of them.",
        ),
        source: Source::Demand(rank::measure),
    },
    Meter {
        key: "angle",
        label: "Angle",
        symbol: "cosine of two inputs",
        help: "Whether the network still tells two inputs apart: the cosine of the angle between their activations. At \
               0 they are at right angles; at 1 they differ in size alone. The two are fixed: the first training \
               example, and the one most nearly at right angles to it. They run as in a test, without dropout and \
               with the running statistics of batch norm. A layer of one unit has no bar.",
        tone: "signal",
        scale: Scale::Linear(0, 1),
        waiting: "needs two examples that are not zero",
        axis: Axis::Both,
        source: Source::Demand(angle::measure),
    },
];

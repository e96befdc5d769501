//! Measurements of a run.
//!
//! The session calls the probe after each phase and hands its results on as a [`Frame`]; verdict, figure and the page
//! read nothing else. A probe reads a network and cannot write to it. It knows no judgments and no pictures.

mod answer;
mod chance;
mod check;
pub(crate) mod crash;
mod example;
pub(crate) mod figures;
mod frame;
mod inside;
mod inspect;
mod map;
pub mod meter;
mod product;
mod ranging;
mod reach;
mod reading;
mod recorded;
mod score;
mod sequence;
mod step_norms;
mod tensors;
mod trace;
mod wires;

pub use crate::net::cell::Wire;
pub use answer::{Answer, Confusion};
pub use chance::Chance;
pub use check::{CheckReport, GradientCheck, LayerReport};
pub use crash::{Crash, Stopped};
pub use example::ExampleView;
pub use figures::{Figures, Shares};
pub use frame::{Frame, Place, Sizes};
pub use inside::PartView;
pub use inspect::{ChainLink, OpKind, OpView, PathView, Term, UnitView, WeightView};
pub use map::{Column, Edge, diagram};
pub use product::MeanFactor;
pub use ranging::Ranging;
pub(crate) use reach::TOGETHER as ROWS_OF_REACH;
pub use reach::{Reach, ReachCurve, Reaching, spectral_radius};
pub use recorded::{Recorded, RecordedLayer, RecordedRow, RecordedStop, RecordedTask, TraceReader};
pub use score::Score;
pub use sequence::SequenceView;
pub use step_norms::StepNorms;
pub use tensors::{Arena, BlockNumbers, Tensors};
pub use trace::{RECENT, Row, Trace, mean_loss};
pub use wires::common_exponent;

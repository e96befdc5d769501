//! What is measured. A probe reads and cannot write; it knows no pictures.

mod check;
mod checkpoints;
mod digest;
mod figures;
mod inspect;
mod map;
mod sentence;
mod session;
mod trace;
mod why;

pub use check::{CheckReport, GradientCheck, LayerReport};
pub use checkpoints::Checkpoints;
pub use digest::Digest;
pub use figures::{Figures, Shares};
pub use inspect::{ChainLink, Term, UnitView, WeightView};
pub use map::{Column, Edge, diagram};
pub use sentence::{Part, Tone, one_part_in, sentence};
pub use session::{Score, Session, Stopped};
pub use trace::{Row, Trace};
pub use why::{Cure, MeanFactor, Why, why};

//! What is measured. A probe reads and cannot write; it knows no pictures.

mod at;
#[cfg(not(target_arch = "wasm32"))]
mod catalog;
mod chance;
mod check;
mod checkpoints;
mod compare;
mod crash;
pub mod diagnosis;
mod digest;
mod figures;
mod inside;
mod inspect;
mod map;
mod ranging;
mod reach;
mod run;
mod sentence;
mod session;
mod step_norms;
mod through_time;
mod trace;
mod why;
mod wires;

pub use at::At;
#[cfg(not(target_arch = "wasm32"))]
pub use catalog::catalog;
pub use chance::Chance;
pub use check::{CheckReport, GradientCheck, LayerReport};
pub use checkpoints::Checkpoints;
pub use compare::{Difference, compare};
pub use crash::{Crash, Stopped};
pub use diagnosis::{Finding, Gravity, Limit, Limits, Symptom, diagnose};
pub use digest::Digest;
pub use figures::{Figures, Shares};
pub use inside::PartView;
pub use inspect::{ChainLink, OpKind, OpView, PathView, Term, UnitView, WeightView};
pub use map::{Column, Edge, diagram};
pub use ranging::Ranging;
pub use reach::{Reach, Reaching, spectral_radius};
pub use run::{Place, Run, Sizes};
pub use sentence::{Part, Tone, one_part_in, sentence};
pub use session::{Score, Session};
pub use step_norms::StepNorms;
pub use trace::{Row, Trace};
pub use why::{Cure, MeanFactor, Why, why};
pub use wires::Wire;

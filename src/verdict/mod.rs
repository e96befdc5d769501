//! What is wrong with a run, why, and what to try: in words.
//!
//! The page, `examples/diagnose` and tests call [`diagnose`] for findings, [`why`] for the explanation of the
//! gradient's product, [`sentence`] for the status line, [`compare`] for two runs and [`holds`] for the claim of a
//! named experiment. This module hides the thresholds' meaning, the order of the rules and every sentence. It reads
//! what `probe` has measured; it knows no pictures and cannot change a run.
//!
//! Files only import leftwards:
//!
//! ```text
//! limits, symptom, names, cells ◀ facts ◀ stop ◀ rules ◀ causes ◀ cures ◀ words ◀ diagnosis, why
//! names, cells, parts ◀ through_time ◀ sentence
//! criterion
//! ```
//!
//! - [`Facts`] is a run as a plain value: numbers, no reference to the run. A rule can be tested with a literal.
//! - A rule is a function of facts and [`Limits`]. It answers *whether* a [`Symptom`] holds, with its evidence.
//! - A cause answers *why*, as a value of an enum; `words` turns it into a sentence.
//! - A [`Cure`] is a change of knobs. Its [`CureKind`] says what it is offered for; nothing depends on its words.

#[cfg(not(target_arch = "wasm32"))]
mod catalog;
mod causes;
mod cells;
mod compare;
mod criterion;
mod cures;
#[cfg(not(target_arch = "wasm32"))]
mod describe;
mod diagnosis;
mod facts;
mod limits;
mod names;
mod parts;
mod reach;
mod recorded;
mod rules;
mod seeds;
mod sentence;
mod stop;
mod symptom;
mod through_time;
mod why;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use catalog::catalog;
pub use compare::{Difference, compare};
pub use criterion::{Quantity, holds};
pub use cures::cure::{Cure, CureKind};
pub use diagnosis::{Finding, diagnose, judge};
pub use facts::{DecayAlone, Facts, Silent, Stop};
pub use limits::{Limit, LimitRow, Limits};
pub use names::noise_words;
pub use parts::{Part, Tone};
pub use reach::reach_words;
pub use recorded::diagnose_recorded;
pub use seeds::{Outcomes, compare_seeds};
pub use sentence::{headline, sentence};
pub use symptom::{Gravity, Symptom};
pub use why::{Why, why};

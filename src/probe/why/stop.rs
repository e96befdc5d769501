//! Why a run stopped at a number that is not finite.

use super::{Why, cure};
use crate::probe::diagnosis::{Facts, too_large};
use crate::spec::Loss;
use alloc::string::String;
use alloc::vec;

pub(in crate::probe) fn why(facts: &Facts) -> Why {
    let run = facts.run;
    let words = run.stopped().map_or_else(String::new, |stopped| stopped.words(run));
    let (title, (cause, cures)) = if run.loss() == Loss::NaiveBce {
        let cause = "Where p rounds to 1, ln(1 − p) is −∞ and 0·ln 0 is NaN. Nothing exploded: the formula is only wrong for a machine.";
        ("The textbook formula gave out.", (cause.into(), vec![cure::stable_loss()]))
    } else {
        ("The numbers ran out.", too_large(facts, false))
    };
    Why { well: false, title: title.into(), paragraphs: vec![words, cause], cures }
}

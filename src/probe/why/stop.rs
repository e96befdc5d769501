//! Why a run stopped at a number that is not finite.

use super::{Why, cure};
use crate::probe::{Limit, Limits, Run};
use crate::spec::{Init, Loss};
use alloc::string::String;
use alloc::vec;

pub(in crate::probe) fn why(session: &dyn Run, limits: &Limits) -> Why {
    let spec = session.spec();
    let words = session.stopped().map_or_else(String::new, |stopped| stopped.words(session));
    let start = cure::fitting_start(spec.activation);
    let (title, cause, cures) = if session.loss() == Loss::NaiveBce {
        let cause = "Where p rounds to 1, ln(1 − p) is −∞ and 0·ln 0 is NaN. Nothing exploded: the formula is only wrong for a machine.";
        ("The textbook formula gave out.", cause, vec![cure::stable_loss()])
    } else if cure::unscaled(spec) {
        let cause =
            "Every block adds its branch to the skip: without a factor below 1 the sum grows from block to block.";
        ("The numbers ran out.", cause, vec![cure::scaled_branch()])
    } else if large_start(session, limits) {
        let cause =
            "The start weights make every layer’s signal and gradient grow; the product left the range of numbers.";
        ("The numbers ran out.", cause, vec![start, cure::smaller_rate(session)])
    } else {
        let cause = "The steps were too large: weights and gradients made each other grow until they left the range of numbers.";
        ("The numbers ran out.", cause, vec![cure::smaller_rate(session), start])
    };
    Why { well: false, title: title.into(), paragraphs: vec![words, cause.into()], cures }
}

/// Whether the start weights are to blame: nothing was updated yet, the gradient grew from the first step on,
/// or they are larger than any rule would make them.
fn large_start(session: &dyn Run, limits: &Limits) -> bool {
    let spec = session.spec();
    let sized_by_hand = matches!(spec.init, Init::Normal | Init::Uniform | Init::Constant);
    let grew = session.whole_factor_at_start().is_some_and(|whole| whole > limits.of(Limit::Much));
    session.stopped().is_some_and(|stopped| stopped.step == 0) || grew || spec.gain > 1.0 || sized_by_hand
}

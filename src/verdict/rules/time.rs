//! How much gradient arrives through time. The product runs over the time steps, which share their weights.

use super::found::Found;
use crate::num::{one_part_in, two_digits};
use crate::verdict::facts::Facts;
use crate::verdict::limits::{Limit, Limits};
use crate::verdict::symptom::Symptom;
use alloc::format;
use alloc::string::String;

/// What the rules read. The status line and the Why card show the batch that is in the network.
pub(in crate::verdict) const EVERY_STEP: &str =
    "On average over the last training steps (20 at most) each time step back";

/// The gradient fades on its way back, in a network that has not learned.
pub(in crate::verdict) fn vanishing(facts: &Facts, limits: &Limits) -> Option<Found> {
    let (whole, factor) = facts.product().filter(|_| facts.in_time())?;
    if facts.learns(limits) || whole * limits.of(Limit::VeryMuch) >= 1.0 || factor >= 1.0 {
        return None;
    }
    let steps = facts.hidden;
    let receives: String = match whole {
        0.0 => "time step 1 receives nothing at all of".into(),
        whole => format!("time step 1 receives {} of", one_part_in(whole)),
    };
    let mut evidence = if facts.is_cut() {
        format!("On average over the last training steps {receives} time step {steps}’s gradient.")
    } else {
        format!("{EVERY_STEP} multiplies the gradient by {}: {receives} time step {steps}’s.", two_digits(factor))
    };
    if let Some((h, c)) = facts.whole.zip(facts.along_c) {
        // The better of the two paths counts.
        evidence.push_str(&format!(" Along h it is ×{}; in this batch along c ×{}.", two_digits(h), two_digits(c)));
    }
    Some(Found::sick(Symptom::Vanishing, evidence, &[Limit::VeryMuch]))
}

/// The gradient grows on its way back.
pub(in crate::verdict) fn exploding(facts: &Facts, limits: &Limits) -> Option<Found> {
    let (whole, factor) = facts.product().filter(|_| facts.in_time())?;
    if facts.learns(limits) || whole <= limits.of(Limit::VeryMuch) {
        return None;
    }
    let evidence = format!(
        "{EVERY_STEP} multiplies the gradient by {}: time step 1 receives {} times time step {}’s.",
        two_digits(factor),
        two_digits(whole),
        facts.hidden
    );
    Some(Found::sick(Symptom::Exploding, evidence, &[Limit::VeryMuch]))
}

//! The same through time: the product runs over the steps, and every step has the same weights.

use crate::num::{one_part_in, two_digits};
use crate::spec::Spec;
use crate::verdict::Cure;
use crate::verdict::cells;
use crate::verdict::cures as cure;
use crate::verdict::diagnosis::{Finding, Symptom, sick};
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limit;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// What the rules go by; the sentence on top and the Why card have the batch that is in the network.
pub(in crate::verdict) const EVERY_STEP: &str = "On average over the last steps (20 at most) every step back";

/// A gradient that fades on its way back, in a network that has not learned.
pub(in crate::verdict) fn vanishing(facts: &Facts) -> Option<Finding> {
    let (whole, factor) = facts.product()?;
    if facts.learns || whole * facts.limit(Limit::VeryMuch) >= 1.0 || factor >= 1.0 {
        return None;
    }
    let share = if whole == 0.0 { "exactly nothing".into() } else { one_part_in(whole) };
    let mut evidence = if is_cut(facts.run.spec) {
        format!("On average over the last steps step 1 receives {share} of step {}’s gradient.", facts.hidden)
    } else {
        format!(
            "{EVERY_STEP} multiplies the gradient by {}: step 1 receives {share} of step {}’s.",
            two_digits(factor),
            facts.hidden
        )
    };
    if let Some((h, c)) = facts.whole.zip(facts.run.along_c()) {
        // The better of the two ways is what counts.
        evidence.push_str(&format!(" Through h it is ×{}; in this batch along c ×{}.", two_digits(h), two_digits(c)));
    }
    Some(sick(Symptom::Vanishing, evidence, fades(facts.run.spec), longer_memory(facts.run.spec), &[Limit::VeryMuch]))
}

/// One that grows.
pub(in crate::verdict) fn exploding(facts: &Facts) -> Option<Finding> {
    let (whole, factor) = facts.product()?;
    if facts.learns || whole <= facts.limit(Limit::VeryMuch) {
        return None;
    }
    let evidence = format!(
        "{EVERY_STEP} multiplies the gradient by {}: step 1 receives {} times step {}’s.",
        two_digits(factor),
        two_digits(whole),
        facts.hidden
    );
    let cause = "The weights from h to h make it larger at every step, and they are the same at all of them.";
    let mut cures = vec![cure::clip()];
    cures.extend(cure::radius_one(facts.run.spec));
    cures.extend([cure::smaller_rate_perhaps(facts.run), cure::l2_does_it_help()]);
    Some(sick(Symptom::Exploding, evidence, cause, cures, &[Limit::VeryMuch]))
}

/// Whether backpropagation stops before it has gone through all steps.
pub(in crate::verdict) fn is_cut(spec: &Spec) -> bool {
    spec.sequence().is_some_and(|shape| spec.truncate > 0 && (spec.truncate as usize) < shape.steps)
}

/// Why the gradient fades in this cell.
pub(in crate::verdict) fn fades(spec: &Spec) -> String {
    if is_cut(spec) {
        return format!(
            "Backpropagation is cut after {} steps back (truncate): nothing passes the cut, whatever the cell keeps.",
            spec.truncate
        );
    }
    cells::fades(spec)
}

/// What keeps a gradient alive over many steps, and what does not.
pub(in crate::verdict) fn longer_memory(spec: &Spec) -> Vec<Cure> {
    if is_cut(spec) {
        return vec![cure::whole_way()];
    }
    let mut cures: Vec<Cure> = cells::longer(spec).iter().copied().map(cure::remedy).collect();
    cures.extend([cure::shorter(), cure::clip_does_it_help()]);
    cures
}

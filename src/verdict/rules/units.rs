//! Units that pass nothing on: dead or saturated.

use crate::num::{percent, two_digits};
use crate::probe::Shares;
use crate::spec::Activation;
use crate::verdict::cells;
use crate::verdict::cures as cure;
use crate::verdict::diagnosis::{Finding, Symptom, sick};
use crate::verdict::facts::Facts;
use crate::verdict::limits::Limit;
use crate::verdict::sentence::layer_name;
use alloc::format;
use alloc::vec;

/// The hidden layer with the largest share, of those that are asked, and that share.
fn worst(facts: &Facts, asked: impl Fn(usize) -> bool, part: fn(&Shares) -> f64) -> Option<(usize, f64)> {
    let measured = (0..facts.hidden).filter(|&k| asked(k) && facts.run.figures[k].z.is_some_and(|z| z.l2.is_finite()));
    let shares = measured.map(|k| (k, part(&facts.run.shares(k))));
    shares.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Off for every example: no gradient reaches their weights, so they stay off.
pub(in crate::verdict) fn dead(facts: &Facts) -> Option<Finding> {
    let (k, share) = worst(facts, |_| true, |shares| shares.dead).filter(|_| !facts.learns)?;
    if share <= facts.limit(Limit::Dead) {
        return None;
    }
    let evidence = format!(
        "In {} {} of the units are off for every example of the batch.",
        layer_name(facts.run, k),
        percent(share)
    );
    let mut cures = vec![];
    let cause = if facts.run.spec.bias < 0.0 {
        cures.push(cure::without_bias());
        "The hidden biases start below 0 and hold the units off."
    } else if facts.factor.is_some_and(|factor| factor < facts.limit(Limit::FactorLow)) {
        "The signal has shrunk until all examples look alike: a unit is off for all or for none."
    } else {
        cures.push(cure::smaller_rate(facts.run));
        "A step that was too large, or weights that were, put them where f is flat."
    };
    cures.extend([cure::elu(), cure::batch_norm(facts.run.spec)]);
    Some(sick(Symptom::Dead, evidence, cause, cures, &[Limit::Dead]))
}

/// Of sigmoid and tanh: on the flat parts. A ReLU is flat on half its inputs by nature.
pub(in crate::verdict) fn saturated(facts: &Facts) -> Option<Finding> {
    let spec = facts.run.spec;
    let open = !facts.learns && !cells::is_gated(spec);
    // Steps in time are no layers: they have one activation.
    let of = |k: usize| if facts.in_time() { spec.activation } else { spec.activation_of(k + 1) };
    let bounded = |k: usize| open && matches!(of(k), Activation::Sigmoid | Activation::Tanh);
    let (k, share) = worst(facts, bounded, |shares| shares.saturated)?;
    if share <= facts.limit(Limit::Saturated) {
        return None;
    }
    let evidence = format!(
        "In {} |f′| is below 5 % of {} for {} of all units and examples.",
        layer_name(facts.run, k),
        two_digits(of(k).steepest()),
        percent(share)
    );
    let cause = "Large weights, biases or steps drive z far from 0, where f is flat and f′ nearly 0.";
    let start = cure::fitting_start(spec, of(k));
    Some(sick(
        Symptom::Saturated,
        evidence,
        cause,
        vec![start, cure::batch_norm(facts.run.spec), cure::relu_he(facts.run.spec)],
        &[Limit::Saturated],
    ))
}

//! Why the gradient does what it does: the product of the layers' factors, in words, with changes to try.

use super::cures::{self as cure, Cure};
use super::facts::Facts;
use super::limits::{Limit, Limits};
use super::rules::flow::{flow_cures, too_large, too_small};
use super::{stop, through_time};
use crate::num::fixed;
use crate::num::{count, two_digits};
use crate::probe::{Chance, Frame, MeanFactor, RECENT};
use crate::spec::{Activation, NormKind, Skip, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// An explanation with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Whether the gradient arrives, or the network learns all the same.
    pub well: bool,
    /// In a few words.
    pub title: String,
    /// In sentences.
    pub paragraphs: Vec<String>,
    /// What to try.
    pub cures: Vec<Cure>,
}

/// Of two factors the smaller one is to blame where it is smaller by a tenth: less is what batches differ by.
const CLEARLY: f64 = 0.9;

impl MeanFactor {
    /// What f′ passes on of a gradient where all is well: √½ of a ReLU, half of whose units are off, 1 of others.
    pub(super) fn usual_slope(activation: Activation) -> f64 {
        use Activation::{LeakyRelu, Prelu, Relu};
        if matches!(activation, Relu | LeakyRelu | Prelu) { core::f64::consts::FRAC_1_SQRT_2 } else { 1.0 }
    }

    /// Whether f′ falls further short of what is usual than W does.
    pub(super) fn slope_is_to_blame(self, activation: Activation) -> bool {
        let usual = MeanFactor::usual_slope(activation);
        self.f / usual < CLEARLY * self.w * usual
    }
}

/// The explanation of a session as it stands. Learning, vanishing and exploding mean here what they mean in the
/// diagnosis, by its limits.
pub fn why(session: &Frame, limits: &Limits) -> Why {
    let hidden = session.place.stages - 1;
    let mut why = match session.whole_factor() {
        _ if session.stopped.is_some() => stop::why(&Facts::of(session, limits)),
        _ if session.through_time() => through_time::why(&Facts::of(session, limits)),
        _ if hidden < 2 => nothing_between(hidden),
        None => nothing_yet(session),
        Some(whole) if whole.is_nan() => no_gradient(session),
        Some(whole) => product(&Facts::of(session, limits), whole),
    };
    why.cures.retain(|cure| !cure.in_effect(session.spec));
    why
}

fn product(facts: &Facts, whole: f64) -> Why {
    let (session, crossings, much) = (facts.run, facts.hidden - 1, facts.limit(Limit::Much));
    let (well, (cause, mut cures)) = match whole {
        w if w * much < 1.0 => (false, (too_small(facts), flow_cures(facts))),
        w if w > much => (false, too_large(facts, true)),
        _ => (true, (ARRIVES.into(), cure::break_flow(session.spec))),
    };
    cures.truncate(FEW);
    let mut title = if well {
        "The gradient arrives: each layer multiplies it by"
    } else {
        "Each layer multiplies the gradient by"
    }
    .to_string();
    let mut paragraphs = vec![cause];
    if let Some(mean) = session.mean_over(0..crossings) {
        title = format!("{title} {}.", two_digits(mean.factor));
        paragraphs.insert(0, product_words(session.spec, mean, whole, crossings));
    }
    paragraphs.extend(loss_words(facts));
    Why { well: well || facts.learns, title, paragraphs, cures }
}

/// Changes to try that a card has room for.
const FEW: usize = 4;

const ARRIVES: &str = "The product stays near 1: layer 1 receives a gradient of about the same size as the last layer.";

fn product_words(spec: &Spec, mean: MeanFactor, whole: f64, crossings: usize) -> String {
    let slope = if spec.dropout > 0.0 { "f′ with dropout’s 1/(1 − p)" } else { "f′" };
    let rest = match (spec.skip, spec.norm) {
        (Skip::Plain, NormKind::None) => "W",
        (Skip::Plain, _) => "W with its norm",
        _ => "skip + branch",
    };
    let times = if crossings == 1 { "one crossing".to_string() } else { format!("{crossings} crossings") };
    format!(
        "From one layer to the next the gradient is multiplied by {slope} and by {rest}. On average {slope} contributes ×{} and {rest} ×{}. Over {times} it is ×{}.",
        two_digits(mean.f),
        two_digits(mean.w),
        two_digits(whole)
    )
}

pub(super) fn loss_words(facts: &Facts) -> Option<String> {
    if facts.learns {
        return Some(format!("And it learns: the loss has come down to {}.", two_digits(facts.loss)));
    }
    let Chance { loss: chance, name, .. } = facts.run.chance()?;
    let at_chance = facts.rows.len() >= RECENT && facts.loss > facts.limit(Limit::Chance) * chance;
    let steps = count(facts.steps, "step");
    at_chance.then(|| format!("After {steps} the loss is no better than chance ({} = {name}).", fixed(chance, 3)))
}

fn nothing_yet(session: &Frame) -> Why {
    let paragraph = "The gradient that reaches a layer is a product with one factor per layer above it: the slope f′ of the activation times what W does. Let one step run, and the factors stand here in numbers.";
    let title = "What decides how much gradient reaches layer 1?".into();
    Why { well: false, title, paragraphs: vec![paragraph.into()], cures: vec![cure::relu_he(session.spec)] }
}

fn nothing_between(hidden: usize) -> Why {
    let title = if hidden == 0 { "No hidden layer." } else { "One hidden layer." };
    let paragraph = "The loss’s gradient reaches it at once: there is no product of factors that could vanish or explode. Add layers to make one.";
    Why { well: true, title: title.into(), paragraphs: vec![paragraph.into()], cures: vec![cure::ten_layers()] }
}

fn no_gradient(session: &Frame) -> Why {
    let off = session.figures.iter().position(|figures| figures.a.is_some_and(|a| a.l2 == 0.0));
    let paragraph = match off {
        Some(k) => format!(
            "Every unit of layer {} gives exactly 0 for every example, and so do those above. A unit that is off has slope 0 too: it cannot come back.",
            k + 1
        ),
        None => "Not even the last hidden layer receives any: W passes nothing down.".into(),
    };
    let cures = vec![cure::without_bias(), cure::elu(), cure::fitting_start(session.spec, session.spec.activation)];
    Why { well: false, title: "The gradient is exactly 0.".into(), paragraphs: vec![paragraph], cures }
}

//! Why the gradient does what it does: the product of the layers' factors, in words, with changes to try.

pub(super) mod cure;
pub(super) mod stop;

pub use cure::Cure;

use super::sentence::{count, two_digits};
use super::{Chance, Figures, Run, through_time};
use crate::num::fixed;
use crate::spec::{Activation, Loss, NormKind, Skip, Spec};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// How many times smaller or larger the gradient may arrive before it is called vanishing or exploding.
const MUCH: f64 = 10.0;

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

/// What layers multiply the gradient by, on geometric average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanFactor {
    /// ‖dz_k‖/‖dz_{k+1}‖.
    pub factor: f64,
    /// Its part from f′.
    pub f: f64,
    /// Its part from W.
    pub w: f64,
}

impl MeanFactor {
    /// What f′ passes on of a gradient where all is well: √½ of a ReLU, half of whose units are off, 1 of others.
    pub(super) fn usual_slope(activation: Activation) -> f64 {
        use Activation::{LeakyRelu, Prelu, Relu};
        if matches!(activation, Relu | LeakyRelu | Prelu) { core::f64::consts::FRAC_1_SQRT_2 } else { 1.0 }
    }

    /// Whether f′ falls further short of what is usual than W does.
    pub(super) fn slope_is_to_blame(self, activation: Activation) -> bool {
        let usual = MeanFactor::usual_slope(activation);
        self.f / usual < 0.9 * self.w * usual
    }
}

impl dyn Run + '_ {
    /// The mean factor over the interior layers: the first and the last have other fans. None before a
    /// whole backward pass, or with fewer than two hidden layers. Layers that the gradient left as exactly 0
    /// do not count.
    pub fn mean_factor(&self) -> Option<MeanFactor> {
        let hidden = self.place().stages - 1;
        self.mean_over(if hidden > 3 { 1..hidden - 2 } else { 0..hidden.saturating_sub(1) })
    }

    fn mean_over(&self, stages: Range<usize>) -> Option<MeanFactor> {
        let mean = |part: fn(&Figures) -> Option<f64>| {
            let factors = self.figures()[stages.clone()].iter().filter_map(part).filter(|&f| f != 0.0);
            let (sum, count) = factors.fold((0.0, 0.0), |(sum, count), f| (sum + libm::log(f), count + 1.0));
            (count > 0.0).then(|| libm::exp(sum / count))
        };
        Some(MeanFactor { factor: mean(|f| f.factor)?, f: mean(|f| f.f_factor)?, w: mean(|f| f.w_factor)? })
    }

    /// Answers to one example: several where steps of a sequence are answered one by one.
    pub(super) fn answers(&self) -> usize {
        self.spec().sequence().map_or(1, |shape| shape.answers)
    }

    /// ‖dz_1‖/‖dz_L‖, the whole product from the last hidden layer down to the first, as measured. None before
    /// a whole backward pass, or where there is nothing in between.
    pub fn whole_factor(&self) -> Option<f64> {
        // Where many steps are answered, each gets a gradient of its own: the ratio is no product.
        if self.answers() > 1 {
            return None;
        }
        let last = self.place().stages.checked_sub(2).filter(|&last| last > 0)?;
        Some(self.figures()[0].d_z?.l2 / self.figures()[last].d_z?.l2)
    }

    /// The same at step 0, from the trace.
    fn whole_factor_at_start(&self) -> Option<f64> {
        let row = self.trace().rows().first().filter(|row| row.step == 0)?;
        let last = row.d_z.len().checked_sub(2)?;
        Some(row.d_z[0] / row.d_z[last])
    }

    /// Whether the last batches' loss is less than half of what knowing nothing costs (of the first batch's
    /// loss, where the data have no such line).
    pub(super) fn learns(&self) -> bool {
        let rows = self.trace().rows();
        let chance = self.chance().map(|chance| chance.loss);
        let Some(nothing) = chance.or(rows.first().map(|row| row.loss)) else { return false };
        self.loss() != Loss::Cotangent && rows.len() > 20 && self.recent_loss() < 0.5 * nothing
    }

    /// Mean loss of the last 20 rows.
    pub fn recent_loss(&self) -> f64 {
        let rows = self.trace().rows();
        let recent = &rows[rows.len().saturating_sub(20)..];
        recent.iter().map(|row| row.loss).sum::<f64>() / recent.len() as f64
    }
}

/// The explanation of a session as it stands.
pub fn why(session: &dyn Run) -> Why {
    let hidden = session.place().stages - 1;
    let mut why = match session.whole_factor() {
        _ if session.stopped().is_some() => stop::why(session),
        _ if session.spec().through_time() => through_time::why(session),
        _ if hidden < 2 => nothing_between(hidden),
        None => nothing_yet(session),
        Some(whole) if whole.is_nan() => no_gradient(session),
        Some(whole) => product(session, whole, hidden - 1),
    };
    why.cures.retain(|cure| !cure.in_effect(session.spec()));
    why
}

fn product(session: &dyn Run, whole: f64, crossings: usize) -> Why {
    let learns = session.learns();
    let mut why = match whole {
        w if w < 1.0 / MUCH => vanishing(session),
        w if w > MUCH => exploding(session),
        _ => arriving(),
    };
    if let Some(mean) = session.mean_over(0..crossings) {
        why.title = format!("{} {}.", why.title, two_digits(mean.factor));
        why.paragraphs.insert(0, product_words(session.spec(), mean, whole, crossings));
    }
    why.paragraphs.extend(loss_words(session, learns));
    why.well |= learns;
    why
}

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

pub(super) fn loss_words(session: &dyn Run, learns: bool) -> Option<String> {
    if learns {
        return Some(format!("And it learns: the loss has come down to {}.", two_digits(session.recent_loss())));
    }
    let Chance { loss: chance, name, .. } = session.chance()?;
    let at_chance = session.trace().rows().len() >= 20 && session.recent_loss() > 0.97 * chance;
    let steps = count(session.place().steps, "step");
    at_chance.then(|| format!("After {steps} the loss is no better than chance ({} = {name}).", fixed(chance, 3)))
}

fn vanishing(session: &dyn Run) -> Why {
    let activation = session.spec().activation;
    let mean = session.mean_factor();
    let cause = match activation {
        Activation::Sigmoid => "A sigmoid’s slope is at most 0.25, and only at z = 0: no start weights of ordinary size can make up for it.".into(),
        f if mean.is_some_and(|mean| mean.slope_is_to_blame(f)) => {
            format!("The slope of {} is the smaller factor: units that are saturated or off pass little on.", activation.choice().label)
        }
        _ => "The weights are the smaller factor: too small for this activation.".into(),
    };
    let cures = vec![
        cure::relu_he(session.spec()),
        cure::tanh_xavier(session.spec()),
        cure::three_layers(),
        cure::larger_rate(session),
    ];
    Why { well: false, title: "Each layer multiplies the gradient by".into(), paragraphs: vec![cause], cures }
}

fn exploding(session: &dyn Run) -> Why {
    let at_start = session.whole_factor_at_start().unwrap_or(f64::INFINITY);
    let (cause, cures) = if at_start > MUCH {
        let start = cure::fitting_start(session.spec().activation);
        (
            "The start weights are too large: every layer makes the gradient grow.".into(),
            vec![start, cure::three_layers()],
        )
    } else {
        let words = format!("At the start it was ×{}: the weights have grown since.", two_digits(at_start));
        (words, vec![cure::smaller_rate(session)])
    };
    Why { well: false, title: "Each layer multiplies the gradient by".into(), paragraphs: vec![cause], cures }
}

fn arriving() -> Why {
    let paragraph = "The product stays near 1: layer 1 receives a gradient of about the same size as the last layer. Break it to see what that is worth.".into();
    let title = "The gradient arrives: each layer multiplies it by".into();
    Why { well: true, title, paragraphs: vec![paragraph], cures: vec![cure::break_it(), cure::blow_up()] }
}

fn nothing_yet(session: &dyn Run) -> Why {
    let paragraph = "The gradient that reaches a layer is a product with one factor per layer above it: the slope f′ of the activation times what W does. Let one step run, and the factors stand here in numbers.";
    let title = "What decides how much gradient reaches layer 1?".into();
    Why { well: false, title, paragraphs: vec![paragraph.into()], cures: vec![cure::relu_he(session.spec())] }
}

fn nothing_between(hidden: usize) -> Why {
    let title = if hidden == 0 { "No hidden layer." } else { "One hidden layer." };
    let paragraph = "The loss’s gradient reaches it at once: there is no product of factors that could vanish or explode. Add layers to make one.";
    Why { well: true, title: title.into(), paragraphs: vec![paragraph.into()], cures: vec![cure::ten_layers()] }
}

fn no_gradient(session: &dyn Run) -> Why {
    let off = session.figures().iter().position(|figures| figures.a.is_some_and(|a| a.l2 == 0.0));
    let paragraph = match off {
        Some(k) => format!(
            "Every unit of layer {} gives exactly 0 for every example, and so do those above. A unit that is off has slope 0 too: it cannot come back.",
            k + 1
        ),
        None => "Not even the last hidden layer receives any: W passes nothing down.".into(),
    };
    let cures = vec![cure::without_bias(), cure::elu(), cure::fitting_start(session.spec().activation)];
    Why { well: false, title: "The gradient is exactly 0.".into(), paragraphs: vec![paragraph], cures }
}

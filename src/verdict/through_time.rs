//! The headline of a network through time, where a stage is a time step.

use super::cells;
use super::facts::Facts;
use super::limits::{Limit, Limits};
use super::parts::{arrived, figure, gradient};
use super::rules::time;
use crate::num::{count, share_of, share_words, two_digits};
use crate::probe::Frame;
use crate::train::Phase;
use alloc::format;
use alloc::string::String;

/// How much gradient arrives at the first time step, as a clause; none where several time steps are answered. `brief`:
/// beside another number, so that only the better path is told.
pub(super) fn told(run: &Frame, facts: &Facts, limits: &Limits, brief: bool) -> Option<String> {
    let (whole, last) = (facts.whole_now.or(facts.whole)?, facts.hidden);
    if whole.is_nan() {
        let zero = gradient("exactly 0");
        return Some(format!("no gradient comes back from the answer: it is {zero} at time step {last} already."));
    }
    let kept = facts.kept(whole);
    let much = limits.of(Limit::VeryMuch);
    let sick = match facts.whole {
        None => kept * much < 1.0 || kept > much,
        Some(_) => time::vanishing(facts, limits).or_else(|| time::exploding(facts, limits)).is_some(),
    };
    let tone = if sick { gradient } else { figure };
    let share = |ratio| tone(&share_words(ratio).long);
    let along = match run.along_c() {
        None => format!("{} arrives", share(whole)),
        Some(c) => {
            let c_leads = c >= whole;
            let ((most, path), (less, other)) = if c_leads { ((c, C), (whole, H)) } else { ((whole, H), (c, C)) };
            let other = if brief || sick { "".into() } else { format!(", {} along {other}", share(less)) };
            format!("{} arrives along {path}{other}", share(most))
        }
    };
    let so = match sick {
        true if kept < 1.0 => " The network cannot learn from time step 1.",
        true => " The gradient explodes.",
        false => "",
    };
    Some(format!("from time step {last} back to time step 1: {along}.{so}"))
}

const C: &str = "the memory c";
const H: &str = "h";

/// The headline of a run without accuracy and without one gradient to follow.
pub(super) fn alone(run: &Frame, facts: &Facts) -> String {
    if run.place.steps == 0 || facts.loss.is_nan() {
        return format!(
            "{} reads {} time steps. Press Play and watch how far back the gradient of its answer reaches.",
            cells::indefinite(run.spec),
            facts.hidden
        );
    }
    let now = match facts.baseline.map(|guessing| facts.loss / guessing) {
        None => format!("loss is {}", figure(&two_digits(facts.loss))),
        Some(0.95..=1.05) => "network is no better than guessing".into(),
        Some(ratio) => {
            let (share, of) = share_of(ratio);
            format!("loss is {}{of}that of guessing", figure(&share))
        }
    };
    format!("After {} the {now}.", count(run.place.steps, "training step"))
}

/// What the last phase of a pass through time did.
pub(super) fn under_way(run: &Frame) -> String {
    let last = run.place.stages - 1;
    match run.place.next {
        Phase::Forward { stage } => format!("The network reads its input: time step {stage} of {last}."),
        Phase::Backward { stage } if stage < last => {
            format!("The gradient goes back through time. {}.", on_its_way_back(run, stage + 1))
        }
        _ => "The loss is known. Its gradient now goes back through time.".into(),
    }
}

fn on_its_way_back(run: &Frame, reached: usize) -> String {
    let steps = &run.figures[..run.place.stages - 1];
    let Some((here, told)) = steps.get(reached).zip(steps.last()) else { return "It has left the answer".into() };
    if run.answers_per_example() > 1 {
        return format!("It has reached time step {}", reached + 1);
    }
    let [h, c] = [[here.d_z, told.d_z], [here.d_c, told.d_c]].map(|ends| ends.map(|d| d.map(|d| d.l2)));
    // An LSTM's memory carries more than h where its gates let it.
    let ratio = |[here, told]: [Option<f64>; 2]| here.zip(told).map(|(here, told)| here / told);
    let along = if ratio(c) >= ratio(h) && ratio(c).is_some() { (c, " along the memory c") } else { (h, "") };
    let ([here, told], path) = along;
    format!("Time step {} receives {}{path}", reached + 1, arrived(here, told))
}

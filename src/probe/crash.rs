//! The crash record: the first number that is not finite, and what it was made from.

use super::sentence::signed_digits;
use super::{Figures, Session};
use crate::net::layer::{Linear, Op};
use crate::num::{Norm, Real};
use crate::train::{Phase, Trainer};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

/// Terms of a sum that are worth printing.
const TERMS: usize = 3;

/// Where the run met its first number that is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// Steps done before.
    pub step: u32,
    /// The phase that made it.
    pub phase: Phase,
    /// What it is a number of: `"z"`, `"a"`, `"loss"`, `"∂L/∂z"`, `"∂L/∂W"`, `"W"`.
    pub quantity: &'static str,
    /// The value: NaN or ±∞.
    pub value: f64,
}

/// The number itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Crash {
    /// The tensor it stands in: `z3`, `∂L/∂W3`, `W3`.
    pub tensor: String,
    /// Its place there: row and column, from 1 (unit and example, or unit and input).
    pub place: Option<[usize; 2]>,
    /// NaN or ±∞.
    pub value: f64,
    /// The operation that made it.
    pub operation: &'static str,
    /// What it was made from: the largest terms of a sum.
    pub operands: Vec<(String, f64)>,
}

/// The norms just taken are not finite exactly where an entry is not.
pub(super) fn not_finite<R: Real>(
    trainer: &Trainer<R>,
    figures: &[Figures],
    step: u32,
    phase: Phase,
) -> Option<Stopped> {
    let norm = |norm: Option<Norm>| norm.map_or(0.0, |norm| norm.l2);
    let (quantity, value) = match phase {
        Phase::Sample => return None,
        Phase::Forward { stage } => first([("z", norm(figures[stage].z)), ("a", norm(figures[stage].a))])?,
        Phase::Loss => first([("loss", trainer.loss_value)])?,
        Phase::Backward { stage } => {
            let figures = &figures[stage];
            first([("∂L/∂a", norm(figures.d_a)), ("∂L/∂z", norm(figures.d_z)), ("∂L/∂W", norm(figures.d_w))])?
        }
        Phase::Clip => first([("∂L/∂W", trainer.clipped().map_or(0.0, |clipped| clipped.after))])?,
        Phase::Update => figures.iter().find_map(|figures| first([("W", norm(figures.w))]))?,
    };
    Some(Stopped { step, phase, quantity, value })
}

fn first<const N: usize>(values: [(&'static str, f64); N]) -> Option<(&'static str, f64)> {
    values.into_iter().find(|(_, value)| !value.is_finite())
}

/// Looks it up in the blocks, which hold it still.
pub(super) fn find<R: Real>(session: &Session<R>, stopped: Stopped) -> Option<Crash> {
    match stopped.phase {
        Phase::Sample => None,
        Phase::Forward { stage } => forward(session, stage),
        Phase::Loss => loss(session),
        Phase::Backward { stage } => backward(session, stage),
        Phase::Clip | Phase::Update => parameter(session, stopped.phase),
    }
}

fn forward<R: Real>(session: &Session<R>, k: usize) -> Option<Crash> {
    let network = &session.trainer().network;
    let (layer, stage, batch) = (&network.layers[k], &network.stages[k], network.batch);
    let (j, n) = layer.ops.iter().enumerate().find_map(|(j, _)| Some((j, bad(&stage.blocks[j].value)?)))?;
    let (input, kept, values) = (network.input_of_op(k, j), &stage.blocks[j].kept, &network.parameters.values);
    let number = |name: &str, value: R| (name.to_string(), value.to_f64());
    let (letter, operation, operands) = match &layer.ops[j] {
        Op::Linear(linear) => ("z", "Σ w·x + b", sum_terms(linear, values, input, n, batch)),
        Op::Standardise(norm) => {
            let (group, groups) = (norm.group(input.len(), n), kept.len() / 2);
            let gamma = values[norm.gamma.start + n / batch];
            let terms = [("x", input[n]), ("μ", kept[group]), ("1/√(v + ε)", kept[groups + group]), ("γ", gamma)];
            ("z", "γ·(x − μ)/√(v + ε) + β", terms.map(|(name, value)| number(name, value)).to_vec())
        }
        Op::Activate(_) => ("a", "f(z)", vec![number("z", input[n])]),
        Op::Join(join) => {
            let x = network.input_of(k).get(n).copied().filter(|_| join.projection.is_none());
            let mut terms = vec![number("F", input[n]), ("α".into(), join.alpha)];
            terms.extend(x.map(|x| number("x", x)));
            ("y", "x + α·F", terms)
        }
    };
    Some(Crash {
        tensor: format!("{letter}{}", k + 1),
        place: Some([n / batch + 1, n % batch + 1]),
        value: stage.blocks[j].value[n].to_f64(),
        operation,
        operands,
    })
}

/// z of output n: the largest terms of its sum.
fn sum_terms<R: Real>(linear: &Linear, values: &[R], x: &[R], n: usize, batch: usize) -> Vec<(String, f64)> {
    let (o, b) = (n / batch, n % batch);
    let row = &values[linear.w.clone()][o * linear.inputs..][..linear.inputs];
    let terms = row.iter().enumerate().map(|(i, w)| {
        let x = x[i * batch + b].to_f64();
        (format!("w{0}·x{0} = {1} · {2}", i + 1, signed_digits(w.to_f64()), signed_digits(x)), w.to_f64() * x)
    });
    largest(terms.collect())
}

fn loss<R: Real>(session: &Session<R>) -> Option<Crash> {
    let trainer = session.trainer();
    let (network, batch) = (&trainer.network, trainer.network.batch);
    let z = network.stages.last()?.a();
    // The logit that is furthest out: the one whose term left the range.
    let n = (0..z.len()).fold(0, |best, n| if z[n].abs() > z[best].abs() { n } else { best });
    let place = [n / batch + 1, n % batch + 1];
    let operands = vec![("z".to_string(), z[n].to_f64()), ("y".to_string(), network.y[n].to_f64())];
    let (value, operation) = (trainer.loss_value, trainer.loss().choice().help);
    Some(Crash { tensor: "L".into(), place: Some(place), value, operation, operands })
}

fn backward<R: Real>(session: &Session<R>, k: usize) -> Option<Crash> {
    let network = &session.trainer().network;
    let (layer, stage, batch) = (&network.layers[k], &network.stages[k], network.batch);
    let block = (0..layer.ops.len()).rev().find_map(|j| Some((j, bad(&stage.blocks[j].d)?)));
    let Some((j, n)) = block else { return parameter(session, Phase::Backward { stage: k }) };
    let place = Some([n / batch + 1, n % batch + 1]);
    let value = stage.blocks[j].d[n].to_f64();
    let last = j + 1 == layer.ops.len();
    let above = network.stages.get(k + 1).map(|above| above.blocks[0].d.as_slice()).unwrap_or_default();
    let (tensor, operation, operands) = if last {
        let operands = column(above, n % batch, batch, "∂L/∂z");
        (format!("∂L/∂a{}", k + 1), "Wᵀ·∂L/∂z of the layer above", operands)
    } else {
        let d = stage.blocks[j + 1].d.get(n).map_or(f64::NAN, |d| d.to_f64());
        let operands = vec![("∂L/∂a".to_string(), d), ("z".to_string(), stage.blocks[j].value[n].to_f64())];
        (format!("∂L/∂z{}", k + 1), "f′(z)·∂L/∂a", operands)
    };
    Some(Crash { tensor, place, value, operation, operands })
}

/// A gradient or a weight of the arena.
fn parameter<R: Real>(session: &Session<R>, phase: Phase) -> Option<Crash> {
    let parameters = &session.trainer().network.parameters;
    let updated = phase == Phase::Update;
    let slice = if updated { &parameters.values } else { &parameters.grads };
    let tensor = parameters.tensors.iter().find(|tensor| bad(&slice[tensor.range.clone()]).is_some())?;
    let n = bad(&slice[tensor.range.clone()])?;
    let (index, value) = (tensor.range.start + n, slice[tensor.range.start + n].to_f64());
    let layer = &session.trainer().network.layers[tensor.stage];
    let columns = layer.linears().find(|linear| linear.w == tensor.range).map_or(1, |linear| linear.inputs);
    let place = Some([n / columns + 1, n % columns + 1]);
    let number = |name: &str, value: R| (name.to_string(), value.to_f64());
    let (name, operation, operands) = match phase {
        Phase::Update => {
            let step = parameters.updates[index];
            let before = session.values_before(index);
            let operands = vec![number("W", before), number("ΔW", step), number("∂L/∂W", parameters.grads[index])];
            (tensor.name.clone(), "W + ΔW", operands)
        }
        Phase::Clip => {
            let data = number("the data’s gradient", session.trainer().data_grads()[index]);
            (format!("∂L/∂{}", tensor.name), "penalty and clipping", vec![data, number("W", parameters.values[index])])
        }
        _ => (format!("∂L/∂{}", tensor.name), "Σ over the batch of ∂L/∂z·x", Vec::new()),
    };
    Some(Crash { tensor: name, place, value, operation, operands })
}

/// The largest entries of one example's column.
fn column<R: Real>(block: &[R], b: usize, batch: usize, name: &str) -> Vec<(String, f64)> {
    let entries = block.iter().skip(b).step_by(batch).enumerate();
    largest(entries.map(|(o, d)| (format!("{name} of unit {}", o + 1), d.to_f64())).collect())
}

fn largest(mut terms: Vec<(String, f64)>) -> Vec<(String, f64)> {
    let mut chosen = Vec::new();
    while chosen.len() < TERMS && !terms.is_empty() {
        let size = |n: usize| if terms[n].1.is_nan() { f64::INFINITY } else { terms[n].1.abs() };
        let at = (1..terms.len()).fold(0, |best, n| if size(n) > size(best) { n } else { best });
        chosen.push(terms.swap_remove(at));
    }
    chosen
}

fn bad<R: Real>(values: &[R]) -> Option<usize> {
    values.iter().position(|value| !value.is_finite())
}

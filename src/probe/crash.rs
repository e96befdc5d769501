//! The crash record: the first number that is not finite, and what it was made from.

use super::sentence::signed_digits;
use super::{At, Figures, Run};
use crate::net::Role;
use crate::net::layer::{Linear, Op};
use crate::num::Norm;
use crate::train::{Clipped, Phase};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

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
pub(super) fn not_finite(
    figures: &[Figures],
    loss: f64,
    clipped: Option<Clipped>,
    step: u32,
    phase: Phase,
) -> Option<Stopped> {
    let norm = |norm: Option<Norm>| norm.map_or(0.0, |norm| norm.l2);
    let (quantity, value) = match phase {
        Phase::Sample => return None,
        Phase::Forward { stage } => first(&[("z", norm(figures[stage].z)), ("a", norm(figures[stage].a))])?,
        Phase::Loss => first(&[("loss", loss)])?,
        Phase::Backward { stage } => {
            let figures = &figures[stage];
            first(&[("∂L/∂a", norm(figures.d_a)), ("∂L/∂z", norm(figures.d_z)), ("∂L/∂W", norm(figures.d_w))])?
        }
        Phase::Clip => first(&[("∂L/∂W", clipped.map_or(0.0, |clipped| clipped.after))])?,
        Phase::Update => figures.iter().find_map(|figures| first(&[("W", norm(figures.w))]))?,
    };
    Some(Stopped { step, phase, quantity, value })
}

fn first(values: &[(&'static str, f64)]) -> Option<(&'static str, f64)> {
    values.iter().copied().find(|(_, value)| !value.is_finite())
}

/// Looks it up in the blocks, which hold it still.
pub(super) fn find(run: &dyn Run, stopped: Stopped) -> Option<Crash> {
    match stopped.phase {
        Phase::Sample => None,
        Phase::Forward { stage } => forward(run, stage),
        Phase::Loss => loss(run),
        Phase::Backward { stage } => backward(run, stage),
        Phase::Clip | Phase::Update => parameter(run, stopped.phase),
    }
}

/// Places and names of numbers in one stage.
#[derive(Clone, Copy)]
struct Block<'a> {
    run: &'a dyn Run,
    k: usize,
    j: usize,
}

impl Block<'_> {
    fn len(self) -> usize {
        let layer = &self.run.layers()[self.k];
        layer.ops[..=self.j].iter().fold(layer.inputs, |size, op| op.size(size)) * self.run.place().batch
    }

    #[inline(never)]
    fn value(self, n: usize) -> f64 {
        self.run.number(At::Block(self.k, self.j, n))
    }

    #[inline(never)]
    fn d(self, n: usize) -> f64 {
        self.run.number(At::Gradient(self.k, self.j, n))
    }

    /// The first entry that is not finite.
    fn bad(self, number: fn(Self, usize) -> f64) -> Option<usize> {
        (0..self.len()).find(|&n| !number(self, n).is_finite())
    }

    fn place(self, n: usize) -> Option<[usize; 2]> {
        let batch = self.run.place().batch;
        Some([n / batch + 1, n % batch + 1])
    }
}

/// The blocks of stage `k`, in order.
fn blocks(run: &dyn Run, k: usize) -> impl DoubleEndedIterator<Item = Block<'_>> {
    (0..run.layers()[k].ops.len()).map(move |j| Block { run, k, j })
}

#[inline(never)]
fn named(numbers: &[(&str, f64)]) -> Vec<(String, f64)> {
    numbers.iter().map(|&(name, value)| (name.to_string(), value)).collect()
}

fn forward(run: &dyn Run, k: usize) -> Option<Crash> {
    let (block, n) = blocks(run, k).find_map(|block| Some((block, block.bad(Block::value)?)))?;
    let input = |n: usize| run.input(k, block.j, n);
    let batch = run.place().batch;
    let (letter, operation, operands) = match &run.layers()[k].ops[block.j] {
        Op::Linear(linear) => ("z", "Σ w·x + b", sum_terms(run, linear, block, n)),
        Op::Standardise(norm) => {
            let (group, groups) = (norm.group(norm.size * batch, n), norm.groups(batch));
            let kept = |n: usize| run.number(At::Kept(k, block.j, n));
            let gamma = run.number(At::Value(norm.gamma.start + n / batch));
            let operands = [("x", input(n)), ("μ", kept(group)), ("1/√(v + ε)", kept(groups + group)), ("γ", gamma)];
            ("z", "γ·(x − μ)/√(v + ε) + β", named(&operands))
        }
        Op::Activate(_) => ("a", "f(z)", named(&[("z", input(n))])),
        Op::Join(join) => {
            let (alpha, branch) = (join.alpha, input(n));
            let skip = if join.projection.is_some() { block.value(n) - alpha * branch } else { run.input(k, 0, n) };
            ("y", "x + α·F", named(&[("x", skip), ("α", alpha), ("F", branch)]))
        }
    };
    let tensor = format!("{letter}{}", k + 1);
    Some(Crash { tensor, place: block.place(n), value: block.value(n), operation, operands })
}

/// z of output n: the largest terms of its sum.
fn sum_terms(run: &dyn Run, linear: &Linear, block: Block, n: usize) -> Vec<(String, f64)> {
    let batch = run.place().batch;
    let (o, b) = (n / batch, n % batch);
    let term = |i: usize| {
        let x = run.input(block.k, block.j, i * batch + b);
        let w = run.number(At::Value(linear.w.start + o * linear.inputs + i));
        (format!("w{0}·x{0} = {1} · {2}", i + 1, signed_digits(w), signed_digits(x)), w * x)
    };
    largest((0..linear.inputs).map(term).collect())
}

fn loss(run: &dyn Run) -> Option<Crash> {
    let output = blocks(run, run.place().stages - 1).last()?;
    // The logit that is furthest out: the one whose term left the range.
    let n =
        (0..output.len()).fold(0, |best, n| if output.value(n).abs() > output.value(best).abs() { n } else { best });
    let operands = named(&[("z", output.value(n)), ("y", run.number(At::Y(n)))]);
    let (value, operation) = (run.loss_value(), run.loss().choice().help);
    Some(Crash { tensor: "L".into(), place: output.place(n), value, operation, operands })
}

fn backward(run: &dyn Run, k: usize) -> Option<Crash> {
    let found = blocks(run, k).rev().find_map(|block| Some((block, block.bad(Block::d)?)));
    let Some((block, n)) = found else { return parameter(run, Phase::Backward { stage: k }) };
    let b = n % run.place().batch;
    let letter = if block.j == run.layers()[k].z_at { "z" } else { "F" };
    let maker = Block { run, k, j: block.j + 1 };
    let (tensor, operation, operands) = match run.layers()[k].ops.get(maker.j) {
        None => {
            let above = Block { run, k: (k + 1).min(run.place().stages - 1), j: 0 };
            let skipped = run.layers()[above.k].join().is_some();
            let operation = if skipped {
                "Wᵀ·∂L/∂z of the layer above, plus its skip"
            } else {
                "Wᵀ·∂L/∂z of the layer above"
            };
            (format!("∂L/∂a{}", k + 1), operation, column(above, b))
        }
        Some(Op::Linear(_)) => (format!("∂L/∂{letter}{}", k + 1), "Wᵀ·∂L/∂z inside the layer", column(maker, b)),
        Some(Op::Activate(_)) => {
            let operands = named(&[("∂L/∂a", maker.d(n)), ("z", block.value(n))]);
            (format!("∂L/∂{letter}{}", k + 1), "f′(z)·∂L/∂a", operands)
        }
        Some(Op::Standardise(_)) => {
            let operands = named(&[("∂L/∂y", maker.d(n)), ("x", block.value(n))]);
            (format!("∂L/∂{letter}{}", k + 1), "γ·(∂L/∂y − its mean − x̂·its mean along x̂)/√(v + ε)", operands)
        }
        Some(Op::Join(join)) => {
            let operands = named(&[("∂L/∂y", maker.d(n)), ("α", join.alpha)]);
            (format!("∂L/∂{letter}{}", k + 1), "α·∂L/∂y, into the branch", operands)
        }
    };
    Some(Crash { tensor, place: block.place(n), value: block.d(n), operation, operands })
}

/// A gradient or a weight of the arena.
fn parameter(run: &dyn Run, phase: Phase) -> Option<Crash> {
    let updated = phase == Phase::Update;
    let number = |index: usize| run.number(if updated { At::Value(index) } else { At::Grad(index) });
    let bad = |range: Range<usize>| range.into_iter().find(|&index| !number(index).is_finite());
    let (tensor, index) = run.tensors().iter().find_map(|tensor| Some((tensor, bad(tensor.range.clone())?)))?;
    let n = index - tensor.range.start;
    let columns = run.layers()[tensor.stage].linears().find(|linear| linear.w == tensor.range);
    let columns = match tensor.role {
        Role::Projection => run.layers()[tensor.stage].inputs,
        _ => columns.map_or(1, |linear| linear.inputs),
    };
    let (step, data) = (run.number(At::Update(index)), run.number(At::DataGrad(index)));
    let gradient = run.number(At::Grad(index));
    let (name, operation, operands) = match phase {
        Phase::Update => {
            let operands = named(&[("W", run.number(At::Before(index))), ("ΔW", step), ("∂L/∂W", gradient)]);
            (tensor.name.clone(), "W + ΔW", operands)
        }
        Phase::Clip => {
            let operands = named(&[("the data’s gradient", data), ("W", run.number(At::Value(index)))]);
            (format!("∂L/∂{}", tensor.name), "penalty and clipping", operands)
        }
        _ => (format!("∂L/∂{}", tensor.name), "Σ over the batch of ∂L/∂z·x", Vec::new()),
    };
    let place = Some([n / columns + 1, n % columns + 1]);
    Some(Crash { tensor: name, place, value: number(index), operation, operands })
}

/// The largest gradients of one example's column.
fn column(block: Block, b: usize) -> Vec<(String, f64)> {
    let batch = block.run.place().batch;
    let entry = |o: usize| (format!("∂L/∂z of unit {}", o + 1), block.d(o * batch + b));
    largest((0..block.len() / batch).map(entry).collect())
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

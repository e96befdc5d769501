//! What a number was made from: the operation, and its operands.

use super::block::{Block, largest, named};
use crate::net::layer::{Join, Linear, Op};
use crate::num::signed_digits;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// An operation in words, and the largest of its operands.
pub(super) type Made = (&'static str, Vec<(String, f64)>);

/// "name = a · b", with the product.
fn product(name: String, a: f64, b: f64) -> (String, f64) {
    (format!("{name} = {} · {}", signed_digits(a), signed_digits(b)), a * b)
}

/// Number n of a block, by the operation that wrote it.
pub(super) fn value(block: Block, n: usize) -> Made {
    let Block { run, k, j } = block;
    let batch = run.columns(k);
    // Of an operation that keeps the number of units; a linear map may have more outputs than inputs.
    let input = || run.input(k, j, n);
    let kept = |n: usize| run.block(k, j).mask(n);
    match &run.layers[k].ops()[j] {
        Op::Linear(linear) => {
            let term = |i: usize| {
                let w = run.values().at(linear.w.start + n / batch * linear.inputs + i);
                product(format!("w{0}·x{0}", i + 1), w, run.input(k, j, i * batch + n % batch))
            };
            ("Σ w·x + b", largest((0..linear.inputs).map(term).collect()))
        }
        Op::Standardise(norm) => {
            let (group, groups) = (norm.group(norm.size * batch, n), norm.groups(batch));
            let gamma = run.values().at(norm.gamma.start + n / batch);
            let operands = [("x", input()), ("μ", kept(group)), ("1/√(v + ε)", kept(groups + group)), ("γ", gamma)];
            ("γ·(x − μ)/√(v + ε) + β", named(&operands))
        }
        Op::Activate(_) if kept(n) != 1.0 => ("m·f(z)", named(&[("z", input()), ("m", kept(n))])),
        Op::Activate(_) => ("f(z)", named(&[("z", input())])),
        Op::Join(join) => {
            let branch = join.alpha * input();
            let skip = if join.projection.is_some() { block.value(n) - branch } else { run.input(k, 0, n) };
            ("x + α·F", named(&[("x", skip), ("α", join.alpha), ("F", input())]))
        }
    }
}

/// The variance of a norm's group that left the range: the numbers furthest from its mean.
pub(super) fn variance(block: Block) -> Option<(usize, Made)> {
    let Block { run, k, j } = block;
    let Op::Standardise(norm) = &run.layers[k].ops()[j] else { return None };
    let groups = norm.groups(run.columns(k));
    let kept = |n: usize| run.block(k, j).mask(n);
    let group = (0..groups).find(|group| kept(groups + group) == 0.0)?;
    let members = (0..block.len()).filter(|&n| norm.group(block.len(), n) == group);
    let terms: Vec<(String, f64)> =
        members.clone().map(|n| ("x − μ".into(), run.input(k, j, n) - kept(group))).collect();
    Some((members.min()?, ("mean of (x − μ)²", largest(terms))))
}

/// The gradient of number n of what an operation reads, by its backward; for the first one of a layer with a skip,
/// what comes over that too.
pub(super) fn handed_down(block: Block, n: usize) -> Made {
    let (operation, mut operands) = through(block, n);
    if let Some((at, Join { projection: None, .. })) = block.run.layers[block.k].join().filter(|_| block.j == 0) {
        operands.push(("∂L/∂y over the skip".into(), Block { j: at, ..block }.d(n)));
    }
    (operation, operands)
}

fn through(block: Block, n: usize) -> Made {
    let Block { run, k, j } = block;
    let (layer, batch) = (&run.layers[k], run.columns(k));
    let kept = |n: usize| run.block(k, j).mask(n);
    match &layer.ops()[j] {
        Op::Linear(linear) => {
            let term = |o: usize| {
                let w = run.values().at(linear.w.start + o * linear.inputs + n / batch);
                product(format!("w·∂L/∂z of unit {}", o + 1), w, block.d(o * batch + n % batch))
            };
            ("Wᵀ·∂L/∂z", largest((0..linear.outputs).map(term).collect()))
        }
        Op::Standardise(norm) => {
            let scale = kept(norm.groups(batch) + norm.group(norm.size * batch, n));
            let gamma = run.values().at(norm.gamma.start + n / batch);
            let operands = [("∂L/∂y", block.d(n)), ("γ", gamma), ("s", scale)];
            ("s·(g − mean of g − x̂·mean of g·x̂), g = γ·∂L/∂y", named(&operands))
        }
        Op::Activate(f) => {
            let z = run.input(k, j, n);
            let slope = f.slope.map_or(0.0, |slope| run.values().at(slope));
            let operands = [("∂L/∂a", block.d(n)), ("z", z), ("f′(z)", f.activation.df(z, slope)), ("m", kept(n))];
            if kept(n) == 1.0 {
                ("f′(z)·∂L/∂a", named(&operands[..3]))
            } else {
                ("f′(z)·m·∂L/∂a", named(&operands))
            }
        }
        Op::Join(join) => ("α·∂L/∂y", named(&[("∂L/∂y", block.d(n)), ("α", join.alpha)])),
    }
}

/// The gradient of parameter `index`, by the operation that owns it.
pub(super) fn gradient(block: Block, index: usize) -> Made {
    let Block { run, k, j } = block;
    let batch = run.columns(k);
    let sum = |name: &str, o: usize, x: &dyn Fn(usize) -> f64| {
        let term = |b: usize| product(format!("{name} of example {}", b + 1), block.d(o * batch + b), x(b));
        largest((0..batch).map(term).collect())
    };
    let weight = |linear: &Linear, from: usize| {
        let (o, i) = ((index - linear.w.start) / linear.inputs, (index - linear.w.start) % linear.inputs);
        ("Σ over the batch of ∂L/∂z·x", sum("∂L/∂z·x", o, &|b| run.input(k, from, i * batch + b)))
    };
    match &run.layers[k].ops()[j] {
        Op::Linear(linear) if linear.w.contains(&index) => weight(linear, j),
        Op::Linear(linear) => {
            let o = index - linear.b.as_ref().map_or(index, |b| b.start);
            ("Σ over the batch of ∂L/∂z", sum("∂L/∂z", o, &|_| 1.0))
        }
        Op::Standardise(norm) if norm.beta.contains(&index) => {
            ("Σ over the batch of ∂L/∂y", sum("∂L/∂y", index - norm.beta.start, &|_| 1.0))
        }
        Op::Standardise(norm) => {
            let (o, groups) = (index - norm.gamma.start, norm.groups(batch));
            let hat = |b: usize| {
                let (n, group) = (o * batch + b, norm.group(norm.size * batch, o * batch + b));
                (run.input(k, j, n) - run.block(k, j).mask(group)) * run.block(k, j).mask(groups + group)
            };
            ("Σ over the batch of ∂L/∂y·x̂", sum("∂L/∂y·x̂", o, &hat))
        }
        Op::Activate(_) => {
            let term = |n: usize| product("z·∂L/∂a".into(), run.input(k, j, n).min(0.0), block.d(n));
            ("Σ of z·∂L/∂a where z ≤ 0", largest((0..block.len()).map(term).collect()))
        }
        Op::Join(join) => match &join.projection {
            Some(projection) => weight(projection, 0),
            None => ("Σ over the batch of ∂L/∂z·x", Vec::new()),
        },
    }
}

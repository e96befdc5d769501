//! Crashes inside a cell.

use super::block::{largest, named};
use super::parameter::parameter;
use super::record::Crash;
use crate::net::cell::{Cell, Part};
use crate::num::Numbers;
use crate::probe::Frame;
use crate::spec::Cell as Kind;
use crate::train::Phase;
use alloc::format;
use alloc::vec::Vec;

/// The first number of a step that is not finite, part by part in the order of its equations.
pub(super) fn forward(run: &Frame, k: usize) -> Option<Crash> {
    let part = run.cells(k).iter().find_map(|cell| {
        (0..cell.parts().len()).find_map(|at| {
            let part = cell.parts()[at];
            let n = bad(run, cell, part, run.block(k, cell.first + part.block).value)?;
            let (unit, example) = (n / run.place.batch, n % run.place.batch);
            let view = run.part(k, cell, at, unit, example);
            Some(Crash {
                tensor: format!("{} at time {}", part.name, k + 1),
                stage: None,
                place: Some([unit + 1, example + 1]),
                value: view.value,
                operation: part.formula,
                operands: named(&view.operands),
            })
        })
    });
    part.or_else(|| inner(run, k)).or_else(|| hidden(run, k))
}

/// The first gradient of a step that is not finite: from h down to what stands inside the gates, then what the products
/// hand down, the parameters', and what the steps before get of it.
pub(super) fn backward(run: &Frame, k: usize) -> Option<Crash> {
    let parameters = || parameter(run, Phase::Backward { stage: k }, &|_| true);
    gradient(run, k).or_else(|| product(run, k)).or_else(parameters).or_else(|| handed_back(run, k))
}

/// What a step hands to the states before it, or the answer to those that it was made from.
pub(super) fn handed_back(run: &Frame, k: usize) -> Option<Crash> {
    (0..k).rev().find_map(|k| gradient(run, k))
}

fn gradient(run: &Frame, k: usize) -> Option<Crash> {
    let parts = |cell: &Cell| (0..cell.parts().len()).rev().collect::<Vec<usize>>();
    run.cells(k).iter().rev().find_map(|cell| {
        parts(cell).into_iter().find_map(|at| {
            let part = cell.parts()[at];
            let n = bad(run, cell, part, run.block(k, cell.first + part.block).d)?;
            let (unit, example) = (n / run.place.batch, n % run.place.batch);
            let view = run.part(k, cell, at, unit, example);
            let mut operands = view.operands;
            operands.push((part.name, view.value));
            Some(Crash {
                tensor: format!("∂L/∂{} at time {}", part.name, k + 1),
                stage: None,
                place: Some([unit + 1, example + 1]),
                value: view.d,
                operation: "the sum over all later steps, and the answer",
                operands: named(&operands),
            })
        })
    })
}

/// Wᵀ·∂L/∂z of a product, for what it reads: \[h₋₁; x\], or in the report's GRU \[r⊙h₋₁; x\] too.
fn product(run: &Frame, k: usize) -> Option<Crash> {
    let batch = run.place.batch;
    run.cells(k).iter().rev().find_map(|cell| {
        let candidate = (cell.kind == Kind::Gru).then_some(("[r⊙h₋₁; x]", 2, 1, 3));
        candidate.into_iter().chain([("[h₋₁; x]", 0, 0, 1)]).find_map(|(name, read, map, made)| {
            let linear = &cell.maps[map];
            let at = |n: usize| run.block(k, cell.first + read).d.at(n);
            let n = (0..linear.inputs * batch).find(|&n| !at(n).is_finite())?;
            let (row, example) = (n / batch, n % batch);
            let term = |o: usize| {
                let d = run.block(k, cell.first + made).d.at(o * batch + example);
                (
                    format!("w·∂L/∂z of row {}", o + 1),
                    d * run.values_used(k).at(linear.w.start + o * linear.inputs + row),
                )
            };
            Some(Crash {
                tensor: format!("∂L/∂{name} at time {}", k + 1),
                stage: None,
                place: Some([row + 1, example + 1]),
                value: at(n),
                operation: "Wᵀ·∂L/∂z",
                operands: largest((0..linear.outputs).map(term).collect()),
            })
        })
    })
}

/// What the candidate of PyTorch's GRU adds, where its tanh hides that it is infinite.
fn inner(run: &Frame, k: usize) -> Option<Crash> {
    let batch = run.place.batch;
    run.cells(k).iter().filter(|cell| cell.kind == Kind::GruPytorch).find_map(|cell| {
        let at = |n: usize| run.block(k, cell.first + 2).value.at(n);
        let n = (0..cell.size * batch).find(|&n| !at(n).is_finite())?;
        let view = run.part(k, cell, 2, n / batch, n % batch);
        Some(Crash {
            tensor: format!("W_hn·h₋₁ + b_hn at time {}", k + 1),
            stage: None,
            place: Some([n / batch + 1, n % batch + 1]),
            value: at(n),
            operation: "Σ w·h₋₁ + b",
            operands: named(&view.operands),
        })
    })
}

/// A sum inside a gate: σ or tanh of ∞ is a number again.
fn hidden(run: &Frame, k: usize) -> Option<Crash> {
    let batch = run.place.batch;
    run.cells(k).iter().enumerate().find_map(|(level, cell)| {
        let sums = run.tensors.gate_sums(k, level);
        let n = sums.iter().position(|z| !z.is_finite())?;
        let (row, example) = (n / batch, n % batch);
        let (at, unit) = (row / cell.size, row % cell.size);
        let part = cell.parts()[at];
        let around = if part.gate { 3 } else { 5 }; // bytes of "σ(" and "tanh("
        Some(Crash {
            tensor: format!("the sum inside {} at time {}", part.name, k + 1),
            stage: None,
            place: Some([unit + 1, example + 1]),
            value: sums[n],
            operation: part.formula.get(around..part.formula.len() - 1).unwrap_or(part.formula),
            operands: named(&run.part(k, cell, at, unit, example).operands),
        })
    })
}

/// Unit and example, as one number, of the first entry of a part that is not finite.
fn bad(run: &Frame, cell: &Cell, part: Part, numbers: Numbers) -> Option<usize> {
    let count = cell.size * run.place.batch;
    (0..count).find(|n| !numbers.at(part.row * count + n).is_finite())
}

//! Crashes inside a cell.

use super::block::{largest, named};
use super::parameter::parameter;
use super::record::Crash;
use crate::net::cell::{Cell, Operand, Part};
use crate::num::Numbers;
use crate::probe::Frame;
use crate::train::Phase;
use alloc::format;
use alloc::string::String;
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
                tensor: format!("{} at time step {}", part.name, k + 1),
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

/// The first gradient of a step that is not finite: from h down to the sums inside the gates, then the gradients that
/// the maps hand down, those of the parameters, and those of the states before.
pub(super) fn backward(run: &Frame, k: usize) -> Option<Crash> {
    let parameters = || parameter(run, Phase::Backward { stage: k }, &|_| true);
    gradient(run, k).or_else(|| product(run, k)).or_else(parameters).or_else(|| handed_back(run, k))
}

/// The gradients of earlier states: a step hands them to the step before it, the output layer to the states it reads.
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
                tensor: format!("∂L/∂{} at time step {}", part.name, k + 1),
                stage: None,
                place: Some([unit + 1, example + 1]),
                value: view.d,
                operation: "the sum over all later time steps, and the answer",
                operands: named(&operands),
            })
        })
    })
}

/// Wᵀ·∂L/∂z of the linear maps, for a block that they read: \[h₋₁; x\], x alone, or \[r⊙h₋₁; x\] in the report's GRU.
fn product(run: &Frame, k: usize) -> Option<Crash> {
    let read =
        |cell: &Cell| (0..cell.blocks().len()).filter(|&j| cell.about.blocks[j].is_read()).rev().collect::<Vec<_>>();
    run.cells(k).iter().rev().find_map(|cell| {
        read(cell).into_iter().find_map(|block| {
            let numbers = run.block(k, cell.first + block).d;
            let n = (0..cell.rows()[block] * run.place.batch).find(|&n| !numbers.at(n).is_finite())?;
            let (row, example) = (n / run.place.batch, n % run.place.batch);
            Some(Crash {
                tensor: format!("∂L/∂{} at time step {}", cell.about.blocks[block].name, k + 1),
                stage: None,
                place: Some([row + 1, example + 1]),
                value: numbers.at(n),
                operation: "Wᵀ·∂L/∂z",
                operands: largest(handed_down(run, k, cell, [block, row, example])),
            })
        })
    })
}

/// The terms w·∂L/∂z for one number that maps read; rows are counted over all maps that read it.
fn handed_down(run: &Frame, k: usize, cell: &Cell, [block, row, example]: [usize; 3]) -> Vec<(String, f64)> {
    let mut terms = Vec::new();
    for (linear, map) in cell.maps.iter().zip(cell.about.maps) {
        let (read, rows) = cell.read_by(map);
        if read != block || !rows.contains(&row) {
            continue;
        }
        let (made, column, first) = (run.block(k, cell.first + map.makes).d, row - rows.start, terms.len());
        terms.extend((0..linear.outputs).map(|o| {
            let w = run.values_used(k).at(linear.w.start + o * linear.inputs + column);
            (format!("w·∂L/∂z of row {}", first + o + 1), made.at(o * run.place.batch + example) * w)
        }));
    }
    terms
}

/// A sum that a cell keeps in its own block, and whose infinity a later tanh hides.
fn inner(run: &Frame, k: usize) -> Option<Crash> {
    let batch = run.place.batch;
    run.cells(k).iter().find_map(|cell| {
        let names = |part: &Part, at: usize| {
            part.from.iter().any(|operand| matches!(operand, Operand::Inner { block, .. } if *block == at))
        };
        (0..cell.blocks().len()).find_map(|block| {
            let at = cell.parts().iter().position(|part| names(part, block))?;
            let numbers = run.block(k, cell.first + block).value;
            let n = (0..cell.size * batch).find(|&n| !numbers.at(n).is_finite())?;
            let view = run.part(k, cell, at, n / batch, n % batch);
            Some(Crash {
                tensor: format!("{} at time step {}", cell.about.blocks[block].name, k + 1),
                stage: None,
                place: Some([n / batch + 1, n % batch + 1]),
                value: numbers.at(n),
                operation: cell.about.blocks[block].formula,
                operands: named(&view.operands),
            })
        })
    })
}

/// A sum inside a gate: σ or tanh of ∞ is finite again.
fn hidden(run: &Frame, k: usize) -> Option<Crash> {
    let batch = run.place.batch;
    run.cells(k).iter().enumerate().find_map(|(level, cell)| {
        let sums = run.tensors.gate_sums(k, level);
        let bad = |(at, z): (usize, Vec<f64>)| Some((at, z.iter().copied().enumerate().find(|z| !z.1.is_finite())?));
        let (at, (n, value)) = sums.into_iter().find_map(bad)?;
        let (unit, example, part) = (n / batch, n % batch, cell.parts()[at]);
        Some(Crash {
            tensor: format!("the sum inside {} at time step {}", part.name, k + 1),
            stage: None,
            place: Some([unit + 1, example + 1]),
            value,
            operation: part.inside,
            operands: named(&run.part(k, cell, at, unit, example).operands),
        })
    })
}

/// Unit and example, as one number, of the first entry of a part that is not finite.
fn bad(run: &Frame, cell: &Cell, part: Part, numbers: Numbers) -> Option<usize> {
    let count = cell.size * run.place.batch;
    (0..count).find(|n| !numbers.at(part.row * count + n).is_finite())
}

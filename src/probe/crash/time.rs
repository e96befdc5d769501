//! Crashes inside a cell.

use super::{At, Crash, Run, named, parameter};
use crate::net::cell::{Cell, Part};
use crate::train::Phase;
use alloc::format;
use alloc::vec::Vec;

/// The first number of a step that is not finite, part by part in the order of its equations.
pub(super) fn forward(run: &dyn Run, k: usize) -> Option<Crash> {
    run.cells(k).iter().find_map(|cell| {
        (0..cell.parts().len()).find_map(|at| {
            let part = cell.parts()[at];
            let n = bad(run, cell, part, |place| At::Block(k, cell.first + part.block, place))?;
            let (unit, example) = (n / run.place().batch, n % run.place().batch);
            let view = run.part(k, cell, at, unit, example);
            Some(Crash {
                tensor: format!("{} at time {}", part.name, k + 1),
                place: Some([unit + 1, example + 1]),
                value: view.value,
                operation: part.formula,
                operands: named(&view.operands),
            })
        })
    })
}

/// The first gradient of a step that is not finite: from h down to what stands inside the gates.
pub(super) fn backward(run: &dyn Run, k: usize) -> Option<Crash> {
    let parts = |cell: &Cell| (0..cell.parts().len()).rev().collect::<Vec<usize>>();
    let found = run.cells(k).iter().rev().find_map(|cell| {
        parts(cell).into_iter().find_map(|at| {
            let part = cell.parts()[at];
            let n = bad(run, cell, part, |place| At::Gradient(k, cell.first + part.block, place))?;
            let (unit, example) = (n / run.place().batch, n % run.place().batch);
            let view = run.part(k, cell, at, unit, example);
            let mut operands = view.operands;
            operands.push((part.name, view.value));
            Some(Crash {
                tensor: format!("∂L/∂{} at time {}", part.name, k + 1),
                place: Some([unit + 1, example + 1]),
                value: view.d,
                operation: "the sum over all later steps, and the answer",
                operands: named(&operands),
            })
        })
    });
    found.or_else(|| parameter(run, Phase::Backward { stage: k }, &|_| true))
}

/// Unit and example, as one number, of the first entry of a part that is not finite.
fn bad(run: &dyn Run, cell: &Cell, part: Part, at: impl Fn(usize) -> At) -> Option<usize> {
    let count = cell.size * run.place().batch;
    (0..count).find(|n| !run.number(at(part.row * count + n)).is_finite())
}

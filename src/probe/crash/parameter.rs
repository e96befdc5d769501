//! Crashes among the parameters: a gradient, a penalty, the optimizer's memory, a weight.

use super::block::{blocks, named};
use super::record::Crash;
use crate::net::Parameter;
use crate::probe::{Arena, Frame};
use crate::train::Phase;
use alloc::format;
use alloc::vec::Vec;

/// The first parameter (after an update) or gradient that is not finite, among those that `asked` accepts.
pub(super) fn parameter(run: &Frame, phase: Phase, asked: &dyn Fn(usize) -> bool) -> Option<Crash> {
    let numbers = if phase == Phase::Update { run.values() } else { run.gradients() };
    let index = (0..run.sizes.parameters).find(|&n| asked(n) && !numbers.at(n).is_finite())?;
    entry(run, phase, index)
}

fn entry(run: &Frame, phase: Phase, index: usize) -> Option<Crash> {
    let tensor = run.parameters.iter().find(|tensor| tensor.range.contains(&index))?;
    let owner = blocks(run, tensor.stage).find(|block| block.op().owns(index));
    let (value, gradient) = (run.values().at(index), run.gradients().at(index));
    let of_gradient = format!("∂L/∂{}", tensor.name);
    let (name, value, (operation, operands)) = match phase {
        Phase::Update => {
            let (before, step) = (run.tensors.arena(Arena::ValuesBefore).at(index), run.updates().at(index));
            let operands = named(&[(&tensor.name, before), ("ΔW", step), (&of_gradient, gradient)]);
            (tensor.name.clone(), value, ("W + ΔW", operands))
        }
        Phase::Clip => {
            let data = run.data_gradients().at(index);
            let operands = named(&[("the gradient of the loss", data), (&tensor.name, value)]);
            (of_gradient, gradient, ("penalty and clipping", operands))
        }
        _ => match owner {
            Some(owner) => {
                let made = owner.op().computed_gradient(&owner, index);
                (of_gradient, gradient, (made.formula, made.terms))
            }
            None => (of_gradient, gradient, ("Σ over time steps and batch of ∂L/∂z·u", Vec::new())),
        },
    };
    let linear = || run.cells(tensor.stage).iter().flat_map(|cell| &cell.maps).find(|linear| linear.w.contains(&index));
    let columns = owner.map_or_else(|| linear().map_or(1, |linear| linear.inputs), |owner| owner.columns(index));
    let n = index - tensor.range.start;
    // All units of a layer share one slope.
    let place = (!tensor.role.is_number()).then_some([n / columns + 1, n % columns + 1]);
    Some(Crash { tensor: name, stage: stage_of(run, tensor), place, value, operation, operands })
}

fn stage_of(run: &Frame, tensor: &Parameter) -> Option<usize> {
    (!run.is_step(tensor.stage)).then_some(tensor.stage)
}

/// A penalty that left the range and was then clipped: that of the largest weight.
pub(super) fn penalty(run: &Frame, value: f64) -> Option<Crash> {
    let w = |index: usize| run.values().at(index).abs();
    let weights = run.parameters.iter().filter(|tensor| tensor.role.decays());
    let index = weights.flat_map(|tensor| tensor.range.clone()).max_by(|a, b| w(*a).total_cmp(&w(*b)))?;
    let crash = entry(run, Phase::Clip, index)?;
    Some(Crash { value, ..crash })
}

/// The first entry of the rule's memory that is not finite.
pub(super) fn memory(run: &Frame) -> Option<Crash> {
    let bad = |list: usize| {
        let memory = run.tensors.arena(Arena::Memory(list));
        let index = memory.iter().position(|number| !number.is_finite())?;
        Some((index, memory.at(index)))
    };
    let (index, value) = (0..run.spec.optimizer.description().memory.len()).find_map(bad)?;
    let tensor = run.parameters.iter().find(|tensor| tensor.range.contains(&index))?;
    let (gradient, name) = (run.gradients().at(index), format!("∂L/∂{}", tensor.name));
    Some(Crash {
        tensor: format!("the optimizer’s memory of {}", tensor.name),
        stage: stage_of(run, tensor),
        place: entry(run, Phase::Update, index).and_then(|crash| crash.place),
        value,
        operation: run.spec.optimizer.help(),
        operands: named(&[(&name, gradient)]),
    })
}

//! The crash record: the first number that is not finite, and what it was made from.

mod found;
mod made;
mod time;

pub(crate) use found::{not_finite, seems_finite};

use super::reading::Block;
use super::{Arena, Frame};
use crate::net::layer::{Computation, Join, Op, Reading, largest};
use crate::net::{Parameter, Role};
use crate::train::Phase;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Where the run met its first number that is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopped {
    /// Steps done before.
    pub step: u32,
    /// The phase that made it.
    pub phase: Phase,
    /// What it is a number of: `"z"`, `"a"`, `"the variance"`, `"loss"`, `"∂L/∂z"`, `"∂L/∂x"`, `"∂L/∂W"`, `"W"`, `"b"`.
    pub quantity: &'static str,
    /// The value: NaN or ±∞.
    pub value: f64,
}

/// The number itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Crash {
    /// The tensor it stands in: `z3`, `∂L/∂W3`, `W3`.
    pub tensor: String,
    /// The stage it belongs to; none of the loss, and of weights that all steps in time share.
    pub stage: Option<usize>,
    /// Its place there: row and column, from 1 (unit and example, or unit and input).
    pub place: Option<[usize; 2]>,
    /// NaN or ±∞.
    pub value: f64,
    /// The operation that produced it, as a formula.
    pub operation: &'static str,
    /// What it was made from: the largest terms of a sum.
    pub operands: Vec<(String, f64)>,
}

/// Looks it up in the blocks, which hold it still.
pub(crate) fn find(run: &Frame, stopped: Stopped) -> Option<Crash> {
    let crash = match stopped.phase {
        Phase::Sample => None,
        Phase::Forward { stage } => forward(run, stage),
        Phase::Loss => loss(run),
        Phase::Backward { stage } => backward(run, stage),
        Phase::Clip => parameter(run, stopped.phase, &|_| true).or_else(|| penalty(run, stopped.value)),
        Phase::Update => memory(run).or_else(|| parameter(run, stopped.phase, &|_| true)),
    }?;
    // What a stage made is its own; what was made for the whole network, its tensor's.
    Some(Crash { stage: stopped.phase.words().1.or(crash.stage), ..crash })
}

/// Places and names of numbers in one stage.
impl Block<'_> {
    fn len(self) -> usize {
        let layer = &self.run.layers[self.k];
        layer.ops[..=self.j].iter().fold(layer.inputs, |size, op| op.size(size)) * self.run.columns(self.k)
    }

    /// The first entry that is not finite.
    fn bad(self, number: fn(&Self, usize) -> f64) -> Option<usize> {
        (0..self.len()).find(|&n| !number(&self, n).is_finite())
    }

    /// z, a, or F where it is what a skip goes round, with its layer.
    fn name(self) -> String {
        let layer = &self.run.layers[self.k];
        let (last, branch) = (self.j + 1 == layer.ops.len(), layer.join().is_some_and(|(at, _)| at == self.j + 1));
        let letter = match &layer.ops[self.j] {
            _ if branch => "F",
            Op::Activate(_) => "a",
            Op::Linear(_) => "z",
            _ if last => "a",
            _ => "z",
        };
        format!("{letter}{}", self.k + 1)
    }

    /// The block that its operation reads; none for the input.
    fn below(self) -> Option<Self> {
        let Block { run, k, j, values } = self;
        match j {
            0 => k.checked_sub(1).filter(|&k| run.cells(k).is_empty()).map(|k| Block {
                run,
                k,
                j: run.layers[k].ops.len() - 1,
                values,
            }),
            j => Some(Block { run, k, j: j - 1, values }),
        }
    }

    /// Columns of its operation's parameter `index`, where that is a matrix; else 1.
    fn columns(self, index: usize) -> usize {
        match &self.run.layers[self.k].ops[self.j] {
            Op::Linear(linear) if linear.w.contains(&index) => linear.inputs,
            Op::Join(Join { projection: Some(projection), .. }) => projection.inputs,
            _ => 1,
        }
    }

    fn place(self, n: usize) -> Option<[usize; 2]> {
        let batch = self.run.columns(self.k);
        Some([n / batch + 1, n % batch + 1])
    }
}

/// The blocks of stage `k`, in order.
fn blocks<'a>(run: &'a Frame<'a>, k: usize) -> impl DoubleEndedIterator<Item = Block<'a>> {
    (0..run.layers[k].ops.len()).map(move |j| Block { run, k, j, values: Arena::Values })
}

fn named(numbers: &[(&str, f64)]) -> Vec<(String, f64)> {
    numbers.iter().map(|&(name, value)| (name.to_string(), value)).collect()
}

fn forward(run: &Frame, k: usize) -> Option<Crash> {
    if let Some(crash) = time::forward(run, k) {
        return Some(crash);
    }
    let bad = blocks(run, k).find_map(|block| Some((block, block.bad(Block::value)?)));
    let Some((block, n)) = bad else { return variance(run, k) };
    let Computation { formula: operation, terms: operands } = made::value(block, n);
    Some(Crash { tensor: block.name(), stage: None, place: block.place(n), value: block.value(n), operation, operands })
}

fn variance(run: &Frame, k: usize) -> Option<Crash> {
    let (block, (n, made)) = blocks(run, k).find_map(|block| Some((block, made::statistic(block)?)))?;
    let Computation { formula: operation, terms: operands } = made;
    let tensor = format!("the variance of layer {}", k + 1);
    Some(Crash { tensor, stage: None, place: block.place(n), value: f64::INFINITY, operation, operands })
}

fn loss(run: &Frame) -> Option<Crash> {
    let output = blocks(run, run.place.stages - 1).last()?;
    // The logit that is furthest out: the one whose term left the range.
    let further = |best, n| if output.value(n).abs() > output.value(best).abs() { n } else { best };
    let n = (0..output.len()).fold(0, further);
    let operands = named(&[("z", output.value(n)), ("y", run.tensors.targets().at(n))]);
    let (value, operation) = (run.loss_value, run.loss.help());
    Some(Crash { tensor: "L".into(), stage: None, place: output.place(n), value, operation, operands })
}

/// In the order in which a backward phase makes them: from the last operation down, a block's parameters and then
/// the gradient of what it reads; at the end what is handed to the layer below.
fn backward(run: &Frame, k: usize) -> Option<Crash> {
    if !run.cells(k).is_empty() {
        return time::backward(run, k);
    }
    for block in blocks(run, k).rev() {
        let op = &run.layers[k].ops[block.j];
        if let Some(crash) = parameter(run, Phase::Backward { stage: k }, &|index| op.owns(index)) {
            return Some(crash);
        }
        let Some(below) = block.below() else { return time::handed_back(run, k) };
        if let Some(n) = below.bad(Block::d) {
            let Computation { formula: operation, terms: operands } = made::handed_down(block, n);
            let tensor = format!("∂L/∂{}", below.name());
            return Some(Crash { tensor, stage: None, place: below.place(n), value: below.d(n), operation, operands });
        }
    }
    None
}

/// A parameter of those asked for that is not finite, or its gradient.
fn parameter(run: &Frame, phase: Phase, asked: &dyn Fn(usize) -> bool) -> Option<Crash> {
    let numbers = if phase == Phase::Update { run.values() } else { run.gradients() };
    let index = (0..run.sizes.parameters).find(|&n| asked(n) && !numbers.at(n).is_finite())?;
    entry(run, phase, index)
}

fn entry(run: &Frame, phase: Phase, index: usize) -> Option<Crash> {
    let tensor = run.parameters.iter().find(|tensor| tensor.range.contains(&index))?;
    let owner = blocks(run, tensor.stage).find(|block| run.layers[tensor.stage].ops[block.j].owns(index));
    let (value, gradient) = (run.values().at(index), run.gradients().at(index));
    let of_gradient = format!("∂L/∂{}", tensor.name);
    let (name, value, (operation, operands)) = match phase {
        Phase::Update => {
            let (before, step) = (run.tensors.arena(Arena::ValuesBefore).at(index), run.updates().at(index));
            let operands = named(&[(&tensor.name, before), ("ΔW", step), (&of_gradient, gradient)]);
            (tensor.name.clone(), value, ("W + ΔW", operands))
        }
        Phase::Clip => {
            let operands = named(&[("the data’s gradient", run.data_gradients().at(index)), (&tensor.name, value)]);
            (of_gradient, gradient, ("penalty and clipping", operands))
        }
        _ => match owner {
            Some(owner) => {
                let made = made::gradient(owner, index);
                (of_gradient, gradient, (made.formula, made.terms))
            }
            None => (of_gradient, gradient, ("Σ over steps and batch of ∂L/∂z·u", Vec::new())),
        },
    };
    let linear = || run.cells(tensor.stage).iter().flat_map(|cell| &cell.maps).find(|linear| linear.w.contains(&index));
    let columns = owner.map_or_else(|| linear().map_or(1, |linear| linear.inputs), |owner| owner.columns(index));
    let n = index - tensor.range.start;
    // A slope is the whole layer's.
    let place = (tensor.role != Role::Slope).then_some([n / columns + 1, n % columns + 1]);
    Some(Crash { tensor: name, stage: stage_of(run, tensor), place, value, operation, operands })
}

fn stage_of(run: &Frame, tensor: &Parameter) -> Option<usize> {
    run.cells(tensor.stage).is_empty().then_some(tensor.stage)
}

/// A penalty that left the range, and was cut: that of the largest weight.
fn penalty(run: &Frame, value: f64) -> Option<Crash> {
    let w = |index: usize| run.values().at(index).abs();
    let weights = run.parameters.iter().filter(|tensor| tensor.role.decays());
    let index = weights.flat_map(|tensor| tensor.range.clone()).max_by(|a, b| w(*a).total_cmp(&w(*b)))?;
    let crash = entry(run, Phase::Clip, index)?;
    Some(Crash { value, ..crash })
}

/// What the rule remembers of a parameter.
fn memory(run: &Frame) -> Option<Crash> {
    let bad = |list: usize| {
        let memory = run.tensors.arena(Arena::Memory(list));
        let index = memory.iter().position(|number| !number.is_finite())?;
        Some((index, memory.at(index)))
    };
    let (index, value) = (0..run.spec.optimizer.description().memory.len()).find_map(bad)?;
    let tensor = run.parameters.iter().find(|tensor| tensor.range.contains(&index))?;
    let (gradient, name) = (run.gradients().at(index), format!("∂L/∂{}", tensor.name));
    Some(Crash {
        tensor: format!("the rule’s memory of {}", tensor.name),
        stage: stage_of(run, tensor),
        place: entry(run, Phase::Update, index).and_then(|crash| crash.place),
        value,
        operation: run.spec.optimizer.help(),
        operands: named(&[(&name, gradient)]),
    })
}

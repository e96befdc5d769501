//! The plan of a check: which gradients it compares, in order.

use crate::net::{Network, Parameter, Role};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// One gradient to compare.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// Parameter `index`, against the loss.
    Whole { stage: usize, index: usize },
    /// A number, against its stage's own output.
    Stage { stage: usize, at: Place },
}

/// A number that a stage's output depends on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// A parameter of the stage.
    Parameter(usize),
    /// A number of the block it reads \[I×B\].
    Input(usize),
}

/// The gradients to compare, in order: every parameter in both ways, and every input of every stage. A large network
/// has millions of them, so only the groups are listed.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Each group, with the number of gradients in it and in all before it.
    groups: Vec<(Group, usize)>,
}

/// Neighboring gradients that are compared in the same way.
#[derive(Clone, Copy, Debug)]
enum Group {
    /// Parameters from this one on, against the loss.
    Whole { stage: usize, from: usize },
    /// Parameters from this one on, against the stage's own output.
    Parameters { stage: usize, from: usize },
    /// The inputs of a stage, against its own output.
    Inputs { stage: usize },
}

impl Plan {
    pub(super) fn of(network: &Network<f64>) -> Plan {
        let mut plan = Plan { groups: Vec::new() };
        // Through time every parameter acts at every time step: the loss shows them all, and stages would add nothing.
        let stages = !network.through_time();
        for Parameter { stage, range, .. } in &network.parameters.tensors {
            let (stage, from) = (*stage, range.start);
            plan.add(Group::Whole { stage, from }, range.len());
            if stages {
                plan.add(Group::Parameters { stage, from }, range.len());
            }
        }
        for stage in (0..network.layers.len()).filter(|_| stages) {
            plan.add(Group::Inputs { stage }, network.input_of(stage).len());
        }
        plan
    }

    fn add(&mut self, group: Group, count: usize) {
        let before = self.len();
        self.groups.push((group, before + count));
    }

    /// How many gradients there are.
    pub(super) fn len(&self) -> usize {
        self.groups.last().map_or(0, |&(_, end)| end)
    }

    /// Gradient `n`; none beyond the last.
    pub(super) fn item(&self, n: usize) -> Option<Item> {
        let at = self.groups.partition_point(|&(_, end)| end <= n);
        let n = n - if at == 0 { 0 } else { self.groups[at - 1].1 };
        Some(match self.groups.get(at)?.0 {
            Group::Whole { stage, from } => Item::Whole { stage, index: from + n },
            Group::Parameters { stage, from } => Item::Stage { stage, at: Place::Parameter(from + n) },
            Group::Inputs { stage } => Item::Stage { stage, at: Place::Input(n) },
        })
    }
}

impl Item {
    pub(super) fn stage(&self) -> usize {
        match self {
            Item::Whole { stage, .. } | Item::Stage { stage, .. } => *stage,
        }
    }

    /// The tensor it belongs to.
    pub(super) fn name(&self, network: &Network<f64>) -> String {
        match *self {
            Item::Whole { index, .. } | Item::Stage { at: Place::Parameter(index), .. } => {
                let tensor = network.parameters.tensors.iter().find(|tensor| tensor.range.contains(&index));
                tensor.map_or_else(String::new, |tensor| tensor.name.clone())
            }
            Item::Stage { stage, .. } => format!("a{stage}"),
        }
    }

    /// Its row and column there, from 1: unit and input of a weight, or unit and example of an input.
    pub(super) fn place(&self, network: &Network<f64>) -> [usize; 2] {
        let (n, columns) = match *self {
            Item::Whole { stage, index } | Item::Stage { stage, at: Place::Parameter(index) } => {
                let tensor = network.parameters.tensors.iter().find(|tensor| tensor.range.contains(&index));
                let layer = &network.layers[stage];
                let linear = layer
                    .linears()
                    .chain(layer.cells().iter().flat_map(|cell| &cell.maps))
                    .find(|linear| linear.w.contains(&index));
                let columns = match tensor.map(|tensor| tensor.role) {
                    Some(Role::Projection) => layer.inputs,
                    _ => linear.map_or(1, |linear| linear.inputs),
                };
                (tensor.map_or(0, |tensor| index - tensor.range.start), columns)
            }
            Item::Stage { at: Place::Input(n), .. } => (n, network.batch),
        };
        [n / columns + 1, n % columns + 1]
    }
}

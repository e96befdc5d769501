//! The plan of a check: which gradients it compares, in order.

use crate::net::{Network, Role};
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

/// Every parameter in both ways, and every input of every stage.
pub(super) fn items(network: &Network<f64>) -> Vec<Item> {
    let mut items = Vec::new();
    for tensor in &network.parameters.tensors {
        let stage = tensor.stage;
        items.extend(tensor.range.clone().map(|index| Item::Whole { stage, index }));
        if !network.through_time() {
            items.extend(tensor.range.clone().map(|index| Item::Stage { stage, at: Place::Parameter(index) }));
        }
    }
    // Through time every parameter acts at every time step, so the loss shows them all and stages would add nothing.
    for stage in (0..network.layers.len()).filter(|_| !network.through_time()) {
        items.extend((0..network.input_of(stage).len()).map(|n| Item::Stage { stage, at: Place::Input(n) }));
    }
    items
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

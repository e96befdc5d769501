//! How a cell describes itself: the data that diagrams, equations, records, the diagnosis and the page iterate over.

use super::diagram::Diagram;
use super::part::{Map, Part, Read, Role, Rows, Space};
use super::remedy::Remedy;
use super::unit::{Unit, Wire, Wires};
use crate::spec::Spec;
use alloc::vec::Vec;
use core::fmt;

/// A cell as data. Each cell's file holds one, beside the forward and backward functions that it describes.
///
/// Blocks are counted from the cell's first block in the stage. Block 0 is a copy of the cell's inputs, the last block
/// is its state h.
pub struct Description {
    /// Identifier: the cell's key in links, or a name of its own for a variant.
    pub id: &'static str,
    /// Short name, for legends.
    pub name: &'static str,
    /// Name with its article, for the start of a sentence.
    pub indefinite: &'static str,
    /// Parts, in the order of the cell's equations.
    pub parts: &'static [Part],
    /// Blocks of a time step, in the order in which forward writes them.
    pub blocks: &'static [Space],
    /// Linear maps, in their order in the arena.
    pub maps: &'static [Map],
    /// The block of the memory c that the cell carries besides h.
    pub memory: Option<usize>,
    /// Whether every entry of h lies within ±1, whatever the weights are.
    pub bounded: bool,
    /// Biases whose initial value differs from that of the others.
    pub starts: &'static [Start],
    /// The matrix from h to h whose spectral radius is shown.
    pub recurrent: Option<Recurrent>,
    /// The fraction of the state that each step keeps by default.
    pub kept: Kept,
    /// Changes that make the memory longer.
    pub longer: &'static [&'static Remedy],
    /// Changes that spoil a memory that works.
    pub shorter: &'static [&'static Remedy],
    /// The change that turns another run into one of this cell, where cells are compared side by side.
    pub beside: Option<&'static str>,
    /// Lists the wires of one unit: values and gradients, by the names that the diagram uses.
    pub wires: fn(&Unit, &mut Wires),
    /// Layout of the diagram.
    pub diagram: Diagram,
    /// The description of the same cell under other settings.
    pub variant: Option<Variant>,
}

/// A test whether a spec has a variant of the cell, and the variant's description.
pub type Variant = (fn(&Spec) -> bool, &'static Description);

impl Description {
    /// The part of this name.
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// Whether the cell has gates.
    pub fn is_gated(&self) -> bool {
        self.parts.iter().any(|part| part.role == Role::Gate)
    }

    /// The quantity that Reach follows from step to step: the memory if there is one, else the state.
    pub fn carried(&self) -> &'static Part {
        let block = self.memory.unwrap_or(self.blocks.len() - 1);
        let found = self.parts.iter().find(|part| part.block == block);
        found.unwrap_or(&self.parts[self.parts.len() - 1])
    }

    /// All wires of a unit.
    pub fn wires_of(&self, unit: &Unit) -> Vec<Wire> {
        let mut wires = Wires::default();
        (self.wires)(unit, &mut wires);
        wires.list
    }

    /// Whether the first H columns of a map read a state.
    pub fn reads_state(&self, map: usize) -> bool {
        match self.maps[map].reads {
            Read::Stack(block) => self.blocks[block].rows == Rows::Stack,
            Read::State => true,
            Read::Input => false,
        }
    }

    /// The part that squashes row `row` of map `map`, and so hides how large its sum is.
    pub fn squashed(&self, map: &Map, row: usize) -> Option<usize> {
        self.parts.iter().position(|part| part.is_squashed() && (part.block, part.row) == (map.makes, row))
    }
}

impl PartialEq for Description {
    fn eq(&self, other: &Description) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Description {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// A bias whose initial value comes from a knob.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The map.
    pub map: usize,
    /// The row, in units of H.
    pub row: usize,
    /// The knob's value.
    pub bias: fn(&Spec) -> f64,
}

/// A square matrix that reads h and makes h, or its candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrent {
    /// Symbol.
    pub name: &'static str,
    /// Symbol, and what it connects.
    pub word: &'static str,
    /// Its map; its columns are the map's first H.
    pub map: usize,
    /// Its first row, in units of H.
    pub row: usize,
}

/// What a step keeps of the carried state, and of its gradient, at the start of training.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// The fraction kept after k steps, as a formula.
    pub formula: &'static str,
    /// The fraction kept by one step; none where the measured spectral radius decides.
    pub of: fn(&Spec) -> Option<f64>,
    /// Why the gradient fades; `{bias}` stands for the first start of a bias, `{kept}` for the fraction.
    pub fades: &'static str,
    /// The knobs that decide it.
    pub knobs: &'static [&'static str],
}

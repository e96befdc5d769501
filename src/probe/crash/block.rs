//! The blocks of a stage, with names for the numbers in them.

pub(super) use crate::net::layer::largest;
use crate::net::layer::{Join, Op};
pub(super) use crate::probe::reading::Block;
use crate::probe::{Arena, Frame};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Positions and names of numbers in one stage.
impl Block<'_> {
    pub(super) fn len(self) -> usize {
        let layer = &self.run.layers[self.k];
        layer.ops()[..=self.j].iter().fold(layer.inputs, |size, op| op.size(size)) * self.run.columns(self.k)
    }

    /// The first entry that is not finite.
    pub(super) fn bad(self, number: fn(&Self, usize) -> f64) -> Option<usize> {
        (0..self.len()).find(|&n| !number(&self, n).is_finite())
    }

    /// Its name with its layer: z, a, or F for the branch that a skip goes around.
    pub(super) fn name(self) -> String {
        let layer = &self.run.layers[self.k];
        let (last, branch) = (self.j + 1 == layer.ops().len(), layer.join().is_some_and(|(at, _)| at == self.j + 1));
        let letter = match self.op() {
            _ if branch => "F",
            Op::Activate(_) => "a",
            Op::Linear(_) => "z",
            _ if last => "a",
            _ => "z",
        };
        format!("{letter}{}", self.k + 1)
    }

    /// The block that its operation reads; none for the input.
    pub(super) fn below(self) -> Option<Self> {
        let Block { run, k, j, values } = self;
        match j {
            0 => k.checked_sub(1).filter(|&k| !run.is_step(k)).map(|k| Block {
                run,
                k,
                j: run.layers[k].ops().len() - 1,
                values,
            }),
            j => Some(Block { run, k, j: j - 1, values }),
        }
    }

    /// The number of columns of its operation's parameter `index`, if that is a matrix; else 1.
    pub(super) fn columns(self, index: usize) -> usize {
        match self.op() {
            Op::Linear(linear) if linear.w.contains(&index) => linear.inputs,
            Op::Join(Join { projection: Some(projection), .. }) => projection.inputs,
            _ => 1,
        }
    }

    pub(super) fn place(self, n: usize) -> Option<[usize; 2]> {
        let batch = self.run.columns(self.k);
        Some([n / batch + 1, n % batch + 1])
    }
}

/// The blocks of stage `k`, in order.
pub(super) fn blocks<'a>(run: &'a Frame<'a>, k: usize) -> impl DoubleEndedIterator<Item = Block<'a>> {
    (0..run.layers[k].ops().len()).map(move |j| Block { run, k, j, values: Arena::Values })
}

pub(super) fn named(numbers: &[(&str, f64)]) -> Vec<(String, f64)> {
    numbers.iter().map(|&(name, value)| (name.to_string(), value)).collect()
}

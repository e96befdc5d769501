//! All parameters of a network in one slice, with their gradient beside it.

use crate::num::Real;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What a tensor does in its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// W \[O×I\].
    Weight,
    /// b \[O\].
    Bias,
    /// PReLU's learned slope, one number.
    Slope,
}

/// One named tensor of the arena.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// `W1`, `b1`, `s1`: role and layer, counted from 1; the output layer is the last.
    pub name: String,
    /// Stage it belongs to, counted from 0.
    pub stage: usize,
    /// What it does there.
    pub role: Role,
    /// Where it lies in the arena.
    pub range: Range<usize>,
}

/// The arena. Optimizer, norms, gradient check and snapshots are plain loops over its slices.
#[derive(Clone, Debug, Default)]
pub struct Parameters<R> {
    /// The parameters themselves.
    pub values: Vec<R>,
    /// ∂L/∂value, the same layout.
    pub grads: Vec<R>,
    /// The last step taken, value after − value before, the same layout.
    pub updates: Vec<R>,
    /// What lies where, in order.
    pub tensors: Vec<Parameter>,
}

impl<R: Real> Parameters<R> {
    /// Makes room for a tensor and says where it lies.
    pub fn alloc(&mut self, role: Role, stage: usize, size: usize) -> Range<usize> {
        let range = self.values.len()..self.values.len() + size;
        for slice in [&mut self.values, &mut self.grads, &mut self.updates] {
            slice.resize(range.end, R::ZERO);
        }
        let letter = match role {
            Role::Weight => 'W',
            Role::Bias => 'b',
            Role::Slope => 's',
        };
        self.tensors.push(Parameter { name: format!("{letter}{}", stage + 1), stage, role, range: range.clone() });
        range
    }

    /// The tensor of this name.
    pub fn tensor(&self, name: &str) -> Option<&Parameter> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

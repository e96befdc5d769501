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
    /// γ of a norm \[O\].
    Gamma,
    /// β of a norm \[O\].
    Beta,
    /// P \[O×I\], on a skip between layers of different width.
    Projection,
}

impl Role {
    /// Whether penalties and decay act on it: on weights, not on biases or what belongs to a norm.
    pub fn decays(self) -> bool {
        matches!(self, Role::Weight | Role::Projection)
    }

    fn letter(self) -> char {
        match self {
            Role::Weight => 'W',
            Role::Bias => 'b',
            Role::Slope => 's',
            Role::Gamma => 'γ',
            Role::Beta => 'β',
            Role::Projection => 'P',
        }
    }
}

/// One named tensor of the arena.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// `W1`, `b1`, `s1`, `γ1`: role and layer, counted from 1; the output layer is the last. A layer's second
    /// tensor of the same role is `W1.2`.
    pub name: String,
    /// Stage it belongs to, counted from 0.
    pub stage: usize,
    /// What it does there.
    pub role: Role,
    /// Where it lies in the arena.
    pub range: Range<usize>,
    /// Numbers per row: I of a matrix \[O×I\], 1 of everything else.
    pub columns: usize,
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
    /// Running statistics of batch norms, which no gradient reaches.
    pub running: Vec<R>,
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
        let alike = self.tensors.iter().filter(|tensor| tensor.stage == stage && tensor.role == role).count();
        let letter = role.letter();
        let name = match alike {
            0 => format!("{letter}{}", stage + 1),
            alike => format!("{letter}{}.{}", stage + 1, alike + 1),
        };
        self.tensors.push(Parameter { name, stage, role, range: range.clone(), columns: 1 });
        range
    }

    /// Makes room for a matrix and says where it lies.
    pub fn alloc_matrix(&mut self, role: Role, stage: usize, (rows, columns): (usize, usize)) -> Range<usize> {
        let range = self.alloc(role, stage, rows * columns);
        self.tensors.iter_mut().rev().take(1).for_each(|tensor| tensor.columns = columns);
        range
    }

    /// The same arena in another precision.
    pub fn cast<S: Real>(&self) -> Parameters<S> {
        let cast = |values: &[R]| values.iter().map(|v| S::from_f64(v.to_f64())).collect();
        let [values, grads, updates, running] =
            [&self.values, &self.grads, &self.updates, &self.running].map(|part| cast(part));
        Parameters { values, grads, updates, running, tensors: self.tensors.clone() }
    }

    /// The tensor of this name.
    pub fn tensor(&self, name: &str) -> Option<&Parameter> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

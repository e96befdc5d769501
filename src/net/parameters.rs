//! All parameters of a network in one slice, with their gradient beside it.

use crate::num::Real;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The role of a tensor in its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// W \[O×I\].
    Weight,
    /// b \[O\].
    Bias,
    /// Learned slope of PReLU, one number.
    Slope,
    /// γ of a norm \[O\].
    Gamma,
    /// β of a norm \[O\].
    Beta,
    /// P \[O×I\], on a skip connection between layers of different widths.
    Projection,
}

impl Role {
    /// Whether penalties and decay act on it. They act on weights, not on biases or the parameters of a norm.
    pub fn decays(self) -> bool {
        matches!(self, Role::Weight | Role::Projection)
    }

    /// Whether its tensor is one number for the whole layer, without row and column.
    pub fn is_number(self) -> bool {
        self == Role::Slope
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
    /// Role and layer, counted from 1: `W1`, `b1`, `s1`, `γ1`. The output layer has the highest number. A layer's
    /// second tensor of the same role is `W1.2`.
    pub name: String,
    /// Its stage, counted from 0.
    pub stage: usize,
    /// Its role.
    pub role: Role,
    /// Its range in the arena.
    pub range: Range<usize>,
    /// Numbers per row: I of a matrix \[O×I\], 1 of everything else.
    pub columns: usize,
}

/// The parameter arena. Optimizers, norms, the gradient check and snapshots are plain loops over its slices.
#[derive(Clone, Debug, Default)]
pub struct Parameters<R> {
    /// The parameters.
    pub values: Vec<R>,
    /// ∂L/∂value, in the same layout.
    pub grads: Vec<R>,
    /// The last update, value after − value before, in the same layout.
    pub updates: Vec<R>,
    /// Running statistics of batch norms, which no gradient reaches.
    pub running: Vec<R>,
    /// The tensors, in the order of the arena.
    pub tensors: Vec<Parameter>,
}

impl<R: Real> Parameters<R> {
    /// Allocates a tensor, and returns its range.
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

    /// Allocates a matrix, and returns its range.
    pub fn alloc_matrix(&mut self, role: Role, stage: usize, (rows, columns): (usize, usize)) -> Range<usize> {
        let range = self.alloc(role, stage, rows * columns);
        self.tensors.iter_mut().rev().take(1).for_each(|tensor| tensor.columns = columns);
        range
    }

    /// The same parameters in another precision.
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

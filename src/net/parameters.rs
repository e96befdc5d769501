//! All parameters of a network in one slice, with their gradient beside it, and the layout of that slice.

use crate::num::Real;
use crate::spec::PRELU_START;
use alloc::format;
use alloc::string::String;
use alloc::vec;
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

    /// The value before weights are drawn.
    fn start(self) -> f64 {
        match self {
            Role::Gamma => 1.0,
            Role::Slope => PRELU_START,
            Role::Weight | Role::Bias | Role::Beta | Role::Projection => 0.0,
        }
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

/// The tensors of an arena before any memory is taken for them.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The tensors, in the order of the arena.
    pub tensors: Vec<Parameter>,
    /// The running statistics of batch norms at their start.
    pub running: Vec<f64>,
}

impl Layout {
    /// The number of parameters.
    pub fn count(&self) -> usize {
        self.tensors.last().map_or(0, |tensor| tensor.range.end)
    }

    /// Sets the parameters that are not drawn.
    pub fn start<R: Real>(&self, values: &mut [R]) {
        for Parameter { role, range, .. } in &self.tensors {
            values[range.clone()].fill(R::from_f64(role.start()));
        }
    }

    /// Adds a tensor, and returns its range.
    pub fn add(&mut self, role: Role, stage: usize, size: usize) -> Range<usize> {
        self.add_matrix(role, stage, (size, 1))
    }

    /// Adds a matrix, and returns its range.
    pub fn add_matrix(&mut self, role: Role, stage: usize, (rows, columns): (usize, usize)) -> Range<usize> {
        let range = self.count()..self.count() + rows * columns;
        let alike = self.tensors.iter().filter(|tensor| tensor.stage == stage && tensor.role == role).count();
        let letter = role.letter();
        let name = match alike {
            0 => format!("{letter}{}", stage + 1),
            alike => format!("{letter}{}.{}", stage + 1, alike + 1),
        };
        self.tensors.push(Parameter { name, stage, role, range: range.clone(), columns });
        range
    }

    /// Adds the running statistics of `size` units, and returns the range of the means; the variances follow them.
    pub fn add_running(&mut self, size: usize) -> Range<usize> {
        let start = self.running.len();
        self.running.resize(start + size, 0.0);
        self.running.resize(start + 2 * size, 1.0);
        start..start + size
    }
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
    /// Allocates an arena: γ and PReLU's slope have their constant, all else is 0.
    pub fn new(layout: Layout) -> Parameters<R> {
        let room = || vec![R::ZERO; layout.count()];
        let (mut values, grads, updates) = (room(), room(), room());
        layout.start(&mut values);
        let running = layout.running.iter().map(|&start| R::from_f64(start)).collect();
        Parameters { values, grads, updates, running, tensors: layout.tensors }
    }

    /// The tensor of this name.
    pub fn tensor(&self, name: &str) -> Option<&Parameter> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

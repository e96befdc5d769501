//! The pieces of a cell's description: parts, blocks and linear maps, and the short forms in which cells list them.

/// Rows of a block that have a name of their own: one number for each unit and example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Symbol: `i`, `c`, `h̃`.
    pub name: &'static str,
    /// What it is, in a word or two.
    pub word: &'static str,
    /// Formula, as displayed.
    pub formula: &'static str,
    /// Formula of the argument of σ, tanh or f; the whole formula where there is none of them.
    pub inside: &'static str,
    /// The formula with numbers filled in: ① stands for the first operand. Empty without operands.
    pub numbers: &'static str,
    /// The function that makes it from its sum.
    pub squash: Squash,
    /// What it does in the cell.
    pub role: Role,
    /// Its block.
    pub block: usize,
    /// Its first row in the block, in units of H.
    pub row: usize,
    /// The numbers it is made from.
    pub from: &'static [Operand],
}

impl Part {
    /// Whether it is a fraction between 0 and 1. Other parts are signed.
    pub fn is_gate(&self) -> bool {
        self.role == Role::Gate
    }

    /// Whether it goes through σ or tanh, which hide how large its sum is.
    pub fn is_squashed(&self) -> bool {
        matches!(self.squash, Squash::Sigmoid | Squash::Tanh)
    }

    /// Whether it is made from the sum of a linear map, whose terms are its operands.
    pub fn is_sum(&self) -> bool {
        self.from.iter().any(|operand| matches!(operand, Operand::Terms { .. } | Operand::Sum { .. }))
    }
}

/// A function that a sum goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Squash {
    /// σ. The block's gradient is the one of the sum inside.
    Sigmoid,
    /// tanh, likewise.
    Tanh,
    /// The activation that the spec chooses, applied to the part that is its first operand.
    F,
    /// None.
    None,
}

/// What a part does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Multiplies another part, by a fraction between 0 and 1.
    Gate,
    /// Proposes new content.
    Candidate,
    /// Carries content from step to step inside the cell.
    Memory,
    /// Is the output of the cell, and is read by its next step.
    State,
    /// Is the sum before an activation.
    PreActivation,
}

impl Role {
    /// Name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Role::Gate => "gate",
            Role::Candidate => "candidate",
            Role::Memory => "memory",
            Role::State => "state",
            Role::PreActivation => "pre_activation",
        }
    }
}

/// A number that a part is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Another part of the same step.
    Part(&'static str),
    /// The state in `block`, one step before.
    Before {
        /// Name, as displayed.
        name: &'static str,
        /// The state's block.
        block: usize,
    },
    /// The terms of a row of a map, one operand each: Σ w·h₋₁ (where the map reads h), Σ w·x (where it reads x), b.
    Terms {
        /// The map.
        map: usize,
        /// The row, in units of H.
        row: usize,
        /// Name of the first term.
        of_h: &'static str,
    },
    /// The whole sum of a map's first row as one operand.
    Sum {
        /// Name, as displayed.
        name: &'static str,
        /// The map.
        map: usize,
    },
    /// The unit's number in a block that is no part.
    Inner {
        /// Name, as displayed.
        name: &'static str,
        /// The block.
        block: usize,
    },
}

/// A block of a time step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// Name, as displayed where the block is no part.
    pub name: &'static str,
    /// Formula, as displayed where the block is no part.
    pub formula: &'static str,
    /// How many rows it has.
    pub rows: Rows,
    /// Whether all of it enters later blocks of the same step, so that a number that is not finite shows up there.
    pub passes_on: bool,
    /// What forward keeps in it for backward, besides the value.
    pub keeps: Keeps,
}

impl Space {
    /// Whether linear maps read it, and not the equations of single units.
    pub fn is_read(&self) -> bool {
        !matches!(self.rows, Rows::Units(_))
    }
}

/// Number of rows of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// H + D: a state on top of the input, `[h₋₁; x]`.
    Stack,
    /// D: the input alone.
    Input,
    /// A multiple of H.
    Units(usize),
}

/// What a block keeps for backward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Its value only.
    Value,
    /// A second number for each entry, such as tanh(c).
    Number,
    /// The slope f′(z), for activations whose slope is costly.
    Slope,
}

/// A linear map W·u + b. It makes the first rows of a block, or of their arguments inside σ and tanh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Map {
    /// Suffix of its tensors' names: `ifog` for `W_ifog` and `b_ifog`.
    pub name: &'static str,
    /// What it reads.
    pub reads: Read,
    /// Rows it makes, in units of H.
    pub rows: usize,
    /// The block it makes. The block's `d` is the gradient of the map's sums.
    pub makes: usize,
    /// Two numbers of each unit, by block and row, whose product is added to the sum.
    pub plus: Option<[(usize, usize); 2]>,
}

/// What a map reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// All of a block: `[h₋₁; x]`, or the input alone in a cell whose maps read no state.
    Stack(usize),
    /// h₋₁, the upper rows of block 0.
    State,
    /// x, the lower rows of block 0.
    Input,
}

/// A formula inside a function: the displayed formula, and the argument alone.
macro_rules! inside {
    ($around:literal, $inside:literal) => {
        [concat!($around, "(", $inside, ")"), $inside]
    };
}
pub(super) use inside;

/// A part that a function makes from the sum of row `row` of its map; see the fields of [`Part`].
pub(super) const fn squashed(
    (name, word, role): (&'static str, &'static str, Role),
    squash: Squash,
    [formula, inside]: [&'static str; 2],
    (block, row): (usize, usize),
    numbers: &'static str,
    from: &'static [Operand],
) -> Part {
    Part { name, word, formula, inside, numbers, squash, role, block, row, from }
}

/// A part that is the formula itself.
pub(super) const fn plain(
    (name, word, role): (&'static str, &'static str, Role),
    formula: &'static str,
    (block, row): (usize, usize),
    numbers: &'static str,
    from: &'static [Operand],
) -> Part {
    squashed((name, word, role), Squash::None, [formula, formula], (block, row), numbers, from)
}

/// A block whose numbers are parts.
pub(super) const fn units(rows: usize, passes_on: bool) -> Space {
    Space { name: "", formula: "", rows: Rows::Units(rows), passes_on, keeps: Keeps::Value }
}

/// A block that maps read.
pub(super) const fn read(name: &'static str, rows: Rows) -> Space {
    Space { name, formula: "", rows, passes_on: true, keeps: Keeps::Value }
}

/// A map that makes the first rows of block `makes`.
pub(super) const fn map(name: &'static str, reads: Read, rows: usize, makes: usize) -> Map {
    Map { name, reads, rows, makes, plus: None }
}

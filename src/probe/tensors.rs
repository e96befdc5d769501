//! Where a number of a run stands.

/// A number of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Parameter by its index in the arena.
    Value(usize),
    /// The parameter that the numbers now in a stage were made with.
    Used(usize, usize),
    /// ∂L/∂parameter, with penalties, after clipping.
    Grad(usize),
    /// ∂L/∂parameter of the data alone.
    DataGrad(usize),
    /// The parameter's last step.
    Update(usize),
    /// The parameter before its last step.
    Before(usize),
    /// A number that the rule remembers: of every parameter the first, then the second.
    Memory(usize),
    /// A batch norm's running statistic.
    Running(usize),
    /// Input number n of the batch.
    X(usize),
    /// Target number n of the batch.
    Y(usize),
    /// Number n of the states that a network through time answers from.
    Read(usize),
    /// Block and number of the step in time before stage k; of the states before the first for k = 0.
    Past(usize, usize, usize),
    /// Stage, block, and number in it.
    Block(usize, usize, usize),
    /// ∂L/∂ of it.
    Gradient(usize, usize, usize),
    /// What the block's backward needs besides: means and inverse deviations, or the dropout mask (1 where there is none).
    Kept(usize, usize, usize),
}

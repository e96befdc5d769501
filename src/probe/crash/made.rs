//! What a number was made from: the operation, and its operands.

use crate::net::layer::{Computation, Join};
use crate::probe::reading::Block;

/// Number n of a block, by the operation that wrote it.
pub(super) fn value(block: Block, n: usize) -> Computation {
    block.op().computed(&block, n)
}

/// The statistic of an operation that left the range, with the numbers furthest from its mean.
pub(super) fn statistic(block: Block) -> Option<(usize, Computation)> {
    block.op().overflow(&block)
}

/// The gradient of number n of what an operation reads, by its backward; for the first one of a layer with a skip,
/// what comes over that too.
pub(super) fn handed_down(block: Block, n: usize) -> Computation {
    let mut made = block.op().computed_below(&block, n);
    if let Some((at, Join { projection: None, .. })) = block.run.layers[block.k].join().filter(|_| block.j == 0) {
        made.terms.push(("∂L/∂y over the skip".into(), Block { j: at, ..block }.d(n)));
    }
    made
}

/// The gradient of parameter `index`, by the operation that owns it.
pub(super) fn gradient(block: Block, index: usize) -> Computation {
    block.op().computed_gradient(&block, index)
}

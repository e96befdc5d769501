//! The trait of all operations of a layer. Training, gradient check, inspector and crash record need nothing else.

use crate::net::{Block, Parameters};
use crate::num::{Real, signed_digits};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The number of terms of a sum that are displayed.
const TERMS: usize = 3;

/// One operation of a layer. It reads the block before it (the first one reads the input of the layer), writes its own
/// block, and keeps there what its backward pass needs. Blocks are \[units × batch\].
pub trait Operation {
    /// The number of units it writes if it reads `before` units.
    fn size(&self, before: usize) -> usize {
        before
    }

    /// Allocates the memory in its block for what it keeps; afterwards no step allocates.
    fn prepare<R: Real>(&self, _batch: usize, _block: &mut Block<R>) {}

    /// Writes its block; `x` is the input of the whole layer.
    fn forward<R: Real>(&self, parameters: &mut Parameters<R>, x: &[R], input: &[R], block: &mut Block<R>);

    /// Like `forward`, at test time: no unit is dropped, and batch norm uses its running statistics.
    fn evaluate<R: Real>(&self, parameters: &Parameters<R>, x: &[R], input: &[R], kept: &mut Vec<R>, value: &mut [R]);

    /// Computes the gradients of its parameters from its block's gradient.
    fn gradients<R: Real>(&self, grads: &mut [R], x: &[R], input: &[R], block: &Block<R>);

    /// Computes the gradient of its input from its block's gradient.
    fn hand_down<R: Real>(&self, values: &[R], input: &[R], block: &Block<R>, d_input: &mut [R]);

    /// Whether parameter `index` of the arena belongs to it.
    fn owns(&self, index: usize) -> bool;

    /// What one number of its output depends on, besides the same unit of the same example.
    fn mixes(&self) -> Mixes {
        Mixes::Nothing
    }

    /// For each number of its output, the magnitude that its rounding error is relative to, besides the output itself.
    /// The gradient check compares its errors with it.
    fn magnitudes(&self, at: &Magnitudes) -> Vec<f64>;

    /// Whether a statistic that it divides by is infinite. Its output is finite then, so nothing else shows it.
    fn overflows<R: Real>(&self, _kept: &[R]) -> bool {
        false
    }

    /// The infinite statistic with the first number it belongs to; `None` if there is none.
    fn overflow(&self, _at: &dyn Reading) -> Option<(usize, Computation)> {
        None
    }

    /// How number `n` of its block was computed.
    fn computed(&self, at: &dyn Reading, n: usize) -> Computation;

    /// How the gradient of its parameter `index` was computed.
    fn computed_gradient(&self, at: &dyn Reading, index: usize) -> Computation;

    /// How the gradient of number `n` of its input was computed.
    fn computed_below(&self, at: &dyn Reading, n: usize) -> Computation;
}

/// What one number of an operation's output depends on, besides the same unit of the same example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixes {
    /// Nothing, or (for a linear map) the units that its weights connect.
    Nothing,
    /// All units of the same example.
    Units,
    /// The same unit of all examples.
    Examples,
}

/// The numbers from which the rounding error of an operation's output is estimated.
#[derive(Clone, Copy, Debug)]
pub struct Magnitudes<'a> {
    /// B.
    pub batch: usize,
    /// The parameters.
    pub values: &'a [f64],
    /// Their absolute values, plus the largest step of the check.
    pub sizes: &'a [f64],
    /// The magnitudes of the layer's input.
    pub x: &'a [f64],
    /// The operation's input.
    pub input: &'a [f64],
    /// The magnitudes of the operation's input.
    pub before: &'a [f64],
    /// The numbers that the operation keeps.
    pub kept: &'a [f64],
}

/// Access to the numbers around one operation, in f64 for either precision.
pub trait Reading {
    /// B, the number of columns of its blocks.
    fn batch(&self) -> usize;
    /// Number `n` of the layer's input.
    fn x(&self, n: usize) -> f64;
    /// Number `n` of the operation's input.
    fn input(&self, n: usize) -> f64;
    /// Number `n` of its output.
    fn value(&self, n: usize) -> f64;
    /// The gradient of number `n` of its output.
    fn d(&self, n: usize) -> f64;
    /// Number `n` of what it keeps; 1 if it keeps fewer numbers, as without dropout.
    fn kept(&self, n: usize) -> f64;
    /// Parameter `index` of the arena.
    fn parameter(&self, index: usize) -> f64;
    /// Running statistic `index`.
    fn running(&self, index: usize) -> f64;
}

/// How a number was computed: a formula and the values of its symbols. Inspector and crash record show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Computation {
    /// The formula.
    pub formula: &'static str,
    /// Each symbol with its value; for a sum, its largest terms.
    pub terms: Vec<(String, f64)>,
}

impl Computation {
    /// A formula with the values of its symbols.
    pub fn of(formula: &'static str, terms: &[(&str, f64)]) -> Computation {
        let terms = terms.iter().map(|&(symbol, value)| (symbol.to_string(), value)).collect();
        Computation { formula, terms }
    }

    /// A sum, with its largest terms.
    pub fn sum(formula: &'static str, terms: impl Iterator<Item = (String, f64)>) -> Computation {
        Computation { formula, terms: largest(terms.collect()) }
    }

    /// The gradient of a parameter of unit `o`: the sum of ∂L/∂output times `factor` over the examples.
    pub fn over_batch(
        formula: &'static str,
        name: &str,
        at: &dyn Reading,
        o: usize,
        factor: impl Fn(usize) -> f64,
    ) -> Computation {
        let term = |b: usize| product(format!("{name} of example {}", b + 1), at.d(o * at.batch() + b), factor(b));
        Computation::sum(formula, (0..at.batch()).map(term))
    }
}

/// "name = a · b", with the product.
pub(super) fn product(name: String, a: f64, b: f64) -> (String, f64) {
    (format!("{name} = {} · {}", signed_digits(a), signed_digits(b)), a * b)
}

/// The largest of some terms, NaN before all others.
pub(crate) fn largest(mut terms: Vec<(String, f64)>) -> Vec<(String, f64)> {
    let mut chosen = Vec::new();
    while chosen.len() < TERMS && !terms.is_empty() {
        let size = |n: usize| if terms[n].1.is_nan() { f64::INFINITY } else { terms[n].1.abs() };
        let at = (1..terms.len()).fold(0, |best, n| if size(n) > size(best) { n } else { best });
        chosen.push(terms.swap_remove(at));
    }
    chosen
}

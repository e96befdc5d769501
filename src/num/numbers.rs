//! One type for slices of f32 and of f64.

/// A slice of numbers in the precision of the training, read as f64.
///
/// Code that displays numbers need not be generic over their precision. Every f32 is an f64 exactly, so nothing is
/// rounded.
#[derive(Clone, Copy, Debug)]
pub enum Numbers<'a> {
    /// Single precision.
    F32(&'a [f32]),
    /// Double precision.
    F64(&'a [f64]),
}

impl Numbers<'_> {
    /// The number at index `n`.
    ///
    /// # Panics
    /// If `n` is out of range.
    pub fn at(self, n: usize) -> f64 {
        match self {
            Numbers::F32(numbers) => f64::from(numbers[n]),
            Numbers::F64(numbers) => numbers[n],
        }
    }

    /// The number of elements.
    pub fn len(self) -> usize {
        match self {
            Numbers::F32(numbers) => numbers.len(),
            Numbers::F64(numbers) => numbers.len(),
        }
    }

    /// Whether the slice is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The numbers in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = f64> + ExactSizeIterator {
        (0..self.len()).map(move |n| self.at(n))
    }
}

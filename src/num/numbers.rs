//! Numbers of either precision behind one type.

/// A slice of numbers in the precision that trains, read one by one as f64.
///
/// Whoever shows a number does not want to be generic over its precision. Every f32 is an f64 exactly, so nothing is
/// rounded here.
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
    /// Where `n` is out of range, as slices do.
    pub fn at(self, n: usize) -> f64 {
        match self {
            Numbers::F32(numbers) => f64::from(numbers[n]),
            Numbers::F64(numbers) => numbers[n],
        }
    }

    /// How many numbers there are.
    pub fn len(self) -> usize {
        match self {
            Numbers::F32(numbers) => numbers.len(),
            Numbers::F64(numbers) => numbers.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The numbers in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = f64> + ExactSizeIterator {
        (0..self.len()).map(move |n| self.at(n))
    }
}

//! Reads without bounds checks, for the inner loops of the matrix products.
//!
//! A check for each vector makes the products a quarter slower.
#![allow(unsafe_code)] // Declarations only.

/// What only the product kernels use. Other crates cannot name this trait, so they cannot implement [`super::Lanes`].
pub trait Unchecked<N: 'static>: Sized {
    /// A position in a slice.
    type Place<'a>: Place<'a, N>;

    /// Reads the vector that begins `plus` numbers after `place`.
    ///
    /// # Safety
    /// Its `WIDTH` numbers must lie in the slice of `place`. The portable twin panics if they do not.
    unsafe fn read_at(place: Self::Place<'_>, plus: usize) -> Self;

    /// Puts the number `plus` numbers after `place` into every lane.
    ///
    /// # Safety
    /// It must lie in the slice of `place`. The portable twin panics if it does not.
    unsafe fn splat_at(place: Self::Place<'_>, plus: usize) -> Self;
}

/// A position in a slice. It may lie outside the slice as long as nothing is read there.
///
/// On WebAssembly it is an address, because V8 adds a constant distance to an address for free.
pub trait Place<'a, N>: Copy {
    /// The position of the number `at`.
    fn new(numbers: &'a [N], at: usize) -> Self;

    /// Moves the position forward by a distance in numbers.
    fn step(&mut self, by: usize);
}

//! Where a kernel is in a slice.

/// A place among numbers. On WebAssembly it is an address, so that steps and distances known beforehand cost next to
/// nothing (a fifth of the products' speed); elsewhere an index.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[derive(Clone, Copy, Debug)]
pub struct Place<'a, R>(*const R, core::marker::PhantomData<&'a R>);

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
impl<'a, R> Place<'a, R> {
    /// At the number `at`.
    #[inline(always)]
    pub fn new(numbers: &'a [R], at: usize) -> Self {
        Place(numbers.as_ptr().wrapping_add(at), core::marker::PhantomData)
    }

    /// A distance of so many numbers, as [`Place::step`] wants it.
    #[inline(always)]
    pub fn distance(numbers: usize) -> usize {
        numbers * size_of::<R>()
    }

    /// On by a distance.
    #[inline(always)]
    pub fn step(&mut self, by: usize) {
        self.0 = self.0.wrapping_byte_add(by);
    }

    #[inline(always)]
    pub(super) fn address(self) -> *const R {
        self.0
    }
}

/// The same for the portable twin.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[derive(Clone, Copy, Debug)]
pub struct Place<'a, R> {
    pub(super) numbers: &'a [R],
    pub(super) at: usize,
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl<'a, R> Place<'a, R> {
    /// At the number `at`.
    #[inline(always)]
    pub fn new(numbers: &'a [R], at: usize) -> Self {
        Place { numbers, at }
    }

    /// A distance of so many numbers, as [`Place::step`] wants it.
    #[inline(always)]
    pub fn distance(numbers: usize) -> usize {
        numbers
    }

    /// On by a distance.
    #[inline(always)]
    pub fn step(&mut self, by: usize) {
        self.at += by;
    }
}

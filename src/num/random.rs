//! Seeded draws, the same on every machine.

use rand_core::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// What a stream of random numbers is used for. Independent streams come from one seed, so that
/// changing the batch size cannot change the start weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The examples.
    Data = 1,
    /// The start weights.
    Init = 2,
    /// Which examples each step takes.
    Batches = 3,
    /// Which units each step drops.
    Masks = 4,
}

/// One stream of draws: xoshiro256++, seeded through SplitMix64 (Blackman & Vigna 2019).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    generator: Xoshiro256PlusPlus,
}

impl Random {
    /// The stream of this seed and purpose.
    pub fn new(seed: u32, stream: Stream) -> Random {
        Random::at_step(seed, stream, 0)
    }

    /// A stream of its own for one step (below 2²⁸), so that what a step draws depends on no step before it.
    pub fn at_step(seed: u32, stream: Stream, step: u32) -> Random {
        let seed = (u64::from(seed) << 32) | (u64::from(step) << 4) | stream as u64;
        Random { generator: Xoshiro256PlusPlus::seed_from_u64(seed) }
    }

    /// Uniform in [0, 1), 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.generator.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Uniform in [low, high).
    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Standard normal, by Box and Muller on `libm`: a distribution crate may reach the platform's own
    /// logarithm. The second value of the pair is thrown away, so a draw keeps no state.
    pub fn normal(&mut self) -> f64 {
        let radius = super::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(core::f64::consts::TAU * self.unit())
    }

    /// Uniform whole number in 0..n, for n ≥ 1 (Lemire's multiply-shift; its bias of n/2⁶⁴ is nothing here).
    pub fn below(&mut self, n: usize) -> usize {
        // The upper half of 64 × 64 bits; n has 32 of them.
        let (draw, n) = (self.generator.next_u64(), n as u64);
        (((draw >> 32) * n + (((draw & 0xffff_ffff) * n) >> 32)) >> 32) as usize
    }

    /// Fisher–Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

//! Seeded random numbers, the same on every machine.

use rand_core::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// The purpose of a stream of random numbers.
///
/// One seed gives an independent stream for each purpose, so changing the batch size does not change the initial
/// weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The examples.
    Data = 1,
    /// The initial weights.
    Init = 2,
    /// The choice of examples in each step.
    Batches = 3,
    /// The units that dropout removes in each step.
    Masks = 4,
}

/// One stream of random numbers: xoshiro256++, seeded by SplitMix64 (Blackman & Vigna 2019).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    generator: Xoshiro256PlusPlus,
}

impl Random {
    /// The stream for a seed and a purpose.
    pub fn new(seed: u32, stream: Stream) -> Random {
        Random::at_step(seed, stream, 0)
    }

    /// A separate stream for one step (below 2²⁸), so a step's random numbers do not depend on earlier steps.
    pub fn at_step(seed: u32, stream: Stream, step: u32) -> Random {
        let seed = (u64::from(seed) << 32) | (u64::from(step) << 4) | stream as u64;
        Random { generator: Xoshiro256PlusPlus::seed_from_u64(seed) }
    }

    /// Draws from the uniform distribution on [0, 1), with 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.generator.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Draws from the uniform distribution on [low, high).
    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Draws from the standard normal distribution, by the Box–Muller transform.
    ///
    /// It uses `libm`, because a distribution crate may call the platform's logarithm. It discards the second value of
    /// each pair, so the generator is the only state.
    pub fn normal(&mut self) -> f64 {
        let radius = super::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(core::f64::consts::TAU * self.unit())
    }

    /// Draws a whole number from the uniform distribution on 0..n, for n ≥ 1.
    ///
    /// Lemire's multiply-shift; its bias of n/2⁶⁴ is negligible.
    pub fn below(&mut self, n: usize) -> usize {
        // The upper half of the 128-bit product, in two steps; n has at most 32 bits.
        let (draw, n) = (self.generator.next_u64(), n as u64);
        (((draw >> 32) * n + (((draw & 0xffff_ffff) * n) >> 32)) >> 32) as usize
    }

    /// Shuffles `items` (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

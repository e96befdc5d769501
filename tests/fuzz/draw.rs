//! What a session draws: one seed, one stream of random numbers.

use gradient_lab::num::{Random, Stream};

/// The random numbers of one session.
pub struct Draw(Random);

impl Draw {
    /// Those of a seed: its high bits count as steps, so that more than 2³² seeds differ.
    pub fn new(seed: u64) -> Draw {
        Draw(Random::at_step(seed as u32, Stream::Data, (seed >> 32) as u32))
    }

    /// Uniform on [0, 1).
    pub fn unit(&mut self) -> f64 {
        self.0.unit()
    }

    /// A whole number in 0..n.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
    }

    /// A size from `low` to `high`, small ones more often; the limits themselves come up now and then. With a uniform
    /// logarithm the median of a session would be 6.3 ms instead of 4.0 (aim: 5), and most of it multiplications.
    pub fn size(&mut self, low: u32, high: u32) -> u32 {
        match self.below(40) {
            0 => low,
            1 => high,
            _ => {
                let ratio = f64::from(high + 1 - low).powf(self.unit() * self.unit());
                (f64::from(low) + ratio - 1.0) as u32
            }
        }
    }
}

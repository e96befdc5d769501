//! Binary floating-point formats, and rounding to them.

use super::Real;

/// A binary floating-point format of IEEE 754, with subnormal numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Format {
    /// Digits of the significand, the leading 1 included.
    pub digits: u32,
    /// The largest number.
    pub largest: f64,
    /// The smallest number with all digits. Below it lie the subnormal numbers.
    pub normal: f64,
}

impl Format {
    /// f16: half precision.
    pub const HALF: Format = Format { digits: 11, largest: 65504.0, normal: 1.0 / 16384.0 };
    /// bf16: the range of f32 with fewer digits.
    pub const BRAIN: Format =
        Format { digits: 8, largest: f32::from_bits(0x7f7f_0000) as f64, normal: f32::MIN_POSITIVE as f64 };
    /// f32.
    pub const SINGLE: Format =
        Format { digits: f32::MANTISSA_DIGITS, largest: f32::MAX as f64, normal: f32::MIN_POSITIVE as f64 };
    /// f64.
    pub const DOUBLE: Format = Format { digits: f64::MANTISSA_DIGITS, largest: f64::MAX, normal: f64::MIN_POSITIVE };

    /// The smallest number above 0.
    pub fn smallest(self) -> f64 {
        self.normal / self.steps()
    }

    /// Half the distance from 1 to the next number: a ratio near it, or below, may be rounding.
    pub fn noise(self) -> f64 {
        0.5 / self.steps()
    }

    /// The steps from one power of two to the next: 2^(digits − 1).
    fn steps(self) -> f64 {
        (1_u64 << (self.digits - 1)) as f64
    }

    /// Whether every number of this format is an f32.
    pub fn fits_f32(self) -> bool {
        self.digits <= Format::SINGLE.digits
    }

    /// The numbers of this format divided by `scale`, a power of two.
    pub fn divided_by(self, scale: f64) -> Format {
        Format { largest: self.largest / scale, normal: self.normal / scale, ..self }
    }

    /// The nearest number of this format, which has at most 24 digits; of two the one with an even last digit. Beyond
    /// the largest number it is ±∞, below half of the smallest ±0.
    pub fn nearest(self, x: f64) -> f64 {
        if !x.is_finite() {
            return x;
        }
        // The power of two at or below |x|. Subnormal numbers are as far apart as the smallest normal ones.
        let power = f64::from_bits(x.abs().max(self.normal).to_bits() & f64::INFINITY.to_bits());
        // Near 1.5·2⁵² units the numbers of f64 are one unit apart, so the addition rounds x to units: the distance
        // between numbers of this format. The subtraction is exact.
        let unit = power / self.steps();
        let shift = 1.5 / f64::EPSILON * unit;
        let near = (x + shift) - shift;
        (if near.abs() > self.largest { f64::INFINITY } else { near }).copysign(x)
    }

    /// Rounds every number to this format.
    #[inline(never)]
    pub fn round<R: Real>(self, numbers: &mut [R]) {
        numbers.iter_mut().for_each(|number| *number = R::from_f64(self.nearest(number.to_f64())));
    }
}

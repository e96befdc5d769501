//! Binary floating-point formats.

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
    /// f32.
    pub const SINGLE: Format =
        Format { digits: f32::MANTISSA_DIGITS, largest: f32::MAX as f64, normal: f32::MIN_POSITIVE as f64 };
    /// f64.
    pub const DOUBLE: Format = Format { digits: f64::MANTISSA_DIGITS, largest: f64::MAX, normal: f64::MIN_POSITIVE };

    /// The smallest number above 0.
    pub fn smallest(self) -> f64 {
        self.normal / (1_u64 << (self.digits - 1)) as f64
    }

    /// Whether every number of this format is an f32.
    pub fn fits_f32(self) -> bool {
        self.digits <= Format::SINGLE.digits
    }
}

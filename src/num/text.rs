//! Numbers as text.

use alloc::format;
use alloc::string::{String, ToString};

/// The shortest decimal digits that read back as the same number, without an exponent: `0.1`, `0.0000001`, `inf`.
pub fn shortest(value: f64) -> String {
    value.to_string()
}

/// The number with `decimals` decimals (at most 100), ties rounded to even: `0.50`. Like [`shortest`] from 10²¹ on.
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.abs() < 1e21 { format!("{value:.decimals$}") } else { shortest(value) }
}

/// Like [`fixed`], with commas between thousands: 500,000. The number must not be negative.
pub fn thousands(value: f64, decimals: usize) -> String {
    let digits = fixed(value, decimals);
    let whole = digits.bytes().position(|byte| byte == b'.').unwrap_or(digits.len());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A whole number in superscript digits: −8 is ⁻⁸.
pub fn superscript(exponent: i32) -> String {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let high = |digit: u8| HIGH.get(usize::from(digit.wrapping_sub(b'0'))).copied().unwrap_or('⁻');
    exponent.to_string().bytes().map(high).collect()
}

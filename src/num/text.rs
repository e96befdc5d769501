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

/// The name of a number that is not finite; none for one that is.
pub fn not_finite(value: f64) -> Option<&'static str> {
    match value {
        value if value.is_nan() => Some("NaN"),
        f64::INFINITY => Some("∞"),
        f64::NEG_INFINITY => Some("−∞"),
        _ => None,
    }
}

/// The number with at most `digits` significant digits, as it is read aloud: 0.577, 12,300, 1.5·10⁻⁶. Digits are
/// written out from 0.001 up to 100,000; beyond them a power of ten takes their place.
pub fn number(value: f64, digits: usize) -> String {
    if let Some(name) = not_finite(value) {
        return name.into();
    }
    if value == 0.0 {
        return "0".into(); // and not −0
    }
    let (size, sign) = (value.abs(), if value < 0.0 { "−" } else { "" });
    let last = digits.max(1) as i32 - 1;
    let (leading, exponent) = leading(size, last);
    if !(1e-3..1e5).contains(&size) {
        return format!("{sign}{}·10{}", shortest(leading / ten_to(last)), superscript(exponent));
    }
    // Digits before the point that are not significant are zeros.
    let rounded = if exponent > last { leading * ten_to(exponent - last) } else { size };
    format!("{sign}{}", trimmed(&thousands(rounded, (last - exponent).max(0) as usize)))
}

/// The positive number rounded to so many significant digits, at least one.
pub fn rounded(size: f64, digits: usize) -> f64 {
    let last = digits.max(1) as i32 - 1;
    let (leading, exponent) = leading(size, last);
    // A division by a power of ten that is exact rounds to the nearest number; the product with its inverse may not.
    if exponent < last { leading / ten_to(last - exponent) } else { leading * ten_to(exponent - last) }
}

/// The leading digits of a positive number as a whole number, the first and `more` of them, and the exponent of the
/// first.
fn leading(size: f64, more: i32) -> (f64, i32) {
    let whole = |exponent: i32| libm::round(in_units(size, exponent) * ten_to(more));
    let near = super::floor(libm::log10(size)) as i32;
    match whole(near) {
        // 9.996 has three digits as 10.0, so the exponent is that of the rounded number.
        digits if digits >= ten_to(more + 1) => (whole(near + 1), near + 1),
        digits => (digits, near),
    }
}

/// A number as a multiple of 10^`exponent`. In two divisions: 10³⁰⁸ is the last power of ten that is an f64.
pub fn in_units(value: f64, exponent: i32) -> f64 {
    let half = exponent / 2;
    value / ten_to(half) / ten_to(exponent - half)
}

fn ten_to(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

/// Decimals without the zeros at their end.
fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// A share in percent with so many significant digits: 11.4 %. The space before the sign does not break.
pub fn percentage(share: f64, digits: usize) -> String {
    not_finite(share).map_or_else(|| format!("{}\u{202f}%", number(100.0 * share, digits)), String::from)
}

/// A whole number in superscript digits: −8 is ⁻⁸.
pub fn superscript(exponent: i32) -> String {
    const HIGH: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let high = |digit: u8| HIGH.get(usize::from(digit.wrapping_sub(b'0'))).copied().unwrap_or('⁻');
    exponent.to_string().bytes().map(high).collect()
}

//! Numbers as text. In the page the browser writes the digits.

use alloc::string::{String, ToString};

/// The shortest decimal digits that read back as the same number, without an exponent: `0.1`, `0.0000001`, `inf`.
pub fn shortest(value: f64) -> String {
    digits::shortest(value)
}

/// The number with `decimals` decimals (at most 100), ties rounded to even: `0.50`. Like [`shortest`] from 10²¹ on.
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.abs() < 1e21 { digits::fixed(value, decimals) } else { shortest(value) }
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

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
mod digits {
    use alloc::format;
    use alloc::string::{String, ToString};

    pub(super) fn shortest(value: f64) -> String {
        value.to_string()
    }

    pub(super) fn fixed(value: f64, decimals: usize) -> String {
        format!("{value:.decimals$}")
    }
}

/// The browser finds the same shortest digits and rounds the same exact value, with two differences that this module
/// corrects: it writes exponents, and it rounds ties away from 0. `tests/web.rs` compares the results with `core`'s.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod digits {
    use alloc::string::String;
    use js_sys::{JsString, Number};

    pub(super) fn shortest(value: f64) -> String {
        match value {
            f64::INFINITY => "inf".into(),
            f64::NEG_INFINITY => "-inf".into(),
            0.0 if value.is_sign_negative() => "-0".into(),
            value => without_exponent(said(Number::from(value).to_string_with_radix(10))),
        }
    }

    /// The text of a call that fails only for a radix or decimals that this module never passes.
    fn said<E>(text: Result<JsString, E>) -> String {
        text.map(String::from).unwrap_or_default()
    }

    /// 1.5e-7 → 0.00000015.
    fn without_exponent(text: String) -> String {
        let Some((mantissa, exponent)) = text.split_once('e') else { return text };
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let mut plain = String::from(if mantissa.starts_with('-') { "-" } else { "" });
        if exponent < 0 {
            plain.push_str("0.");
        }
        // The exponent −7 means six zeros between the point and the first digit.
        plain.extend((exponent + 1..0).map(|_| '0'));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).map(char::from);
        let behind = exponent + 1 - digits.clone().count() as i32;
        plain.extend(digits);
        plain.extend((0..behind).map(|_| '0'));
        plain
    }

    pub(super) fn fixed(value: f64, decimals: usize) -> String {
        let mut text = said(Number::from(value).to_fixed(decimals as u8));
        // The value is a tie if 2·value·10ⁿ is odd. Since 5ⁿ is odd, that is so if 2·value·2ⁿ is odd.
        let twice = (0..=decimals).fold(value.abs(), |twice, _| 2.0 * twice);
        let half = twice - 2.0 * crate::num::floor(0.5 * twice) == 1.0;
        if half && let Some(last @ (b'1' | b'3' | b'5' | b'7' | b'9')) = text.bytes().last() {
            text.pop();
            text.push(char::from(last - 1));
        }
        if value.is_sign_negative() && !text.starts_with('-') {
            text.insert(0, '-');
        }
        text
    }
}

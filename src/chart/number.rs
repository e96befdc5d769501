//! Numbers as a textbook sets them: 12,000 · −0.5 · 10⁻⁸ · 3.2·10⁻⁵.

use crate::num::{self, floor, in_units, superscript};
use libm::{log10, pow, round};

/// 10 to a whole power: `1`, `10`, then `10²`, `10⁻⁸`.
pub fn power_of_ten(exponent: i32) -> String {
    match exponent {
        0 => "1".into(),
        1 => "10".into(),
        _ => format!("10{}", superscript(exponent)),
    }
}

/// A number with `decimals` decimals, commas between thousands, and a true minus sign.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let mut text = num::thousands(value.abs(), decimals);
    // A value that rounds to 0 has no sign: "−0.0" would look like a negative number.
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.insert(0, '−');
    }
    text
}

/// A number with `digits` significant digits, without trailing zeros; numbers far from 1 as 3.2·10⁻⁵; NaN and ∞ by
/// name.
pub fn significant(value: f64, digits: u32) -> String {
    if let Some(name) = num::not_finite(value) {
        return name.into();
    }
    if value == 0.0 {
        return "0".into();
    }
    let exponent = floor(log10(value.abs())) as i32;
    if (-4..6).contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0);
        let text = fixed(value, decimals as usize);
        if decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').into() }
    } else {
        let share = pow(10.0, (digits as i32 - 1) as f64);
        let mantissa = round(in_units(value, exponent) * share) / share;
        format!("{}·10{}", significant(mantissa, digits), superscript(exponent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_as_in_a_textbook() {
        let set = |v| significant(v, 3);
        assert_eq!([set(2.2975), set(-0.5), set(1234.6), set(99_999.0)], ["2.3", "−0.5", "1,235", "99,999"]);
        assert_eq!([set(3.21e-5), set(1e300), set(-4e7)], ["3.21·10⁻⁵", "1·10³⁰⁰", "−4·10⁷"]);
        assert_eq!([set(0.0), set(f64::NAN), set(f64::INFINITY), set(f64::NEG_INFINITY)], ["0", "NaN", "∞", "−∞"]);
        assert_eq!(
            [power_of_ten(0), power_of_ten(1), power_of_ten(-12), power_of_ten(38)],
            ["1", "10", "10⁻¹²", "10³⁸"]
        );
    }
}

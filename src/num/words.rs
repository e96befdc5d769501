//! Numbers as words of a sentence: "1 part in 500,000", "2.4 million", "240 steps".

use super::{fixed, shortest, superscript, thousands};
use alloc::format;
use alloc::string::String;

/// A ratio in words, and the word that joins it to what follows: "1 part in 500,000" of, "0.8 times", "exactly
/// nothing" of.
pub fn share_words(ratio: f64) -> (String, &'static str) {
    match ratio {
        0.0 => ("exactly nothing".into(), " of"),
        r if r < 0.5 => (one_part_in(r), " of"),
        r => (format!("{} times", two_digits(r)), ""),
    }
}

/// A small ratio in words: "1 part in 500,000", "1 part in 2.4 million", "1 part in 3·10¹²".
pub fn one_part_in(ratio: f64) -> String {
    format!("1 part in {}", two_digits(1.0 / ratio))
}

/// Like [`two_digits`], for numbers of either sign.
pub fn signed_digits(value: f64) -> String {
    if value < 0.0 { format!("−{}", two_digits(-value)) } else { two_digits(value) }
}

/// A positive number with two significant digits; large ones in millions or with a power of ten.
pub fn two_digits(value: f64) -> String {
    if !value.is_finite() || value == 0.0 {
        return shortest(value);
    }
    if value < 1e-290 {
        // Such powers of ten are subnormal, so a division by them loses digits.
        return "less than 10⁻²⁹⁰".into();
    }
    let power = |exponent: i32| libm::pow(10.0, f64::from(exponent));
    // 9.96 has two digits as 10, so the exponent is that of the rounded number.
    let near = super::floor(libm::log10(value)) as i32;
    let exponent = if libm::round(value / power(near - 1)) >= 100.0 { near + 1 } else { near };
    let rounded = libm::round(value / power(exponent - 1)) * power(exponent - 1);
    match rounded {
        v if !(0.001..1e9).contains(&v) => {
            let mantissa = fixed(value / power(exponent), 1);
            format!("{}·10{}", mantissa.strip_suffix(".0").unwrap_or(&mantissa), superscript(exponent))
        }
        v if v < 1.0 => fixed(v, (1 - exponent) as usize),
        v if v < 10.0 => fixed(v, 1),
        v if v < 1e6 => thousands(v, 0),
        v => format!("{} million", thousands_or_tenths(v / 1e6)),
    }
}

fn thousands_or_tenths(value: f64) -> String {
    if value < 10.0 { fixed(value, 1) } else { thousands(value, 0) }
}

/// A share in percent: "0.0002 %", "44 %".
pub fn percent(share: f64) -> String {
    match share {
        0.0 => "exactly 0".into(),
        share => format!("{} %", two_digits(100.0 * share)),
    }
}

/// A count with its noun: "1 step", "240 steps".
pub fn count(n: u32, what: &str) -> String {
    format!("{} {what}{}", thousands(f64::from(n), 0), if n == 1 { "" } else { "s" })
}

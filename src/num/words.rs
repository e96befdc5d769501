//! Numbers as words of a sentence: "1 part in 500,000", "2.4 million", "240 steps".

use super::{fixed, number, percentage, rounded, superscript, thousands};
use alloc::format;
use alloc::string::String;

/// The part of a whole that arrives, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// For a sentence: "1 part in 720,000", "a quarter", "31 %", "all of it", "12 times as much", "nothing at all".
    pub long: String,
    /// For a label: "1/720,000", "1/4", "31 %", "all of it", "×12", "0".
    pub short: String,
}

/// Simple fractions that are said where a share is within 5 % of them.
const FRACTIONS: [(f64, &str); 3] = [(0.5, "half"), (1.0 / 3.0, "a third"), (0.25, "a quarter")];

/// A ratio as a share of a whole: words for simple fractions, a percentage from 10 % on, 1 part in N below.
pub fn share_words(ratio: f64) -> Share {
    let near = |whole: f64| libm::fabs(ratio / whole - 1.0) <= 0.05;
    let share = |long: String, short: String| Share { long, short };
    if let Some((whole, long)) = FRACTIONS.into_iter().find(|&(whole, _)| near(whole)) {
        return share(long.into(), format!("1/{}", fixed(1.0 / whole, 0)));
    }
    match ratio {
        r if !r.is_finite() => share("no number".into(), number(r, 2)),
        0.0 => share("nothing at all".into(), "0".into()),
        _ if near(1.0) => share("all of it".into(), "all of it".into()),
        r if r > 1.0 => share(format!("{} times as much", two_digits(r)), format!("×{}", two_digits(r))),
        r if r >= 0.1 => share(percentage(r, 2), percentage(r, 2)),
        r if r > 1e-9 => share(one_part_in(r), format!("1/{}", two_digits(1.0 / r).replace(" million", "M"))),
        r => share(one_part_in(r), two_digits(r)),
    }
}

/// A share and the word that joins it to its whole: "half" " of ", "all" " of ", "12 times" " ".
pub fn share_of(ratio: f64) -> (String, &'static str) {
    let long = share_words(ratio).long;
    match long.strip_suffix(" as much") {
        Some(times) => (times.into(), " "),
        None => (long.strip_suffix(" of it").unwrap_or(&long).into(), " of "),
    }
}

/// A power of ten as a share, for the tick of an axis: "all", "1 in 1,000", "1 in a million", "1 in 10¹²", "×100".
pub fn share_tick(exponent: i32) -> String {
    match exponent {
        0 => "all".into(),
        6 => "×1 million".into(),
        -6 => "1 in a million".into(),
        -9 => "1 in a billion".into(),
        e @ -5..0 => format!("1 in {}", thousands(libm::pow(10.0, f64::from(-e)), 0)),
        e if e < 0 => format!("1 in 10{}", superscript(-e)),
        e => format!("×{}", two_digits(libm::pow(10.0, f64::from(e)))),
    }
}

/// A small ratio in words: "1 part in 500,000", "1 part in 2.4 million", "1 part in 3 billion", "1 part in 10⁶⁴",
/// "nothing".
pub fn one_part_in(ratio: f64) -> String {
    match rounded(1.0 / ratio, 2) {
        _ if ratio == 0.0 => "nothing".into(),
        n if !n.is_finite() => "less than 1 part in 10³⁰⁰".into(),
        n if (1e9..1e12).contains(&n) => format!("1 part in {} billion", thousands_or_tenths(n / 1e9)),
        n if n >= 1e12 => format!("1 part in 10{}", superscript(libm::round(libm::log10(n)) as i32)),
        n => format!("1 part in {}", two_digits(n)),
    }
}

/// Like [`two_digits`], for numbers of either sign.
pub fn signed_digits(value: f64) -> String {
    if value < 0.0 { format!("−{}", two_digits(-value)) } else { two_digits(value) }
}

/// A positive number with two significant digits; large ones in millions or with a power of ten. What is not finite is
/// a word, as in "the loss is infinite".
pub fn two_digits(value: f64) -> String {
    match value {
        v if v.is_nan() => return "not a number".into(),
        v if v.is_infinite() => return "infinite".into(),
        0.0 => return "0".into(),
        _ => {}
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
            match mantissa.strip_suffix(".0").unwrap_or(&mantissa) {
                "1" => format!("10{}", superscript(exponent)),
                digits => format!("{digits}·10{}", superscript(exponent)),
            }
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

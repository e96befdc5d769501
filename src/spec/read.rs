//! Reads values from the text of a link.

use crate::num::{parse, shortest};
use alloc::format;
use alloc::string::String;

/// Reads a number between limits.
pub(super) fn number(key: &str, text: &str, low: f64, high: f64) -> Result<f64, String> {
    match parse(text) {
        // The number is quoted as it was typed: 1e300 has 301 digits, and 1e999 none.
        Some(value) if !(low..=high).contains(&value) => Err(outside(key, low, high, &excerpt(text))),
        Some(value) => Ok(value),
        None => {
            let (low, high) = (shortest(low), shortest(high));
            Err(format!("{key} takes a number from {low} to {high}, not “{}”", excerpt(text)))
        }
    }
}

/// Returns the value if it is within its limits.
pub(super) fn within_limits(key: &str, value: f64, low: f64, high: f64) -> Result<f64, String> {
    match (low..=high).contains(&value) {
        true => Ok(value),
        false => Err(outside(key, low, high, &shortest(value))),
    }
}

fn outside(key: &str, low: f64, high: f64, value: &str) -> String {
    format!("{key} must be from {} to {}, not {value}", shortest(low), shortest(high))
}

/// Reads a whole number between limits.
pub(super) fn integer(key: &str, text: &str, low: u32, high: u32) -> Result<u32, String> {
    whole(key, number(key, text, f64::from(low), f64::from(high))?, text)
}

pub(super) fn whole(key: &str, value: f64, text: &str) -> Result<u32, String> {
    if crate::num::floor(value) == value {
        Ok(value as u32)
    } else {
        Err(format!("{key} takes a whole number, not {text}"))
    }
}

/// Reads on or off.
pub(super) fn flag(key: &str, text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "on" | "true" | "yes" | "1" => Ok(true),
        "off" | "false" | "no" | "0" => Ok(false),
        _ => Err(format!("{key} can be on or off, not “{}”", excerpt(text))),
    }
}

/// Shortens a value to one line for a message, since it may be a megabyte of noise.
pub(super) fn excerpt(text: &str) -> String {
    let mut short = String::new();
    for (place, letter) in text.chars().enumerate() {
        if place == 40 {
            short.push('…');
            break;
        }
        short.push(if letter.is_control() { ' ' } else { letter });
    }
    short
}

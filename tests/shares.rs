//! Shares in words: how much of a gradient arrives.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::{one_part_in, share_of, share_tick, share_words, two_digits};

#[test]
fn a_share_is_worded_as_it_is_said() {
    for (ratio, long, short) in [
        (0.0, "nothing at all", "0"),
        (1.4e-13, "1 part in 10¹³", "1.4·10⁻¹³"),
        (1e-12, "1 part in 10¹²", "10⁻¹²"),
        (3.2e-10, "1 part in 3.1 billion", "3.2·10⁻¹⁰"),
        (4.2e-7, "1 part in 2.4 million", "1/2.4M"),
        (1.0 / 719_834.0, "1 part in 720,000", "1/720,000"),
        (1.34e-4, "1 part in 7,500", "1/7,500"),
        (0.0499, "1 part in 20", "1/20"),
        (0.0999, "1 part in 10", "1/10"),
        (0.114, "11\u{202f}%", "11\u{202f}%"),
        (0.2441, "a quarter", "1/4"),
        (0.31, "31\u{202f}%", "31\u{202f}%"),
        (0.34, "a third", "1/3"),
        (0.52, "half", "1/2"),
        (0.6651, "67\u{202f}%", "67\u{202f}%"),
        (0.97, "all of it", "all of it"),
        (1.04, "all of it", "all of it"),
        (12.4, "12 times as much", "×12"),
        (3.1e6, "3.1 million times as much", "×3.1 million"),
        (f64::NAN, "no number", "NaN"),
        (f64::INFINITY, "no number", "∞"),
    ] {
        let share = share_words(ratio);
        assert_eq!((share.long.as_str(), share.short.as_str()), (long, short), "{ratio}");
    }
    // The smallest numbers have no finite inverse.
    assert_eq!(one_part_in(1e-310), "less than 1 part in 10³⁰⁰");
}

#[test]
fn a_share_joins_what_it_is_a_share_of() {
    let said = |ratio: f64| {
        let (share, of) = share_of(ratio);
        share + of + "what layer 10 is told"
    };
    assert_eq!(said(1.4e-6), "1 part in 710,000 of what layer 10 is told");
    assert_eq!(said(0.49), "half of what layer 10 is told");
    assert_eq!(said(1.0), "all of what layer 10 is told");
    assert_eq!(said(0.0), "nothing at all of what layer 10 is told");
    assert_eq!(said(12.0), "12 times what layer 10 is told");
}

#[test]
fn the_ticks_of_shares_are_words_too() {
    let ticks = [6, 2, 0, -1, -3, -5, -6, -9, -12].map(share_tick);
    let words = [
        "×1 million",
        "×100",
        "all",
        "1 in 10",
        "1 in 1,000",
        "1 in 100,000",
        "1 in a million",
        "1 in a billion",
        "1 in 10¹²",
    ];
    assert_eq!(ticks, words);
}

#[test]
fn what_is_not_finite_is_a_word() {
    assert_eq!([0.0, f64::INFINITY, f64::NAN].map(two_digits), ["0", "infinite", "not a number"]);
}

#[test]
fn a_power_of_ten_stands_alone() {
    assert_eq!([1e12, 2e12, 9.99e-11].map(two_digits), ["10¹²", "2·10¹²", "10⁻¹⁰"]);
}

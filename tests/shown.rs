//! What the page shows as it comes from here: numbers as text, scales, statistics and the sentences made from them.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::chart::{LogScale, log_place};
use gradient_lab::num::{number, percentage, rounded};
use gradient_lab::spec::{KNOBS, Knob};
use gradient_lab::verdict::{Outcomes, compare_seeds};

#[test]
fn numbers_have_three_digits_and_powers_of_ten_where_they_are_small_or_large() {
    let written = [0.5772, 1.5e-6, 12_345.0, 123_456.0, -0.25, 0.0, -0.0, 0.000_999, 99_999.0, 0.9996, -1234.5];
    let expected =
        ["0.577", "1.5·10⁻⁶", "12,300", "1.23·10⁵", "−0.25", "0", "0", "9.99·10⁻⁴", "100,000", "1", "−1,230"];
    assert_eq!(written.map(|value| number(value, 3)), expected);
    assert_eq!([number(0.5772, 2), number(2.345_678, 4), number(5e-324, 2)], ["0.58", "2.346", "4.9·10⁻³²⁴"]);
    assert_eq!([number(1.797e308, 3), number(9.996e-7, 3)], ["1.8·10³⁰⁸", "1·10⁻⁶"]);
    assert_eq!(
        [(0.033_333, 2), (3.333e-5, 2), (9.96, 2), (123_456.0, 2)].map(|(value, digits)| rounded(value, digits)),
        [0.033, 3.3e-5, 10.0, 120_000.0,]
    );
    assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(|value| number(value, 3)), ["NaN", "∞", "−∞"]);
}

#[test]
fn shares_are_percentages() {
    let written = [(0.1137, 3), (0.875, 2), (1.0, 2), (0.0, 3), (f64::NAN, 3), (f64::INFINITY, 3)];
    let expected = ["11.4\u{202f}%", "88\u{202f}%", "100\u{202f}%", "0\u{202f}%", "NaN", "∞"];
    assert_eq!(written.map(|(share, digits)| percentage(share, digits)), expected);
}

#[test]
fn a_scale_widens_by_rungs_and_ignores_what_has_no_place_on_it() {
    let base = LogScale { low: -10, high: 0 };
    assert_eq!(base.holding([0.0, f64::NAN, f64::INFINITY, 1e-5]), base);
    let wide = base.holding([3e-18, 40.0]);
    assert_eq!(wide, LogScale { low: -24, high: 2 });
    assert_eq!(wide.holding([-1e-3]), wide, "it never shrinks");
    assert_eq!(wide.holding([1e-300, 1e300]), LogScale { low: -48, high: 40 }, "there is a last rung");
    let at = |value| log_place(value, -24.0, 2.0);
    assert_eq!([at(1e-24), at(100.0), at(1e-99), at(-1e-11), at(0.0)], [0.0, 1.0, 0.0, 0.5, 0.0]);
    assert!(at(f64::NAN).is_nan());
}

#[test]
fn two_to_five_ticks_lie_inside_a_scale() {
    for (low, high) in [(-4, 2), (-10, 0), (-48, 40), (-16, 2), (-36, 0)] {
        let ticks: Vec<(i32, f64)> = LogScale { low, high }.few_ticks().collect();
        assert!((2..=5).contains(&ticks.len()), "{low} to {high}: {ticks:?}");
        assert!(ticks.iter().all(|(_, at)| *at > 0.0 && *at <= 1.0));
    }
    assert!(LogScale { low: -10, high: 0 }.few_ticks().eq([(-8, 0.2), (-4, 0.6), (0, 1.0)]));
}

fn outcomes(values: &[f64]) -> Outcomes {
    let mut all = Outcomes::default();
    values.iter().for_each(|&value| all.add(value));
    all
}

#[test]
fn eight_seeds_are_told_by_their_smallest_middle_and_largest() {
    let mut accuracies = [0.5, 0.9, 0.6, 0.8, 0.7, 0.7, 0.6, 0.9];
    assert_eq!(outcomes(&accuracies).spread(), Some([0.5, 0.7, 0.9]));
    assert_eq!(outcomes(&accuracies).words(true), "50\u{202f}%, 70\u{202f}%, 90\u{202f}%");
    accuracies[1] = f64::NAN;
    assert_eq!(outcomes(&accuracies).words(false), "0.5, 0.7, 0.9 (1 stopped)");
    assert_eq!(outcomes(&[f64::NAN; 8]).words(true), "every one stopped");
    assert_eq!(outcomes(&[]).words(true), "no seed is done yet");
}

#[test]
fn two_runs_are_compared_in_words_only_where_every_seed_agrees() {
    let low = || outcomes(&[0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.1, 0.2]);
    let high = || outcomes(&[0.4, 0.5, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5]);
    let better = |words: String| words.split(" does better").next().map(str::to_owned);
    assert_eq!(better(compare_seeds(&[low(), high()], true)).as_deref(), Some("Every seed of B"));
    assert_eq!(better(compare_seeds(&[low(), high()], false)).as_deref(), Some("Every seed of A"), "a loss");
    assert!(compare_seeds(&[low(), low()], true).contains("overlap"));
    assert_eq!(compare_seeds(&[low(), high(), high()], true), "", "three runs");
    assert_eq!(compare_seeds(&[low(), outcomes(&[0.9, f64::NAN])], true), "", "one stopped");
}

#[test]
fn losses_stand_on_whole_decades_around_them_all() {
    assert_eq!(LogScale::around([0.003, 2.0, 0.7]), LogScale { low: -3, high: 1 });
    assert_eq!(LogScale::around([0.0, f64::NAN]), LogScale { low: 0, high: 1 });
    assert_eq!(LogScale::around([3e-5]), LogScale { low: -5, high: -4 });
}

fn knob(key: &str) -> &'static Knob {
    KNOBS.iter().find(|knob| knob.key == key).expect("a knob")
}

#[test]
fn a_slider_comes_back_to_the_value_it_stands_for() {
    let most = |knob: &Knob| knob.kind.limits().expect("limits").1;
    for knob in KNOBS.iter().filter(|knob| knob.kind.limits().is_some()) {
        let [first, last, step] = knob.slider(most(knob));
        assert!(first < last && step > 0.0, "{}", knob.key);
        let (low, high) = knob.kind.limits().expect("limits");
        for share in [0.0, 0.13, 0.5, 1.0] {
            let notch = first + (step * ((last - first) * share / step).round()).min(last - first);
            let text = knob.text_at(notch, high);
            let value: f64 = text.parse().expect("a number");
            assert!((low..=high).contains(&value), "{} {text}", knob.key);
            assert_eq!(knob.text_at(knob.notch(value, high), high), text, "{} at {notch}", knob.key);
        }
    }
    let rate = knob("learning_rate");
    for value in [0.01, 0.5] {
        assert_eq!(rate.text_at(rate.notch(value, most(rate)), most(rate)), value.to_string());
    }
    assert_eq!(knob("l2").text_at(0.0, 1.0), "0", "the left end is off");
    assert_eq!(knob("hidden_layers").text_at(7.000_000_01, 100.0), "7");
}

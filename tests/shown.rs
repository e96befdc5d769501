//! What the page shows as it comes from here: numbers as text, scales, statistics and the sentences made from them.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/open.rs"]
mod open;

use gradient_lab::chart::{LogScale, log_place};
use gradient_lab::num::{Format, in_units, number, percentage, rounded};
use gradient_lab::probe::{Answer, CheckReport, Confusion, LayerReport, OpKind, Reach, Wire, common_exponent};
use gradient_lab::session::Session;
use gradient_lab::spec::{KNOBS, Knob};
use gradient_lab::train::{Phase, RangeCurve};
use gradient_lab::verdict::{Outcomes, compare_seeds, reach_words};

fn session(text: &str, steps: u32) -> Session<f32> {
    open::session(text, steps)
}

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
    assert_eq!(wide.holding([1e-300, 1e300]), LogScale { low: -324, high: 40 }, "there is a last rung");
    let at = |value| log_place(value, -24.0, 2.0);
    assert_eq!([at(1e-24), at(100.0), at(1e-99), at(-1e-11), at(0.0)], [0.0, 1.0, 0.0, 0.5, 0.0]);
    assert!(at(f64::NAN).is_nan());
}

#[test]
fn two_to_five_ticks_lie_inside_a_scale() {
    for (low, high) in [(-4, 2), (-10, 0), (-48, 40), (-16, 2), (-36, 0), (-80, 0), (-80, 40), (-324, 0), (-324, 40)] {
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
    assert_eq!(outcomes(&[1e308, 1.5e308]).spread(), Some([1e308, 1.25e308, 1.5e308]));
}

#[test]
fn two_runs_are_compared_in_words_only_where_every_seed_agrees() {
    let low = || outcomes(&[0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.1, 0.2]);
    let high = || outcomes(&[0.4, 0.5, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5]);
    let better = |words: String| words.split(" does better").next().map(str::to_owned);
    assert_eq!(better(compare_seeds(&[low(), high()], "AB", true)).as_deref(), Some("Every seed of B"));
    assert_eq!(better(compare_seeds(&[low(), high()], "BD", false)).as_deref(), Some("Every seed of B"), "a loss");
    assert!(compare_seeds(&[low(), low()], "AB", true).contains("overlap"));
    assert_eq!(compare_seeds(&[low(), high(), high()], "ABC", true), "", "three runs");
    assert_eq!(compare_seeds(&[low(), outcomes(&[0.9, f64::NAN])], "AB", true), "", "one stopped");
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

#[test]
fn an_answer_is_the_likeliest_class() {
    let Answer { odds, class } = Answer::of(&[1000.0, 1000.0, 0.0]);
    assert_eq!((odds, class), (vec![0.5, 0.5, 0.0], Some(0)));
    let Answer { odds, class } = Answer::of(&[2.0]);
    assert!((odds[1] - 0.880_797).abs() < 1e-6 && (odds[0] + odds[1] - 1.0).abs() < 1e-15);
    assert_eq!([class, Answer::of(&[-0.1]).class, Answer::of(&[0.0, f64::NAN]).class], [Some(1), Some(0), None]);
}

#[test]
fn right_answers_lie_on_the_diagonal() {
    let table = Confusion::of(vec![9, 1, 0, 4, 2, 2, 0, 0, 7]);
    assert_eq!((table.classes, table.right(), table.all(), table.share()), (3, 18, 25, Some(0.72)));
    assert_eq!(Confusion::of(vec![0; 4]).share(), None);
}

#[test]
fn a_sequence_is_shown_with_what_is_wanted_and_what_is_answered() {
    let mut copying = session("data=copy&cell=gru&length=4&width=6&batch=3", 2);
    copying.advance();
    let run = &copying.frame();
    let view = run.sequence(1).expect("a sequence");
    let best = |rows: &[Vec<f64>], m: usize| {
        (0..rows.len()).fold(0, |top, row| if rows[row][m] > rows[top][m] { row } else { top })
    };
    assert!(view.classes && view.wanted.len() > 1 && view.digit.is_none());
    for m in 0..view.wanted.len() {
        assert_eq!((view.wanted[m], view.says[m]), (best(&view.target, m), Some(best(&view.answer, m))));
    }
    assert!((view.odds.iter().sum::<f64>() - 1.0).abs() < 1e-12 && view.odds.len() == view.answer.len());
    assert!(view.most.iter().all(|most| *most <= 1.0) && view.x.len() == view.first + view.wanted.len());
    assert!(run.sequence(3).is_none(), "no such example");
    let digits = session("data=digit_rows&cell=gru&width=4&batch=2", 1);
    let digit = digits.frame().sequence(0).and_then(|view| view.digit).expect("a digit");
    let ends = digit.iter().fold((16.0, 0.0), |(low, high), &grey| (f64::min(low, grey), f64::max(high, grey)));
    assert_eq!((digit.len(), ends), (64, (0.0, 16.0)));
}

/// The numbers of the inspector's path: this example's part, the weight after the step, the factor of all layers.
#[test]
fn a_weights_numbers_belong_together() {
    let mut session = session("hidden_layers=3&width=5&batch=4", 2);
    while session.trainer().next() != Phase::Update {
        session.advance();
    }
    let before = session.frame().weight((0, 0), 1, 2, 3).expect("a weight");
    assert_eq!(before.product(), before.x * before.d_z);
    assert_eq!(before.chain.len(), 3);
    assert!((before.factor() * before.d_z_out_norm / before.d_z_norm - 1.0).abs() < 1e-5, "{before:?}");
    assert_eq!(before.chain[0].factor(), before.chain[0].w_factor * before.chain[0].f_factor);
    session.advance();
    let weight = session.frame().weight((0, 0), 0, 0, 0).expect("a weight");
    assert!((weight.w + weight.delta_w - weight.after).abs() < 1e-7 && weight.after != weight.w, "{weight:?}");
}

/// In bf16 ΔW is added to the master copy, and the weight shown is the number that the next step computes with.
#[test]
fn a_weight_after_a_step_is_a_number_of_its_format() {
    let session = session("hidden_layers=3&width=5&batch=4&precision=bf16&learning_rate=0.01", 2);
    for (o, i) in (0..5).flat_map(|o| (0..5).map(move |i| (o, i))) {
        let weight = session.frame().weight((1, 0), o, i, 0).expect("a weight");
        assert_eq!(Format::BRAIN.nearest(weight.after), weight.after, "{weight:?}");
    }
}

/// ∂L/∂z = m·f′(z)·∂L/∂a, also where units are dropped and the others enlarged.
#[test]
fn a_units_slope_carries_the_dropout_mask() {
    let session = session("hidden_layers=2&width=8&batch=4&dropout=0.5", 1);
    let run = &session.frame();
    let mut masks = Vec::new();
    for unit in (0..8).filter_map(|unit| run.unit(1, unit, 2)) {
        let Some(OpKind::Activate { f_prime, mask, slope, .. }) = unit.ops.last().map(|op| op.kind.clone()) else {
            panic!("an activation last")
        };
        assert_eq!(slope, mask * f_prime);
        assert!((slope * unit.d_a - unit.d_z).abs() <= 1e-6 * unit.d_z.abs(), "{unit:?}");
        masks.push(mask);
    }
    assert!(masks.contains(&0.0) && masks.contains(&2.0), "{masks:?}");
}

#[test]
fn the_proof_of_all_time_steps_is_one_row_with_the_worst_error() {
    let layer = |agreed, worst, name: &str| LayerReport {
        agreed,
        too_small: 1,
        at_kink: 2,
        stage_agreed: 3,
        failed: 4,
        worst,
        worst_name: name.into(),
        worst_place: [agreed, 1],
    };
    let layers = vec![layer(5, 1e-7, "Wi"), layer(6, 1e-5, "Wf"), layer(7, 1e-6, "Wo"), layer(8, 1e-3, "W")];
    let mut report = CheckReport { done: true, progress: 1.0, layers, examples: 4, drawn: true };
    report.join_steps();
    let cell =
        LayerReport { agreed: 18, too_small: 3, at_kink: 6, stage_agreed: 9, failed: 12, ..layer(6, 1e-5, "Wf") };
    assert_eq!(report.layers, [cell, layer(8, 1e-3, "W")]);
}

#[test]
fn small_gradients_on_the_wires_of_a_cell_have_one_unit() {
    let unit =
        |sizes: &[f64]| common_exponent(&sizes.iter().map(|&d| Wire { name: "h", value: 0.0, d }).collect::<Vec<_>>());
    assert_eq!([unit(&[0.5, -0.002]), unit(&[0.0, f64::NAN]), unit(&[])], [0, 0, 0]);
    assert_eq!([unit(&[3e-7, -4e-9, 0.0]), unit(&[2e5, 1.0]), unit(&[0.5, 1e-4])], [-7, 5, -1]);
    assert_eq!([in_units(3e-7, -7).round(), in_units(0.25, 0)], [3.0, 0.25]);
    assert_eq!(in_units(5e-324, -324).round(), 5.0);
}

#[test]
fn the_reach_says_when_it_halves_and_what_is_left() {
    let session = session("data=adding&cell=lstm&length=4&width=2&batch=2", 1);
    let run = session.frame();
    let words = |norms: [f64; 5]| {
        let jacobians = norms.iter().map(|norm| vec![*norm, 0.0, 0.0, 0.0]).collect();
        reach_words(&run, &Reach { size: 2, jacobians }.curve())
    };
    let text = words([1e-3, 0.1, 0.4, 0.8, 1.0]);
    let start = "For one example, the Jacobian back from the last memory c, ‖∂c_T/∂c_t‖, halves within 2 time steps; \
        over all 4 time steps 1 part in 1,000 is left.";
    assert!(text.starts_with(start), "{text}");
    assert!(
        words([0.2, 0.3, 0.4, 0.5, 1.0])
            .contains("halves within 1 time step; over all 4 time steps 20\u{202f}% is left.")
    );
    assert!(words([3.0, 2.0, 2.0, 1.0, 1.0]).contains("does not halve; over all 4 time steps it is 3 times as large."));
    assert!(words([0.0; 5]).contains("it is not defined."));
    assert!(words([0.0, 0.0, 0.4, 0.8, 1.0]).contains("over all 4 time steps nothing is left."));
    assert!(words([1e-310, 0.1, 0.4, 0.8, 1.0]).contains("over all 4 time steps less than 1 part in 10³⁰⁰ is left."));
}

/// Backpropagation is cut after one step, so the first state gets no gradient.
#[test]
fn past_a_cut_nothing_of_the_gradient_is_left() {
    let session = session("data=adding&cell=rnn&length=4&truncate=1", 1);
    let trainer = session.trainer();
    let reach = Reach::of(&trainer.network, &trainer.spec, 0).expect("a network through time");
    let words = reach_words(&session.frame(), &reach.curve());
    assert!(words.contains("halves within 1 time step; over all 4 time steps nothing is left."), "{words}");
}

/// The loss falls up to a rate and rises after it.
#[test]
fn a_range_test_advises_a_third_of_the_rate_that_ended_the_fall() {
    let mut curve = RangeCurve::default();
    assert_eq!(curve.advice(), None);
    for step in 0..60 {
        let rate = 1e-4 * 1.2_f64.powi(step);
        curve.meet([rate, if step < 30 { 2.0 - 0.05 * f64::from(step) } else { 5.0 }, 2.0]);
    }
    let (suggestion, (rate, finished)) = (curve.suggestion().expect("a rate"), curve.advice().expect("advice"));
    assert_eq!((rate, finished), (rounded(suggestion, 2), 3.0 * suggestion));
    assert!(curve.points().iter().any(|point| (point.0 / finished - 1.0).abs() < 1e-12), "{finished} was tried");
}

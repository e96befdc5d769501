//! The rule of each task, on many examples.

use super::{drawn, mean, moments, spec};
use gradient_lab::data::Endless;

#[test]
fn recall_is_the_sign_of_the_first() {
    let (_, all) = drawn("recall", 30, 4000);
    assert!(all.iter().all(|(x, y)| x[0] == 2.0 * y[0] - 1.0 && (y[0] == 0.0 || y[0] == 1.0)));
    let rest: Vec<f64> = all.iter().flat_map(|(x, _)| x[1..].to_vec()).collect();
    let (middle, square) = moments(&rest);
    assert!(middle.abs() < 0.003 && (square.sqrt() / 0.2 - 1.0).abs() < 0.01, "{middle} {square}");
    assert!((mean(all.iter().map(|(_, y)| y[0])) - 0.5).abs() < 0.03);
}

#[test]
fn adding_is_the_sum_of_the_marked() {
    for length in [2, 7, 40] {
        let (_, all) = drawn("adding", length, 4000);
        let mut places = vec![0; length];
        for (x, y) in &all {
            let marked: Vec<usize> = (0..length).filter(|t| x[2 * t + 1] == 1.0).collect();
            let [first, second] = marked[..] else { panic!("{} marks", marked.len()) };
            assert!(first < length / 2 && second >= length / 2);
            assert!((0..length).all(|t| (0.0..1.0).contains(&x[2 * t]) && [0.0, 1.0].contains(&x[2 * t + 1])));
            assert!((x[2 * first] + x[2 * second] - y[0]).abs() < 1e-15);
            (places[first], places[second]) = (places[first] + 1, places[second] + 1);
        }
        let expected = 8000 / length;
        assert!(places.iter().all(|count| (expected / 2..2 * expected).contains(count)), "{places:?}");
    }
}

#[test]
fn parity_is_whether_the_ones_are_odd() {
    let (_, all) = drawn("parity", 9, 3000);
    for (x, y) in &all {
        assert!(x.iter().all(|x| x.abs() == 1.0));
        let negative = x.iter().product::<f64>() * if x.len().is_multiple_of(2) { 1.0 } else { -1.0 };
        // The product of all is (−1) to the number of −1, and the numbers of both add up to T.
        assert_eq!(y[0], if negative < 0.0 { 1.0 } else { 0.0 }, "{x:?}");
    }
    assert!((mean(all.iter().map(|(_, y)| y[0])) - 0.5).abs() < 0.04);
}

/// Whether reading from left to right never closes more than was opened, and all is closed at the end.
fn is_balanced(word: &[f64]) -> bool {
    let mut depth = 0.0;
    word.iter().all(|bracket| {
        depth += bracket;
        depth >= 0.0
    }) && depth == 0.0
}

#[test]
fn brackets_are_balanced_where_the_answer_says_so() {
    for length in [2, 3, 12, 25, 500] {
        let (_, all) = drawn("brackets", length, 2000);
        for (x, y) in &all {
            let word = &x[length % 2..];
            assert!(word.iter().all(|bracket| bracket.abs() == 1.0), "{x:?}");
            assert!(length.is_multiple_of(2) || x[0] == 0.0, "{x:?}");
            assert_eq!(is_balanced(word), y[0] == 1.0, "{x:?}");
        }
        assert!((mean(all.iter().map(|(_, y)| y[0])) - 0.5).abs() < 0.05);
    }
}

#[test]
fn every_balanced_word_is_equally_likely() {
    // Four pairs make 14 words (a Catalan number).
    let (_, all) = drawn("brackets", 8, 28_000);
    let mut counts = std::collections::BTreeMap::new();
    for (x, _) in all.iter().filter(|(_, y)| y[0] == 1.0) {
        *counts.entry(x.iter().map(|&bracket| bracket > 0.0).collect::<Vec<bool>>()).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 14);
    assert!(counts.values().all(|count| (880..1120).contains(count)), "{counts:?}");
}

/// The place of the only 1.
fn hot(values: impl Iterator<Item = f64>) -> usize {
    let values: Vec<f64> = values.collect();
    let ones: Vec<usize> = (0..values.len()).filter(|&n| values[n] == 1.0).collect();
    assert!(ones.len() == 1 && values.iter().sum::<f64>() == 1.0, "{values:?} is not one-hot");
    ones[0]
}

#[test]
fn copy_is_said_again_after_the_pause() {
    for (length, answers) in [(2, 1), (5, 2), (10, 5), (40, 5)] {
        let (shape, all) = drawn("copy", length, 1500);
        assert_eq!(shape.answers, answers);
        let mut counts = [0; 4];
        for (x, y) in &all {
            let said: Vec<usize> = (0..length).map(|t| hot(x[6 * t..][..6].iter().copied())).collect();
            let wanted: Vec<usize> = (0..answers).map(|m| hot((0..4).map(|s| y[s * answers + m]))).collect();
            assert_eq!(said[..answers], wanted);
            assert!(wanted.iter().all(|&symbol| symbol < 4));
            assert!(said[answers..length - answers].iter().all(|&s| s == 4), "a pause");
            assert!(said[length - answers..].iter().all(|&s| s == 5), "the sign to begin");
            wanted.iter().for_each(|&symbol| counts[symbol] += 1);
        }
        let each = 1500 * answers / 4;
        assert!(counts.iter().all(|count| (each * 8 / 10..each * 12 / 10).contains(count)), "{counts:?}");
    }
}

#[test]
fn temporal_order_is_which_of_x_and_y_came_first() {
    let (_, all) = drawn("temporal_order", 25, 3000);
    let mut counts = [0; 4];
    for (x, y) in &all {
        let symbols: Vec<usize> = (0..25).map(|t| hot(x[6 * t..][..6].iter().copied())).collect();
        let marks: Vec<usize> = (0..25).filter(|&t| symbols[t] >= 4).collect();
        let [first, second] = marks[..] else { panic!("{} marks", marks.len()) };
        assert!(first < 12 && second >= 12);
        // XX, XY, YX, YY.
        let class = hot(y.iter().copied());
        assert_eq!(class, 2 * (symbols[first] - 4) + symbols[second] - 4);
        counts[class] += 1;
    }
    assert!(counts.iter().all(|count| (650..850).contains(count)), "{counts:?}");
}

#[test]
fn forecasts_are_of_the_next_input() {
    for task in ["sine", "mackey_glass"] {
        let (shape, all) = drawn(task, 60, 800);
        assert_eq!((shape.answers, shape.features), (60, 1), "every step is answered");
        assert!(all.iter().all(|(x, y)| x[1..] == y[..59]), "{task}");
    }
    let mut frequencies = Vec::new();
    for (x, _) in drawn("sine", 60, 800).1 {
        // cos((t+1)ω + φ) + cos((t−1)ω + φ) = 2·cos ω·cos(tω + φ), for one ω all along.
        let t = (1..59).max_by(|&a, &b| x[a].abs().total_cmp(&x[b].abs())).expect("a largest");
        let cosine = (x[t + 1] + x[t - 1]) / (2.0 * x[t]);
        assert!((1..59).all(|t| (x[t + 1] + x[t - 1] - 2.0 * cosine * x[t]).abs() < 1e-9));
        frequencies.push(cosine.acos());
    }
    assert!(frequencies.iter().all(|rate| (0.1..0.6).contains(rate)));
    assert!((mean(frequencies.iter().copied()) - 0.35).abs() < 0.02);
}

/// The equation, integrated here once more: from 1.2, at steps of 0.1, one number in ten after the first 300.
fn mackey_glass() -> Vec<f64> {
    let mut x: Vec<f64> = vec![1.2; 171];
    for n in 170..34_000 {
        let late = x[n - 170];
        x.push(x[n] + 0.1 * (0.2 * late / (1.0 + late.powi(10)) - 0.1 * x[n]));
    }
    x.into_iter().skip(168).step_by(10).collect()
}

#[test]
fn mackey_glass_is_standardised_and_chaotic() {
    let length = 500;
    let (_, all) = drawn("mackey_glass", length, 300);
    let values: Vec<f64> = all.iter().flat_map(|(x, _)| x.clone()).collect();
    let (middle, square) = moments(&values);
    assert!(middle.abs() < 0.05 && (square - 1.0).abs() < 0.1, "{middle} {square}");
    // x and the equation's own series are one and the same but for scale: every window is found in it.
    let own = mackey_glass();
    let spread = |window: &[f64]| {
        let (middle, square) = moments(window);
        window.iter().map(|x| (x - middle) / (square - middle * middle).sqrt()).collect::<Vec<f64>>()
    };
    for (x, _) in all.iter().take(5) {
        let wanted = spread(&x[..100]);
        let apart = |window: &[f64]| spread(window).iter().zip(&wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(own.windows(100).any(|window| apart(window) < 1e-4), "a window of another series");
    }
    // States that are all but alike come apart.
    let state = |x: &[f64], t: usize| [x[t], x[t + 6], x[t + 12], x[t + 18]];
    let apart = |a: [f64; 4], b: [f64; 4]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
    let mut growth = Vec::new();
    for (n, (a, _)) in all.iter().enumerate() {
        for (b, _) in &all[n + 1..] {
            let now = apart(state(a, 0), state(b, 0));
            if now > 1e-3 && now < 0.1 {
                growth.push((apart(state(a, 400), state(b, 400)) / now).ln());
            }
        }
    }
    let grown = mean(growth.iter().copied()).exp();
    println!("Mackey–Glass: {} pairs of states, {grown:.2} times as far apart after 400 steps", growth.len());
    assert!(growth.len() > 20 && grown > 3.0, "{grown} times, {} pairs", growth.len());
}

#[test]
fn noise_and_the_cliff_are_what_they_say() {
    let spec = spec("data=noise_sequence&cell=rnn&noise=0.3&features=4&length=20");
    let mut endless = Endless::new(&spec).expect("an endless task");
    let (mut x, mut y) = (vec![0.0; 20 * 4 * 500], vec![0.0; 500]);
    endless.fill(&mut Endless::stream(1, 0), &mut x, &mut y);
    let ((middle, square), (target, size)) = (moments(&x), moments(&y));
    assert!(
        middle.abs() < 0.01 && (square.sqrt() - 0.3).abs() < 0.01 && target.abs() < 0.15 && (size - 1.0).abs() < 0.2
    );
    let (_, all) = drawn("cliff", 50, 3);
    assert!(all.iter().all(|(x, y)| x.iter().all(|&x| x == 0.0) && y[..] == [0.7]));
}

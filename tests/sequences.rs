//! The sequences: shapes, seeds, the rule of each task, what a constant answer costs, and the real series.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::data::{Data, Endless, Examples, generate, sunspots};
use gradient_lab::spec::{Dataset, Link, Loss, Sequence, Spec};
use gradient_lab::train::Trainer;

fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// The tasks that make fresh sequences at every step.
const ENDLESS: &[&str] =
    &["recall", "adding", "copy", "parity", "temporal_order", "sine", "mackey_glass", "noise_sequence", "cliff"];

fn of_task(task: &str, length: usize) -> Spec {
    let cell = if task == "cliff" { "rnn&width=1" } else { "gru&width=5" };
    spec(&format!("data={task}&cell={cell}&length={length}&features=3&batch=7"))
}

/// `count` sequences of a task, example by example: x \[T×D\] and y \[O×M\].
fn drawn(task: &str, length: usize, count: usize) -> (Sequence, Vec<(Vec<f64>, Vec<f64>)>) {
    let spec = of_task(task, length);
    let shape = spec.sequence().expect("a sequence");
    let mut endless = Endless::new(&spec).expect("an endless task");
    let (mut x, mut y) =
        (vec![f64::NAN; shape.steps * shape.features * count], vec![f64::NAN; shape.outputs * shape.answers * count]);
    endless.fill(&mut Endless::stream(11, 0), &mut x, &mut y);
    let column = |block: &[f64], b: usize| block.iter().skip(b).step_by(count).copied().collect::<Vec<f64>>();
    (shape, (0..count).map(|b| (column(&x, b), column(&y, b))).collect())
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().sum::<f64>() / values.count() as f64
}

/// Mean and mean square.
fn moments(values: &[f64]) -> (f64, f64) {
    (mean(values.iter().copied()), mean(values.iter().map(|v| v * v)))
}

#[test]
fn every_task_has_the_shape_that_it_says() {
    for task in ENDLESS {
        for length in [2, 3, 12, 500] {
            let spec = of_task(task, length);
            let shape = spec.sequence().expect("a sequence");
            let mut trainer: Trainer<f32> = Trainer::new(&spec).expect("a valid spec");
            trainer.step();
            let network = &trainer.network;
            assert_eq!((shape.steps, network.layers.len(), network.batch), (length, length + 1, 7), "{task}");
            assert_eq!(network.x.len(), 7 * length * shape.features, "{task}");
            assert_eq!(network.y.len(), 7 * shape.outputs * shape.answers, "{task}");
            assert_eq!(network.stages[length].a().len(), network.y.len(), "{task}");
            assert!(shape.answers <= length && trainer.loss_value.is_finite(), "{task}");
            let Data { train, test } = &trainer.data;
            assert_eq!((train.features, train.outputs), (network.x.len() / 7, network.y.len() / 7), "{task}");
            assert!(train.count() == 128 && test.count() == 128, "{task}");
            assert!(train != test || *task == "cliff", "{task} is tested on what it shows");
        }
    }
}

#[test]
fn a_batch_is_a_matter_of_seed_and_step() {
    for task in ENDLESS {
        let batches = |more: &str| {
            let spec = spec(&format!("{}&{more}", of_task(task, 20).to_text()));
            let mut trainer: Trainer<f64> = Trainer::new(&spec).expect("a valid spec");
            let mut batch = || {
                trainer.step();
                (trainer.network.x.clone(), trainer.network.y.clone())
            };
            [batch(), batch(), batch()]
        };
        let (first, again) = (batches("seed=5"), batches("seed=5&learning_rate=0.5"));
        assert_eq!(first, again, "{task}");
        if *task != "cliff" {
            assert!(first[0] != first[1] && first[1] != first[2], "{task} repeats itself");
            assert_ne!(first, batches("seed=6"), "{task}");
        }
        // The weights of the cell have a stream of their own.
        assert_eq!(first, batches("seed=5&init=he_normal"), "{task}");
    }
}

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

/// What the best constant answer costs on many examples, class by class or as a number.
fn constant(task: &str) -> (f64, f64) {
    let (shape, all) = drawn(task, 30, 6000);
    if shape.outputs == 1 {
        let y: Vec<f64> = all.iter().flat_map(|(_, y)| y.clone()).collect();
        let (p, square) = moments(&y);
        let classes = y.iter().all(|&y| y == 0.0 || y == 1.0);
        let bce = -(p * p.ln() + (1.0 - p) * (1.0 - p).ln());
        return if classes { (bce, p.max(1.0 - p)) } else { (square - p * p, 0.0) };
    }
    let class = |o: usize| mean(all.iter().flat_map(|(_, y)| &y[o * shape.answers..][..shape.answers]).copied());
    let shares: Vec<f64> = (0..shape.outputs).map(class).collect();
    (-shares.iter().map(|p| p * p.ln()).sum::<f64>(), shares.iter().fold(0.0, |a: f64, &b| a.max(b)))
}

#[test]
fn a_constant_answer_costs_what_the_chance_line_says() {
    for task in ["recall", "adding", "copy", "parity", "temporal_order", "sine", "mackey_glass"] {
        let data = Dataset::from_key(task).expect("a dataset");
        let (loss, name, accuracy) = data.chance(data.task().loss()).expect("a chance line");
        let (found, right) = constant(task);
        println!("{task}: the best constant costs {found:.4}, {name} is {loss:.4}");
        assert!((found / loss - 1.0).abs() < 0.04, "{task}: {found} for {name} = {loss}");
        assert!((right - accuracy).abs() < 0.03, "{task}: {right} right, not {accuracy}");
    }
    assert_eq!(Dataset::Adding.chance(Loss::Mse).expect("a line").0, 1.0 / 6.0);
    assert_eq!(Dataset::Copy.chance(Loss::SoftmaxCrossEntropy).expect("a line").0, 4f64.ln());
    assert_eq!(Dataset::DigitRows.chance(Loss::SoftmaxCrossEntropy).expect("a line").0, 10f64.ln());
    assert!(Dataset::NoiseSequence.chance(Loss::Cotangent).is_none());
}

#[test]
fn sunspots_are_the_numbers_of_those_years() {
    let years: Vec<(usize, f64)> = sunspots().collect();
    assert_eq!((years.len(), years[0].0, years[308].0), (309, 1700, 2008));
    for (year, number) in [(1700, 5.0), (1701, 11.0), (1778, 154.4), (1810, 0.0), (1957, 190.2), (2008, 2.9)] {
        assert_eq!(years[year - 1700], (year, number));
    }
    assert!(years.iter().all(|(year, number)| *number <= 190.2 && (*number < 190.2 || *year == 1957)));
}

/// The numbers of a part, from its windows, which follow each other year by year.
fn series(part: &Examples<f64>, steps: usize) -> Vec<f64> {
    let rows: Vec<(&[f64], &[f64])> = part.x.chunks(steps).zip(part.y.chunks(steps)).collect();
    assert!(rows.iter().all(|(x, y)| x[1..] == y[..steps - 1]), "the next year is what is asked");
    assert!(rows.windows(2).all(|pair| pair[0].1 == pair[1].0), "one year later");
    rows[0].0.iter().chain(rows.iter().map(|(_, y)| &y[steps - 1])).copied().collect()
}

#[test]
fn sunspots_are_learned_to_1899_and_tested_after() {
    let numbers: Vec<f64> = sunspots().map(|(_, number)| number).collect();
    for length in [2, 30, 100] {
        let data: Data<f64> = generate(&spec(&format!("data=sunspots&cell=lstm&length={length}")));
        let (train, test) = (series(&data.train, length), series(&data.test, length));
        assert_eq!((train.len(), test.len()), (200, 109));
        let (middle, square) = moments(&train);
        assert!(middle.abs() < 1e-12 && (square - 1.0).abs() < 1e-12, "standardised by what is learned from");
        // One scale for both parts: a line through any two years.
        let scale = (train[57] - train[0]) / (numbers[57] - numbers[0]);
        let back = |value: f64| (value - train[0]) / scale + numbers[0];
        assert!(train.iter().zip(&numbers).all(|(value, number)| (back(*value) - number).abs() < 1e-9));
        assert!(test.iter().zip(&numbers[200..]).all(|(value, number)| (back(*value) - number).abs() < 1e-9));
    }
}

#[test]
fn digits_are_read_row_by_row_and_pixel_by_pixel() {
    let digits: Data<f64> = generate(&Spec::default());
    for (task, steps, features) in [("digit_rows", 8, 8), ("digit_pixels", 64, 1)] {
        let spec = spec(&format!("data={task}&cell=gru&width=6&batch=9"));
        assert_eq!(generate::<f64>(&spec), digits, "{task}");
        let shape = spec.sequence().expect("a sequence");
        assert_eq!((shape.steps, shape.features, shape.outputs, shape.answers), (steps, features, 10, 1));
        let mut trainer: Trainer<f64> = Trainer::new(&spec).expect("a valid spec");
        trainer.advance();
        // Step k reads pixels k·D to (k+1)·D of each of its nine digits.
        let network = &trainer.network;
        let columns: Vec<Vec<f64>> = (0..9)
            .map(|b| {
                (0..steps)
                    .flat_map(|k| network.x_at(k).iter().skip(b).step_by(9).copied().collect::<Vec<_>>())
                    .collect()
            })
            .collect();
        assert!(columns.iter().all(|image| digits.train.x.chunks(64).any(|digit| digit == image)), "{task}");
    }
}

#[test]
fn what_does_not_fit_is_settled_with_a_sentence() {
    for (text, words, settled) in [
        ("cell=lstm&data=circles", "A cell reads sequences", "cell=lstm&data=adding"),
        ("cell=gru", "A cell reads sequences", "cell=gru&data=adding"),
        ("data=parity", "Sequences need a cell", "cell=rnn&data=parity"),
        ("data=digit_rows&activation=relu", "Sequences need a cell", "cell=rnn&data=digit_rows&activation=relu"),
        ("cell=lstm&data=adding&width=200", "at most 128", "cell=lstm&data=adding&width=128"),
        ("cell=lstm&data=adding&batch=1000", "at most 128", "cell=lstm&data=adding&batch=128"),
        ("cell=lstm&data=sunspots&length=400", "at most 100", "cell=lstm&data=sunspots&length=100"),
        ("cell=lstm&data=adding&length=501", "from 2 to 500", "cell=lstm&data=adding&length=500"),
        ("cell=lstm&data=adding&cell_layers=3", "from 1 to 2", "cell=lstm&data=adding&cell_layers=2"),
        ("cell=lstm&data=cliff&width=4", "one unit of a plain RNN", "cell=rnn&data=cliff&width=1"),
        ("cell=rnn&data=cliff&width=1&cell_layers=2", "one unit of a plain RNN", "cell=rnn&data=cliff&width=1"),
        ("cell=rnn&data=digit_rows&sampling=full", "all sequences", "cell=rnn&data=digit_rows"),
        ("cell=rnn&data=adding&loss=bce_with_logits", "does not fit these data", "cell=rnn&data=adding"),
        ("cell=rnn&data=copy&loss=bce_with_logits", "does not fit these data", "cell=rnn&data=copy"),
    ] {
        let link = Link::parse(text);
        let said = link.warnings.join(" ");
        assert!(link.warnings.len() == 1 && said.contains(words) && said.ends_with('.'), "{text}: {said}");
        assert_eq!(link.spec, spec(settled), "{text}");
        Trainer::<f32>::new(&link.spec).expect("a valid spec").step();
    }
    // Put together by hand it is refused in the same words.
    let wrong = Spec { data: Dataset::Parity, ..Spec::default() };
    let why = Trainer::<f32>::new(&wrong).expect_err("no cell").to_string();
    assert!(why.contains("Sequences need a cell"), "{why}");
}

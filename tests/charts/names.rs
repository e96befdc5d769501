//! What is written at lines and marks: in reach of what it names, and on nothing else.

use super::{draw_light, loss, paths, words};
use gradient_lab::chart::*;
use gradient_lab::figure::*;
use gradient_lab::session::Session;
use gradient_lab::spec::Link;

/// Where a text starts, and its height, in CSS pixels.
fn place_of(svg: &str, name: &str) -> (f64, f64) {
    let text = svg.split("<text").find(|t| t.contains(&format!("\n{name}\n"))).unwrap_or_else(|| panic!("no {name}"));
    let number = |key: &str| text.split_once(&format!(" {key}=\"")).unwrap().1.split_once('"').unwrap().0;
    (number("x").parse::<f64>().unwrap() / 8.0, number("y").parse::<f64>().unwrap() / 8.0)
}

#[test]
fn names_at_the_ends_of_lines_touch_neither_each_other_nor_a_line() {
    for test_end in [60, 75, 90, 97, 100] {
        for (batch, test) in [(0.0, 0.0), (0.02, 0.2), (1.0, 1.0), (1.1, 1.0), (2.9, 3.0), (3.0, 3.0), (0.5, 2.5)] {
            let mut chart = loss((0..=100).map(|i| (f64::from(i), batch)).collect());
            chart.series[0].name = "batch".into();
            chart.series.push(Series::new("test", Role::Ink, (0..=test_end).map(|i| (f64::from(i), test)).collect()));
            let drawn = draw_light(&chart);
            let (above, below) = (place_of(&drawn, "batch"), place_of(&drawn, "test"));
            let apart = (above.1 - below.1).abs();
            assert!(apart >= 13.0 || above.0 - below.0 > 40.0, "{apart} apart: {batch}, {test} to {test_end}");
            let line = &paths(&drawn, Theme::light().signal, 1.6)[0];
            let end = f64::from(line.last().unwrap().0) / 8.0;
            assert!(below.0 > end || test_end < 71, "the batch line runs through 'test' that ends at {test_end}");
        }
    }
}

/// Live changes close together leave no place that is free of their lines: the name of the guide stands on a line then,
/// and never on their names.
#[test]
fn a_name_that_must_be_read_stands_on_no_other_name() {
    for height in [2.0, 2.3, 2.6] {
        let mut chart = loss((0..=30).map(|i| (f64::from(i), height)).collect());
        chart.guides.push(Guide { value: height, label: "chance 2.303 = ln 10".into() });
        let mark = |n: u32| Mark { at: f64::from(6 * n), label: format!("α 0.{}", n + 1) };
        chart.marks = (1..5).map(mark).collect();
        let drawn = draw_light(&chart);
        let (across, down) = place_of(&drawn, "chance 2.303 = ln 10");
        for name in chart.marks.iter().map(|mark| &mark.label).filter(|name| drawn.contains(&format!("\n{name}\n"))) {
            let (x, y) = place_of(&drawn, name);
            assert!((down - y).abs() >= 10.0, "{name} at {x}, {y} and the guide's name at {across}, {down}");
        }
    }
}

/// A comparison of runs after some steps: the words on its chart.
fn compared(kind: &str, steps: u32, texts: &[&str]) -> Vec<String> {
    let one = |(n, text): (usize, &&str)| {
        let mut session = Session::<f32>::new(&Link::parse(text).spec).expect("a valid spec");
        session.run(steps);
        Compared::of(&session.frame(), ["A", "B", "C", "D"][n])
    };
    let runs: Vec<Compared> = texts.iter().enumerate().map(one).collect();
    let kind = ComparedChart::named(kind).expect("a kind of chart");
    words(&svg(&compare_chart(&runs, kind), 640, 210, &Theme::light())).into_iter().map(String::from).collect()
}

#[test]
fn a_comparison_marks_live_changes_with_the_runs_they_happened_in() {
    let small = "hidden_layers=2&width=3&data=circles&samples=20";
    let [early, late] = ["live=5:0.05", "live=5:0.05,15:l2:0.1"].map(|live| format!("{small}&{live}"));
    let written = compared("loss", 20, &[&early, &late, small]);
    for word in ["A, B α 0.05", "B L2 0.1"] {
        assert_eq!(written.iter().filter(|w| *w == word).count(), 1, "{word} in {written:?}");
    }
    let all = compared("loss", 20, &[&early, &late]);
    assert!(all.iter().any(|word| word == "α 0.05"), "what happened in all needs no names: {all:?}");
    assert!(compared("accuracy", 20, &[&early, small]).iter().any(|word| word == "A α 0.05"));
    assert!(!compared("gradient", 20, &[&early, small]).iter().any(|word| word.contains("0.05")));
}

#[test]
fn what_is_not_measured_yet_is_no_nan() {
    for kind in ["loss", "accuracy", "gradient", "signal"] {
        let written = compared(kind, 0, &["hidden_layers=3&width=3&data=circles&samples=20"; 2]);
        assert!(!written.iter().any(|word| word.contains("NaN")), "{kind}: {written:?}");
    }
}

/// The fall that a range test is for takes up its paper, whatever it ran away to; what is not finite is still marked.
#[test]
fn a_range_test_that_runs_away_does_not_press_its_fall_flat() {
    let points = [(1e-3, 0.7), (1e-2, 0.4), (1e-1, 0.2), (1.0, 3e12), (2.0, f64::NAN)];
    let chart = range_chart(&points, 0.1);
    assert!(!chart.y.log && (1.4..=2.0).contains(&chart.y.high), "{:?}", chart.y);
    let heights: Vec<f64> = chart.series[0].points.iter().map(|point| point.1).collect();
    assert_eq!(heights[..4], [0.7, 0.4, 0.2, 1.4]);
    assert!(heights[4].is_nan());
}

/// Runs that came down twentyfold are told apart at their ends: on a logarithmic axis. Others keep equal steps.
#[test]
fn losses_that_came_far_down_are_compared_in_decades() {
    let circle = "data=circle&noise=0&hidden_layers=2&width=8&activation=tanh&learning_rate=0.03";
    let run = |name: &str, text: &str, steps: u32| {
        let spec = Link::parse(&format!("{circle}&{text}")).spec;
        let mut session = Session::<f32>::new(&spec).expect("a valid spec");
        session.run(steps);
        let first = session.trace().rows()[0].loss;
        (first / session.trainer().loss_value, Compared::of(&session.frame(), name))
    };
    let (_, slow) = run("A", "optimizer=sgd", 20);
    let (near, other) = run("B", "optimizer=sgd", 40);
    assert!(near < 5.0 && !compare_chart(&[slow.clone(), other], ComparedChart::Loss).y.log);
    let (far, learned) = run("B", "optimizer=adam", 600);
    assert!(far > 30.0, "the test wants a run that comes far down: {far}");
    assert!(compare_chart(&[slow, learned], ComparedChart::Loss).y.log);
}

#[test]
fn names_of_many_marks_do_not_lie_on_each_other() {
    let mut chart = loss((0..=100).map(|i| (f64::from(i), 1.0)).chain([(101.0, f64::NAN)]).collect());
    chart.marks = (10..90).map(|at| Mark { at: f64::from(at), label: format!("α 0.{at}") }).collect();
    let drawn = draw_light(&chart);
    assert!(words(&drawn).contains(&"NaN in training step 102"), "the worst news is told whatever else is");
    let shown: Vec<(f64, f64)> = chart
        .marks
        .iter()
        .filter(|mark| words(&drawn).contains(&mark.label.as_str()))
        .map(|mark| place_of(&drawn, &mark.label))
        .collect();
    for (n, a) in shown.iter().enumerate() {
        for b in &shown[..n] {
            assert!((a.1 - b.1).abs() >= 11.0 || (a.0 - b.0).abs() >= 30.0, "{a:?} and {b:?}");
        }
    }
}

/// Each theory once, under its formula, and its line is that power of what one step keeps.
#[test]
fn a_comparison_of_reach_draws_the_lines_of_theory() {
    let task = "data=adding&length=12&width=4&batch=4&learning_rate=0.01";
    let one = |text: &str| {
        let mut session = Session::<f32>::new(&Link::parse(&format!("{task}&{text}")).spec).expect("a valid spec");
        session.run(1);
        let mut compared = Compared::of(&session.frame(), text.split('&').next().expect("a cell"));
        let (network, spec) = (&session.trainer().network, &session.trainer().spec);
        let reach = gradient_lab::probe::Reach::of(network, spec, 0).expect("a network through time");
        compared.add_reach(&session.frame(), &reach.curve().norms);
        compared
    };
    let runs: Vec<Compared> = [
        "cell=lstm&forget_bias=1",
        "cell=rnn&recurrent_init=orthogonal&recurrent_gain=0.9",
        "cell=gru&update_bias=-1",
        "cell=lstm&forget_bias=1&seed=3",
    ]
    .map(one)
    .into();
    let chart = compare_chart(&runs, ComparedChart::Reach);
    assert_eq!(chart.series.len(), 4 + 3, "four runs, and three theories: two of the runs share one");
    let sigmoid = |z: f64| 1.0 / (1.0 + (-z).exp());
    for (name, factor) in [("σ(b_f)ᵏ", sigmoid(1.0)), ("ρᵏ", 0.9), ("(1−σ(b_z))ᵏ", sigmoid(1.0))] {
        let line = chart.series.iter().find(|series| series.name == name).expect(name);
        assert!(line.points.len() > 5 && line.points.iter().all(|(k, y)| (y / factor.powf(*k) - 1.0).abs() < 1e-9));
    }
    let written = svg(&chart, 640, 210, &Theme::light());
    assert!(words(&written).contains(&"σ(b_f)ᵏ"), "{:?}", words(&written));
}

/// Beside a gradient that fades, a theory that grows is a line and no dot.
#[test]
fn a_theory_that_grows_has_its_place() {
    let text =
        "data=adding&length=20&width=4&batch=4&cell=rnn&activation=tanh&recurrent_init=orthogonal&recurrent_gain=1.05";
    let session = Session::<f32>::new(&Link::parse(text).spec).expect("a valid spec");
    let mut run = Compared::of(&session.frame(), "RNN");
    run.add_reach(&session.frame(), &[0.1, 0.5, 1.0]);
    let chart = reach_chart(&[run]);
    assert_eq!(chart.series[0].points.len(), 3);
    assert_eq!((chart.series[1].name.as_str(), chart.series[1].points.len()), ("RNN", 3));
    assert!(chart.series[0].points.windows(2).all(|pair| (pair[1].1 / pair[0].1 - 1.05).abs() < 1e-9));
}

#[test]
fn a_chart_that_does_not_exist_is_an_error_with_the_ones_that_do() {
    for chart in RunChart::ALL {
        assert_eq!(RunChart::named(chart.key()), Ok(*chart));
    }
    for chart in ComparedChart::ALL {
        assert_eq!(ComparedChart::named(chart.key()), Ok(*chart));
    }
    let why = RunChart::named("reach").expect_err("a run alone has no such chart");
    assert_eq!(why, "There is no chart “reach” of a run; the charts are loss, accuracy, activation, range.");
    assert!(ComparedChart::named("").is_err_and(|why| why.contains("gradient, signal, reach, lag")));
}

//! The SVG text of single charts: axes, lines, guides, gaps.

use super::{draw_light, loss, paths, words};
use gradient_lab::chart::*;

#[test]
fn a_chart_names_its_axes_lines_and_guides() {
    let mut chart = loss((0..=1200).map(|i| (i as f64, 2.3)).collect());
    chart.guides.push(Guide { value: 2.303, label: "chance 2.303".into() });
    chart.marks.push(Mark { at: 400.0, label: "learning rate halved".into() });
    let drawn = draw_light(&chart);
    let axes = "Loss cross-entropy 0 1 2 3 500 1,000 step train".split(' ');
    for word in axes.chain(["chance 2.303", "learning rate halved"]) {
        // 0 stands once on each axis.
        let times = if word == "0" { 2 } else { 1 };
        assert_eq!(words(&drawn).iter().filter(|w| **w == word).count(), times, "{word}");
    }
    assert!(drawn.starts_with("<svg ") && drawn.trim_end().ends_with("</svg>"));
    assert!(drawn.contains("width=\"360\" height=\"200\"") && drawn.contains("aria-label=\"Loss\""));
    assert!(!drawn.contains("style="), "an inline style is refused by a strict content security policy");
}

#[test]
fn a_guide_beyond_the_axis_is_not_drawn_at_its_edge() {
    let mut chart = loss(vec![(0.0, 1.0), (1.0, 1.0)]);
    chart.guides.push(Guide { value: 9.0, label: "far away".into() });
    assert!(!words(&draw_light(&chart)).contains(&"far away"));
}

#[test]
fn the_first_value_that_is_no_number_is_marked_and_leaves_a_gap() {
    let blue = Theme::light().signal;
    for (bad, text) in [
        (f64::NAN, "NaN in training step 41"),
        (f64::INFINITY, "∞ in training step 41"),
        (f64::NEG_INFINITY, "−∞ in training step 41"),
    ] {
        let value = |i: usize| if (40..50).contains(&i) { bad } else { 1.0 };
        let drawn = draw_light(&loss((0..=100).map(|i| (i as f64, value(i))).collect()));
        assert!(words(&drawn).contains(&text), "{:?}", words(&drawn));
        let pieces = paths(&drawn, blue, 1.6);
        assert_eq!(pieces.len(), 2, "before and after the gap");
        assert!(pieces[0].last() < pieces[1].first());
    }
    let whole = draw_light(&loss((0..=100).map(|i| (i as f64, 1.0)).collect()));
    assert_eq!(paths(&whole, blue, 1.6).len(), 1);
    assert!(!whole.contains("in training step"));
}

#[test]
fn two_lines_that_break_at_one_step_tell_it_once() {
    let mut chart = loss(vec![(0.0, 1.0), (1200.0, f64::NAN)]);
    chart.series.push(Series::new("test", Role::Muted, vec![(0.0, 2.0), (1200.0, f64::NAN)]).dashed());
    let told = |chart: &Chart| words(&draw_light(chart)).iter().filter(|w| **w == "NaN in training step 1,201").count();
    assert_eq!(told(&chart), 1);
}

#[test]
fn logarithmic_axes_are_set_in_powers_of_ten() {
    let points = |small: f64| (1..=10).map(|k| (k as f64, if k == 1 { small } else { 10f64.powi(k - 11) })).collect();
    let chart = |small| {
        let y = Axis::log("rms of ∂L/∂z", 1e-12, 1.0);
        let mut chart = Chart::new("", Axis::linear("layer", 1.0, 10.0).whole(), y);
        chart.series.push(Series::new("sigmoid", Role::Gradient, points(small)));
        draw_light(&chart)
    };
    let drawn = chart(1e-10);
    for word in ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"] {
        assert!(words(&drawn).contains(&word), "{word} in {:?}", words(&drawn));
    }
    assert!(!words(&drawn).contains(&"0"));
    // Equal factors are equal heights.
    let path = &paths(&drawn, Theme::light().gradient, 1.6)[0];
    let rises: Vec<i32> = path.windows(2).map(|p| p[0].1 - p[1].1).collect();
    assert!(rises.iter().all(|r| *r > 0 && (r - rises[0]).abs() <= 1), "{rises:?}");
    // An exact zero has no logarithm: it stands on a floor that says 0, clearly under everything that is not zero.
    let zero = chart(0.0);
    assert!(words(&zero).contains(&"0"));
    let path = &paths(&zero, Theme::light().gradient, 1.6)[0];
    assert!(path.iter().skip(1).all(|p| path[0].1 > p.1 + 8), "{path:?}");
    // A negative number has no place on it at all, and says so.
    assert!(words(&chart(-1.0)).contains(&"below 0 at layer 1"));
}

#[test]
fn long_lines_are_thinned_without_losing_the_spike() {
    let mut points: Vec<(f64, f64)> = (0..200_000).map(|i| (i as f64, 1.0)).collect();
    points[123_456].1 = 2.9;
    let drawn = draw_light(&loss(points));
    let path = &paths(&drawn, Theme::light().signal, 1.6)[0];
    assert!(path.len() <= 2 * 360 + 2, "{}", path.len());
    let highest = path.iter().map(|p| p.1).min().unwrap();
    let usual = path[0].1;
    assert!(usual - highest > 8 * 80, "the spike is {} units high", usual - highest);
}

#[test]
fn tiny_and_empty_charts_do_no_harm() {
    let mut empty = loss(vec![]);
    assert!(words(&draw_light(&empty)).contains(&"step"));
    empty.series[0].points = vec![(0.0, 2.3)];
    assert!(draw_light(&empty).contains("<circle"), "a line of one point is a dot");
    empty.series[0].name = "a name far longer than the whole picture is wide".repeat(3);
    for (width, height) in [(0, 0), (1, 1), (47, 200), (48, 48), (60, 50)] {
        assert!(svg(&empty, width, height, &Theme::dark()).trim_end().ends_with("</svg>"));
    }
    for bad in [(f64::NAN, f64::NAN), (0.0, f64::INFINITY), (3.0, 1.0), (1.0, 1.0)] {
        let (x, y) = (Axis::linear("", bad.0, bad.1), Axis::log("", bad.0, bad.1));
        let mut chart = Chart { x, y, ..loss(vec![(0.0, 1e308), (1.0, f64::NAN), (2.0, -1e308), (3.0, 5e-324)]) };
        chart.guides.push(Guide { value: f64::NAN, label: "?".into() });
        assert!(draw_light(&chart).trim_end().ends_with("</svg>"));
    }
}

#[test]
fn words_in_a_chart_cannot_break_the_document() {
    let chart = Chart { title: "a < b & \"c\"".into(), ..loss(vec![(0.0, 1.0)]) };
    let drawn = draw_light(&chart);
    assert!(drawn.contains("aria-label=\"a &lt; b &amp; &quot;c&quot;\""));
    assert!(words(&drawn).contains(&"a &lt; b &amp; &quot;c&quot;"));
}

#[test]
fn an_activation_is_drawn_with_its_slope() {
    let s = |z: f64| 1.0 / (1.0 + (-z).exp());
    let sigmoid = activation_chart("sigmoid", &s, &|z| s(z) * (1.0 - s(z)));
    let written = draw_light(&sigmoid);
    for word in ["sigmoid", "f", "f′", "z", "−5", "0", "5", "largest f′ 0.25"] {
        assert!(words(&written).contains(&word), "{word} in {:?}", words(&written));
    }
    assert_eq!(sigmoid.series[0].points.len(), 321);
    assert_eq!(sigmoid.series[1].points[160], (0.0, 0.25));
    let relu = activation_chart("relu", &|z| z.max(0.0), &|z| if z > 0.0 { 1.0 } else { 0.0 });
    assert!(relu.guides.is_empty(), "a slope of 1 needs no warning");
    let path = &paths(&draw_light(&relu), Theme::light().signal, 1.6)[0];
    assert!(path.last().unwrap().0 < 8 * 300, "f leaves through the top, it does not lie along it");
}

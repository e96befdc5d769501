//! Pictures: the charts' SVG text, heat-map pixels, and what colour-blind eyes can tell apart.
#![cfg(all(not(target_arch = "wasm32"), feature = "plot"))]

mod names;

use gradient_lab::chart::*;

/// What is written in an SVG, in the order drawn.
fn words(svg: &str) -> Vec<&str> {
    svg.split("<text").skip(1).filter_map(|t| t.split_once(">\n")?.1.split_once("\n</text>").map(|w| w.0)).collect()
}

/// The points of every polyline of one colour and width, in SVG units (8 to a CSS pixel).
fn paths(svg: &str, Rgb(r, g, b): Rgb, width: f64) -> Vec<Vec<(i32, i32)>> {
    let pen = format!("stroke=\"#{r:02X}{g:02X}{b:02X}\" stroke-width=\"{}\"", (width * 8.0).round());
    let point = |p: &str| p.split_once(',').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).unwrap();
    let points = |line: &str| line.split_once("points=\"").unwrap().1.split_once('"').unwrap().0.to_string();
    svg.lines().filter(|l| l.contains(&pen)).map(|l| points(l).split_whitespace().map(point).collect()).collect()
}

fn loss(points: Vec<(f64, f64)>) -> Chart {
    let last = points.last().map_or(1.0, |p| p.0);
    let mut chart =
        Chart::new("Loss", Axis::linear("step", 0.0, last).whole(), Axis::linear("cross-entropy", 0.0, 3.0));
    chart.series.push(Series::new("train", Role::Signal, points));
    chart
}

fn draw_light(chart: &Chart) -> String {
    svg(chart, 360, 200, &Theme::light())
}

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
    for (bad, text) in
        [(f64::NAN, "NaN after step 40"), (f64::INFINITY, "∞ after step 40"), (f64::NEG_INFINITY, "−∞ after step 40")]
    {
        let value = |i: usize| if (40..50).contains(&i) { bad } else { 1.0 };
        let drawn = draw_light(&loss((0..=100).map(|i| (i as f64, value(i))).collect()));
        assert!(words(&drawn).contains(&text), "{:?}", words(&drawn));
        let pieces = paths(&drawn, blue, 1.6);
        assert_eq!(pieces.len(), 2, "before and after the gap");
        assert!(pieces[0].last() < pieces[1].first());
    }
    let whole = draw_light(&loss((0..=100).map(|i| (i as f64, 1.0)).collect()));
    assert_eq!(paths(&whole, blue, 1.6).len(), 1);
    assert!(!whole.contains(" at step"));
}

#[test]
fn two_lines_that_break_at_one_step_tell_it_once() {
    let mut chart = loss(vec![(0.0, 1.0), (1200.0, f64::NAN)]);
    chart.series.push(Series::new("test", Role::Muted, vec![(0.0, 2.0), (1200.0, f64::NAN)]).dashed());
    let told = |chart: &Chart| words(&draw_light(chart)).iter().filter(|w| **w == "NaN after step 1,200").count();
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

#[test]
fn heat_map_pixels_are_absolute() {
    let ramp = Ramp::new(Map::Gradient, false);
    let mut pixels = vec![7; 3];
    let values = [1.0, 1e-8, 0.0, f32::NAN, f32::INFINITY, -1e-8, 1e-30, 1e30];
    paint_log(&values, &LogScale::GRADIENT, &ramp, &mut pixels);
    let pixel = |i: usize| Rgb(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]);
    assert_eq!(pixels.len(), 4 * values.len());
    assert!(pixels.chunks(4).all(|p| p[3] == 255));
    assert_eq!(pixel(2), ramp.zero);
    assert_eq!([pixel(3), pixel(4)], [Theme::light().ink; 2]);
    assert_eq!(pixel(1), pixel(5), "a size, whatever its sign");
    assert_eq!([pixel(6), pixel(7)], [gradient(0.0, false), gradient(1.0, false)], "beyond the ends, the ends");
    assert!((0..8).filter(|i| ![3, 4].contains(i)).all(|i| pixel(i) != ramp.not_finite));
    // The same value alone in another picture has the same colour.
    let mut alone = Vec::new();
    paint_log(&[1e-8], &LogScale::GRADIENT, &ramp, &mut alone);
    assert_eq!(alone, pixels[4..8]);
}

#[test]
fn the_boundary_is_paper_in_the_middle() {
    for dark in [false, true] {
        let ramp = Ramp::new(Map::Signed, dark);
        let mut pixels = Vec::new();
        paint_signed(&[-1.0, 0.0, 1.0, 5.0, f32::NAN, f32::INFINITY], &ramp, &mut pixels);
        let pixel = |i: usize| Rgb(pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2]);
        assert_eq!([pixel(0), pixel(1), pixel(2)], [-1.0, 0.0, 1.0].map(|v| signed(v, dark)));
        let ink = Theme::of(dark).ink;
        assert_eq!([pixel(3), pixel(4), pixel(5)], [pixel(2), ink, ink]);
    }
}

#[test]
fn legends_run_from_end_to_end() {
    let mut pixels = Vec::new();
    legend(&Ramp::new(Map::Signed, false), 11, &mut pixels);
    assert_eq!(pixels.len(), 44);
    let Rgb(r, g, b) = signed(-1.0, false);
    assert_eq!(pixels[..4], [r, g, b, 255]);
    assert_eq!(LogScale::GRADIENT.ends(), (1e-12, 1e2));
    let ticks = LogScale::GRADIENT.ticks(5);
    assert_eq!(ticks.iter().map(|t| t.label.as_str()).collect::<Vec<_>>(), ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]);
    assert_eq!(LogScale::GRADIENT.place(1e-8), Place::At(ticks[1].at));
}

/// The very bytes: a change of a map is a change of every picture, so it has to be made on purpose.
#[test]
fn golden_colours() {
    let of = |map: fn(f64, bool) -> Rgb, ts: [f64; 3], dark| ts.map(|t| map(t, dark));
    let hex = |codes: [u32; 3]| codes.map(Rgb::hex);
    let t = [0.0, 0.5, 1.0];
    assert_eq!(of(signal, t, false), hex([0xf2f2f2, 0x70a5ed, 0x1059ac]));
    assert_eq!(of(signal, t, true), hex([0x1f1f1f, 0x3669ac, 0x92c1ff]));
    assert_eq!(of(gradient, t, false), hex([0xf2f2f2, 0xde8c5a, 0x8f4200]));
    assert_eq!(of(gradient, t, true), hex([0x1f1f1f, 0x9e511c, 0xffa56f]));
    let v = [-1.0, 0.4, 1.0];
    assert_eq!(of(signed, v, false), hex([0x974c00, 0x8bb7ff, 0x0559d2]));
    assert_eq!(of(signed, v, true), hex([0xff8f4b, 0x26529a, 0x82b2ff]));
}

/// Machado, Oliveira & Fernandes, 'A physiologically-based model for simulation of color vision deficiency' (2009),
/// severity 1.0, on linear light: normal sight, protanopia, deuteranopia, tritanopia.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protan", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deutan", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritan", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn seen(colour: Rgb, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = colour.linear();
    oklab(sight.map(|row| (0..3).map(|i| row[i] * light[i]).sum::<f64>().clamp(0.0, 1.0)))
}

#[test]
fn plus_and_minus_differ_for_every_eye() {
    for dark in [false, true] {
        for (name, sight) in &SIGHTS {
            for v in [0.4, 0.6, 0.8, 1.0] {
                let (a, b) = (seen(signed(v, dark), sight), seen(signed(-v, dark), sight));
                let distance = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt();
                assert!(distance >= 0.20, "{name}, dark {dark}, ±{v}: {distance:.3}");
            }
        }
    }
}

/// A tenth more of a gate is the same distance in OKLab wherever it stands, to every eye; and a clear one.
#[test]
fn a_gate_looks_a_tenth_more_open_wherever_it_stands() {
    for dark in [false, true] {
        for (name, sight) in &SIGHTS {
            let distance = |t: f64| {
                let (a, b) = (seen(gate(t, dark), sight), seen(gate(t + 0.1, dark), sight));
                (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
            };
            let steps: Vec<f64> = (0..10).map(|n| distance(f64::from(n) / 10.0)).collect();
            let mean = steps.iter().sum::<f64>() / 10.0;
            assert!(mean > 0.058, "{name}, dark {dark}: {mean:.4}");
            assert!(steps.iter().all(|step| (step / mean - 1.0).abs() < 0.12), "{name}, dark {dark}: {steps:.4?}");
        }
    }
}

#[test]
fn every_map_walks_away_from_its_paper_evenly() {
    let lightness = |c: Rgb| oklab(c.linear())[0];
    for dark in [false, true] {
        let arms: [&dyn Fn(f64) -> Rgb; 5] =
            [&|t| signal(t, dark), &|t| gradient(t, dark), &|t| gate(t, dark), &|t| signed(t, dark), &|t| {
                signed(-t, dark)
            }];
        for arm in arms {
            let steps: Vec<f64> = (0..=64).map(|i| lightness(arm(i as f64 / 64.0))).collect();
            assert!(steps.windows(2).all(|s| (s[1] > s[0]) == dark && s[0] != s[1]), "dark {dark}: {steps:?}");
            assert!((lightness(arm(0.0)) - lightness(Theme::of(dark).paper)).abs() < 0.05);
        }
        let ends = lightness(signed(1.0, dark)) - lightness(signed(-1.0, dark));
        assert!(ends.abs() < 0.01, "neither sign may look stronger: {ends}");
        let Ramp { zero, .. } = Ramp::new(Map::Gradient, dark);
        let apart =
            |c: Rgb| (0..3).map(|i| (oklab(c.linear())[i] - oklab(zero.linear())[i]).powi(2)).sum::<f64>().sqrt();
        for t in 0..=64 {
            let t = t as f64 / 64.0;
            assert!(
                apart(gradient(t, dark)).min(apart(signal(t, dark))) > 0.05,
                "zero looks like t = {t}, dark {dark}"
            );
        }
    }
}

#[test]
fn words_can_be_read_on_their_paper() {
    for theme in [Theme::light(), Theme::dark()] {
        for ink in [theme.ink, theme.muted, theme.signal, theme.gradient] {
            assert!(ink.contrast(theme.paper) >= 4.5, "{ink:?} on {:?}: {:.2}", theme.paper, ink.contrast(theme.paper));
        }
    }
    assert!((Rgb::hex(0).contrast(Rgb::hex(0xffffff)) - 21.0).abs() < 1e-9);
}

#[test]
fn colours_go_out_and_come_back() {
    for code in [0x000000, 0xffffff, 0x2f6fb5, 0xc8641c, 0x010203] {
        assert_eq!(Rgb::from_linear(Rgb::hex(code).linear()), Rgb::hex(code));
        let [l, a, b] = oklab(Rgb::hex(code).linear());
        assert_eq!(oklch(l, a.hypot(b), b.atan2(a).to_degrees()), Rgb::hex(code));
    }
    assert_eq!(Rgb(0, 100, 200).mix(Rgb(100, 0, 200), 0.25), Rgb(25, 75, 200));
}

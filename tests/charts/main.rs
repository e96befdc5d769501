//! Pictures: the SVG text of charts, the pixels of heat maps, and colors that color-blind people can tell apart.
#![cfg(all(not(target_arch = "wasm32"), feature = "plot"))]

mod maps;
mod names;
mod sight;
mod svg;

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

//! Shapes as the `d` of an SVG path, in few bytes.

use std::fmt::Write;

/// Shapes that look the same, as one path.
#[derive(Clone, Debug, PartialEq)]
pub struct Shapes {
    /// The classes that the style sheet knows.
    pub looks: String,
    pub path: String,
}

impl Shapes {
    pub fn new(looks: &str) -> Shapes {
        Shapes { looks: looks.into(), path: String::new() }
    }

    /// A box; none where it has no area after rounding.
    pub fn area(&mut self, [x, y, width, height]: [f64; 4]) {
        let [w, h] = [width, height].map(short);
        if w != "0" && h != "0" {
            let _ = write!(self.path, "M{} {}h{w}v{h}h{}z", short(x), short(y), short(-width));
        }
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f64, f64)]) {
        for (n, (x, y)) in points.iter().enumerate() {
            let start = if n == 0 { "M" } else { " " };
            let _ = write!(self.path, "{start}{} {}", short(*x), short(*y));
        }
    }

    /// A cross: here a run stopped.
    pub fn cross(&mut self, (x, y): (f64, f64)) {
        for rise in [4.0, -4.0] {
            self.line(&[(x - 4.0, y - rise), (x + 4.0, y + rise)]);
        }
    }
}

/// A number with at most one decimal.
fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.into() }
}

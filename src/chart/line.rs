//! The content of a line chart, before layout.

use super::axes::{Axis, named};
use super::theme::Role;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, written at the line's end in the line's color, so that no legend is needed.
    pub name: String,
    /// (x, y) in order of x. A y that is not finite is a gap; the first one is marked and named.
    pub points: Vec<(f64, f64)>,
    /// Its meaning, which decides its color.
    pub role: Role,
    /// Whether it is dashed, for a second line of the same meaning (test beside train).
    pub dashed: bool,
    /// Width in CSS pixels.
    pub width: f64,
}

impl Series {
    /// A solid line of usual width.
    pub fn new(name: &str, role: Role, points: Vec<(f64, f64)>) -> Series {
        Series { name: name.into(), points, role, dashed: false, width: 1.6 }
    }

    /// The same line dashed.
    pub fn dashed(self) -> Series {
        Series { dashed: true, ..self }
    }

    /// The first point that cannot be drawn on this vertical axis: its x, and what its y is.
    pub(super) fn first_hole(&self, y: &Axis) -> Option<(f64, &'static str)> {
        let &(x, value) = self.points.iter().find(|p| y.place(p.1).is_none())?;
        Some((x, crate::num::not_finite(value).unwrap_or("below 0")))
    }
}

/// A dashed horizontal line to compare with: chance, or the limit of a number format.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// Its height on the y axis.
    pub value: f64,
    /// Its name and number: `chance 2.303`.
    pub label: String,
}

/// A thin vertical line where something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its place on the x axis.
    pub at: f64,
    /// What happened.
    pub label: String,
}

/// Lines over two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Heading; may be empty if the page has its own.
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The lines; later ones are drawn on top.
    pub series: Vec<Series>,
    /// Horizontal lines to compare with.
    pub guides: Vec<Guide>,
    /// Vertical lines.
    pub marks: Vec<Mark>,
}

impl Chart {
    /// Axes without lines.
    pub fn new(title: &str, x: Axis, y: Axis) -> Chart {
        Chart { title: title.into(), x, y, series: Vec::new(), guides: Vec::new(), marks: Vec::new() }
    }

    /// The vertical axis as it will be drawn: a logarithmic one gets a floor if any line touches exact zero.
    pub(super) fn drawn_y(&self) -> Axis {
        let mut values = self.series.iter().flat_map(|s| &s.points);
        let floor = self.y.log && values.any(|p| p.1 == 0.0);
        let y = self.y.clone();
        if floor { y.with_floor() } else { y }
    }

    /// The chart's own marks, and one for each line's first point that cannot be drawn, without duplicates.
    pub(super) fn all_marks(&self) -> Vec<Mark> {
        let mut marks = self.marks.clone();
        for (at, what) in self.series.iter().filter_map(|s| s.first_hole(&self.y)) {
            let unit = if self.x.label.is_empty() { "" } else { " " };
            let label = match self.x.label.as_str() {
                // A point at n steps was computed in the step after them, as the crash record names it.
                "step" | "training step" => format!("{what} in training step {}", named(at + 1.0)),
                axis => format!("{what} at {axis}{unit}{}", named(at)),
            };
            let mark = Mark { at, label };
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks
    }
}

//! The layout of a chart. Every margin is as wide as its text, so that even at 280 × 160 pixels most of the area is
//! left for the data.

use super::axes::Axis;
use super::line::{Chart, Series};
use super::path::pieces;
use super::pen::{Face, Pen, Spot};
use super::scale::Tick;
use plotters::prelude::DrawingBackend;

/// Room around numbers and names.
pub(super) const GAP: f64 = 6.0;
/// The height of a line of text.
pub(super) const ROW: f64 = 15.0;

/// A series and its visible pieces, in fractions of the frame.
pub(super) struct Line<'c> {
    pub(super) series: &'c Series,
    pub(super) pieces: Vec<Vec<(f64, f64)>>,
}

impl Line<'_> {
    /// The last visible point: where the name goes.
    pub(super) fn end(&self) -> Option<(f64, f64)> {
        self.pieces.last()?.last().copied()
    }
}

/// The rectangle of the data, in CSS pixels, with both axes.
pub(super) struct Frame<'c> {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) y: Axis,
    pub(super) x_ticks: Vec<Tick>,
    pub(super) y_ticks: Vec<Tick>,
    pub(super) lines: Vec<Line<'c>>,
}

impl<'c> Frame<'c> {
    /// Lays a chart out.
    pub(super) fn new<DB: DrawingBackend>(chart: &'c Chart, pen: &Pen<DB>) -> Frame<'c> {
        let (width, height) = pen.size();
        let heading = !(chart.title.is_empty() && chart.y.label.is_empty());
        let (top, bottom) = (if heading { 24.0 } else { 9.0 }, height - 20.0);
        let y = chart.drawn_y();
        let y_ticks = y.ticks((((bottom - top) / 34.0) as usize).min(5));
        let mut left = 0.0_f64;
        for tick in &y_ticks {
            left = left.max(pen.width_of(&tick.label, Face::Number));
        }
        let left = left + GAP + 2.0;
        let columns = (width - left - GAP).max(1.0) as usize;
        let visible = |series| Line { series, pieces: pieces(series, &chart.x, &y, columns) };
        let lines: Vec<Line> = chart.series.iter().map(visible).collect();
        let right = right_edge(&lines, pen, left);
        let x_ticks = chart.x.ticks((((right - left) / 56.0) as usize).min(6));
        Frame { left, right, top, bottom, y, x_ticks, y_ticks, lines }
    }

    /// A fraction of the frame in CSS pixels.
    pub(super) fn spot(&self, (x, y): (f64, f64)) -> Spot {
        (self.left + x * (self.right - self.left), self.bottom - y * (self.bottom - self.top))
    }

    /// Where each line's name begins, from the top down.
    pub(super) fn names(&self) -> Vec<(Spot, &Line<'c>)> {
        let furthest = furthest(&self.lines);
        let mut names: Vec<(Spot, &Line)> = Vec::new();
        for line in &self.lines {
            let Some((share, y)) = line.end() else { continue };
            let spot = self.spot((name_share(share, furthest), y));
            let place = names.partition_point(|(other, _)| other.1 <= spot.1);
            names.insert(place, (spot, line));
        }
        names
    }

    /// How high a value of the vertical axis lies, if it is in the frame.
    pub(super) fn height_of(&self, value: f64) -> Option<f64> {
        let share = self.y.place(value).filter(|t| (0.0..=1.0).contains(t))?;
        Some(self.spot((0.0, share)).1)
    }

    /// How far right a value of the horizontal axis lies, if it is in the frame.
    pub(super) fn across(&self, x: &Axis, value: f64) -> Option<f64> {
        let share = x.place(value).filter(|t| (0.0..=1.0).contains(t))?;
        Some(self.spot((share, 0.0)).0)
    }
}

/// How far right the longest line goes.
fn furthest(lines: &[Line]) -> f64 {
    lines.iter().filter_map(Line::end).fold(0.0, |far, end| end.0.max(far))
}

/// Where the name of a line begins that ends at this fraction. If it ends just before the others, they would run
/// through its name, so its name begins behind them.
fn name_share(share: f64, furthest: f64) -> f64 {
    if share > 0.7 * furthest { furthest } else { share }
}

/// The right edge that leaves room for every name behind the end of its line: a line that ends at fraction s of the
/// frame needs left + s·(right − left) + name ≤ width.
fn right_edge<DB: DrawingBackend>(lines: &[Line], pen: &Pen<DB>, left: f64) -> f64 {
    let width = pen.size().0;
    let mut right = width - GAP - 2.0;
    let furthest = furthest(lines);
    for line in lines {
        let end = line.end().map(|end| name_share(end.0, furthest));
        if let Some(share) = end.filter(|share| *share > 0.1) {
            let room = width - GAP - 2.0 - pen.width_of(&line.series.name, Face::Name) - left;
            right = right.min(left + room / share);
        }
    }
    // Names too long for the picture may run off it; the lines may not.
    right.max(left + (width - left) / 2.0)
}

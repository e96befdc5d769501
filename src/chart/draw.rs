//! Draws a chart: hairlines, few numbers, and each line's name at its end.

use super::frame::{Frame, GAP, Line, ROW};
use super::label::{Labels, Patch};
use super::line::{Chart, Mark};
use super::pen::{Face, Pen};
use super::theme::Theme;
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

/// Below this many CSS pixels a side a chart would be unreadable, so nothing is drawn.
const LEAST: f64 = 48.0;
/// The vertical distance between names of lines: their 12 pixels and a small gap.
const NAME_ROW: f64 = 14.0;

/// Draws a chart over a whole plotters backend with `unit` pixels per CSS pixel (1 for a plain backend). A finer unit
/// is more exact, because plotters rounds every coordinate to whole backend pixels. The background is left as it is.
pub fn draw<DB: DrawingBackend>(chart: &Chart, backend: DB, unit: f64, theme: &Theme) -> Result<(), String> {
    let pen = Pen::new(backend, unit, theme);
    let (width, height) = pen.size();
    if width < LEAST || height < LEAST {
        return Ok(());
    }
    whole(chart, &pen);
    pen.end().map_err(|error| error.to_string())
}

/// Draws from back to front. Names come last, and among them first the ones whose place is fixed.
fn whole<DB: DrawingBackend>(chart: &Chart, pen: &Pen<DB>) {
    let frame = Frame::new(chart, pen);
    let mut labels = Labels { frame: &frame, size: pen.size(), taken: Vec::new(), edges: Vec::new() };
    axes(chart, &frame, pen);
    guides(chart, &frame, pen);
    lines(&frame, pen);
    breaks(chart, &frame, pen);
    line_names(&mut labels, pen);
    mark_names(chart, &mut labels, pen);
    guide_names(chart, &mut labels, pen);
}

fn axes<DB: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &Pen<DB>) {
    let Theme { ink, muted, hairline, .. } = *pen.theme;
    for tick in &frame.y_ticks {
        let (x, y) = frame.spot((0.0, tick.at));
        pen.hairline(hairline, (x, y), (frame.right, y));
        pen.text(&tick.label, Face::Number, muted, HPos::Right, (x - GAP, y));
    }
    let base = hairline.mix(muted, 0.5);
    pen.hairline(base, (frame.left, frame.bottom), (frame.right, frame.bottom));
    // The heading shares one row with the label of the vertical axis.
    pen.text(&chart.title, Face::Title, ink, HPos::Left, (2.0, 8.0));
    let title = pen.width_of(&chart.title, Face::Title);
    let label = if title > 0.0 { 2.0 + title + GAP } else { 2.0 };
    pen.text(&chart.y.label, Face::Number, muted, HPos::Left, (label, 8.0));
    x_numbers(chart, frame, pen);
}

/// Writes the numbers under the frame, and the axis label at the right end of their row. A number that would touch
/// other text is left out.
fn x_numbers<DB: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &Pen<DB>) {
    let Theme { muted, hairline, .. } = *pen.theme;
    let (edge, row) = (pen.size().0 - 2.0, frame.bottom + 11.0);
    pen.text(&chart.x.label, Face::Number, muted, HPos::Right, (edge, row));
    let label = pen.width_of(&chart.x.label, Face::Number);
    let end = if label > 0.0 { edge - label - GAP } else { edge };
    let mut used = 0.0;
    for tick in &frame.x_ticks {
        let (x, y) = frame.spot((tick.at, 0.0));
        pen.hairline(hairline.mix(muted, 0.5), (x, y), (x, y + 3.0));
        let half = pen.width_of(&tick.label, Face::Number) / 2.0;
        if x - half >= used && x + half <= end {
            pen.text(&tick.label, Face::Number, muted, HPos::Center, (x, row));
            used = x + half + GAP;
        }
    }
}

/// Draws the dashed lines: horizontal ones to compare with, vertical ones where something happened.
fn guides<DB: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &Pen<DB>) {
    for guide in &chart.guides {
        if let Some(y) = frame.height_of(guide.value) {
            pen.dashed(pen.theme.muted, (frame.left, y), (frame.right, y));
        }
    }
    for mark in chart.all_marks() {
        if let Some(x) = frame.across(&chart.x, mark.at) {
            pen.dashed(pen.theme.ink, (x, frame.top), (x, frame.bottom));
        }
    }
}

/// Draws the series with plotters' own coordinates, but without its `ChartBuilder`, which would add code for titles and
/// label areas that no chart here has.
fn lines<DB: DrawingBackend>(frame: &Frame, pen: &Pen<DB>) {
    let (width, height) = pen.area.dim_in_pixel();
    let (paper_width, paper_height) = pen.size();
    let right = width as i32 - pen.units(paper_width - frame.right) - 1;
    let bottom = height as i32 - pen.units(paper_height - frame.bottom) - 1;
    let pixels = (pen.units(frame.left)..right, bottom..pen.units(frame.top));
    let plane = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(0.0..1.0, 0.0..1.0, pixels);
    for Line { series, pieces } in &frame.lines {
        let stroke = pen.stroke(pen.theme.colour(series.role), series.width);
        for piece in pieces {
            let points: Vec<(i32, i32)> = piece.iter().map(|point| plane.translate(point)).collect();
            if let [only] = points[..] {
                pen.dot(only, series.width * 1.5, stroke);
            } else if series.dashed {
                pen.dashes(points, 5.0, 3.0, stroke);
            } else {
                pen.path(points, stroke);
            }
        }
    }
}

/// Draws a × where a line breaks off.
fn breaks<DB: DrawingBackend>(chart: &Chart, frame: &Frame, pen: &Pen<DB>) {
    for line in &frame.lines {
        let Some((at, _)) = line.series.first_hole(&frame.y) else { continue };
        if let Some(x) = frame.across(&chart.x, at) {
            // As high as the line was last seen; in the middle if it was never seen.
            let mut before = line.pieces.iter().flatten().map(|p| frame.spot(*p)).filter(|spot| spot.0 <= x + 0.5);
            let height = before.next_back().map_or((frame.top + frame.bottom) / 2.0, |spot| spot.1);
            pen.cross(pen.theme.ink, (x, height));
        }
    }
}

/// Writes each line's name at its end, and moves it up or down where two would touch.
fn line_names<DB: DrawingBackend>(labels: &mut Labels, pen: &Pen<DB>) {
    let frame = labels.frame;
    let mut names = frame.names();
    let mut above = f64::NEG_INFINITY;
    for (spot, _) in &mut names {
        spot.1 = spot.1.max(above + NAME_ROW);
        above = spot.1;
    }
    let mut below = frame.bottom + NAME_ROW - 2.0;
    for (spot, line) in names.iter_mut().rev() {
        spot.1 = spot.1.min(below - NAME_ROW);
        below = spot.1;
        let (name, colour) = (&line.series.name, pen.theme.colour(line.series.role));
        let at = (spot.0 + GAP, spot.1);
        pen.text(name, Face::Name, colour, HPos::Left, at);
        labels.taken.push(Patch::of_text(pen.width_of(name, Face::Name), HPos::Left, at));
    }
}

/// Writes what happened beside its vertical line, as near to the top as there is room. The first number that is not
/// finite is always named; the name of a live change is left out if there is no room.
fn mark_names<DB: DrawingBackend>(chart: &Chart, labels: &mut Labels, pen: &Pen<DB>) {
    let frame = labels.frame;
    let marks = chart.all_marks();
    let edge = |x| Patch { left: x - 4.0, right: x + 4.0, top: frame.top, bottom: frame.bottom };
    let across = |mark: &Mark| frame.across(&chart.x, mark.at);
    labels.edges.extend(marks.iter().filter_map(across).map(edge));
    for (n, mark) in marks.iter().enumerate().rev() {
        let (Some(x), text) = (across(mark), &mark.label) else { continue };
        let row = |n: usize| frame.top + ROW / 2.0 + ROW * (n / 2) as f64;
        let place = |n: usize| {
            if n.is_multiple_of(2) { (HPos::Left, (x + GAP, row(n))) } else { (HPos::Right, (x - GAP, row(n))) }
        };
        let must = n >= chart.marks.len();
        if let Some((side, at)) = labels.place(pen.width_of(text, Face::Name), must, 8, place) {
            pen.text(text, Face::Name, pen.theme.ink, side, at);
        }
    }
}

/// Writes the guides' names on their lines, preferably above them at the right, because a falling loss leaves that
/// corner free.
fn guide_names<DB: DrawingBackend>(chart: &Chart, labels: &mut Labels, pen: &Pen<DB>) {
    const SIDES: [(HPos, f64); 5] =
        [(HPos::Right, 1.0), (HPos::Left, 0.0), (HPos::Center, 0.7), (HPos::Center, 0.5), (HPos::Center, 0.3)];
    let frame = labels.frame;
    for guide in &chart.guides {
        let Some(y) = frame.height_of(guide.value) else { continue };
        let place = |n: usize| {
            let (side, share) = SIDES[n % SIDES.len()];
            let x = frame.left + 2.0 + share * (frame.right - frame.left - 4.0);
            (side, (x, if n < SIDES.len() { y - 8.0 } else { y + 9.0 }))
        };
        let width = pen.width_of(&guide.label, Face::Number);
        if let Some((side, at)) = labels.place(width, true, 2 * SIDES.len(), place) {
            pen.text(&guide.label, Face::Number, pen.theme.muted, side, at);
        }
    }
}

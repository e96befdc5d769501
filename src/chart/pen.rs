//! A pen for everything on a chart except the series. It counts in CSS pixels from the upper left corner, whatever unit
//! the backend uses.

use super::colour::Rgb;
use super::theme::Theme;
use core::cell::Cell;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, Cross, DashedPathElement, PathElement};
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

/// The page's own font, so that an exported picture looks like the page.
pub(super) const FONT: &str = "system-ui, sans-serif";

/// What drawing on a backend returns.
type Drawn<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A point in CSS pixels.
pub(super) type Spot = (f64, f64);

/// The three kinds of text.
#[derive(Clone, Copy)]
pub(super) enum Face {
    /// Headings.
    Title,
    /// Names of lines, guides and marks.
    Name,
    /// Numbers on axes.
    Number,
}

impl Face {
    fn size(self) -> f64 {
        match self {
            Face::Title | Face::Name => 12.0,
            Face::Number => 11.0,
        }
    }

    fn weight(self) -> FontStyle {
        if matches!(self, Face::Title) { FontStyle::Bold } else { FontStyle::Normal }
    }
}

/// Draws on a whole backend. It keeps the first error and returns it at the end: a check after every stroke would
/// double the code.
pub(super) struct Pen<'t, DB: DrawingBackend> {
    pub(super) area: DrawingArea<DB, Shift>,
    pub(super) theme: &'t Theme,
    unit: f64,
    failed: Cell<Option<DrawingAreaErrorKind<DB::ErrorType>>>,
}

impl<'t, DB: DrawingBackend> Pen<'t, DB> {
    /// `unit`: backend pixels in one CSS pixel.
    pub(super) fn new(backend: DB, unit: f64, theme: &'t Theme) -> Self {
        Pen { area: backend.into_drawing_area(), theme, unit, failed: Cell::new(None) }
    }

    /// Ends the picture, and returns the first error.
    pub(super) fn end(self) -> Drawn<DB> {
        self.keep(self.area.present());
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn keep<T: Default>(&self, drawn: Drawn<DB, T>) -> T {
        drawn.unwrap_or_else(|error| {
            self.failed.set(self.failed.take().or(Some(error)));
            T::default()
        })
    }

    /// Width and height of the picture in CSS pixels.
    pub(super) fn size(&self) -> Spot {
        let (width, height) = self.area.dim_in_pixel();
        (width as f64 / self.unit, height as f64 / self.unit)
    }

    /// A length in the backend's own whole pixels.
    pub(super) fn units(&self, length: f64) -> i32 {
        libm::round(length * self.unit) as i32
    }

    /// A solid stroke of some width.
    pub(super) fn stroke(&self, colour: Rgb, width: f64) -> ShapeStyle {
        plain(colour).stroke_width(self.units(width).max(1) as u32)
    }

    fn style(&self, face: Face, colour: Rgb, side: HPos) -> TextStyle<'static> {
        let font = FontDesc::new(FontFamily::Name(FONT), face.size() * self.unit, face.weight());
        font.color(&plain(colour).color).pos(Pos::new(side, VPos::Center))
    }

    /// How wide a text will be.
    pub(super) fn width_of(&self, text: &str, face: Face) -> f64 {
        let style = self.style(face, self.theme.ink, HPos::Left);
        self.keep(self.area.estimate_text_size(text, &style)).0 as f64 / self.unit
    }

    /// Writes text that starts, is centered or ends at a spot (`side`), and is vertically centered on it.
    pub(super) fn text(&self, text: &str, face: Face, colour: Rgb, side: HPos, at: Spot) {
        let at = (self.units(at.0), self.units(at.1));
        self.keep(self.area.draw_text(text, &self.style(face, colour, side), at));
    }

    /// A line from point to point of the backend.
    pub(super) fn path(&self, points: Vec<(i32, i32)>, stroke: ShapeStyle) {
        self.keep(self.area.draw(&PathElement::new(points, stroke)));
    }

    /// A dot at a point of the backend.
    pub(super) fn dot(&self, at: (i32, i32), radius: f64, stroke: ShapeStyle) {
        self.keep(self.area.draw(&Circle::new(at, self.units(radius), stroke.filled())));
    }

    /// The same, dashed.
    pub(super) fn dashes(&self, points: Vec<(i32, i32)>, dash: f64, gap: f64, stroke: ShapeStyle) {
        self.keep(self.area.draw(&DashedPathElement::new(points, self.units(dash), self.units(gap), stroke)));
    }

    /// Draws a horizontal or vertical line one CSS pixel wide, aligned to the pixel grid: half a pixel off, it would
    /// cover two pixels in gray.
    pub(super) fn hairline(&self, colour: Rgb, from: Spot, to: Spot) {
        self.path(vec![self.crisp(from), self.crisp(to)], self.stroke(colour, 1.0));
    }

    /// The same, dashed.
    pub(super) fn dashed(&self, colour: Rgb, from: Spot, to: Spot) {
        self.dashes(vec![self.crisp(from), self.crisp(to)], 3.0, 3.0, self.stroke(colour, 1.0));
    }

    /// A small ×.
    pub(super) fn cross(&self, colour: Rgb, at: Spot) {
        let centre = (self.units(at.0), self.units(at.1));
        self.keep(self.area.draw(&Cross::new(centre, self.units(3.5), self.stroke(colour, 1.6))));
    }

    fn crisp(&self, at: Spot) -> (i32, i32) {
        (self.units(crate::num::floor(at.0) + 0.5), self.units(crate::num::floor(at.1) + 0.5))
    }
}

fn plain(Rgb(r, g, b): Rgb) -> ShapeStyle {
    RGBColor(r, g, b).filled()
}

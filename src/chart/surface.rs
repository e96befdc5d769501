//! A backend with units finer than pixels and its own way to measure text.
//!
//! plotters rounds every coordinate to a whole backend pixel. In a browser it measures text by adding a styled span to
//! the page, which shifts the page and fails under a strict content security policy. So charts are drawn [`UNIT`] times
//! as large as they are shown, and canvas and SVG each measure text in their own way.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_backend::{FontFamily, FontStyle, FontTransform};

/// Backend pixels in one CSS pixel.
pub(super) const UNIT: f64 = 8.0;

/// Another backend, with its own size and its own measure of text.
pub(super) struct Surface<B, M> {
    pub(super) inner: B,
    /// Width and height in backend pixels.
    pub(super) size: (u32, u32),
    /// Width of a text of a given size and weight, in backend pixels.
    pub(super) measure: M,
    /// The number that the inner backend divides font sizes by before it writes them.
    pub(super) shrinks: f64,
    /// How far the inner backend's text has to be moved down to be vertically centered, in font sizes.
    pub(super) sink: f64,
}

type Result<B, T = ()> = std::result::Result<T, DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend, M: Fn(&str, f64, FontStyle) -> f64> DrawingBackend for Surface<B, M> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<B, (u32, u32)> {
        let width = (self.measure)(text, style.size(), style.style());
        Ok((width.max(0.0) as u32, style.size() as u32))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Result<B> {
        if text.is_empty() {
            return Ok(());
        }
        let at = (x, y + (self.sink * style.size()) as i32);
        self.inner.draw_text(text, &Enlarged { style, by: self.shrinks }, at)
    }

    fn ensure_prepared(&mut self) -> Result<B> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Result<B> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Result<B> {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Result<B> {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Result<B> {
        self.inner.draw_rect(a, b, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result<B> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Result<B> {
        self.inner.draw_circle(at, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Result<B> {
        self.inner.fill_polygon(path, style)
    }
}

/// A text style of another size.
struct Enlarged<'s, S> {
    style: &'s S,
    by: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Enlarged<'_, S> {
    type FontError = S::FontError;

    fn size(&self) -> f64 {
        self.style.size() * self.by
    }

    fn color(&self) -> BackendColor {
        self.style.color()
    }

    fn transform(&self) -> FontTransform {
        self.style.transform()
    }

    fn style(&self) -> FontStyle {
        self.style.style()
    }

    fn anchor(&self) -> Pos {
        self.style.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }

    fn layout_box(&self, text: &str) -> std::result::Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.style.layout_box(text)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> std::result::Result<(), E>>(
        &self,
        text: &str,
        at: BackendCoord,
        pixel: F,
    ) -> std::result::Result<std::result::Result<(), E>, Self::FontError> {
        self.style.draw(text, at, pixel)
    }
}

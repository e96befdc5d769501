//! Draws a chart on the page's canvas. This is the only file of the folder that uses the browser.

use super::draw::draw;
use super::line::Chart;
use super::surface::UNIT;
use super::theme::Theme;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Some browsers refuse a canvas with more pixels than this; a larger chart is drawn at a lower resolution.
const MOST_PIXELS: f64 = 2e7;

/// Draws a chart over the whole canvas, `width` × `height` CSS pixels at `dpr` device pixels each. It sets the size of
/// the canvas's backing store and leaves the background transparent. A canvas without area (not laid out yet) is left
/// alone.
pub fn draw_on_canvas(
    canvas: &HtmlCanvasElement,
    chart: &Chart,
    width: f64,
    height: f64,
    dpr: f64,
    dark: bool,
) -> Result<(), String> {
    if !(width >= 1.0 && height >= 1.0) {
        return Ok(());
    }
    let dpr = if dpr > 0.0 { dpr.min((MOST_PIXELS / (width * height)).sqrt()) } else { 1.0 };
    let context = context_of(canvas)?;
    prepare(canvas, &context, (width * dpr, height * dpr), dpr / UNIT)?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("this canvas has no 2-D context")?;
    let paper = Paper { inner, context, size: ((width * UNIT) as u32, (height * UNIT) as u32) };
    draw(chart, paper, UNIT, &Theme::of(dark))
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, String> {
    let context = canvas.get_context("2d").ok().flatten();
    context.and_then(|c| c.dyn_into().ok()).ok_or("this canvas has no 2-D context".into())
}

/// Sets the canvas's size in device pixels (only if it changed, because setting it reallocates the memory), clears it,
/// and scales the context to the backend's units.
fn prepare(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    (width, height): (f64, f64),
    scale: f64,
) -> Result<(), String> {
    let (width, height) = (width.round().max(1.0) as u32, height.round().max(1.0) as u32);
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
    let failed = |_| "the canvas refused its scale".to_string();
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(failed)?;
    context.clear_rect(0.0, 0.0, width as f64, height as f64);
    context.set_line_join("round");
    context.scale(scale, scale).map_err(failed)
}

/// plotters' canvas backend with our own strokes, circles and text, because the original rounds to whole CSS pixels and
/// measures text by adding a span to the page.
struct Paper {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    /// Width and height in backend pixels.
    size: (u32, u32),
}

type Drawn<T = ()> = Result<T, DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl Paper {
    fn pen(&self, style: &impl BackendStyle) {
        self.context.set_stroke_style_str(&css(style.color()));
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    fn font(&self, style: &impl BackendTextStyle) {
        let size = libm::round(style.size()) as u32;
        self.context.set_font(&format!("{} {size}px {}", style.style().as_str(), style.family().as_str()));
    }
}

impl DrawingBackend for Paper {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.inner.present()
    }

    /// The width of a text as the context measures it, without changing the page; 0 if it cannot be measured.
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Drawn<(u32, u32)> {
        self.font(style);
        let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        Ok((width.max(0.0) as u32, style.size() as u32))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let align = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        };
        self.context.set_text_align(align);
        self.context.set_text_baseline("middle");
        self.context.set_fill_style_str(&css(style.color()));
        self.font(style);
        // The canvas's middle of a line is a little above the middle of its digits.
        let sink = (0.04 * style.size()) as i32;
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y + sink));
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.context.set_fill_style_str(&css(colour));
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.pen(style);
        self.context.begin_path();
        // The first line_to of a path counts as a move_to.
        path.into_iter().for_each(|(x, y)| self.context.line_to(f64::from(x), f64::from(y)));
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let turn = 2.0 * core::f64::consts::PI;
        self.pen(style);
        self.context.set_fill_style_str(&css(style.color()));
        self.context.begin_path();
        let _ = self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, turn);
        if fill {
            self.context.fill()
        } else {
            self.context.stroke()
        }
        Ok(())
    }
}

/// `#rrggbb`: everything on a chart is opaque.
fn css(colour: BackendColor) -> String {
    let (r, g, b) = colour.rgb;
    format!("#{:06x}", u32::from_be_bytes([0, r, g, b]))
}

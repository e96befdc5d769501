//! A chart on the page's canvas. The one file here that knows a browser.

use super::draw::draw;
use super::line::Chart;
use super::surface::{Surface, UNIT};
use super::theme::Theme;
use plotters_backend::FontStyle;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// More pixels than this are refused by some browsers; a chart is then drawn coarser instead of not at all.
const MOST_PIXELS: f64 = 2e7;

/// Draws a chart over the whole canvas, `width` × `height` CSS pixels at `dpr` device pixels each. Sets the canvas's
/// backing store to fit; leaves the paper transparent. A canvas without area (not laid out yet) is left alone.
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
    let surface = Surface {
        inner: CanvasBackend::with_canvas_object(canvas.clone()).ok_or("this canvas has no 2-D context")?,
        size: ((width * UNIT) as u32, (height * UNIT) as u32),
        measure: |text: &str, size: f64, style: FontStyle| text_width(&context, text, size, style),
        shrinks: 1.0,
        // The canvas's own middle of a line is a little above the middle of its digits.
        sink: 0.04,
    };
    draw(chart, surface, UNIT, &Theme::of(dark))
}

fn context_of(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, String> {
    let context = canvas.get_context("2d").ok().flatten();
    context.and_then(|c| c.dyn_into().ok()).ok_or("this canvas has no 2-D context".into())
}

/// Gives the canvas its size in device pixels (only if it changed: that throws the old picture's memory away), wipes it,
/// and lets the context count in units.
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

/// The browser's own measure, without touching the page. An unmeasurable text counts as nothing.
fn text_width(context: &CanvasRenderingContext2d, text: &str, size: f64, style: FontStyle) -> f64 {
    context.set_font(&format!("{} {}px {}", style.as_str(), crate::num::shortest(size), super::pen::FONT));
    context.measure_text(text).map_or(0.0, |metrics| metrics.width())
}

//! A chart as SVG text: for export, and for tests, which read it.

use super::draw::draw;
use super::line::Chart;
use super::surface::{Surface, UNIT};
use super::theme::Theme;
use plotters_backend::FontStyle;
use plotters_svg::SVGBackend;

/// The whole SVG document, `width` × `height` CSS pixels on the theme's paper.
pub fn svg(chart: &Chart, width: u32, height: u32, theme: &Theme) -> String {
    let size = (width * UNIT as u32, height * UNIT as u32);
    let mut body = String::new();
    let surface = Surface {
        inner: SVGBackend::with_string(&mut body, size),
        size,
        measure: |text: &str, size: f64, style: FontStyle| text_width(text, size, style),
        // plotters-svg divides every font size by 1.24, and centers text on its small letters instead of its digits.
        shrinks: 1.24,
        sink: 0.1,
    };
    // Writing into a String cannot fail, so there is no error to pass on.
    let _ = draw(chart, surface, UNIT, theme);
    let (_, drawn) = body.split_once('\n').unwrap_or_default();
    format!("{}{drawn}", head(chart, (width, height), size, theme))
}

/// Our own opening tag, with both the displayed and the drawn size, and what the backend cannot write (name, line
/// joins, tabular digits, background).
fn head(chart: &Chart, (width, height): (u32, u32), size: (u32, u32), theme: &Theme) -> String {
    let name = if chart.title.is_empty() { &chart.y.label } else { &chart.title };
    let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let paper = theme.paper;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         role=\"img\" aria-label=\"{name}\" stroke-linejoin=\"round\" font-variant=\"tabular-nums\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#{:02X}{:02X}{:02X}\"/>\n",
        size.0, size.1, paper.0, paper.1, paper.2
    )
}

/// Estimates the width of a text in a sans-serif font. The viewer of an SVG chooses the font, so an exact width is
/// unknown. The estimate is on the wide side (DejaVu Sans), and the same everywhere.
fn text_width(text: &str, size: f64, style: FontStyle) -> f64 {
    let ems = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | ' ' | '·' | '|' => 0.31,
        'f' | 't' | 'r' | '(' | ')' => 0.40,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' => 0.95,
        '−' | '=' | '+' | '×' | '∞' => 0.84,
        'A'..='Z' => 0.70,
        _ => 0.62,
    };
    let bold = if matches!(style, FontStyle::Bold) { 1.12 } else { 1.0 };
    text.chars().map(ems).sum::<f64>() * size * bold
}

//! Pictures: charts with axes, heat maps, and the colors and scales they share.
//!
//! This layer knows numbers and shapes only. It draws on any plotters backend: the page's canvas, or SVG text for tests
//! and export. (Only `canvas` uses the browser; it is built for the browser only.)
//!
//! Three rules hold for every picture here:
//! - **Two meaningful colors**: blue is signal going up (and positive), orange is gradient coming down (and negative).
//! - **Absolute scales**: a value has one color and one height whatever else is in the picture. Stretching each
//!   picture to its own range would make a network whose gradient vanishes look healthy.
//! - **Nothing hidden**: an exact zero, a NaN and an infinity are drawn as such.
//!
//! ```
//! use gradient_lab::chart::{svg, Axis, Chart, Role, Series, Theme};
//! let mut chart = Chart::new("Loss", Axis::linear("step", 0.0, 2.0).whole(), Axis::linear("", 0.0, 3.0));
//! chart.series.push(Series::new("train", Role::Signal, vec![(0.0, 2.3), (1.0, 1.1), (2.0, f64::NAN)]));
//! assert!(svg(&chart, 360, 200, &Theme::light()).contains("NaN in training step 3"));
//! ```

mod activation;
mod axes;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod canvas;
mod colour;
mod draw;
mod frame;
mod heatmap;
mod label;
mod line;
mod map;
mod number;
mod path;
mod pen;
mod scale;
mod surface;
mod svg;
mod theme;

pub use activation::activation_chart;
pub use axes::Axis;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub use canvas::draw_on_canvas;
pub use colour::{Rgb, chroma_within, oklab, oklch};
pub use draw::draw;
pub use heatmap::{legend, paint_log, paint_signed};
pub use line::{Chart, Guide, Mark, Series};
pub use map::{Map, Ramp, gate, gradient, signal, signed};
pub use number::{power_of_ten, significant};
pub use scale::{LogScale, Place, Tick, log_place};
pub use svg::svg;
pub use theme::{Role, Theme};

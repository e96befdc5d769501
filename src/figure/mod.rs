//! Which chart or map a run, a comparison or a sweep gets: what was measured, as pictures.

mod compare;
mod run;
mod time;

pub use compare::{Compared, compare_chart, range_chart};
pub use run::{accuracy_chart, boundary, gradient_chart, loss_chart, plane, river, slope_chart};
pub use time::{gates, reach_chart, reach_curve};

//! A chart of an activation and its slope: f is the signal that a unit passes up, f′ the share of the gradient that it
//! passes down.

use super::axes::Axis;
use super::line::{Chart, Guide, Series};
use super::number::significant;
use super::theme::Role;

/// The largest |z| shown: beyond 8, the slope of a sigmoid is below 0.0004.
const REACH: f64 = 8.0;
/// Points per unit of z. It is a whole number so that z = 0, where slopes jump or peak, is one of the points.
const PER_UNIT: i32 = 20;
/// The largest f shown: f may leave the frame, because a taller axis would flatten the slopes of 1 or less that matter.
const TALLEST: f64 = 2.5;

/// Charts f (blue) and f′ (orange) on −8..8. A dashed line marks the largest slope, unless it is 1: no layer multiplies
/// the gradient by more.
pub fn activation_chart(name: &str, f: &dyn Fn(f64) -> f64, df: &dyn Fn(f64) -> f64) -> Chart {
    let steps = REACH as i32 * PER_UNIT;
    let z = |step: i32| step as f64 / PER_UNIT as f64;
    let sample = |g: &dyn Fn(f64) -> f64| (-steps..=steps).map(|s| (z(s), g(z(s)))).collect::<Vec<_>>();
    let (value, slope) = (sample(f), sample(df));
    let heights = value.iter().chain(&slope).map(|p| p.1.clamp(-TALLEST, TALLEST));
    let y = Axis::linear("", 0.0, 1.0).covering(heights.chain([0.0, 1.0]));
    let mut chart = Chart::new(name, Axis::linear("z", -REACH, REACH), y);
    let steepest = slope.iter().map(|p| p.1).filter(|v| v.is_finite()).fold(f64::NEG_INFINITY, f64::max);
    if steepest.is_finite() && (steepest - 1.0).abs() > 1e-6 {
        chart.guides.push(Guide { value: steepest, label: format!("largest f′ {}", significant(steepest, 3)) });
    }
    chart.series.push(Series::new("f", Role::Signal, value));
    chart.series.push(Series::new("f′", Role::Gradient, slope));
    chart
}

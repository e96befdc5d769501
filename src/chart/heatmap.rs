//! Heat maps: turns a grid of numbers into an RGBA buffer with one pixel per cell. The page enlarges it without
//! smoothing. (Drawing a rectangle per cell with plotters takes a hundred times as long.)

use super::colour::Rgb;
use super::map::Ramp;
use super::scale::{LogScale, Place};

/// Overwrites `rgba` with four bytes per color. A caller that keeps the buffer avoids a new allocation per frame.
fn fill(rgba: &mut Vec<u8>, colours: impl Iterator<Item = Rgb>) {
    rgba.clear();
    for Rgb(r, g, b) in colours {
        rgba.extend_from_slice(&[r, g, b, 255]);
    }
}

/// Colors magnitudes on an absolute logarithmic scale: the gradient river, gates, weights. Exact zeros get
/// [`Ramp::zero`], NaN and ∞ get [`Ramp::not_finite`]. The scale is never stretched to fit a picture.
pub fn paint_log(values: &[f32], scale: &LogScale, ramp: &Ramp, rgba: &mut Vec<u8>) {
    let colour = |&value: &f32| match scale.place(value as f64) {
        Place::Zero => ramp.zero,
        Place::NotFinite => ramp.not_finite,
        Place::At(t) => ramp.at(t),
    };
    fill(rgba, values.iter().map(colour));
}

/// Colors signed values in −1..1: the decision boundary. Values outside are clamped; NaN and ∞ get
/// [`Ramp::not_finite`].
pub fn paint_signed(values: &[f32], ramp: &Ramp, rgba: &mut Vec<u8>) {
    let colour = |&value: &f32| if value.is_finite() { ramp.at(value as f64) } else { ramp.not_finite };
    fill(rgba, values.iter().map(colour));
}

/// A legend of `n` pixels in one row: the whole ramp, low end first.
pub fn legend(ramp: &Ramp, n: usize, rgba: &mut Vec<u8>) {
    fill(rgba, ramp.strip(n));
}

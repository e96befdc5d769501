//! Heat-maps: a grid of numbers to one RGBA buffer, a pixel per cell. The page enlarges it with smoothing off, so a
//! cell stays a cell. (A rectangle per cell through plotters takes a hundred times as long.)

use super::colour::Rgb;
use super::map::Ramp;
use super::scale::{LogScale, Place};

/// Overwrites `rgba` with four bytes per colour; a buffer kept from frame to frame is not allocated again.
fn fill(rgba: &mut Vec<u8>, colours: impl Iterator<Item = Rgb>) {
    rgba.clear();
    for Rgb(r, g, b) in colours {
        rgba.extend_from_slice(&[r, g, b, 255]);
    }
}

/// Sizes on an absolute logarithmic scale: the gradient river, gates, weights.
/// Exact zeros are [`Ramp::zero`], NaN and ∞ [`Ramp::not_finite`]. Nothing is stretched to fit this picture.
pub fn paint_log(values: &[f32], scale: &LogScale, ramp: &Ramp, rgba: &mut Vec<u8>) {
    let colour = |&value: &f32| match scale.place(value as f64) {
        Place::Zero => ramp.zero,
        Place::NotFinite => ramp.not_finite,
        Place::At(t) => ramp.at(t),
    };
    fill(rgba, values.iter().map(colour));
}

/// Signed values in −1..1: the decision boundary. Beyond the ends, the end; NaN and ∞ are [`Ramp::not_finite`].
pub fn paint_signed(values: &[f32], ramp: &Ramp, rgba: &mut Vec<u8>) {
    let colour = |&value: &f32| if value.is_finite() { ramp.at(value as f64) } else { ramp.not_finite };
    fill(rgba, values.iter().map(colour));
}

/// A legend one pixel high and `n` wide: the whole ramp, low end first.
pub fn legend(ramp: &Ramp, n: usize, rgba: &mut Vec<u8>) {
    fill(rgba, ramp.strip(n));
}

//! The datasets of TensorFlow Playground (Smilkov & Carter 2016), with its ranges and its meaning of noise.
//! Its labels ±1 are 1 and 0 here, as the logistic loss needs.

use super::source::{Point, Turn};
use crate::num::Random;
use core::f64::consts::{PI, TAU};

/// A disc of radius 2.5 inside a ring of 3.5 to 5. Noise moves a point only when its label is
/// computed, so that the two classes mix at the border.
pub(super) fn circle(&Turn { n, noise, .. }: &Turn, random: &mut Random) -> Point {
    let (low, high) = if n.is_multiple_of(2) { (0.0, 2.5) } else { (3.5, 5.0) };
    let (r, angle) = (random.uniform(low, high), random.uniform(0.0, TAU));
    let x = [r * libm::sin(angle), r * libm::cos(angle)];
    let [u, v] = nudge(x, 5.0 * noise, random);
    (x, inside(libm::hypot(u, v) < 2.5))
}

/// Uniform in (−5, 5)², 0.3 away from the axes; 1 where both coordinates have the same sign.
pub(super) fn xor(&Turn { noise, .. }: &Turn, random: &mut Random) -> Point {
    let padded = |x: f64| if x > 0.0 { x + 0.3 } else { x - 0.3 };
    let x = [random.uniform(-5.0, 5.0), random.uniform(-5.0, 5.0)].map(padded);
    let [u, v] = nudge(x, 5.0 * noise, random);
    (x, inside(u * v >= 0.0))
}

/// Clouds at (2, 2) and (−2, −2); noise 0 to 0.5 is a variance of 0.5 to 4.
pub(super) fn gauss(&Turn { n, noise, .. }: &Turn, random: &mut Random) -> Point {
    let center = if n.is_multiple_of(2) { 2.0 } else { -2.0 };
    let deviation = crate::num::sqrt(0.5 + 7.0 * noise);
    ([center + deviation * random.normal(), center + deviation * random.normal()], inside(n.is_multiple_of(2)))
}

/// Two arms of 1.75 turns; noise is added to the coordinates.
pub(super) fn spiral(turn: &Turn, random: &mut Random) -> Point {
    let &Turn { n, count, noise, .. } = turn;
    let shift = turn.shift / count as f64;
    let (arm, along) = (n % 2, (n / 2) as f64 / (count as f64 / 2.0) + 2.0 * shift);
    let angle = 1.75 * along * TAU + arm as f64 * PI;
    let r = 5.0 * along;
    (nudge([r * libm::sin(angle), r * libm::cos(angle)], noise, random), inside(arm == 0))
}

/// (x + y)/10 on (−6, 6)².
pub(super) fn reg_plane(&Turn { noise, .. }: &Turn, random: &mut Random) -> Point {
    let x = [random.uniform(-6.0, 6.0), random.uniform(-6.0, 6.0)];
    let [u, v] = nudge(x, 6.0 * noise, random);
    (x, (u + v) / 10.0)
}

/// Six bumps of height ±1 and radius 2; where two overlap, the larger counts.
pub(super) fn reg_gauss(&Turn { noise, .. }: &Turn, random: &mut Random) -> Point {
    const BUMPS: [[f64; 3]; 6] =
        [[-4.0, 2.5, 1.0], [0.0, 2.5, -1.0], [4.0, 2.5, 1.0], [-4.0, -2.5, -1.0], [0.0, -2.5, 1.0], [4.0, -2.5, -1.0]];
    let x = [random.uniform(-6.0, 6.0), random.uniform(-6.0, 6.0)];
    let [u, v] = nudge(x, 6.0 * noise, random);
    let height = |[cx, cy, sign]: &[f64; 3]| sign * (1.0 - libm::hypot(u - cx, v - cy) / 2.0).clamp(0.0, 1.0);
    let larger = |a: f64, b: f64| if libm::fabs(b) > libm::fabs(a) { b } else { a };
    (x, BUMPS.iter().map(height).fold(0.0, larger))
}

fn nudge(x: [f64; 2], by: f64, random: &mut Random) -> [f64; 2] {
    x.map(|x| x + by * random.uniform(-1.0, 1.0))
}

fn inside(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

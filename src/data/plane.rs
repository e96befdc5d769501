//! Two-dimensional sets of our own catalogue, and the door to the Playground's.

use super::{Examples, playground};
use crate::num::Random;
use crate::spec::Dataset;
use core::f64::consts::{SQRT_2, TAU};

/// One point of the plane and its target.
pub(super) type Point = ([f64; 2], f64);

/// `count` points of a two-dimensional set. What lies on a line in even steps is moved along it by `shift`
/// steps, so that the test points of a spiral are not those it learns from.
pub(super) fn draw(set: Dataset, noise: f64, count: usize, shift: f64, random: &mut Random) -> Examples<f64> {
    let mut examples = Examples::empty(2, 1);
    for n in 0..count {
        let (x, y) = match set {
            Dataset::Circle => playground::circle(n, noise, random),
            Dataset::Xor => playground::xor(noise, random),
            Dataset::Gauss => playground::gauss(n, noise, random),
            Dataset::Spiral => playground::spiral(n, shift / count as f64, count, noise, random),
            Dataset::RegPlane => playground::reg_plane(noise, random),
            Dataset::RegGauss => playground::reg_gauss(noise, random),
            Dataset::Reg => reg(noise, random),
            _ => circles(n, noise, random),
        };
        examples.push(&x, &[y]);
    }
    examples
}

/// Labels 0, 1, 0, 1, …; radius 0.5 or 1 plus noise·N(0,1); scaled by √2 so that inputs have variance near 1.
fn circles(n: usize, noise: f64, random: &mut Random) -> Point {
    let y = (n % 2) as f64;
    let angle = random.uniform(0.0, TAU);
    let r = SQRT_2 * (0.5 + 0.5 * y + noise * random.normal());
    ([r * libm::cos(angle), r * libm::sin(angle)], y)
}

/// u uniform in (−1, 1)², x = √3·u, y = sin(3u₁)·u₂ plus noise·N(0,1).
fn reg(noise: f64, random: &mut Random) -> Point {
    let u = [random.uniform(-1.0, 1.0), random.uniform(-1.0, 1.0)];
    let y = libm::sin(3.0 * u[0]) * u[1] + noise * random.normal();
    (u.map(|u| crate::num::sqrt(3.0) * u), y)
}

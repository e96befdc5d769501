//! The family of two-dimensional datasets, and the generators of our own ones.

use super::playground;
use super::source::{Point, Source, Turn};
use crate::num::Random;
use crate::spec::Dataset;
use core::f64::consts::{SQRT_2, TAU};

/// The generator of a dataset of this family.
pub(super) fn source(data: Dataset) -> Option<Source> {
    Some(Source::Plane(match data {
        Dataset::Circle => playground::circle,
        Dataset::Xor => playground::xor,
        Dataset::Gauss => playground::gauss,
        Dataset::Spiral => playground::spiral,
        Dataset::RegPlane => playground::reg_plane,
        Dataset::RegGauss => playground::reg_gauss,
        // These stand in for the reader's own points before there are any.
        Dataset::Circles | Dataset::Own => circles,
        Dataset::Reg => reg,
        _ => return None,
    }))
}

/// Labels 0, 1, 0, 1, …; radius 0.5 or 1 plus noise·N(0, 1); scaled by √2 so that inputs have variance near 1.
fn circles(turn: &Turn, random: &mut Random) -> Point {
    let y = (turn.n % 2) as f64;
    let angle = random.uniform(0.0, TAU);
    let r = SQRT_2 * (0.5 + 0.5 * y + turn.noise * random.normal());
    ([r * libm::cos(angle), r * libm::sin(angle)], y)
}

/// u uniform in (−1, 1)², x = √3·u, y = sin(3u₁)·u₂ plus noise·N(0, 1).
fn reg(turn: &Turn, random: &mut Random) -> Point {
    let u = [random.uniform(-1.0, 1.0), random.uniform(-1.0, 1.0)];
    let y = libm::sin(3.0 * u[0]) * u[1] + turn.noise * random.normal();
    (u.map(|u| crate::num::sqrt(3.0) * u), y)
}

//! Sine and cosine of angles that are not huge: the very bits of `libm`, without the 4 kB that reduce angles above
//! 2²⁰ quarter turns.
//!
//! Source: FreeBSD's msun (Sun Microsystems 1993, Bruce D. Evans), as in musl and `libm`.

/// π/2 in pieces of 33 bits.
const PIECES: [f64; 3] = [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11, 2.022_266_248_711_166_5e-21];
/// What is left of π/2 after each piece.
const RESTS: [f64; 3] = [6.077_100_506_506_192e-11, 2.022_266_248_795_950_6e-21, 8.478_427_660_368_9e-32];
/// Adding it rounds to a whole number.
const TO_WHOLE: f64 = 1.5 / f64::EPSILON;

/// sin x, for |x| below 2²⁰·π/2.
pub fn sin(x: f64) -> f64 {
    turned(x, 0)
}

/// cos x, for |x| below 2²⁰·π/2.
pub fn cos(x: f64) -> f64 {
    turned(x, 1)
}

/// sin(x + `quarters`·π/2).
fn turned(x: f64, quarters: i32) -> f64 {
    let (n, y, rest) = reduced(x);
    let size = if (n + quarters) & 1 == 1 { even(y, rest.unwrap_or(0.0)) } else { odd(y, rest) };
    if (n + quarters) & 2 == 2 { -size } else { size }
}

/// The upper half of |x|'s bits, by which sizes are compared.
fn high(x: f64) -> u32 {
    (x.abs().to_bits() >> 32) as u32
}

/// x = n·π/2 + y + rest; no rest where nothing had to be taken off.
fn reduced(x: f64) -> (i32, f64, Option<f64>) {
    // π/4; then up to where n is 1, 2, 3, 4; and what begins like π/2, π, 3π/2, 2π, where most digits cancel.
    const LIMITS: [u32; 5] = [0x3fe9_21fb, 0x4002_d97c, 0x400f_6a7a, 0x4015_fdbc, 0x401c_463b];
    const CLOSE: [u32; 4] = [0x3ff9_21fb, 0x4009_21fb, 0x4012_d97c, 0x4019_21fb];
    let small = LIMITS.iter().position(|&limit| high(x) <= limit).filter(|_| !CLOSE.contains(&high(x)));
    let turns = match small {
        Some(0) => return (0, x, None),
        Some(n) if x < 0.0 => -(n as f64),
        Some(n) => n as f64,
        None => x * core::f64::consts::FRAC_2_PI + TO_WHOLE - TO_WHOLE,
    };
    let (mut r, mut w) = (x - turns * PIECES[0], turns * RESTS[0]);
    for (digits, place) in [(16, 1), (49, 2)] {
        let cancelled = (high(x) >> 20) as i32 - (high(r - w) >> 20) as i32;
        if small.is_none() && cancelled > digits {
            let before = r;
            w = turns * PIECES[place];
            r = before - w;
            w = turns * RESTS[place] - ((before - r) - w);
        }
    }
    let y = r - w;
    (turns as i32, y, Some((r - y) - w))
}

/// cos(y + rest) for |y| up to π/4.
fn even(y: f64, rest: f64) -> f64 {
    const C: [f64; 6] = [
        0.041_666_666_666_666_6,
        -0.001_388_888_888_887_411,
        2.480_158_728_947_673e-5,
        -2.755_731_435_139_066_3e-7,
        2.087_572_321_298_175e-9,
        -1.135_964_755_778_819_5e-11,
    ];
    let z = y * y;
    let series = z * (C[0] + z * (C[1] + z * C[2])) + (z * z) * (z * z) * (C[3] + z * (C[4] + z * C[5]));
    let half = 0.5 * z;
    let w = 1.0 - half;
    w + (((1.0 - w) - half) + (z * series - y * rest))
}

/// sin(y + rest) for |y| up to π/4.
fn odd(y: f64, rest: Option<f64>) -> f64 {
    const S: [f64; 6] = [
        -0.166_666_666_666_666_32,
        0.008_333_333_333_322_49,
        -0.000_198_412_698_298_579_5,
        2.755_731_370_707_006_8e-6,
        -2.505_076_025_340_686_3e-8,
        1.589_690_995_211_55e-10,
    ];
    let (z, v) = (y * y, y * y * y);
    let series = S[1] + z * (S[2] + z * S[3]) + z * (z * z) * (S[4] + z * S[5]);
    match rest {
        // Below 2⁻²⁶ sin y is y, with its sign where it is 0.
        None if high(y) < 0x3e50_0000 => y,
        None => y + v * (S[0] + z * series),
        Some(rest) => y - ((z * (0.5 * rest - v * series) - rest) - v * S[0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Random, Stream};

    fn check(x: f64) {
        for x in [x, -x] {
            assert_eq!(sin(x).to_bits(), libm::sin(x).to_bits(), "sin {x:e}");
            assert_eq!(cos(x).to_bits(), libm::cos(x).to_bits(), "cos {x:e}");
        }
    }

    #[test]
    fn the_bits_are_those_of_libm() {
        let mut random = Random::new(1, Stream::Data);
        for _ in 0..300_000 {
            [8.0, 100.0, 1e6].iter().for_each(|&far| check(random.uniform(0.0, far)));
        }
        // Round every multiple of π/4, where signs change and digits cancel.
        for n in 0..4000 {
            let angle = f64::from(n) * core::f64::consts::FRAC_PI_4;
            for away in 0..60 {
                let near = angle * (1.0 + libm::exp2(-f64::from(away)));
                [angle, near, 2.0 * angle - near].iter().for_each(|&x| check(x));
            }
        }
        [0.0, 1e-300, 1e-9, 1e-8, 2e-8].iter().for_each(|&x| check(x));
    }
}

//! Color maps: from a position on a scale to a color.
//!
//! Each map is one or two paths in OKLCh that start at the color of the paper. Lightness changes evenly, so the order
//! is kept in print and for color-blind readers; chroma rises 1.6 times as fast, so the hue shows early.
//! The signed pair was chosen by search so that +v and −v stay at least 0.20 apart in OKLab (|v| ≥ 0.4) for normal
//! sight and for full protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009); `tests/charts`
//! repeats that computation.

use super::colour::{Rgb, chroma_within, oklch};
use super::theme::Theme;

/// How many times faster the chroma rises than the value.
const PACE: f64 = 1.6;

/// A path from the color of the paper to a full color.
struct Arm {
    /// Lightness at the start and at the end.
    lightness: (f64, f64),
    /// Hue in degrees.
    hue: f64,
    /// Chroma at the end, if sRGB can show it; else the largest that it can.
    chroma: f64,
}

impl Arm {
    fn colour(&self, t: f64) -> Rgb {
        let t = t.clamp(0.0, 1.0);
        let lightness = self.lightness.0 + (self.lightness.1 - self.lightness.0) * t;
        let chroma = self.chroma * (PACE * t).min(1.0);
        oklch(lightness, chroma_within(chroma, lightness, self.hue), self.hue)
    }
}

/// Signal, from paper (`t` = 0) to blue (`t` = 1).
pub fn signal(t: f64, dark: bool) -> Rgb {
    let lightness = if dark { (0.24, 0.80) } else { (0.96, 0.47) };
    Arm { lightness, hue: 256.0, chroma: 0.15 }.colour(t)
}

/// Gradient, from paper (`t` = 0) to orange (`t` = 1).
pub fn gradient(t: f64, dark: bool) -> Rgb {
    let lightness = if dark { (0.24, 0.80) } else { (0.96, 0.47) };
    Arm { lightness, hue: 51.0, chroma: 0.15 }.colour(t)
}

/// Signed values: −1 is orange, 0 is paper, +1 is blue; both ends are equally light.
pub fn signed(v: f64, dark: bool) -> Rgb {
    let (lightness, orange) = if dark { ((0.24, 0.76), 50.0) } else { ((0.96, 0.50), 55.0) };
    let hue = if v < 0.0 { orange } else { 260.0 };
    Arm { lightness, hue, chroma: 0.20 }.colour(v.abs())
}

/// Gates, from shut (`t` = 0, paper) to open (`t` = 1, deep blue): a straight line in OKLab, so that equal differences
/// look equal. It ends deeper than [`signal`], since a gate is read at 0.5 as often as at its ends.
pub fn gate(t: f64, dark: bool) -> Rgb {
    let (start, end, chroma) = if dark { (0.24, 0.86, 0.065) } else { (0.96, 0.36, 0.115) };
    let t = t.clamp(0.0, 1.0);
    oklch(start + (end - start) * t, chroma * t, 256.0)
}

/// The maps by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Map {
    /// [`signal`]: paper to blue.
    Signal,
    /// [`gradient`]: paper to orange.
    Gradient,
    /// [`gate`]: paper to deep blue.
    Gate,
    /// [`signed`]: orange, paper, blue.
    Signed,
}

/// A map computed once in 257 steps (an odd number, so that zero of the signed map is exactly the middle one). A cell
/// of a heat map then costs a look-up and not a search in OKLCh.
#[derive(Clone, Debug)]
pub struct Ramp {
    colours: Vec<Rgb>,
    /// The left end of `t`: 0, or −1 for the signed map.
    low: f64,
    /// The color of an exact zero on a logarithmic scale: a gray that is in no map, because zero is not a small value.
    pub zero: Rgb,
    /// The color of NaN and infinity: that of text.
    pub not_finite: Rgb,
}

impl Ramp {
    /// Computes a map for light or dark paper.
    pub fn new(map: Map, dark: bool) -> Ramp {
        let low = if map == Map::Signed { -1.0 } else { 0.0 };
        let at = |step: i32| match (map, step as f64 / 256.0) {
            (Map::Signal, t) => signal(t, dark),
            (Map::Gradient, t) => gradient(t, dark),
            (Map::Gate, t) => gate(t, dark),
            (Map::Signed, t) => signed(2.0 * t - 1.0, dark),
        };
        let Theme { paper, ink, .. } = Theme::of(dark);
        Ramp { colours: (0..=256).map(at).collect(), low, zero: paper.mix(ink, 0.3), not_finite: ink }
    }

    /// The color at `t`, clamped to 0..1, or to −1..1 for the signed map. NaN gives [`Ramp::not_finite`].
    pub fn at(&self, t: f64) -> Rgb {
        if t.is_nan() {
            return self.not_finite;
        }
        let share = (t - self.low) / (1.0 - self.low);
        self.colours[libm::round(256.0 * share.clamp(0.0, 1.0)) as usize]
    }

    /// `n` colors evenly from one end to the other, as a legend shows them.
    pub fn strip(&self, n: usize) -> impl Iterator<Item = Rgb> + '_ {
        let last = n.saturating_sub(1).max(1) as f64;
        (0..n).map(move |i| self.at(self.low + (1.0 - self.low) * i as f64 / last))
    }
}

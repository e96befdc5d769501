//! Colors: sRGB bytes outside, OKLCh inside.
//!
//! Color maps are built in OKLab (B. Ottosson, 'A perceptual color space for image processing', 2020) because there
//! equal distances look equal, so a decade of gradient is the same visible step anywhere on the scale. Powers, roots
//! and cosines come from `libm`: the same bytes in every browser.

use libm::{cbrt, cos, pow, round, sin};

/// One opaque sRGB color: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The color written `0xRRGGBB`.
    pub const fn hex(code: u32) -> Rgb {
        Rgb((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// This color with `share` (0..1) of `other` in it, blended byte by byte as a translucent layer would be.
    /// Blending in advance keeps every stroke opaque, which is several times cheaper to paint.
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let blend = |a: u8, b: u8| round(a as f64 + (b as f64 - a as f64) * share) as u8;
        Rgb(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }

    /// The linear light: red, green, blue in 0..1, with the sRGB curve undone (IEC 61966-2-1).
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|byte| {
            let v = byte as f64 / 255.0;
            if v <= 0.04045 { v / 12.92 } else { pow((v + 0.055) / 1.055, 2.4) }
        })
    }

    /// The byte color nearest to a linear light; light outside sRGB is clipped.
    pub fn from_linear(light: [f64; 3]) -> Rgb {
        let [r, g, b] = light.map(|v| {
            let v = v.clamp(0.0, 1.0);
            let coded = if v <= 0.0031308 { 12.92 * v } else { 1.055 * pow(v, 1.0 / 2.4) - 0.055 };
            round(255.0 * coded) as u8
        });
        Rgb(r, g, b)
    }

    /// Contrast ratio, (brighter + 0.05) / (darker + 0.05) of the two luminances: WCAG 2.2 asks 4.5 of text and 3 of
    /// marks.
    pub fn contrast(self, other: Rgb) -> f64 {
        let luminance = |c: Rgb| {
            let [r, g, b] = c.linear();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(self), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// OKLab [L, a, b] of linear light: cone responses, their cube roots, then an opponent mix (matrices by Ottosson).
pub fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

/// Linear light of OKLCh: lightness 0..1, chroma (0 is gray), hue in degrees. May lie outside 0..1, that is outside
/// sRGB.
fn light(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    towards(lightness, chroma, direction(hue))
}

/// The unit vector of a hue in OKLab's plane of a and b.
fn direction(hue: f64) -> (f64, f64) {
    let angle = hue.to_radians();
    (cos(angle), sin(angle))
}

/// Linear light at a chroma in the direction of a hue (matrices by Ottosson).
fn towards(lightness: f64, chroma: f64, hue: (f64, f64)) -> [f64; 3] {
    let (a, b) = (chroma * hue.0, chroma * hue.1);
    let cube = |v: f64| v * v * v;
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
}

/// The byte color of OKLCh: lightness 0..1, chroma, hue in degrees.
pub fn oklch(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    Rgb::from_linear(light(lightness, chroma, hue))
}

/// This chroma if sRGB can show it at this lightness and hue; else the largest that it can show, found by halving an
/// interval thirty times.
pub fn chroma_within(chroma: f64, lightness: f64, hue: f64) -> f64 {
    let hue = direction(hue);
    let shown = |chroma| towards(lightness, chroma, hue).iter().all(|v| (-1e-9..=1.0 + 1e-9).contains(v));
    if shown(chroma) {
        return chroma;
    }
    let (mut inside, mut outside) = (0.0, chroma);
    for _ in 0..30 {
        let middle = (inside + outside) / 2.0;
        if shown(middle) { inside = middle } else { outside = middle }
    }
    inside
}

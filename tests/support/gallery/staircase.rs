//! How much gradient arrives at each stage, as bars: what the last hidden stage receives is all of it.

use super::field::{Field, GROUND};
use super::path::Shapes;

/// The scale spans at least so many decades, down and up, so that a gradient that keeps its size looks flat.
const DOWN: f64 = 6.0;
const UP: f64 = 4.0;
/// Where nothing changes more than this it spans so many down.
const LITTLE: f64 = 1.5;
const DOWN_A_LITTLE: f64 = 2.0;
/// A smaller change than this, in decades, is none.
const SLIGHT: f64 = 0.5;
/// The least distance from bar to bar, in units of the picture: of many stages, some are shown.
const NARROW: f64 = 5.5;

/// One staircase for each run, all on one scale; the first of several is pale.
pub fn staircases(gradients: &[Vec<f64>], color: &str) -> Vec<Shapes> {
    let relative: Vec<Vec<Arrived>> = gradients.iter().map(|gradient| relative(gradient)).collect();
    let scale = Scale::of(relative.iter().flatten().filter_map(|arrived| match arrived {
        Arrived::Decades(decades) => Some(*decades),
        _ => None,
    }));
    let mut shapes = Vec::new();
    for (n, (field, bars)) in Field::parted(relative.len()).iter().zip(&relative).enumerate() {
        let pale = if n == 0 && relative.len() > 1 { " pale" } else { "" };
        shapes.extend(staircase(field, bars, &scale, &format!("{color}{pale}")));
    }
    shapes
}

/// What arrives at a stage.
enum Arrived {
    /// The power of ten of its share of what the last stage receives.
    Decades(f64),
    Nothing,
    NotFinite,
}

fn relative(gradient: &[f64]) -> Vec<Arrived> {
    let all = gradient.last().copied().unwrap_or(f64::NAN);
    let arrived = |value: f64| match libm::log10(value / all) {
        _ if value == 0.0 => Arrived::Nothing,
        decades if decades.is_finite() => Arrived::Decades(decades),
        _ => Arrived::NotFinite,
    };
    gradient.iter().map(|value| arrived(*value)).collect()
}

struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(decades: impl Iterator<Item = f64>) -> Scale {
        let (least, most) = decades.fold((0.0, 0.0), |(least, most): (f64, f64), d| (least.min(d), most.max(d)));
        let high = if most > SLIGHT { most.max(UP) } else { most };
        let low = match (least < -SLIGHT, most > SLIGHT) {
            (false, true) => least,
            _ if least > -LITTLE && most < LITTLE => -DOWN_A_LITTLE,
            _ => least.min(-DOWN),
        };
        // The smallest one is still a bar.
        Scale { low: low - 0.09 * (high - low), high }
    }

    fn height(&self, decades: f64) -> f64 {
        (decades - self.low) / (self.high - self.low)
    }
}

fn staircase(field: &Field, bars: &[Arrived], scale: &Scale, looks: &str) -> Vec<Shapes> {
    let [mut ground, mut bar, mut broken, mut nothing] = ["ground", looks, "exploded", "nothing"].map(Shapes::new);
    ground.line(&[(field.left, GROUND), (field.left + field.width, GROUND)]);
    let bars = spread(bars, (field.width / NARROW) as usize);
    let pitch = field.width / bars.len() as f64;
    let width = (0.7 * pitch).min(24.0);
    for (k, arrived) in bars.iter().enumerate() {
        let left = field.left + (k as f64 + 0.5) * pitch - width / 2.0;
        let (shapes, share) = match arrived {
            Arrived::Decades(decades) => (&mut bar, scale.height(*decades)),
            Arrived::NotFinite => (&mut broken, 1.0),
            Arrived::Nothing => (&mut nothing, 1.0),
        };
        shapes.area([left, Field::y(share), width, GROUND - Field::y(share)]);
    }
    vec![ground, nothing, bar, broken]
}

/// At most `most` of some things, evenly spread from the first to the last.
fn spread<T>(things: &[T], most: usize) -> Vec<&T> {
    let shown = things.len().min(most.max(2));
    (0..shown).map(|n| &things[n * (things.len() - 1) / (shown - 1).max(1)]).collect()
}

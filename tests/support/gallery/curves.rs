//! The loss by step: the first of several runs dashed. The color says what has become of a run.

use super::field::Field;
use super::path::Shapes;
use super::run::{Fate, Run};

/// The most points of a curve: each is the mean of some steps.
const POINTS: usize = 66;
/// The least top of the scale, in losses of a network that guesses.
const TALL: f64 = 1.5;
/// A run that ends at so many times that loss has no place in the picture.
const DIVERGED: f64 = 100.0;

pub fn curves(runs: &[Run], end: u32) -> Vec<Shapes> {
    let (field, top) = (Field::whole(), top(runs));
    let mut ground = Shapes::new("ground");
    ground.line(&[(field.left, Field::y(0.0)), (field.left + field.width, Field::y(0.0))]);
    let mut shapes = vec![ground];
    // The first run comes last: its dashes are seen on a line that goes the same way.
    for (n, run) in runs.iter().enumerate().rev() {
        let mut line = Shapes::new(&format!("line {}", looks(runs, n)));
        let points = means(&run.losses);
        let place = |(step, loss): &(f64, f64)| (field.x(step / f64::from(end)), loss / top);
        let places: Vec<(f64, f64)> = points.iter().map(place).collect();
        let pieces = below_the_top(&places);
        for piece in &pieces {
            line.line(&piece.iter().map(|(x, share)| (*x, Field::y(*share))).collect::<Vec<_>>());
        }
        shapes.push(line);
        if run.stopped() {
            let seen = pieces.last().and_then(|piece| piece.last()).or(places.first());
            let (x, share) = seen.copied().unwrap_or((field.left, 1.0));
            let mut cross = Shapes::new("line broken");
            cross.cross((x + 7.0, Field::y(share.min(1.0)) + 2.0));
            shapes.push(cross);
        }
    }
    shapes
}

/// The top of the scale shows where every run ends up that neither stops nor diverges.
fn top(runs: &[Run]) -> f64 {
    let guessing = runs.iter().filter_map(Run::guessing).fold(f64::INFINITY, f64::min);
    let ends = runs.iter().filter(|run| !run.stopped()).map(|run| 1.1 * run.recent_loss());
    ends.filter(|end| *end < DIVERGED * guessing).fold(TALL * guessing, f64::max)
}

/// A green line learns. Of two that do, the first is blue; what stays at chance is gray where it is the run to compare
/// with.
fn looks(runs: &[Run], n: usize) -> String {
    let fates: Vec<Fate> = runs.iter().map(Run::fate).collect();
    let first = n == 0 && runs.len() > 1;
    let color = match fates[n] {
        Fate::Well if fates[n + 1..].contains(&Fate::Well) => "up",
        Fate::Well => "well",
        Fate::Broken => "broken",
        Fate::Stuck if first => "chance",
        Fate::Stuck => "stuck",
    };
    if first { format!("{color} dashed") } else { color.into() }
}

/// The mean step and loss of each part of the way; of a short way, every step.
fn means(losses: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mean = |group: &[(f64, f64)]| {
        let sum = group.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        (sum.0 / group.len() as f64, sum.1 / group.len() as f64)
    };
    losses.chunks(losses.len().div_ceil(POINTS).max(1)).map(mean).collect()
}

/// The pieces of a line that are in the picture; a piece that leaves it is cut at its top.
fn below_the_top(places: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    for pair in places.windows(2) {
        let ([a, b], cut) =
            ([pair[0], pair[1]], |a: (f64, f64), b: (f64, f64)| (a.0 + (b.0 - a.0) * (1.0 - a.1) / (b.1 - a.1), 1.0));
        match (a.1 <= 1.0, b.1 <= 1.0) {
            (true, inside) => {
                if pieces.last().and_then(|piece| piece.last()) != Some(&a) {
                    pieces.push(vec![a]);
                }
                pieces.last_mut().expect("a piece").push(if inside { b } else { cut(a, b) });
            }
            (false, true) => pieces.push(vec![cut(a, b), b]),
            (false, false) => {}
        }
    }
    pieces
}

//! Turns a series into the pieces of line that are drawn: split at gaps, thinned to the available pixels, clipped to
//! the frame. Positions are fractions of the frame: (0, 0) is lower left, (1, 1) upper right.

use super::axes::Axis;
use super::line::Series;

type Place = (f64, f64);

/// The pieces of a series that are visible in the frame; a piece of one point is a dot. `columns` is the width in
/// pixels.
pub(super) fn pieces(series: &Series, x: &Axis, y: &Axis, columns: usize) -> Vec<Vec<Place>> {
    let mut runs = vec![Vec::new()];
    for point in &series.points {
        match (x.place(point.0), y.place(point.1)) {
            (Some(x), Some(y)) => runs.last_mut().into_iter().for_each(|run| run.push((x, y))),
            _ => runs.push(Vec::new()),
        }
    }
    let mut pieces = Vec::new();
    for run in &runs {
        pieces.append(&mut cut(&thin(run, columns)));
    }
    pieces
}

/// Keeps at most two points per pixel column, the lowest and the highest, in their order. The drawn line covers the
/// same pixels, and no spike is lost, as it would be if every k-th point were kept. The first and the last point stay.
fn thin(run: &[Place], columns: usize) -> Vec<Place> {
    if run.len() <= 2 * columns {
        return run.to_vec();
    }
    let column = |p: &Place| (p.0 * columns as f64) as i64;
    let mut kept = Vec::with_capacity(2 * columns + 2);
    kept.push(run[0]);
    for group in run.chunk_by(|a, b| column(a) == column(b)) {
        let by_height = |a: &usize, b: &usize| group[*a].1.total_cmp(&group[*b].1);
        let low = (0..group.len()).min_by(by_height).unwrap_or(0);
        let high = (0..group.len()).max_by(by_height).unwrap_or(0);
        kept.extend([low.min(high), low.max(high)].map(|i| group[i]));
    }
    kept.push(run[run.len() - 1]);
    kept.dedup();
    kept
}

/// Clips a line to the frame, so that an exploding line visibly leaves the frame instead of following its edge.
fn cut(run: &[Place]) -> Vec<Vec<Place>> {
    let inside = |p: &Place| (0.0..=1.0).contains(&p.0) && (0.0..=1.0).contains(&p.1);
    if let [only] = run {
        return if inside(only) { vec![vec![*only]] } else { Vec::new() };
    }
    let mut pieces: Vec<Vec<Place>> = Vec::new();
    for (from, to) in run.windows(2).filter_map(|pair| clip(pair[0], pair[1])) {
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces
}

/// The part of the segment a → b inside the unit square (Liang & Barsky 1984): a + s·(b − a) for s in `enter..=leave`.
pub(super) fn clip(a: Place, b: Place) -> Option<(Place, Place)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    // For each edge: how fast the segment goes outward, and how far inside it starts.
    for (outward, room) in [(-dx, a.0), (dx, 1.0 - a.0), (-dy, a.1), (dy, 1.0 - a.1)] {
        match room / outward {
            _ if outward == 0.0 && room < 0.0 => return None,
            s if outward < 0.0 => enter = enter.max(s),
            s if outward > 0.0 => leave = leave.min(s),
            _ => {}
        }
    }
    let at = |s: f64| (a.0 + s * dx, a.1 + s * dy);
    // Ends that are not clipped are returned bit for bit: from that `cut` knows that two segments join.
    let from = if enter == 0.0 { a } else { at(enter) };
    let to = if leave == 1.0 { b } else { at(leave) };
    (enter <= leave).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_explodes_leaves_through_the_top() {
        assert_eq!(cut(&[(0.0, 0.5), (0.5, 0.5), (1.0, 1.5)]), [[(0.0, 0.5), (0.5, 0.5), (0.75, 1.0)]]);
        assert_eq!(cut(&[(0.0, 0.5), (0.5, 1.5), (1.0, 0.5)]).len(), 2, "out and in again are two pieces");
        assert!(cut(&[(0.0, 1.2), (1.0, 1.1)]).is_empty());
        assert!(cut(&[(0.5, 1.2)]).is_empty());
    }

    #[test]
    fn thinning_keeps_every_spike() {
        let mut run: Vec<Place> = (0..10_000).map(|i| (i as f64 / 1e4, 0.5)).collect();
        run[4321].1 = 0.9;
        run[7654].1 = 0.1;
        let kept = thin(&run, 100);
        assert!(kept.len() <= 2 * 100 + 2, "{}", kept.len());
        assert!(kept.contains(&run[4321]) && kept.contains(&run[7654]));
        assert_eq!((kept[0], kept[kept.len() - 1]), (run[0], run[9999]));
    }
}

//! Finds a free place for the name of a guide or a mark: not on a line, not on another name, not outside the picture.

use super::frame::{Frame, ROW};
use super::path::clip;
use super::pen::Spot;
use plotters::style::text_anchor::HPos;

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Patch {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Patch {
    /// The rectangle of a text that starts (`Left`) or ends (`Right`) at a spot and is vertically centered on it.
    pub(super) fn of_text(width: f64, side: HPos, (x, y): Spot) -> Patch {
        let left = match side {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        Patch { left, right: left + width, top: y - ROW / 2.0 + 2.0, bottom: y + ROW / 2.0 - 2.0 }
    }

    fn touches(&self, other: &Patch) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether a straight line crosses the patch: the patch is mapped to the unit square, and the line clipped to it.
    fn crossed_by(&self, a: Spot, b: Spot) -> bool {
        let share =
            |p: Spot| ((p.0 - self.left) / (self.right - self.left), (p.1 - self.top) / (self.bottom - self.top));
        clip(share(a), share(b)).is_some()
    }
}

/// The places that are already taken.
pub(super) struct Labels<'f, 'c> {
    pub(super) frame: &'f Frame<'c>,
    /// Width and height of the picture.
    pub(super) size: Spot,
    pub(super) taken: Vec<Patch>,
    /// The vertical lines of marks. A text that must be read may stand on one, but never on another text.
    pub(super) edges: Vec<Patch>,
}

impl Labels<'_, '_> {
    /// Takes the first free one of `most` places for a text of this width. If none is free, a text that `must` be read
    /// gets the first place that is clear of other texts, or else the first; any other text gets none.
    pub(super) fn place(
        &mut self,
        width: f64,
        must: bool,
        most: usize,
        place: impl Fn(usize) -> (HPos, Spot),
    ) -> Option<(HPos, Spot)> {
        let patch = |(side, at): (HPos, Spot)| Patch::of_text(width, side, at);
        let free = (0..most).find(|&n| self.is_free(&patch(place(n))));
        let legible = || (0..most).find(|&n| self.is_clear(&patch(place(n)))).unwrap_or(0);
        let best = place(free.or_else(|| must.then(legible))?);
        self.taken.push(patch(best));
        Some(best)
    }

    /// Whether the patch is on the paper and on no other text.
    fn is_clear(&self, patch: &Patch) -> bool {
        let (top, bottom) = (self.frame.top - ROW / 2.0, self.frame.bottom);
        let on_paper = patch.left >= 0.0 && patch.right <= self.size.0 && patch.top >= top && patch.bottom <= bottom;
        on_paper && !self.taken.iter().any(|other| patch.touches(other))
    }

    /// Whether the patch is clear, and on no line.
    fn is_free(&self, patch: &Patch) -> bool {
        let on_line = |piece: &Vec<Spot>| {
            piece.windows(2).any(|ends| patch.crossed_by(self.frame.spot(ends[0]), self.frame.spot(ends[1])))
        };
        self.is_clear(patch)
            && !self.edges.iter().any(|edge| patch.touches(edge))
            && !self.frame.lines.iter().flat_map(|line| &line.pieces).any(on_line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_knows_what_crosses_it() {
        let patch = Patch::of_text(40.0, HPos::Right, (100.0, 50.0));
        assert_eq!((patch.left, patch.right), (60.0, 100.0));
        assert!(patch.crossed_by((0.0, 50.0), (200.0, 50.0)), "a long line without a point inside");
        assert!(!patch.crossed_by((0.0, 20.0), (200.0, 20.0)));
        assert!(patch.touches(&Patch::of_text(10.0, HPos::Center, (60.0, 50.0))));
        assert!(!patch.touches(&Patch::of_text(10.0, HPos::Left, (101.0, 50.0))));
    }
}

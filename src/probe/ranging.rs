//! The range test of a run whose precision nobody needs to know.

use crate::num::Real;
use crate::train::{RangeCurve, RangeTest};

/// A range test under way, in whatever precision.
pub trait Ranging {
    /// Up to `steps` more; true at the end.
    fn advance(&mut self, steps: u32) -> bool;
    /// Share done.
    fn progress(&self) -> f64;
    /// What it has met so far.
    fn curve(&self) -> &RangeCurve;
    /// The same, to take over what another instance met.
    fn curve_mut(&mut self) -> &mut RangeCurve;
}

impl<R: Real> Ranging for RangeTest<R> {
    fn advance(&mut self, steps: u32) -> bool {
        RangeTest::advance(self, steps)
    }
    fn progress(&self) -> f64 {
        RangeTest::progress(self)
    }
    fn curve(&self) -> &RangeCurve {
        RangeTest::curve(self)
    }
    fn curve_mut(&mut self) -> &mut RangeCurve {
        RangeTest::curve_mut(self)
    }
}

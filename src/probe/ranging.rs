//! The learning-rate range test, for callers that are not generic over the precision.

use crate::num::Real;
use crate::train::{RangeCurve, RangeTest};

/// A range test under way, in either precision.
pub trait Ranging {
    /// Runs up to `phases` more phases; true at the end.
    fn advance_phases(&mut self, phases: u32) -> bool;
    /// The share of the test that is done, from 0 to 1.
    fn progress(&self) -> f64;
    /// The results so far.
    fn curve(&self) -> &RangeCurve;
    /// The results so far, for adding those of a worker.
    fn curve_mut(&mut self) -> &mut RangeCurve;
}

impl<R: Real> Ranging for RangeTest<R> {
    fn advance_phases(&mut self, phases: u32) -> bool {
        RangeTest::advance_phases(self, phases)
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

/// The results of a test that runs in a worker.
impl Ranging for RangeCurve {
    fn advance_phases(&mut self, _phases: u32) -> bool {
        true
    }
    fn progress(&self) -> f64 {
        1.0
    }
    fn curve(&self) -> &RangeCurve {
        self
    }
    fn curve_mut(&mut self) -> &mut RangeCurve {
        self
    }
}

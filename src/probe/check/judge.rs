//! The judge of one gradient: differences at several step sizes.

/// Step sizes to try, relative to the parameter. If one crosses a kink or strong curvature, the next smaller one is
/// tried.
const STEPS: [f64; 4] = [1e-3, 1e-4, 1e-5, 1e-6];
/// Smaller steps to try before an error is reported: a norm over nearly equal numbers bends within 10⁻⁷.
const SMALLER: [f64; 3] = [1e-7, 1e-8, 1e-9];
/// Larger steps, for gradients that rounding hides at all the others. They may confirm a gradient but not refute it:
/// farther away the function may behave differently.
const LARGER: [f64; 2] = [3e-3, LARGEST_STEP];
/// The largest step of all.
pub(super) const LARGEST_STEP: f64 = 1e-2;
/// The relative error allowed.
const TOLERANCE: f64 = 1e-6;

/// The finding on one gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Finding {
    /// Both agree to this relative error.
    Agrees(f64),
    /// They differ by this relative error.
    Differs(f64),
    /// The differences cannot resolve it.
    TooSmall,
    /// A kink of f lies within the smallest step: there is no derivative to compare with.
    Kink,
}

/// An analytic slope compared with the differences at one step size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// The slope that the differences give.
    numeric: f64,
    /// The distance between the two.
    gap: f64,
    /// The larger of the two.
    size: f64,
    /// The error that rounding alone may cause.
    blur: f64,
    /// The error that rounding and curvature together may cause.
    doubt: f64,
    /// Whether the differences are finite and the analytic slope is not.
    broken: bool,
}

impl Reading {
    /// Compares with differences of step h and h/2, whose disagreement shows what they can resolve. `rounding` is the
    /// rounding error of the differences themselves.
    pub(super) fn of(analytic: f64, coarse: f64, fine: f64, rounding: f64) -> Reading {
        // Richardson: the error of a central difference falls by 4 when h is halved.
        let numeric = (4.0 * fine - coarse) / 3.0;
        let blur = 4.0 * rounding;
        Reading {
            numeric,
            gap: (analytic - numeric).abs(),
            size: analytic.abs().max(numeric.abs()),
            blur,
            doubt: blur + (coarse - fine).abs(),
            broken: numeric.is_finite() && !analytic.is_finite(),
        }
    }

    /// Whether this step would show the gap of a larger step, but shows none.
    fn refutes(&self, larger: &Reading) -> bool {
        larger.gap > 20.0 * self.doubt
    }

    /// Whether the larger step before gave the same slope, compared with the gap: with several kinks of f within reach,
    /// differences of h and h/2 may agree by chance.
    fn confirms(&self, before: Option<f64>) -> bool {
        self.broken || before.is_none_or(|before| self.gap > 10.0 * (self.numeric - before).abs())
    }

    /// The finding at this step size alone.
    pub(super) fn finding(&self) -> Finding {
        let error = if self.gap == 0.0 { 0.0 } else { self.gap / self.size };
        if self.gap <= TOLERANCE * self.size && self.blur <= TOLERANCE * self.size {
            Finding::Agrees(error)
        } else if self.broken || self.gap > 10.0 * self.doubt {
            Finding::Differs(error)
        } else {
            // Rounding or curvature blurs the differences at this step by more than the gap.
            Finding::TooSmall
        }
    }
}

/// Tries step sizes until one agrees. If none does, a step size at which the two clearly differ decides. A smaller step
/// overrules it only if it would show the same gap and does not: then the cause was curvature, not the slope. `at`
/// returns none across a kink.
pub(super) fn try_steps(value: f64, mut at: impl FnMut(f64) -> Option<Reading>) -> Finding {
    let size = value.abs().max(1.0);
    let (mut verdict, mut differs): (Finding, Option<Reading>) = (Finding::Kink, None);
    let mut before = None;
    for step in STEPS.iter().chain(&SMALLER) {
        if SMALLER.contains(step) && differs.is_none() {
            break;
        }
        let Some(reading) = at(step * size) else { continue };
        let steady = reading.confirms(before.replace(reading.numeric));
        match reading.finding() {
            Finding::Differs(_) if steady => differs = Some(reading),
            Finding::Differs(_) => verdict = Finding::TooSmall,
            Finding::TooSmall => {
                verdict = Finding::TooSmall;
                differs = differs.filter(|old| !reading.refutes(old));
            }
            agrees => return agrees,
        }
    }
    if let Some(differs) = differs {
        return differs.finding();
    }
    let agrees = |finding: &Finding| matches!(finding, Finding::Agrees(_));
    let larger = LARGER.iter().filter(|_| verdict == Finding::TooSmall).filter_map(|step| at(step * size));
    larger.map(|reading| reading.finding()).find(agrees).unwrap_or(verdict)
}

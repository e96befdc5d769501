//! What a verdict must say about a network, by its label. Each line names what must be said, then the condition.
//!
//! - `not_finite`: the overflow is within the watch
//! - `exploding`, `weights_grow` or `weights_grow_doubly`: it overflows within twice the watch (of 5 or more), and
//!   weights are tenfold now
//! - `exploding` or `saturated`: the faintest echo is above 100 in all, at the start and now, and it has not learned
//!   (watch of 20 or more)
//! - `weights_vanish`: weights are below 5 % of their start norm now, and it has not learned (watch of 50 or more)
//! - `dead`, or that it is stuck, vanishing or at chance: all ReLUs of a layer are off, and it has not learned (watch
//!   of 20 or more)
//! - anything sick: it is at chance in the watch's second half and at the end (watch of 100 or more)
//! - one of `stuck_layers`, `vanishing`, `dead`, `saturated`, `weights_vanish`: the same, where the lower half ends
//!   less than 1 % from its start and every echo is above 0 and below 0.8 per layer
//! - anything sick: it never learns, and the loss is above 0.6 of chance and as bad later as now (watch of 150 or more)
//! - `factor`, `vanishing` or `exploding`: every nudge is halved per layer or worse, or every one grows by 1.6 per
//!   layer or more, at the start and now and it has not learned, which turns the gradient where no nudge goes (watch of
//!   5 or more, two hidden layers, something arrives)
//! - the same: one layer's factor is 0.4 or less, or 2.5 or more, at the start and now, and it has not learned (watch
//!   of 5 or more)
//! - `clipping`: nine steps in ten were clipped (watch of 50 or more)
//! - anything but `factor`: it is healthy and has learned by half of the watch (of 100 or more): silence is no answer
//!   then

use super::judge::{SICK, VERDICTS};
use super::labeled::Label;

impl Label {
    /// What the verdict should have said and does not.
    pub fn missing(&self, said: &dyn Fn(&str) -> bool) -> Option<String> {
        let demands = self.demands();
        let unmet = demands.iter().find(|(_, keys)| !keys.iter().any(|key| said(key)));
        let list = |keys: &[&str]| if keys.len() > 5 { "anything".into() } else { keys.join(", ") };
        unmet.map(|(why, keys)| format!("it {why}, and this was not said: {}", list(keys)))
    }

    /// What must be said: of each list at least one.
    fn demands(&self) -> Vec<(&'static str, &'static [&'static str])> {
        let Label { now, end, watch, .. } = *self;
        let at_chance = self.low >= 0.97 && self.high <= 1.5 && self.end_loss >= 0.95;
        let as_bad_later = self.middle >= 0.9 * self.low && self.end_loss >= 0.9 * self.low;
        let never = self.learned.is_none() && self.overflow.is_none();
        let frozen = end.most < 0.01 && now.faint > 0.0 && now.loud < 0.8;
        let soon = !self.overflowed() && self.within(self.overflow, 2.0);
        let growth: &[&str] = &["exploding", "weights_grow", "weights_grow_doubly"];
        let dead: &[&str] = &["dead", "stuck_layers", "vanishing", "at_chance"];
        let low: &[&str] = &["stuck_layers", "vanishing", "dead", "saturated", "weights_vanish"];
        let echoes = self.faintest().iter().all(|[_, whole]| *whole >= 100.0);
        let new = !self.has_learned() && !self.overflowed();
        // Of what is exactly 0 there is no factor; and learning turns the gradient where no nudge goes.
        let per_layer = new && self.layers >= 2 && watch >= 5;
        let fades = per_layer && self.echoes().iter().all(|[_, loud]| *loud > 0.0 && *loud <= 0.5);
        let swells = per_layer && self.echoes().iter().all(|[faint, _]| *faint >= 1.6);
        let one_falls = self.factors().iter().all(|[falls, _]| *falls <= 0.4);
        let one_rises = self.factors().iter().all(|[_, rises]| *rises >= 2.5);
        let all: [(bool, &str, &[&str]); 12] = [
            (self.overflowed(), "overflowed", &["not_finite"]),
            (soon && watch >= 5 && now.grown >= 10.0, "is about to overflow", growth),
            (new && watch >= 20 && echoes, "explodes without overflow", &["exploding", "saturated"]),
            (new && watch >= 50 && now.shrunk < 0.05, "has lost its weights", &["weights_vanish"]),
            (new && watch >= 20 && now.dead >= 0.99, "has a layer that is off", dead),
            (never && watch >= 100 && at_chance && frozen, "is frozen below and at chance", low),
            (never && watch >= 100 && at_chance, "is at chance for good", SICK),
            (never && watch >= 150 && self.low >= 0.6 && as_bad_later, "never learns", SICK),
            (fades || swells, "has factors far from 1", &["factor", "vanishing", "exploding"]),
            (per_layer && (one_falls || one_rises), "has a layer far from 1", &["factor", "vanishing", "exploding"]),
            (!self.overflowed() && watch >= 50 && self.clipped >= 0.9, "is clipped all the time", &["clipping"]),
            (self.healthy() && watch >= 100 && self.within(self.learned, 0.5), "has learned", VERDICTS),
        ];
        all.into_iter().filter(|demand| demand.0).map(|(_, why, keys)| (why, keys)).collect()
    }
}

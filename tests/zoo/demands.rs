//! What must be said of a network, by its label: the second table of `judge.rs`.

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

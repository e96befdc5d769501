//! Decides from the outcome of a network which verdicts about it are wrong.
//!
//! A verdict is a set of findings, by key. It is wrong if one of its findings is wrong, if it calls a network both
//! healthy and sick, or if it leaves out what must be said (`demands.rs`). Numbers are those of `labels.txt`; *now* is
//! the end of the watch; where a run overflows within it, the trace is as short as that.
//!
//! A network is **healthy** if it learns, stays so to the end, and its lower half is not frozen (moved by less than 1
//! %, and putting it back costs less than 5 % of chance, while others moved). It is **spared** sick words if it learns
//! within one and a half times the watch, or if the watch is shorter than 50 steps: a healthy network seen while it
//! stands on a plateau may be called stuck or at chance, a healthy one seen for a moment may not.
//!
//! Each finding is wrong in the following cases.
//!
//! - `not_finite`: unless a number that is not finite appeared within the watch
//! - `healthy`: with a watch below 10; of a network that overflows or loses what it learned within three times the
//!   watch; that never learns, unless its loss is still falling at the end, below 0.75; that is at chance now and will
//!   be for three times the watch
//! - `at_chance`: with a watch below 20 (50 of a healthy one), or after an overflow; where a loss of the watch's second
//!   half was below 0.85 of chance, or all were above twice chance
//! - `poor`: with a watch below 20; of a spared network with a skill of 0.6
//! - `stuck_layers`: with a watch below 20, no hidden layer, or after an overflow; where every layer of the lower half
//!   has moved by 2 % or by a tenth of the most moved layer, or some have by 1 % and every nudge arrives; where the
//!   loss is below 0.85 and putting the lower half back costs 10 % of chance; of a spared network
//! - `vanishing`: with fewer than two hidden layers; where every nudge arrives: the faintest echo is 0.95 per layer or
//!   0.5 in all, at the start and now (after an overflow: at the start); where the loss is below 0.85 and putting the
//!   lower half back costs 25 % of chance; of a spared network
//! - `exploding`: where the loudest echo is at most 1.05 per layer or 2 in all, at the start and now, no weights have
//!   grown tenfold and the loss is not three times chance; of a spared network, where the faintest echo is below 10 in
//!   all
//! - `saturated`: where less than a quarter of the outputs of the worst layer are flat, less than half if spared; of
//!   ReLU and its leaky kin, less than 0.9, and never if spared
//! - `dead`: where less than a tenth of the units of the worst layer are off for all examples, a quarter if spared; of
//!   activations other than ReLU, where less than half of the outputs are flat
//! - `weights_vanish`: with a watch below 10; where no layer ends below 0.3 of its start norm, or none is below 0.7
//!   now; of a spared network unless one is below 0.1 now
//! - `weights_grow`: where no layer's weights are 1.2 times their start norm now; where they never double and nothing
//!   overflows; of a spared network unless they are tenfold
//! - `weights_grow_doubly`: unless it overflows, within 12 steps from tenfold weights
//! - `clipping`: where less than a quarter of the steps were clipped
//! - `factor`: with fewer than two hidden layers, or after an overflow; where every layer keeps the gradient’s length
//!   to a tenth, at the start and now
//!
//! Four of these labels are next to what the rule itself reads, so that they say little more than that it reads right:
//! `dead` and `flat` count units by f′ as the rule does (over the whole training set, not one batch), `shrunk` and
//! `grown` are norms of the same weights (of W alone, against the start and not the first step), `clipped` is whether
//! the clip limit was met (by the gradient's length, not the trainer's word), and `falls` and `rises` are factors as
//! the finding has them (of the whole set at once in f64, the last step only). What is independent of the rules are the
//! outcomes: overflow, learned, lost, skill, the losses of the whole set, the nudges and the part of the lower half.
//!
//! `factor` is a measurement of single layers. Nudges go through all layers on average and in directions of their own,
//! and know nothing of one layer that is off among others that make up for it: so it is refuted by the factors
//! themselves. (Nudges refuted it at first, and were wrong about one of 90 fresh networks; see `fresh.rs`.) It is
//! demanded by either.

use super::labeled::{Label, State};

/// Every finding there is: first those that say what is wrong. A healthy network may be clipped, and have saturated and
/// dead units.
pub const KEYS: [&str; 14] = [
    "stuck_layers",
    "at_chance",
    "poor",
    "saturated",
    "dead",
    "weights_vanish",
    "weights_grow",
    "weights_grow_doubly",
    "not_finite",
    "vanishing",
    "exploding",
    "clipping",
    "healthy",
    "factor",
];

/// The verdicts: all but the bare measurement.
pub const VERDICTS: &[&str] = KEYS.split_at(13).0;

/// Those that say what is wrong.
pub const SICK: &[&str] = KEYS.split_at(11).0;

const SHORT: &str = "the trace is too short to say so";

/// What is wrong with a verdict on the network of this label; none if nothing is.
pub fn verdict_is_wrong(label: &Label, findings: &[&str]) -> Option<String> {
    let said = |key: &str| findings.contains(&key);
    if let Some(unknown) = findings.iter().find(|key| !KEYS.contains(key)) {
        return Some(format!("{unknown} is no finding"));
    }
    if let Some((key, why)) = findings.iter().find_map(|key| Some((key, label.refutes(key)?))) {
        return Some(format!("{key}, but {why}"));
    }
    let grave = |key: &&&str| SICK.contains(*key) && !["saturated", "dead"].contains(*key);
    if let Some(key) = findings.iter().find(grave).filter(|_| said("healthy")) {
        return Some(format!("healthy and {key} at once"));
    }
    label.missing(&said)
}

impl State {
    /// Lower layers that neither move nor matter, while others move.
    fn frozen_below(&self) -> bool {
        self.most < 0.01 && self.top >= 0.01 && self.part < 0.05
    }
}

impl Label {
    pub fn within(&self, step: Option<u32>, watches: f64) -> bool {
        step.is_some_and(|step| f64::from(step) <= watches * f64::from(self.watch))
    }

    pub fn overflowed(&self) -> bool {
        self.overflow.is_some_and(|step| step < self.watch)
    }

    fn learns(&self) -> bool {
        self.learned.is_some() && self.lost.is_none() && self.overflow.is_none()
    }

    pub fn healthy(&self) -> bool {
        self.learns() && !self.end.frozen_below()
    }

    fn spared(&self) -> bool {
        self.healthy() && !self.now.frozen_below() && (self.watch < 50 || self.within(self.learned, 1.5))
    }

    pub fn has_learned(&self) -> bool {
        self.within(self.learned, 1.0)
    }

    /// The faintest echo, per layer and from layer 1 to the last hidden one: at the start and now.
    pub fn faintest(&self) -> [[f64; 2]; 2] {
        [self.faint, self.now.faint].map(|echo| self.whole(echo))
    }

    /// The loudest.
    fn loudest(&self) -> [[f64; 2]; 2] {
        [self.loud, self.now.loud].map(|echo| self.whole(echo))
    }

    fn whole(&self, echo: f64) -> [f64; 2] {
        let crossings = f64::from(self.layers.saturating_sub(1));
        if echo.is_nan() { [1.0, 1.0] } else { [echo, echo.powf(crossings)] }
    }

    /// Whether every nudge at layer 1 is heard at the top. What an overflow left of the network says nothing.
    fn arrives(&self) -> bool {
        let [start, now] = self.faintest().map(|[echo, whole]| echo >= 0.95 || whole >= 0.5);
        start && (now || self.overflowed())
    }

    /// Whether the answer is better than chance, and would not be without what the lower half learned.
    fn depends_below(&self, share: f64) -> bool {
        self.low < 0.85 && self.now.part >= share && !self.overflowed()
    }

    /// Steps in the trace.
    fn seen(&self) -> u32 {
        self.overflow.map_or(self.watch, |step| self.watch.min(step + 1))
    }

    /// Why a finding is wrong here; none if it is not.
    pub fn refutes(&self, key: &str) -> Option<&'static str> {
        match key {
            "not_finite" => (!self.overflowed()).then_some("every number was finite"),
            "clipping" => (self.clipped < 0.25).then_some("few steps were clipped"),
            "healthy" => self.why_not_healthy(),
            "at_chance" | "poor" => self.why_no_trouble(key == "poor"),
            "stuck_layers" => self.why_not_stuck(),
            "vanishing" => self.why_not_vanishing(),
            "exploding" => self.why_not_exploding(),
            "saturated" | "dead" => self.why_not_off(key == "dead"),
            "factor" => self.why_not_factor(),
            _ => self.why_not_weights(key),
        }
    }

    fn why_no_trouble(&self, poor: bool) -> Option<&'static str> {
        match () {
            () if self.seen() < if self.healthy() && !poor { 50 } else { 20 } => Some(SHORT),
            () if poor => (self.spared() && self.skill >= 0.6).then_some("it learns"),
            () if self.overflowed() => Some("it overflowed"),
            () if self.low < 0.85 => Some("the loss had been clearly below chance"),
            () if self.low > 2.0 => Some("the loss was far above chance"),
            () => None,
        }
    }

    fn why_not_stuck(&self) -> Option<&'static str> {
        let now = self.now;
        match () {
            () if self.seen() < 20 => Some(SHORT),
            () if self.layers == 0 => Some("there is no hidden layer"),
            () if self.overflowed() => Some("it overflowed"),
            () if now.least >= 0.02 || now.least >= (0.1 * now.top).max(1e-4) => {
                Some("every layer of the lower half has moved")
            }
            () if now.most >= 0.01 && self.arrives() => Some("a nudge at layer 1 arrives at the top"),
            () if self.depends_below(0.1) => Some("its answer depends on what the lower half learned"),
            () => self.spared().then_some("it learns"),
        }
    }

    fn why_not_vanishing(&self) -> Option<&'static str> {
        match () {
            () if self.layers < 2 => Some("there are no layers between two hidden ones"),
            () if self.arrives() => Some("a nudge at layer 1 arrives at the top"),
            () if self.depends_below(0.25) => Some("its answer depends on what the lower half learned"),
            () => self.spared().then_some("it learns"),
        }
    }

    fn why_not_factor(&self) -> Option<&'static str> {
        let kept = |[falls, rises]: [f64; 2]| falls >= 0.9 && rises <= 1.1;
        match () {
            () if self.layers < 2 => Some("there are no layers between two hidden ones"),
            () if self.overflowed() => Some("it overflowed"),
            () => self.factors().into_iter().all(kept).then_some("every layer keeps the gradient's length"),
        }
    }

    /// The faintest and the loudest echo per layer, at the start and now.
    pub fn echoes(&self) -> [[f64; 2]; 2] {
        [[self.faint, self.loud], [self.now.faint, self.now.loud]]
    }

    /// The least and the most that a layer multiplies the gradient by, at the start and now.
    pub fn factors(&self) -> [[f64; 2]; 2] {
        [[self.falls, self.rises], [self.now.falls, self.now.rises]]
    }

    fn why_not_off(&self, dead: bool) -> Option<&'static str> {
        let State { dead: off, flat, .. } = self.now;
        match (dead, self.rectifier) {
            (true, true) if off < 0.1 => Some("hardly a unit is off for all examples"),
            (true, false) if flat < 0.5 => Some("its units are not flat"),
            (true, _) => (self.spared() && off < 0.25).then_some("it learns, with most units alive"),
            (false, true) => (flat < 0.9 || self.spared()).then_some("its ReLUs are off as often as they should be"),
            (false, false) if flat < 0.25 => Some("hardly an output is flat"),
            (false, false) => (self.spared() && flat < 0.5).then_some("it learns, with most outputs far from flat"),
        }
    }

    fn why_not_weights(&self, key: &str) -> Option<&'static str> {
        let Label { now, end, .. } = *self;
        let finite = self.overflow.is_none();
        match key {
            "weights_vanish" if self.seen() < 10 => Some(SHORT),
            "weights_vanish" if end.shrunk >= 0.3 => Some("no layer's weights become small"),
            "weights_vanish" if now.shrunk >= 0.7 => Some("no layer's weights had become smaller"),
            "weights_vanish" => (self.spared() && now.shrunk >= 0.1).then_some("it learns"),
            "weights_grow" if now.grown < 1.2 => Some("no layer's weights had grown"),
            "weights_grow" if finite && end.grown < 2.0 => Some("no layer's weights ever double"),
            "weights_grow" => (self.spared() && now.grown < 10.0).then_some("it learns"),
            _ if finite => Some("it never overflows"),
            _ => self.rush.is_none_or(|rush| rush > 12).then_some("it takes its time to overflow"),
        }
    }

    fn why_not_healthy(&self) -> Option<&'static str> {
        let on_its_way = self.end_loss < 0.75 && self.end_loss < 0.97 * self.middle;
        let later = !self.within(self.learned, 3.0);
        match () {
            () if self.watch < 10 => Some(SHORT),
            () if self.within(self.overflow, 3.0) => Some("it overflows"),
            () if self.within(self.lost, 3.0) => Some("it loses what it learned"),
            () if self.learned.is_none() && !on_its_way => Some("it never learns"),
            () if self.low >= 0.97 && later => Some("it is at chance, and will be for long"),
            () => None,
        }
    }

    fn why_not_exploding(&self) -> Option<&'static str> {
        let large = self.now.grown >= 10.0 || self.low > 3.0;
        if self.spared() {
            return self.faintest().iter().all(|[_, whole]| *whole < 10.0).then_some("it learns, and nothing is large");
        }
        let still = self.loudest().iter().all(|&[echo, whole]| echo <= 1.05 || whole <= 2.0);
        (still && !large).then_some("nothing grows on its way through the layers, and nothing is large")
    }
}

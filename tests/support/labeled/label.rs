//! The outcome of a network in numbers: one line of `labels.txt` per network and seed.
//!
//! Losses are of the whole training set at test time, divided by the loss of the best constant answer (*chance* = 1).
//! `now` is the end of the steps that the diagnosis sees (its *watch*), `end` is after 2,000 steps. For a run that
//! overflows, both are at most the last step after which every number was finite.
//!
//! The columns are:
//!
//! - overflow: the step in which the first number that is not finite appeared: parameter, gradient, signal or loss
//! - rush: steps from the time that a layer's weights reached 10 times their initial norm to the overflow
//! - learned: the first of two evaluations in a row below half of chance, or with 80 % of the skill
//! - lost: the last such evaluation, for a run that overflows or whose last quarter is not so good on average
//! - low, high: smallest and largest of eight losses in the second half of the watch
//! - middle, end: mean loss of the second and of the last quarter of the 2,000 steps
//! - skill: on the test set, at the end: (accuracy − chance)/(1 − chance), or 1 − loss/chance for a regression
//! - least, most, top: ‖W − W(0)‖/‖W(0)‖ of the layer of the lower half that moved least and of the one that moved
//!   most, and of the layer that moved most of all
//! - part: how much the loss rises when the lower half is reset to its initial weights, in units of chance
//! - faint, loud: the factor per layer of a small nudge at layer 1 on its way up to the last hidden layer: the smallest
//!   and the largest factor of four nudges, three random ones and one that leads to another example (forward passes in
//!   f64)
//! - shrunk, grown: smallest and largest ‖W‖/‖W(0)‖ of a layer
//! - dead: the fraction of ReLU units that are off for every example of the training set, in the worst layer
//! - flat: the fraction of hidden outputs, over all examples, at which f answers a nudge with less than 5 % of its
//!   maximal slope, in the worst layer
//! - falls, rises: ‖∂L/∂z‖ of a hidden layer divided by that of the next one, at the crossings where it is smallest and
//!   largest (backward pass in f64, all examples at once)
//! - clipped: the fraction of the watch's steps whose gradient was as long as the clip norm, or had an entry as large
//!   as the clip value
//!
//! The lower half are layers 1 to ⌈L/2⌉ of the L hidden ones.

/// The state of the network at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    pub least: f64,
    pub most: f64,
    pub top: f64,
    pub part: f64,
    pub faint: f64,
    pub loud: f64,
    pub shrunk: f64,
    pub grown: f64,
    pub dead: f64,
    pub flat: f64,
    pub falls: f64,
    pub rises: f64,
}

/// The outcome of one network with one seed.
#[derive(Clone, Debug, Default)]
pub struct Label {
    pub name: String,
    pub seed: u32,
    /// Steps that the diagnosis sees, and whether f is ReLU or leaky ReLU. Not in the table, but known from the
    /// network.
    pub watch: u32,
    pub rectifier: bool,
    /// L.
    pub layers: u32,
    pub overflow: Option<u32>,
    pub rush: Option<u32>,
    pub learned: Option<u32>,
    pub lost: Option<u32>,
    pub low: f64,
    pub high: f64,
    pub middle: f64,
    pub end_loss: f64,
    pub skill: f64,
    pub clipped: f64,
    /// `faint` and `loud` at the start, and how much of the gradient single layers keep there.
    pub faint: f64,
    pub loud: f64,
    pub falls: f64,
    pub rises: f64,
    pub now: State,
    pub end: State,
}

/// Names of the columns, in order, up to the states.
const OF_RUN: [&str; 17] = [
    "network", "seed", "L", "overflow", "rush", "learned", "lost", "low", "high", "middle", "end", "skill", "clipped",
    "faint_0", "loud_0", "falls_0", "rises_0",
];
/// Names of a state's columns.
const OF_STATE: [&str; 12] =
    ["least", "most", "top", "part", "faint", "loud", "shrunk", "grown", "dead", "flat", "falls", "rises"];

/// Names of all columns; those of a [`State`] come twice, now and at the end.
pub fn columns() -> Vec<String> {
    let at_end =
        OF_STATE.iter().enumerate().map(|(n, name)| if n == 0 { format!("end:{name}") } else { name.to_string() });
    OF_RUN.iter().chain(&OF_STATE).map(|name| name.to_string()).chain(at_end).collect()
}

impl State {
    fn numbers(&self) -> [f64; 12] {
        let State { least, most, top, part, faint, loud, shrunk, grown, dead, flat, falls, rises } = *self;
        [least, most, top, part, faint, loud, shrunk, grown, dead, flat, falls, rises]
    }

    fn of(n: &[f64]) -> State {
        State {
            least: n[0],
            most: n[1],
            top: n[2],
            part: n[3],
            faint: n[4],
            loud: n[5],
            shrunk: n[6],
            grown: n[7],
            dead: n[8],
            flat: n[9],
            falls: n[10],
            rises: n[11],
        }
    }
}

impl Label {
    /// The line of the table, with words separated by spaces.
    pub fn line(&self) -> Vec<String> {
        let step = |step: Option<u32>| step.map_or("-".into(), |step| step.to_string());
        let mut words = vec![self.name.clone(), self.seed.to_string(), self.layers.to_string()];
        words.extend([self.overflow, self.rush, self.learned, self.lost].map(step));
        let Label { low, high, middle, end_loss, skill, clipped, faint, loud, falls, rises, .. } = *self;
        words.extend([low, high, middle, end_loss, skill, clipped, faint, loud, falls, rises].map(short));
        words.extend(self.now.numbers().map(short));
        words.extend(self.end.numbers().map(short));
        words
    }

    /// Reads a line.
    pub fn parse(line: &str) -> Label {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words.len(), columns().len(), "{line}");
        let step = |at: usize| (words[at] != "-").then(|| words[at].parse().expect(line));
        let number = |word: &&str| if *word == "-" { f64::NAN } else { word.parse().expect(line) };
        let numbers: Vec<f64> = words[7..].iter().map(number).collect();
        Label {
            name: words[0].into(),
            seed: words[1].parse().expect(line),
            layers: words[2].parse().expect(line),
            overflow: step(3),
            rush: step(4),
            learned: step(5),
            lost: step(6),
            low: numbers[0],
            high: numbers[1],
            middle: numbers[2],
            end_loss: numbers[3],
            skill: numbers[4],
            clipped: numbers[5],
            faint: numbers[6],
            loud: numbers[7],
            falls: numbers[8],
            rises: numbers[9],
            watch: 0,
            rectifier: false,
            now: State::of(&numbers[10..22]),
            end: State::of(&numbers[22..34]),
        }
    }
}

/// Two or three digits, or `-` for a number that was not measured.
fn short(value: f64) -> String {
    match value {
        v if v.is_nan() => "-".into(),
        0.0 => "0".into(),
        v if v.abs() >= 0.01 && v.abs() < 1000.0 => format!("{v:.3}"),
        v => format!("{v:.1e}"),
    }
}

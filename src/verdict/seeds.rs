//! What the outcomes of several seeds are worth together.

use crate::num::{number, percentage};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The outcomes of one run, one for each seed that is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcomes {
    /// Those that are finite, the smallest first.
    sorted: Vec<f64>,
    /// How many seeds stopped at a number that is not finite.
    stopped: usize,
}

impl Outcomes {
    /// Adds the outcome of one more seed.
    pub fn add(&mut self, outcome: f64) {
        if !outcome.is_finite() {
            return self.stopped += 1;
        }
        let place = self.sorted.partition_point(|other| *other < outcome);
        self.sorted.insert(place, outcome);
    }

    /// Smallest, median and largest; none where no seed has a finite outcome.
    pub fn spread(&self) -> Option<[f64; 3]> {
        let (sorted, last) = (&self.sorted, self.sorted.len().checked_sub(1)?);
        // The sum of two large losses might overflow.
        let median = sorted[last / 2] / 2.0 + sorted[sorted.len() / 2] / 2.0;
        Some([sorted[0], median, sorted[last]])
    }

    /// The spread in words: of accuracies, or of losses where the task has no `classes`.
    pub fn words(&self, classes: bool) -> String {
        let say = |value: f64| if classes { percentage(value, 3) } else { number(value, 3) };
        match (self.spread(), self.stopped) {
            (None, 0) => "no seed is done yet".into(),
            (None, _) => "every one stopped".into(),
            (Some(three), 0) => three.map(say).join(", "),
            (Some(three), stopped) => format!("{} ({stopped} stopped)", three.map(say).join(", ")),
        }
    }
}

/// Whether two runs really differ; empty where one of them stopped from some seed, and for more or fewer runs. Each run
/// is named by one of the `letters`. With `classes` outcomes are accuracies, and larger ones are better.
pub fn compare_seeds(runs: &[Outcomes], letters: &str, classes: bool) -> String {
    let [a, b] = runs else { return String::new() };
    let (Some([a_least, _, a_most]), Some([b_least, _, b_most])) = (a.spread(), b.spread()) else {
        return String::new();
    };
    if a.stopped + b.stopped > 0 {
        return String::new();
    }
    if a_least <= b_most && b_least <= a_most {
        return "The two overlap: a difference between them with one seed may be luck.".into();
    }
    let (first, second) = letters.split_at(1);
    let (better, worse) = if (a_least > b_most) == classes { (first, second) } else { (second, first) };
    format!("Every seed of {better} does better than every seed of {worse}: this is no luck.")
}

//! The examples that a reader brings: a table that the experiment carries along, since no link can hold it.

use super::{Loss, Sequence, Task};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Rows, and numbers in a row, of the largest table, and time steps of the longest sequence.
const MOST_ROWS: usize = 10_000;
const MOST_COLUMNS: usize = 64;
const MOST_STEPS: usize = 500;
/// Numbers of the largest table of sequences.
const MOST_NUMBERS: usize = MOST_ROWS * MOST_COLUMNS;
const MOST_CLASSES: usize = 20;
/// The largest number. Its square is finite in f64, and itself in f32.
const LARGEST: f64 = 1e30;
/// Every fifth row is kept for the test.
const TEST_EVERY: usize = 5;

/// What a table holds, before it is checked.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Numbers in a row, without the answer.
    pub columns: usize,
    /// Numbers per time step, where a row is a sequence; else 0.
    pub per_step: usize,
    /// The names of the classes; none where the answer is a number.
    pub classes: Vec<String>,
    /// The inputs \[rows × columns\].
    pub x: Vec<f64>,
    /// The answers \[rows\]: numbers, or places in `classes`.
    pub y: Vec<f64>,
}

/// A checked table of examples. Two tables are equal if their ids are, which follow from everything they hold.
#[derive(Clone, Debug)]
pub struct Table {
    id: u64,
    rows: Rows,
    chance: Chance,
}

/// The best constant answer on the rows of the training set.
#[derive(Clone, Copy, Debug)]
struct Chance {
    /// The entropy of the classes, or the variance of the numbers.
    loss: f64,
    /// The fraction of the most frequent class; 0 for numbers.
    accuracy: f64,
}

impl PartialEq for Table {
    fn eq(&self, other: &Table) -> bool {
        self.id == other.id
    }
}

impl Table {
    /// A table within the limits; none if it is not. Whoever reads a file says what does not fit, and where.
    pub fn new(rows: Rows) -> Option<Table> {
        rows.fit().then(|| Table { id: rows.id(), chance: rows.chance(), rows })
    }

    /// Its name in a link.
    pub fn id(&self) -> String {
        format!("{:012x}", self.id)
    }

    /// What it holds.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The bytes that it takes.
    pub fn bytes(&self) -> usize {
        size_of_val(&self.rows.x[..]) + size_of_val(&self.rows.y[..])
    }

    /// The kind of answer.
    pub fn task(&self) -> Task {
        match self.rows.classes.len() {
            0 => Task::Regression,
            2 => Task::Classes,
            _ => Task::Symbols,
        }
    }

    /// Numbers per answer: one logit for two classes, else one for each.
    pub fn outputs(&self) -> usize {
        if self.task() == Task::Symbols { self.rows.classes.len() } else { 1 }
    }

    /// The shape of its sequences; none where a row is a point.
    pub fn sequence(&self) -> Option<Sequence> {
        let Rows { columns, per_step, .. } = self.rows;
        (per_step > 0).then(|| Sequence::last(columns / per_step, per_step, self.outputs()))
    }

    /// Rows for training, and for the test.
    pub fn split(&self) -> [usize; 2] {
        let count = self.rows.count();
        let test = count / TEST_EVERY;
        // Of a few rows none can be spared: the test is on the training examples.
        if test == 0 { [count, count] } else { [count - test, test] }
    }

    /// What [`Dataset::chance`] says, on the rows for training. `standardized`: numbers have variance 1.
    pub(super) fn chance(&self, loss: Loss, standardized: bool) -> Option<(f64, &'static str, f64)> {
        let Chance { loss: value, accuracy } = self.chance;
        match loss {
            _ if value == 0.0 => None,
            Loss::Mse if self.task() == Task::Regression => {
                Some((if standardized { 1.0 } else { value }, "the variance", accuracy))
            }
            Loss::SoftmaxCrossEntropy | Loss::Bce | Loss::NaiveBce => {
                Some((value, "the entropy of the classes", accuracy))
            }
            Loss::Mse | Loss::Cotangent => None,
        }
    }
}

impl Rows {
    /// The number of rows.
    pub fn count(&self) -> usize {
        self.y.len()
    }

    /// Whether row `n` is kept for the test.
    pub fn is_test(&self, n: usize) -> bool {
        n % TEST_EVERY == TEST_EVERY - 1
    }

    /// The answers of the training set.
    fn learned(&self) -> impl Iterator<Item = f64> {
        self.y.iter().enumerate().filter(|(n, _)| !self.is_test(*n)).map(|(_, &y)| y)
    }

    /// Whether the numbers of rows, inputs, time steps and classes are within their limits, and every number is.
    fn fit(&self) -> bool {
        let Rows { columns, per_step, ref x, ref y, ref classes } = *self;
        // A table without time steps has `per_step` 0.
        let small = match columns.checked_div(per_step) {
            None => columns <= MOST_COLUMNS,
            Some(steps) => steps * per_step == columns && (2..=MOST_STEPS).contains(&steps) && per_step <= MOST_COLUMNS,
        };
        let named = |y: f64| classes.is_empty() || y >= 0.0 && y < classes.len() as f64 && crate::num::floor(y) == y;
        small
            && (2..=MOST_ROWS).contains(&y.len())
            && columns > 0
            && x.len() == y.len() * columns
            && x.len() <= MOST_NUMBERS
            && (classes.is_empty() || (2..=MOST_CLASSES).contains(&classes.len()))
            && x.iter().chain(y).all(|number| (-LARGEST..=LARGEST).contains(number))
            && y.iter().all(|&y| named(y))
    }

    fn chance(&self) -> Chance {
        let all = self.learned().count() as f64;
        if self.classes.is_empty() {
            let mean = self.learned().sum::<f64>() / all;
            let loss = self.learned().map(|y| (y - mean) * (y - mean)).sum::<f64>() / all;
            return Chance { loss, accuracy: 0.0 };
        }
        let mut shares = vec![0.0; self.classes.len()];
        self.learned().for_each(|y| shares[y as usize] += 1.0 / all);
        let loss = -shares.iter().filter(|&&p| p > 0.0).map(|&p| p * libm::log(p)).sum::<f64>();
        Chance { loss, accuracy: shares.iter().fold(0.0, |most, &p| p.max(most)) }
    }

    /// Like FNV-1a, over all numbers and names.
    fn id(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |word: u64| hash = (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
        add(self.columns as u64);
        add(self.per_step as u64);
        self.x.iter().chain(&self.y).for_each(|number| add(number.to_bits()));
        self.classes.iter().for_each(|name| {
            name.bytes().for_each(|byte| add(u64::from(byte)));
            add(256);
        });
        hash >> 16
    }
}

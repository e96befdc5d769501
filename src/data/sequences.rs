//! The family of sequence datasets: endless seeded tasks, and windows of a real series.

use super::source::{Example, Generator, Source};
use super::{Data, Examples};
use crate::num::Random;
use crate::spec::{Dataset, Spec};
use alloc::vec;
use alloc::vec::Vec;
use core::f64::consts::TAU;

/// Yearly sunspot numbers, 1700–2008, in tenths (credit: `README.md` beside this file).
static SUNSPOTS: &[u8] = include_bytes!("sunspots.bin");
/// The training years: the first 200, to 1899.
const LEARNED: usize = 200;
/// τ of Mackey–Glass, the steps of its series, and the steps before it that are dropped.
const MACKEY_GLASS: [usize; 3] = [17, 3000, 300];

/// The generator of a dataset of this family.
pub(super) fn source(data: Dataset) -> Option<Source> {
    let draw = match data {
        Dataset::Recall => recall,
        Dataset::Adding => adding,
        Dataset::Copy => copy,
        Dataset::Parity => parity,
        Dataset::Brackets => brackets,
        Dataset::TemporalOrder => temporal_order,
        Dataset::Sine => sine,
        Dataset::Cliff => cliff,
        Dataset::NoiseSequence => noise,
        Dataset::MackeyGlass => {
            return Some(Source::Endless(Generator { series: mackey_glass, draw: window }));
        }
        Dataset::Sunspots => return Some(Source::Whole(windows)),
        _ => return None,
    };
    Some(Source::Endless(Generator { series: Vec::new, draw }))
}

/// x₁ = ±1, then noise.
fn recall(Example { x, y, random, .. }: Example) {
    y[0] = random.below(2) as f64;
    x.fill_with(|| 0.2 * random.normal());
    x[0] = 2.0 * y[0] - 1.0;
}

/// Values and markers, one marker in each half.
fn adding(Example { x, y, random, .. }: Example) {
    let steps = x.len() / 2;
    let half = steps / 2;
    let marked = [random.below(half), half + random.below(steps - half)];
    for (t, step) in x.chunks_exact_mut(2).enumerate() {
        step[0] = random.unit();
        step[1] = f64::from(u8::from(marked.contains(&t)));
    }
    y[0] = x[2 * marked[0]] + x[2 * marked[1]];
}

/// The symbols, a pause (input 4), then a start sign (input 5) from the first answer on.
fn copy(Example { x, y, shape, random, .. }: Example) {
    let (count, last) = (shape.answers, shape.steps - shape.answers);
    x.fill(0.0);
    y.fill(0.0);
    for m in 0..count {
        let symbol = random.below(4);
        x[m * 6 + symbol] = 1.0;
        y[symbol * count + m] = 1.0;
    }
    (count..last).for_each(|t| x[t * 6 + 4] = 1.0);
    (last..shape.steps).for_each(|t| x[t * 6 + 5] = 1.0);
}

/// Whether the number of +1 is odd.
fn parity(Example { x, y, random, .. }: Example) {
    x.fill_with(|| if random.below(2) == 1 { 1.0 } else { -1.0 });
    y[0] = (x.iter().filter(|&&x| x > 0.0).count() % 2) as f64;
}

/// Whether a word of brackets, +1 to open and −1 to close, is balanced (Dyck-1).
///
/// Every balanced word is equally likely: with `depth` brackets open and `left` to come, (depth + 2)·(left − depth) of
/// 2·(depth + 1)·left such words open one more (the ballot numbers). Half of the words then get one bracket turned
/// round, which no balanced word survives. A word of odd length begins with a blank, 0.
fn brackets(Example { x, y, random, .. }: Example) {
    y[0] = random.below(2) as f64;
    let blank = x.len() % 2;
    x[..blank].fill(0.0);
    let word = &mut x[blank..];
    let (mut depth, length) = (0, word.len());
    for (t, bracket) in word.iter_mut().enumerate() {
        let left = length - t;
        let opens = random.below(2 * (depth + 1) * left) < (depth + 2) * (left - depth);
        *bracket = if opens { 1.0 } else { -1.0 };
        depth = if opens { depth + 1 } else { depth - 1 };
    }
    if y[0] == 0.0 {
        let turned = random.below(length);
        word[turned] = -word[turned];
    }
}

/// Inputs 4 and 5 are X and Y, one in each half; inputs 0–3 are distractors.
fn temporal_order(Example { x, y, shape, random, .. }: Example) {
    let steps = shape.steps;
    let half = steps / 2;
    let places = [random.below(half), half + random.below(steps - half)];
    let kinds = [random.below(2), random.below(2)];
    x.fill(0.0);
    for t in 0..steps {
        let place = places.iter().position(|&place| place == t);
        let symbol = place.map_or_else(|| random.below(4), |place| 4 + kinds[place]);
        x[t * 6 + symbol] = 1.0;
    }
    y.fill(0.0);
    y[2 * kinds[0] + kinds[1]] = 1.0;
}

/// A cosine of random frequency and phase.
fn sine(Example { x, y, random, .. }: Example) {
    let (rate, phase) = (random.uniform(0.1, 0.6), random.uniform(0.0, TAU));
    forecast(x, y, |t| libm::cos(rate * t as f64 + phase));
}

/// A window of a series.
fn window(Example { x, y, shape, series, random, .. }: Example) {
    let start = random.below(series.len() - shape.steps);
    forecast(x, y, |t| series[start + t]);
}

/// No input: the state starts at 0.5 and should end at 0.7.
fn cliff(Example { x, y, .. }: Example) {
    x.fill(0.0);
    y[0] = 0.7;
}

/// Noise, and a random gradient (or, under a squared error, a random target).
fn noise(Example { x, y, noise, random, .. }: Example) {
    x.fill_with(|| noise * random.normal());
    y.fill_with(|| random.normal());
}

/// The answer to every value is the next one.
fn forecast(x: &mut [f64], y: &mut [f64], at: impl Fn(usize) -> f64) {
    x.iter_mut().enumerate().for_each(|(t, x)| *x = at(t));
    y.iter_mut().enumerate().for_each(|(t, y)| *y = at(t + 1));
}

/// x′ = 0.2·x(t−τ)/(1 + x(t−τ)¹⁰) − 0.1·x from 1.2, ten steps of Euler to a unit of time, standardized (Mackey &
/// Glass 1977).
fn mackey_glass() -> Vec<f64> {
    let [delay, steps, before] = MACKEY_GLASS;
    let mut fine = vec![1.2f64; 10 * delay + 1];
    let mut series = Vec::new();
    while series.len() < steps {
        let (now, late) = (fine[fine.len() - 1], fine[fine.len() - 1 - 10 * delay]);
        let squared = late * late;
        let tenth = squared * squared * squared * squared * squared;
        fine.push(now + 0.1 * (0.2 * late / (1.0 + tenth) - 0.1 * now));
        if fine.len().is_multiple_of(10) && fine.len() > 10 * before {
            series.push(now);
        }
    }
    standardize(&mut series, steps);
    series
}

/// x ← (x − mean)/deviation, both computed from the first `of` values.
fn standardize(series: &mut [f64], of: usize) {
    let mean = series[..of].iter().sum::<f64>() / of as f64;
    let variance = series[..of].iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / of as f64;
    let deviation = crate::num::sqrt(variance);
    series.iter_mut().for_each(|x| *x = (*x - mean) / deviation);
}

/// Year and sunspot number.
pub fn sunspots() -> impl Iterator<Item = (usize, f64)> {
    let number = |pair: &[u8]| f64::from(u16::from_le_bytes([pair[0], pair[1]])) / 10.0;
    SUNSPOTS.chunks_exact(2).enumerate().map(move |(n, pair)| (1700 + n, number(pair)))
}

/// Every window of T + 1 years within the training years, and within the test years.
fn windows(spec: &Spec, _: &mut Random) -> Data<f64> {
    let steps = spec.length as usize;
    let mut series: Vec<f64> = sunspots().map(|(_, number)| number).collect();
    standardize(&mut series, LEARNED);
    let part = |years: &[f64]| {
        let mut examples = Examples::empty(steps, steps);
        years.windows(steps + 1).for_each(|window| examples.push(&window[..steps], &window[1..]));
        examples
    };
    Data { train: part(&series[..LEARNED]), test: part(&series[LEARNED..]) }
}

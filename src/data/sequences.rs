//! Sequences: endless seeded tasks, and real series.

use super::{Data, Examples, digits};
use crate::num::{Random, Real, Stream};
use crate::spec::{Dataset, Sequence, Spec, Task};
use alloc::vec;
use alloc::vec::Vec;

/// Sequences that are kept to look at and to test on, where there is no end of fresh ones.
const KEPT: usize = 128;
/// Yearly sunspot numbers, 1700–2008, in tenths (credit: `README.md` beside this file).
static SUNSPOTS: &[u8] = include_bytes!("sunspots.bin");
/// The first 200 years, to 1899, are learned from.
const LEARNED: usize = 200;
/// τ of Mackey–Glass, the steps of its series, and the steps before it that are thrown away.
const MACKEY_GLASS: [usize; 3] = [17, 3000, 300];

/// A task that makes a fresh batch at every step.
#[derive(Clone, Debug)]
pub struct Endless {
    data: Dataset,
    noise: f64,
    shape: Sequence,
    /// One example at a time: its input \[T×D\] and its answer \[O×M\].
    x: Vec<f64>,
    y: Vec<f64>,
    /// The series that windows are cut from.
    series: Vec<f64>,
}

impl Endless {
    /// The task of a spec, if it has no end.
    pub fn new(spec: &Spec) -> Option<Endless> {
        let shape = spec.sequence()?;
        let real = matches!(spec.data, Dataset::DigitPixels | Dataset::DigitRows | Dataset::Sunspots);
        let series = if spec.data == Dataset::MackeyGlass { mackey_glass() } else { Vec::new() };
        let (x, y) = (vec![0.0; shape.steps * shape.features], vec![0.0; shape.outputs * shape.answers]);
        (!real).then_some(Endless { data: spec.data, noise: spec.noise, shape, x, y, series })
    }

    /// Fills a batch: `x` \[T·D×B\] and `y` \[O·M×B\].
    pub fn fill<R: Real>(&mut self, random: &mut Random, x: &mut [R], y: &mut [R]) {
        let batch = x.len() / self.x.len();
        for b in 0..batch {
            self.draw(random);
            spread(&self.x, b, batch, x);
            spread(&self.y, b, batch, y);
        }
    }

    fn examples(&mut self, random: &mut Random) -> Examples<f64> {
        let mut examples = Examples::empty(self.x.len(), self.y.len());
        for _ in 0..KEPT {
            self.draw(random);
            examples.push(&self.x, &self.y);
        }
        examples
    }

    /// One example into `x` and `y`.
    fn draw(&mut self, random: &mut Random) {
        let Endless { x, y, .. } = self;
        let steps = self.shape.steps;
        match self.data {
            Dataset::Recall => recall(x, y, random),
            Dataset::Adding => adding(x, y, random),
            Dataset::Copy => copy(x, y, self.shape, random),
            Dataset::Parity => {
                x.fill_with(|| if random.below(2) == 1 { 1.0 } else { -1.0 });
                y[0] = (x.iter().filter(|&&x| x > 0.0).count() % 2) as f64;
            }
            Dataset::TemporalOrder => temporal_order(x, y, steps, random),
            Dataset::Sine => {
                let (rate, phase) = (random.uniform(0.1, 0.6), random.uniform(0.0, core::f64::consts::TAU));
                let at = |t: usize| libm::cos(rate * t as f64 + phase);
                forecast(x, y, at);
            }
            Dataset::MackeyGlass => {
                let start = random.below(self.series.len() - steps);
                forecast(x, y, |t| self.series[start + t]);
            }
            Dataset::Cliff => {
                x.fill(0.0);
                y[0] = 0.7;
            }
            // Noise, and a random gradient (or target).
            _ => {
                x.fill_with(|| self.noise * random.normal());
                y.fill_with(|| random.normal());
            }
        }
    }
}

fn spread<R: Real>(from: &[f64], b: usize, batch: usize, to: &mut [R]) {
    to.iter_mut().skip(b).step_by(batch).zip(from).for_each(|(to, &from)| *to = R::from_f64(from));
}

/// x₁ = ±1, then noise.
fn recall(x: &mut [f64], y: &mut [f64], random: &mut Random) {
    y[0] = random.below(2) as f64;
    x.fill_with(|| 0.2 * random.normal());
    x[0] = 2.0 * y[0] - 1.0;
}

/// Values and markers, one marker in each half.
fn adding(x: &mut [f64], y: &mut [f64], random: &mut Random) {
    let steps = x.len() / 2;
    let half = steps / 2;
    let marked = [random.below(half), half + random.below(steps - half)];
    for (t, step) in x.chunks_exact_mut(2).enumerate() {
        step[0] = random.unit();
        step[1] = f64::from(u8::from(marked.contains(&t)));
    }
    y[0] = x[2 * marked[0]] + x[2 * marked[1]];
}

/// The symbols, a pause (input 4), the sign to begin (input 5) where the first answer is due.
fn copy(x: &mut [f64], y: &mut [f64], shape: Sequence, random: &mut Random) {
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

/// Inputs 4 and 5 are X and Y, one in each half; 0–3 distract.
fn temporal_order(x: &mut [f64], y: &mut [f64], steps: usize, random: &mut Random) {
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

/// Every value, and as its answer the next one.
fn forecast(x: &mut [f64], y: &mut [f64], at: impl Fn(usize) -> f64) {
    x.iter_mut().enumerate().for_each(|(t, x)| *x = at(t));
    y.iter_mut().enumerate().for_each(|(t, y)| *y = at(t + 1));
}

/// x′ = 0.2·x(t−τ)/(1 + x(t−τ)¹⁰) − 0.1·x from 1.2, ten steps of Euler to a unit of time, standardised (Mackey &
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
    standardise(&mut series, steps);
    series
}

/// (x − mean)/deviation, both of the first `of`.
fn standardise(series: &mut [f64], of: usize) {
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

/// Every window of T + 1 years within the part.
fn windows(shape: Sequence) -> Data<f64> {
    let mut series: Vec<f64> = sunspots().map(|(_, number)| number).collect();
    standardise(&mut series, LEARNED);
    let part = |years: &[f64]| {
        let mut examples = Examples::empty(shape.steps, shape.steps);
        years.windows(shape.steps + 1).for_each(|window| examples.push(&window[..shape.steps], &window[1..]));
        examples
    };
    Data { train: part(&series[..LEARNED]), test: part(&series[LEARNED..]) }
}

/// What is learned from, or a look at it where there is no end of it, and what is tested on.
pub(super) fn data(spec: &Spec, shape: Sequence, random: &mut Random) -> Data<f64> {
    match Endless::new(spec) {
        Some(mut task) => {
            let train = task.examples(random);
            Data { train, test: task.examples(random) }
        }
        None if spec.data.task() == Task::Digits => digits::data(),
        None => windows(shape),
    }
}

impl Endless {
    /// The stream that step `step` draws from.
    pub fn stream(seed: u32, step: u32) -> Random {
        Random::at_step(seed, Stream::Batches, step)
    }
}

//! Measurements of one experiment with many seeds.
// Two test programs include this file, and each uses a part of it.
#![allow(dead_code)]

pub mod open;
pub mod threads;

use gradient_lab::num::{Norm, Real};
use gradient_lab::session::Session;
use gradient_lab::train::{Phase, Trainer};
pub use open::spec;
use threads::each;

/// Calls `measure` with the seeds 1 to `count` on two threads, and returns the results in order.
pub fn seeds<T: Send>(count: u32, measure: impl Fn(u32) -> T + Sync) -> Vec<T> {
    each(count as usize, |n| measure(n as u32 + 1))
}

/// A session at the end of the first backward pass, before any update.
pub fn at_init<R: Real>(text: &str, seed: u32) -> Session<R> {
    let mut session = Session::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
    while session.trainer().next() != Phase::Update {
        session.advance().unwrap_or_else(|| panic!("{text}: stopped at {:?}", session.stopped()));
    }
    session
}

/// Norm of a figure at layer `layer`, counted from 1.
pub fn l2<R>(session: &Session<R>, layer: usize, figure: fn(&gradient_lab::probe::Figures) -> Option<Norm>) -> f64
where
    R: Real,
{
    figure(&session.figures()[layer - 1]).expect("measured").l2
}

/// ‖∂L/∂z‖ at one layer divided by that at another.
pub fn d_z_ratio<R: Real>(session: &Session<R>, layer: usize, over: usize) -> f64 {
    l2(session, layer, |f| f.d_z) / l2(session, over, |f| f.d_z)
}

/// The loss before each update, up to and with the first that is not finite, or until `enough`.
pub fn losses_until<R: Real>(
    text: &str,
    seed: u32,
    steps: usize,
    enough: impl Fn(&[f64]) -> bool,
) -> (Vec<f64>, Trainer<R>) {
    let mut trainer: Trainer<R> = Trainer::new(&spec(&format!("{text}&seed={seed}"))).expect("a valid spec");
    let mut losses: Vec<f64> = Vec::with_capacity(steps);
    while losses.len() < steps && losses.last().is_none_or(|loss| loss.is_finite()) && !enough(&losses) {
        trainer.step();
        losses.push(trainer.loss_value);
    }
    (losses, trainer)
}

pub fn losses<R: Real>(text: &str, seed: u32, steps: usize) -> Vec<f64> {
    losses_until::<R>(text, seed, steps, |_| false).0
}

/// The step of the first loss that is not finite.
pub fn not_finite(losses: &[f64]) -> Option<usize> {
    losses.iter().position(|loss| !loss.is_finite())
}

/// Mean of the last 20 losses.
pub fn recent(losses: &[f64]) -> f64 {
    let last = &losses[losses.len().saturating_sub(20)..];
    last.iter().sum::<f64>() / last.len() as f64
}

/// Steps until the mean of 20 losses is below 0.1, within `steps`.
pub fn learned<R: Real>(text: &str, seed: u32, steps: usize) -> Option<usize> {
    let below = |losses: &[f64]| losses.len() >= 20 && recent(losses) < 0.1;
    let (losses, _) = losses_until::<R>(text, seed, steps, below);
    below(&losses).then_some(losses.len())
}

pub fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Smallest and largest.
pub fn range(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| (low.min(value), high.max(value)))
}

/// Prints `name: geometric mean (smallest..largest)` and returns the mean.
pub fn report(name: &str, values: &[f64]) -> f64 {
    let ((low, high), mean) = (range(values), geometric_mean(values));
    println!("{name}: gm {mean:.3e} ({low:.3e}..{high:.3e}), {} seeds", values.len());
    mean
}

/// Prints how many seeds got there, and when, and returns the number.
pub fn report_steps(name: &str, steps: &[Option<usize>]) -> usize {
    let mut there: Vec<usize> = steps.iter().flatten().copied().collect();
    there.sort_unstable();
    let span = there.first().map_or("never".into(), |first| format!("{first}..{}", there[there.len() - 1]));
    println!("{name}: {}/{} ({span})", there.len(), steps.len());
    there.len()
}

/// Whether a measured value is within a factor of what is expected.
pub fn within_factor(value: f64, expected: f64, factor: f64) -> bool {
    value > expected / factor && value < expected * factor
}

/// Singular values of a `size`×`size` matrix, the largest first: one-sided Jacobi. Two rows at a time are turned until
/// all are orthogonal; then their lengths are the singular values.
pub fn singular_values(mut matrix: Vec<f64>, size: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    for _ in 0..60 {
        let mut largest: f64 = 0.0;
        for p in 0..size {
            for q in p + 1..size {
                let (top, bottom) = matrix.split_at_mut(q * size);
                let (row_p, row_q) = (&mut top[p * size..(p + 1) * size], &mut bottom[..size]);
                let (pp, qq, pq) = (dot(row_p, row_p), dot(row_q, row_q), dot(row_p, row_q));
                if pq == 0.0 {
                    continue;
                }
                largest = largest.max(pq.abs() / (pp * qq).sqrt());
                let zeta = (qq - pp) / (2.0 * pq);
                let tangent = zeta.signum() / (zeta.abs() + (1.0 + zeta * zeta).sqrt());
                let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
                for (x, y) in row_p.iter_mut().zip(row_q) {
                    (*x, *y) = (cosine * (*x - tangent * *y), cosine * (tangent * *x + *y));
                }
            }
        }
        if largest < 1e-15 {
            break;
        }
    }
    let mut values: Vec<f64> = matrix.chunks_exact(size).map(|row| dot(row, row).sqrt()).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

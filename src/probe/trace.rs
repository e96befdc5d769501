//! The course of a run: figures by step, thinned to a fixed number of rows.

use super::Figures;
use crate::num::with_room;
use alloc::vec::Vec;
use core::mem::size_of;

/// The most rows that are kept. When they are full, every second row is dropped, so that they always span the whole
/// run.
const ROWS: usize = 1024;

/// How many of the latest rows count as "the last steps on record". In a long run, whose trace is thinned, they span
/// more steps than that.
pub const RECENT: usize = 20;

/// One step of the trace.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// Steps completed before this one.
    pub step: u32,
    /// The loss of its batch.
    pub loss: f64,
    /// rms of a, by stage; NaN where the run stopped before this stage.
    pub a: Vec<f64>,
    /// rms of ∂L/∂z, by stage.
    pub d_z: Vec<f64>,
    /// ‖ΔW‖/‖W‖, by stage; ∞ or NaN where W was 0.
    pub update_ratio: Vec<f64>,
    /// rms of W after the step, by stage.
    pub w: Vec<f64>,
    /// Whether clipping shortened the gradient.
    pub clipped: bool,
    /// The parameters after the step, where there are exactly two; else NaN.
    pub after: [f64; 2],
}

impl Clone for Row {
    fn clone(&self) -> Row {
        let [a, d_z, update_ratio, w] = [&self.a, &self.d_z, &self.update_ratio, &self.w].map(with_room);
        Row { a, d_z, update_ratio, w, ..*self }
    }
}

/// The rows of a run.
#[derive(Debug)]
pub struct Trace {
    rows: Vec<Row>,
    /// Unused rows, whose memory the next rows reuse.
    spare: Vec<Row>,
    stride: u32,
}

impl Clone for Trace {
    fn clone(&self) -> Trace {
        Trace { rows: with_room(&self.rows), spare: with_room(&self.spare), stride: self.stride }
    }
}

impl Trace {
    /// A trace of a network with `stages` stages. All rows are allocated now, so that adding one allocates nothing.
    pub(crate) fn new(stages: usize) -> Trace {
        let figures = || Vec::with_capacity(stages);
        let empty = || Row {
            step: 0,
            loss: 0.0,
            a: figures(),
            d_z: figures(),
            update_ratio: figures(),
            w: figures(),
            clipped: false,
            after: [f64::NAN; 2],
        };
        Trace { rows: Vec::with_capacity(ROWS), spare: (0..ROWS).map(|_| empty()).collect(), stride: 1 }
    }

    /// Bytes of a trace of `stages` stages.
    pub(crate) fn bytes(stages: usize) -> usize {
        ROWS * (2 * size_of::<Row>() + 4 * stages * size_of::<f64>())
    }

    /// Every row, oldest first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Mean loss of the last [`RECENT`] rows; NaN if there are none.
    pub fn recent_loss(&self) -> f64 {
        mean_loss(&self.rows[self.rows.len().saturating_sub(RECENT)..])
    }

    /// The number of steps from one row to the next.
    pub fn stride(&self) -> u32 {
        self.stride
    }

    /// Adds the step just completed. A step at which the run stopped is kept whatever the stride.
    pub(crate) fn push(
        &mut self,
        (step, loss): (u32, f64),
        after: [f64; 2],
        clipped: bool,
        stages: &[Figures],
        stopped: bool,
    ) {
        if !step.is_multiple_of(self.stride) && !stopped {
            return;
        }
        // There is always a spare row: the two lists together hold ROWS, and `rows` is thinned when it has all of them.
        let Some(mut row) = self.spare.pop() else { return };
        (row.step, row.loss, row.after, row.clipped) = (step, loss, after, clipped);
        let unknown = |value: Option<f64>| value.unwrap_or(f64::NAN);
        refill(&mut row.a, stages.iter().map(|f| unknown(f.a.map(|n| n.rms()))));
        refill(&mut row.d_z, stages.iter().map(|f| unknown(f.d_z.map(|n| n.rms()))));
        refill(&mut row.update_ratio, stages.iter().map(|f| unknown(f.quotient())));
        refill(&mut row.w, stages.iter().map(|f| unknown(f.w.map(|n| n.rms()))));
        self.rows.push(row);
        if self.rows.len() == ROWS {
            self.thin();
        }
    }

    /// Drops every row from `step` on.
    pub(crate) fn truncate(&mut self, step: u32) {
        while self.rows.last().is_some_and(|row| row.step >= step) {
            self.spare.extend(self.rows.pop());
        }
        if self.rows.is_empty() {
            self.stride = 1;
        }
    }

    fn thin(&mut self) {
        self.stride *= 2;
        let stride = self.stride;
        let mut kept = 0;
        for index in 0..self.rows.len() {
            if self.rows[index].step.is_multiple_of(stride) {
                self.rows.swap(kept, index);
                kept += 1;
            }
        }
        while self.rows.len() > kept {
            self.spare.extend(self.rows.pop());
        }
    }
}

fn refill(target: &mut Vec<f64>, values: impl Iterator<Item = f64>) {
    target.clear();
    target.extend(values);
}

/// Mean loss of some rows; NaN if there are none.
pub fn mean_loss(rows: &[Row]) -> f64 {
    rows.iter().map(|row| row.loss).sum::<f64>() / rows.len() as f64
}

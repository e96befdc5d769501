//! Reads a trace file line by line.

use super::head::Head;
use super::json::json;
use super::run::{Recorded, RecordedRow, RecordedStop};
use super::step::{Step, step};
use crate::num::{count, thousands};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Reads a trace piece by piece, so that a long file does not block a page.
///
/// ```
/// use gradient_lab::probe::TraceReader;
///
/// let mut reader = TraceReader::default();
/// let layer = r#"{"name": "0", "kind": "Linear", "units": 8, "weights": 4, "start": 0.5}"#;
/// reader.push(&format!("{{\"trace\": 1, \"layers\": [{layer}]}}"))?;
/// reader.push("\n{\"step\": 0, \"loss\": 0.7, \"a\": [1], \"dz\": [0.1], \"w\": [0.5], \"by\": [0.01]}\n")?;
/// let run = reader.finish()?;
/// assert_eq!(run.rows[0].row.update_ratio, [0.02]);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Default)]
pub struct TraceReader {
    /// The piece of a line whose end has not come yet.
    rest: String,
    line: u32,
    head: Option<Head>,
    rows: Vec<RecordedRow>,
    /// The last step, if it is not among the rows.
    latest: Option<RecordedRow>,
    stride: usize,
    /// Steps read.
    steps: usize,
    /// The number of the last step.
    at: Option<u32>,
    /// rms of W after the last step.
    w: Vec<f64>,
    stop: Option<RecordedStop>,
    /// Steps after the stop.
    after: u32,
    /// Numbers that were not finite in runs that went on: how many, and the first step.
    survived: Option<(u32, u32)>,
    cut: bool,
}

/// The rows that are kept at most. When they are full, every second one is dropped, as in the lab's own trace.
const ROWS: usize = 1024;
/// Letters of a line, at most: those of a thousand layers need a tenth of it.
const LONGEST: usize = 4_000_000;

impl TraceReader {
    /// Reads the next piece of the file.
    ///
    /// # Errors
    /// A sentence with the number of the line. What was read before is of no use then.
    pub fn push(&mut self, piece: &str) -> Result<(), String> {
        let mut lines = piece.split('\n');
        self.rest.push_str(lines.next().unwrap_or(""));
        for next in lines {
            let line = core::mem::replace(&mut self.rest, next.to_string());
            self.read(&line).map_err(|why| self.sentence(&why))?;
        }
        if self.rest.len() > LONGEST {
            self.line += 1;
            return Err(self.sentence("is too long for a line of a trace"));
        }
        Ok(())
    }

    fn sentence(&self, why: &str) -> String {
        format!("Line {} of this file {why}.", thousands(f64::from(self.line), 0))
    }

    /// The whole run, after the last piece. The last line may lack its end: the file was read while it was written.
    ///
    /// # Errors
    /// A sentence, if the file has no training step or a wrong line.
    pub fn finish(mut self) -> Result<Recorded, String> {
        let line = core::mem::take(&mut self.rest);
        if let Err(why) = self.read(&line) {
            if self.steps == 0 || json(line.trim()).is_ok() {
                return Err(self.sentence(&why));
            }
            self.cut = true;
        }
        let Some(head) = self.head.take() else { return Err("This file is empty.".into()) };
        self.rows.extend(self.latest.take());
        if self.rows.is_empty() {
            return Err("This trace has no training step yet: a head, and no line after it.".into());
        }
        let notes = self.notes();
        let Head { task, optimizer, weight_decay, dtype, layers } = head;
        let (rows, steps, stopped) = (self.rows, self.steps, self.stop);
        Ok(Recorded { task, optimizer, weight_decay, dtype, layers, rows, steps, stopped, notes })
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.stride > 1 {
            notes.push(format!(
                "Of {} training steps one in {} is shown.",
                thousands(self.steps as f64, 0),
                self.stride
            ));
        }
        if self.after > 0 {
            let steps = count(self.after, "training step");
            notes.push(format!("Left out: {steps} after the first number that is not finite."));
        }
        if let Some((times, first)) = self.survived {
            let first = thousands(f64::from(first) + 1.0, 0);
            let steps = count(times, "training step");
            notes.push(format!(
                "In {steps} a number was not finite, first in training step {first}, and the run went on."
            ));
        }
        if self.cut {
            notes.push("The last line is incomplete and is left out.".into());
        }
        notes
    }

    fn read(&mut self, line: &str) -> Result<(), String> {
        self.line += 1;
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        let value = json(line).map_err(|fault| format!("is not JSON: {fault}"))?;
        let Some(head) = &self.head else {
            let head = Head::of(&value)?;
            self.w = head.layers.iter().map(|layer| layer.start).collect();
            (self.head, self.stride) = (Some(head), 1);
            return Ok(());
        };
        if value.member("trace").is_some() {
            return Err("is a second head: a file has one run".into());
        }
        let step = step(&value, head, &self.w)?;
        self.add(step)
    }

    fn add(&mut self, Step { mut row, bad }: Step) -> Result<(), String> {
        if let Some(last) = self.at.filter(|last| *last >= row.row.step) {
            return Err(format!("has step {} after step {last}", row.row.step));
        }
        self.at = Some(row.row.step);
        self.w.clone_from(&row.row.w);
        let index = self.steps;
        self.steps += 1;
        let Some(bad) = bad else {
            self.recover();
            self.keep(row, index);
            return Ok(());
        };
        if self.stop.is_some() {
            self.after += 1;
            return Ok(());
        }
        let before = self.latest.as_ref().or(self.rows.last()).cloned();
        if let Some(before) = before.or_else(|| self.head.as_ref().map(RecordedRow::unknown)) {
            row.stop_at(&bad, before);
        }
        self.stop = Some(bad);
        self.latest = Some(row);
        Ok(())
    }

    /// A step without such a number: the run has survived the numbers before it that were not finite.
    fn recover(&mut self) {
        let Some(stop) = self.stop.take() else { return };
        let (times, first) = self.survived.unwrap_or((0, stop.stopped.step));
        self.survived = Some((times + 1 + self.after, first));
        (self.after, self.latest) = (0, None);
    }

    /// Keeps one step in `stride` among the rows, and the last one beside them.
    fn keep(&mut self, row: RecordedRow, index: usize) {
        self.latest = None;
        if !index.is_multiple_of(self.stride) {
            self.latest = Some(row);
            return;
        }
        self.rows.push(row);
        if self.rows.len() == ROWS {
            let mut place = 0;
            self.rows.retain(|_| {
                place += 1;
                place % 2 == 1
            });
            self.stride *= 2;
        }
    }
}

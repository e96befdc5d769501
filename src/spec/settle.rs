//! Checks a spec as a whole, and makes cell and data fit each other.

use super::{Cell, Dataset, KNOBS, Sampling, Spec, SpecError};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Largest hidden size and batch of a cell.
const MOST: u32 = 128;

impl Spec {
    /// Checks a spec that was built by hand.
    ///
    /// # Errors
    /// The first knob outside its limits, with its name, the limits and the value.
    pub fn check(&self) -> Result<(), SpecError> {
        for knob in KNOBS {
            knob.check(self).map_err(|why| SpecError { knob: knob.key, why })?;
        }
        let mut warnings = Vec::new();
        self.clone().settled(&mut warnings);
        match warnings.into_iter().next() {
            None => Ok(()),
            Some(why) => Err(SpecError { knob: "spec", why }),
        }
    }

    /// Whether it is a network through time.
    pub fn through_time(&self) -> bool {
        self.cell != Cell::None
    }

    /// Makes cell and data fit each other.
    pub(super) fn settle_time(&mut self, warnings: &mut Vec<String>) {
        if (self.cell == Cell::None) != self.sequence().is_none() {
            warnings.push(match (self.cell, self.data) {
                (Cell::None, _) => "Sequences need a cell: the plain RNN is used.".into(),
                (_, Dataset::Own) => "These data are no sequences: a network without a cell is used.".into(),
                _ => "A cell needs sequences: the adding problem is used.".into(),
            });
            match (self.cell, self.data) {
                (Cell::None, _) => self.cell = Cell::Rnn,
                (_, Dataset::Own) => self.cell = Cell::None,
                _ => self.data = Dataset::Adding,
            }
        }
        if self.cell == Cell::None {
            return;
        }
        if self.data == Dataset::Cliff && (self.cell, self.width, self.cell_layers) != (Cell::Rnn, 1, 1) {
            warnings.push("The cliff has a state of one number: one unit of a plain RNN is used.".into());
            (self.cell, self.width, self.cell_layers) = (Cell::Rnn, 1, 1);
        }
        if self.sampling == Sampling::Full {
            warnings.push("A batch of all sequences would be too large: shuffled epochs are used.".into());
            self.sampling = Sampling::Epochs;
        }
        let most = self.data.description().longest;
        let limits = [
            ("Hidden units", &mut self.width, MOST),
            ("Batch", &mut self.batch, MOST),
            ("Length", &mut self.length, most),
        ];
        for (label, value, most) in limits.into_iter().filter(|(_, value, most)| **value > *most) {
            warnings.push(format!("{label} of these sequences is at most {most}: {most} is used."));
            *value = most;
        }
    }
}

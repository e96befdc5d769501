//! What the data of an experiment ask for: those of a dataset, or the reader's own.

use super::own::Table;
use super::{Dataset, Loss, Sequence, Spec, Task};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

impl Spec {
    /// The reader's table, where the experiment learns from it.
    pub fn table(&self) -> Option<&Arc<Table>> {
        self.own.as_ref().filter(|_| self.data == Dataset::Own)
    }

    /// The kind of answer that its data ask for.
    pub fn task(&self) -> Task {
        self.table().map_or(self.data.task(), |table| table.task())
    }

    /// The names of its classes; empty if they have none but their numbers.
    pub fn class_names(&self) -> Vec<String> {
        let about = self.data.description();
        self.table().map_or_else(
            || about.classes.iter().map(|&name| name.into()).collect(),
            |table| table.rows().classes.clone(),
        )
    }

    /// Whether it is worth showing which classes are taken for which.
    pub fn has_confusion(&self) -> bool {
        matches!(self.task(), Task::Digits | Task::Classes) || self.table().is_some_and(|_| self.task().has_classes())
    }

    /// The loss that trains: the one chosen, or the one that fits the data.
    pub fn loss(&self) -> Loss {
        self.loss.unwrap_or(self.task().loss())
    }

    /// The shape of this experiment's sequences; `None` if its data are not sequences.
    pub fn sequence(&self) -> Option<Sequence> {
        if let Some(table) = self.table() {
            return table.sequence();
        }
        let shape = self.data.description().sequence?;
        Some(shape(self.length as usize, self.features as usize))
    }

    /// The loss and accuracy of a constant answer, as [`Dataset::chance`] says them; of a table, as they are measured.
    pub fn chance(&self, loss: Loss) -> Option<(f64, &'static str, f64)> {
        self.table().map_or_else(|| self.data.chance(loss), |table| table.chance(loss, self.standardize))
    }
}

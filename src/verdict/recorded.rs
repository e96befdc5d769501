//! The verdict on a recorded run: the same rules, on what its norms tell.

use super::diagnosis::{Finding, judge};
use super::facts::Facts;
use super::limits::Limits;
use super::names::stage_name;
use super::stop::stop_words;
use crate::probe::{Recorded, RecordedStop};
use alloc::string::String;
use alloc::vec::Vec;

/// What the diagnosis says of a recorded run at one of its rows. Nobody can try its cures: a trace cannot be run again.
///
/// ```
/// use gradient_lab::probe::TraceReader;
/// use gradient_lab::verdict::{Limits, Symptom, diagnose_recorded};
///
/// let mut reader = TraceReader::default();
/// let layer = r#"{"name": "hidden", "kind": "Linear", "units": 8, "weights": 4, "start": 0.5, "then": ["Sigmoid"]}"#;
/// let task = r#""task": "classes", "classes": 2"#;
/// reader.push(&format!("{{\"trace\": 1, {task}, \"layers\": [{layer}, {layer}, {layer}]}}\n"))?;
/// for step in 0..30 {
///     let w = r#""a": [1, 1, 1], "w": [0.5, 0.5, 0.5], "by": [0, 0, 0.1], "far": [0, 0, 0.1]"#;
///     reader.push(&format!("{{\"step\": {step}, \"loss\": 0.69, \"dz\": [1e-6, 1e-2, 1], {w}}}\n"))?;
/// }
/// let run = reader.finish()?;
/// assert_eq!(diagnose_recorded(&run, 29, &Limits::default())[0].symptom, Symptom::Vanishing);
/// # Ok::<(), String>(())
/// ```
pub fn diagnose_recorded(run: &Recorded, at: usize, limits: &Limits) -> Vec<Finding> {
    judge(&Facts::recorded(run, at), limits)
}

impl RecordedStop {
    /// Where the run stopped, as a sentence: training step, layer and value.
    pub fn words(self, run: &Recorded) -> String {
        stop_words(self.stopped, self.layer.map(|layer| stage_name(false, run.layers.len(), layer)))
    }
}

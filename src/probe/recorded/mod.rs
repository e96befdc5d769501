//! A recorded run: what a trace file holds, which `gradient_lab_trace.py` writes while PyTorch trains.
//!
//! A recorded run has norms and no tensors, and cannot be run again. Its rows are those of the lab's own [`Trace`], so
//! charts and the diagnosis read them like the lab's.
//!
//! [`Trace`]: super::Trace

mod head;
mod json;
mod reader;
mod run;
mod step;

pub use head::{RecordedLayer, RecordedTask};
pub use reader::TraceReader;
pub use run::{Recorded, RecordedRow, RecordedStop};

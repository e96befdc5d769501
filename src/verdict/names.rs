//! Names of stages in sentences.

use alloc::format;
use alloc::string::String;

/// "layer 4" and "the output layer", or "time 17" and "the answer". `stages` counts the output too.
pub(super) fn stage_name(in_time: bool, stages: usize, stage: usize) -> String {
    match (in_time, stage + 1 >= stages) {
        (true, true) => "the answer".into(),
        (true, false) => format!("time {}", stage + 1),
        (false, true) => "the output layer".into(),
        (false, false) => format!("layer {}", stage + 1),
    }
}

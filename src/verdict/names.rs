//! Names of stages and number formats in sentences.

use crate::num::two_digits;
use crate::spec::Precision;
use alloc::format;
use alloc::string::String;

/// "layer 4" and "the output layer", or "time step 17" and "the answer". `stages` counts the output too.
pub(super) fn stage_name(in_time: bool, stages: usize, stage: usize) -> String {
    match (in_time, stage + 1 >= stages) {
        (true, true) => "the answer".into(),
        (true, false) => format!("time step {}", stage + 1),
        (false, true) => "the output layer".into(),
        (false, false) => format!("layer {}", stage + 1),
    }
}

/// What rounding means for a ratio in this number format.
pub fn noise_words(precision: Precision) -> String {
    let format = precision.description().format;
    let digits = libm::round(f64::from(format.digits) * core::f64::consts::LOG10_2);
    let noise = two_digits(format.noise());
    format!("{} keeps {digits} digits: what is near {noise} or below may be rounding noise", precision.key())
}

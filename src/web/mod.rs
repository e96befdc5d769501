//! The API the page calls, through wasm-bindgen: plain objects out, text in.
//!
//! Every function here is thin: it asks a [`crate::session::Experiment`], the verdict or a figure, and turns the answer
//! into an object. No sentence is made here. Built for wasm only.

mod beside;
mod budget;
mod compare;
mod diagnosis;
mod export;
mod frame;
mod functions;
mod jobs;
mod lab;
mod landscape;
mod numbers;
mod opening;
mod own;
mod panic;
mod pictures;
mod range;
mod recorded;
mod tables;
mod time;
mod value;
mod views;

pub use budget::{count_workers, job_needs, memory_held, no_room_for, no_room_for_job, set_memory_budget};
pub use compare::{Comparison, claim_holds, over_seeds};
pub use functions::{
    join_link, knob_notch, knob_slider, knob_text, name_experiments, parse, random_seed, scale_colours, split_link,
};
pub use lab::Lab;
pub use numbers::{count, log_place, number, percent, power, scale_ticks, widened};
pub use opening::{Opening, forget_weights, opening};
pub use own::keep_table;
pub use recorded::{RecordedRun, TraceFile};

use value::{Value, object};

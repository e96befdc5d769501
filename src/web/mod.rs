//! The door to the page: plain objects out, text in. Everything here is thin; what it says is made further left.

mod compare;
mod diagnosis;
mod door;
mod frame;
mod lab;
mod pictures;
mod range;
mod time;
mod value;
mod views;

pub use compare::Comparison;
pub use door::{join_link, name_experiments, parse, random_seed, scale_colours, split_link};
pub use lab::Lab;

use value::{Value, object};

//! What shows before training, or within a few steps.

mod basics;
mod causes;
mod exploding;
mod paths;
mod time;
mod vanishing;

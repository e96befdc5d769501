//! A step is its phases, and every phase can be taken back: to the last bit of everything that is shown.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/any.rs"]
mod any;
mod back;
mod copy;
mod live;
#[path = "../support/open.rs"]
mod open;
mod reset;
mod runs;
mod steps;
mod stop;
mod unseen;

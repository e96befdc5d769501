//! A warm `advance()` allocates nothing, with the probe on. Warm means: one step is done. Trace and
//! checkpoints take their room when the session is made.
#![cfg(not(target_arch = "wasm32"))]

use gradient_lab::num::Real;
use gradient_lab::probe::Session;
use gradient_lab::spec::{Activation, Link, Loss, Spec};
use gradient_lab::train::Trainer;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, with a count of its calls by this thread.
struct Counting;

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    // A thread that is going down has no counter any more, and is not measured.
    CALLS.try_with(|calls| calls.set(calls.get() + 1)).unwrap_or(());
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of this thread during `work`.
fn allocations(work: impl FnOnce()) -> u64 {
    let before = CALLS.get();
    work();
    CALLS.get() - before
}

fn spec(text: &str) -> Spec {
    let link = Link::parse(text);
    assert_eq!(link.warnings, Vec::<String>::new(), "{text}");
    link.spec
}

/// Data that a loss fits.
fn data_for(loss: Loss) -> &'static str {
    match loss {
        Loss::SoftmaxCrossEntropy => "digits",
        Loss::Cotangent => "gaussian&features=4&samples=32",
        Loss::Mse => "reg&samples=32",
        Loss::Bce | Loss::NaiveBce => "circles&samples=32",
    }
}

fn check<R: Real>(text: &str) {
    let spec = spec(text);
    let mut trainer: Trainer<R> = Trainer::new(&spec).expect("a valid spec");
    trainer.step();
    let calls = allocations(|| (0..5).for_each(|_| trainer.step()));
    assert_eq!(calls, 0, "Trainer::advance, {} {text}", R::NAME);

    let mut session: Session<R> = Session::new(&spec).expect("a valid spec");
    session.run(1);
    let phases = 10 * session.trainer().per_step();
    let mut ran = 0;
    let calls = allocations(|| ran = (0..phases).filter(|_| session.advance().is_some()).count());
    assert!(ran as u64 == phases, "{text} stopped: {:?}", session.stopped());
    assert_eq!(calls, 0, "Session::advance, {} {text}", R::NAME);
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(Vec::<u8>::with_capacity(100)))), 1);
}

#[test]
fn every_activation_loss_and_depth() {
    for activation in Activation::ALL {
        for &loss in Loss::ALL {
            for depth in [0, 1, 3, 20] {
                let text = format!(
                    "data={}&loss={}&activation={}&hidden_layers={depth}&width=4&batch=8",
                    data_for(loss),
                    loss.key(),
                    activation.key()
                );
                check::<f32>(&text);
                check::<f64>(&text);
            }
        }
    }
}

#[test]
fn every_sampling_and_a_live_rate() {
    for sampling in ["epochs", "replacement", "full"] {
        check::<f32>(&format!(
            "data=circles&samples=30&batch=7&hidden_layers=2&width=4&sampling={sampling}&live=2:0.5,6:0.01"
        ));
    }
}

/// Long enough to fill and thin both the trace and the checkpoints, more than once.
#[test]
fn a_long_run_allocates_nothing_either() {
    let mut session: Session<f32> =
        Session::new(&spec("data=circles&samples=16&batch=8&hidden_layers=2&width=3")).expect("a valid spec");
    session.run(1);
    assert_eq!(allocations(|| session.run(5000)), 0);
    assert!(session.trace().stride() >= 4, "the trace was thinned");
}

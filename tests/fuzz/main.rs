//! Random sessions: a link, then operations in any order, with every read-out after each. `cargo xtask fuzz` runs it.
//!
//! A fault is a panic, an operation that takes too long, or a text with a number in it that is not finite. It prints
//! the seed, the link and the operations; `cargo xtask fuzz --seeds N..M` repeats it. It is a test target without
//! tests, because a run is as long as one likes.

mod act;
mod clock;
mod draw;
mod links;
mod read;
mod readers;
#[path = "../support/tables.rs"]
mod tables;
mod texts;
#[path = "../support/threads.rs"]
mod threads;
mod watch;

use act::Session;
use clock::computed;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

fn main() -> ExitCode {
    // A panic is caught and reported with its session.
    std::panic::set_hook(Box::new(|panic| PLACE.with_borrow_mut(|place| *place = panic.to_string())));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [option, count] = &arguments[..]
        && option == "--readers"
        && let Ok(count) = count.parse()
    {
        let faults = readers::run(count, &|| PLACE.take());
        println!("{count} texts were read: {faults} faults");
        return if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let Some(seeds) = seeds(arguments.into_iter()) else {
        eprintln!("usage: cargo xtask fuzz [--seeds A..B | --readers COUNT]");
        return ExitCode::FAILURE;
    };
    let (faults, mut times) = run(seeds.clone());
    times.sort_unstable();
    let at =
        |share: f64| times.get((share * times.len() as f64) as usize).or(times.last()).copied().unwrap_or_default();
    println!(
        "{} sessions, seeds {}..{}: {} faults; a session took {:.1} ms (median), {:.0} ms (99 %), {:.1} s (longest)",
        times.len(),
        seeds.start,
        seeds.end,
        faults,
        at(0.5).as_secs_f64() * 1e3,
        at(0.99).as_secs_f64() * 1e3,
        at(1.0).as_secs_f64()
    );
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

thread_local! {
    /// Message and place of this thread's last panic.
    static PLACE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// `--seeds A..B`; the first ten thousand without.
fn seeds(mut arguments: impl Iterator<Item = String>) -> Option<Range<u64>> {
    let Some(option) = arguments.next() else { return Some(0..10_000) };
    let range = arguments.next()?;
    let (from, to) = range.split_once("..")?;
    (option == "--seeds" && arguments.next().is_none()).then_some(from.parse().ok()?..to.parse().ok()?)
}

/// Runs the sessions of all seeds. Returns the number of faults, which are printed, and how long each session took.
fn run(seeds: Range<u64>) -> (usize, Vec<Duration>) {
    watch::begin();
    let done = AtomicU64::new(0);
    let sessions = threads::each(seeds.end.saturating_sub(seeds.start) as usize, |n| {
        let session = session(seeds.start + n as u64);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(10_000) {
            println!("{done} sessions");
        }
        session
    });
    (sessions.iter().filter(|(fault, _)| *fault).count(), sessions.into_iter().map(|(_, time)| time).collect())
}

/// One session: whether it had a fault, and how long it took.
fn session(seed: u64) -> (bool, Duration) {
    let started = computed();
    let mut log = Vec::new();
    watch::enter(seed);
    let outcome = catch_unwind(AssertUnwindSafe(|| Session::run(seed, &mut log)));
    watch::leave(seed);
    let time = computed().saturating_sub(started);
    let what = match outcome {
        Err(_) => Some(PLACE.take()),
        Ok(outcome) => outcome.err(),
    };
    if let Some(what) = &what {
        println!("\nseed {seed}: {what}\n    {}\n", log.join("\n    "));
    }
    (what.is_some(), time)
}

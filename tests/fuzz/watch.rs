//! Ends the run if a session does not end: nothing inside it can tell.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Much longer than any session takes, on a busy machine too.
const ENDLESS: Duration = Duration::from_secs(300);

/// The seeds under way, with when they began.
static UNDER_WAY: Mutex<BTreeMap<u64, Instant>> = Mutex::new(BTreeMap::new());

/// Begins to watch.
pub fn begin() {
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let sessions = UNDER_WAY.lock().expect("no panic while locked");
            if let Some((seed, _)) = sessions.iter().find(|(_, begun)| begun.elapsed() > ENDLESS) {
                println!("\nseed {seed}: it has not ended after {} s; the run is over", ENDLESS.as_secs());
                std::process::exit(1);
            }
        }
    });
}

/// A session begins.
pub fn enter(seed: u64) {
    UNDER_WAY.lock().expect("no panic while locked").insert(seed, Instant::now());
}

/// A session has ended.
pub fn leave(seed: u64) {
    UNDER_WAY.lock().expect("no panic while locked").remove(&seed);
}

//! Links and operations that once stopped the engine, as they were reported, with every read-out after each step.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fuzz/draw.rs"]
#[allow(dead_code)]
mod draw;
#[path = "fuzz/read.rs"]
mod read;
#[path = "fuzz/texts.rs"]
mod texts;

use draw::Draw;
use gradient_lab::session::Experiment;
use gradient_lab::spec::Link;

fn open(link: &str) -> Experiment {
    Experiment::open(Link::parse(link))
}

fn read(runs: &mut [Experiment], link: &str) {
    for seed in 0..3 {
        read::everything(runs, &mut Draw::new(seed)).unwrap_or_else(|why| panic!("{link}: {why}"));
    }
}

/// The crash record indexed the wrong block where a residual path has a projection.
#[test]
fn the_crash_record_of_a_path_with_a_projection() {
    for link in [
        "skip=pre_activation&zero_branch=on&batch=4&samples=1&width=2&learning_rate=100",
        "skip=identity&noise=0.3&learning_rate=38&hidden_layers=59&batch=2&samples=11&width=3",
        "skip=identity&width=1&batch=2&samples=12&learning_rate=5",
    ] {
        let mut runs = [open(link)];
        for _ in 0..30 {
            runs[0].run(1);
            read(&mut runs, link);
        }
    }
}

/// A scale negated the smallest whole number.
#[test]
fn a_run_that_goes_forth_and_back() {
    let link = "precision=f64&bias=-10&hidden_layers=100&samples=20&batch=1&width=11";
    let mut runs = [open(link)];
    for step in [19, 11] {
        runs[0].seek(step);
        while !runs[0].seek_advance(1000) {}
        read(&mut runs, link);
    }
}

/// The chart of three cells, of gradients that are too small for a number.
#[test]
fn three_cells_whose_gradients_vanish() {
    let rnn = "data=adding&length=179&cell=rnn&width=24&activation=elu&init=he_uniform&gain=0.01&precision=f64";
    let beside = ["cell=gru&init=constant", "cell=lstm&forget_bias=3"].map(|changes| format!("{rnn}&{changes}"));
    let mut runs = [open(rnn), open(&beside[0]), open(&beside[1])];
    for _ in 0..4 {
        runs.iter_mut().for_each(|run| run.run(1));
        read(&mut runs, rnn);
    }
}

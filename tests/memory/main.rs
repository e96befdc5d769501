//! What an experiment holds, counted by the allocator: little more than the tensors that the page can show, and as much
//! as was reckoned before. What does not fit is made smaller, or refused, in words.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/counting.rs"]
mod counting;
mod experiments;
mod fitting;
mod own;
#[path = "../support/tables.rs"]
mod tables;

use counting::{MIB, held, peak_since, since};
use experiments::{shown, spec};
use gradient_lab::session::{Experiment, Footprint};
use gradient_lab::spec::{Link, Spec};

/// Random experiments.
const EXPERIMENTS: usize = 200;
/// Larger ones would take too long to open and to run so many of.
const MOST: usize = 200 << 20;
/// Multiplications for the steps of one experiment, about.
const WORK: usize = 20_000_000;
/// Steps of an experiment whose steps take at most so many multiplications, whatever the sum.
const LONG: usize = 10_000;
const SMALL: usize = 3_000;

/// What the reckoning may be off by, as a fraction of what is counted.
const OFF: f64 = 0.2;

fn off(reckoned: usize, counted: usize) -> bool {
    (reckoned as f64 - counted as f64).abs() > OFF * counted as f64
}

/// All 10,000 steps of a small experiment, and as many of a large one as there is time for, at least more than
/// checkpoints. Returns how many.
fn run_long(run: &mut Experiment) -> usize {
    let frame = run.frame();
    let work = frame.sizes.parameters * frame.place.batch * frame.spec.sequence().map_or(1, |shape| shape.steps);
    let steps = if work <= SMALL { LONG } else { (WORK / work).max(8) };
    run.run(steps as u32 / 2);
    run.evaluate();
    run.run((steps - steps / 2) as u32);
    run.evaluate();
    steps
}

/// Opens and runs an experiment. Returns the reckoned memory as a fraction of what was counted, opened and grown, for
/// how many steps it ran, and what is wrong with it.
fn measure(spec: &Spec) -> ([f64; 2], usize, Option<String>) {
    let reckoned = Footprint::of(spec);
    let before = held();
    let (mut run, opening) = peak_since(before, || Experiment::new(spec).expect("a settled spec"));
    let opened = since(before);
    let most = 1.5 * shown(&run.frame()) as f64 + 64.0 * MIB;
    let (steps, grown) = peak_since(before, || run_long(&mut run));
    let wrong = [
        (opened as f64 > most, "it holds too much"),
        // Generating a dataset takes a little for a moment.
        (opening > opened + 4 * MIB as usize, "opening takes too much"),
        (off(reckoned.opened, opened), "opened is not as reckoned"),
        (off(reckoned.grown, grown), "grown is not as reckoned"),
    ];
    let what: Vec<&str> = wrong.iter().filter(|(wrong, _)| *wrong).map(|(_, what)| *what).collect();
    let mib = [reckoned.opened, opened, opening, reckoned.grown, grown].map(|bytes| bytes as f64 / MIB);
    let words = || format!("{}: {} ({mib:.2?} of {:.1} MiB)", spec.to_text(), what.join(", "), most / MIB);
    ([mib[0] / mib[1], mib[3] / mib[4]], steps, (!what.is_empty()).then(words))
}

#[test]
fn an_experiment_holds_little_more_than_it_shows_and_as_much_as_was_reckoned() {
    let specs = (0..).map(spec).filter(|spec| Footprint::of(spec).grown <= MOST).take(EXPERIMENTS);
    let measured: Vec<([f64; 2], usize, Option<String>)> = specs.map(|spec| measure(&spec)).collect();
    let ratios: Vec<[f64; 2]> = measured.iter().map(|(ratios, ..)| *ratios).collect();
    let long = measured.iter().filter(|(_, steps, _)| *steps >= LONG).count();
    println!("{long} ran for {LONG} steps");
    assert!(long >= 10);
    for (n, when) in ["opened", "grown"].into_iter().enumerate() {
        let ends = ratios.iter().fold([1.0; 2], |[low, high], at| [f64::min(low, at[n]), f64::max(high, at[n])]);
        println!("{when}: reckoned {:.3} to {:.3} of what was counted", ends[0], ends[1]);
    }
    let wrong: Vec<String> = measured.into_iter().filter_map(|(.., wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} of {EXPERIMENTS}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_largest_experiments_hold_what_was_reckoned() {
    for text in [
        "data=adding&length=500&cell=lstm&cell_layers=2&width=128&precision=f64",
        "hidden_layers=83&width=216&precision=f64",
        "hidden_layers=83&width=216&precision=f64&skip=identity&norm=layer",
        "hidden_layers=100&width=256&batch=256",
    ] {
        let spec = Link::parse(text).spec;
        let (before, reckoned) = (held(), Footprint::of(&spec));
        let (run, opening) = peak_since(before, || Experiment::new(&spec).expect("a settled spec"));
        let opened = since(before);
        let shown = shown(&run.frame()) as f64;
        println!("{text}: {:.0} MiB hold {:.0} MiB", opened as f64 / MIB, shown / MIB);
        assert!(opened as f64 <= 1.5 * shown + 64.0 * MIB, "{text}: {opened}");
        assert!(!off(reckoned.opened, opened) && opening < opened + opened / 20, "{text}: {opened}, {opening}");
    }
}

#[test]
fn a_landscape_of_two_parameters_holds_what_was_reckoned() {
    for text in [
        "data=bowl&hidden_layers=0&use_bias=off",
        "data=circles&hidden_layers=0&use_bias=off&samples=4000&precision=f64",
        "data=chain&hidden_layers=1&width=1&use_bias=off",
    ] {
        let spec = Link::parse(text).spec;
        let (before, reckoned) = (held(), Footprint::of(&spec));
        let mut run = Experiment::new(&spec).expect("a settled spec");
        let points = (0..50).map(|n| run.loss_at([f64::from(n), 1.0]));
        assert!(points.collect::<Vec<Option<f64>>>().iter().all(Option::is_some), "{text}: two parameters");
        run_long(&mut run);
        assert!(run.path().len() > 3);
        let grown = since(before);
        println!("{text}: reckoned {} of {grown} bytes", reckoned.grown);
        assert!(!off(reckoned.grown, grown), "{text}: reckoned {} of {grown}", reckoned.grown);
    }
}

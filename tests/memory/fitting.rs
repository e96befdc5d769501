//! Experiments that do not fit.

use crate::counting::{held, peak_since, since, with_memory, with_pieces};
use gradient_lab::session::{Experiment, Footprint, Job, no_room};
use gradient_lab::spec::Link;

const LARGE: &str = "data=adding&length=500&cell=lstm&cell_layers=2&width=128&precision=f64";
const ROOM: usize = 256 << 20;

#[test]
fn a_link_that_does_not_fit_opens_with_the_largest_batch_that_does() {
    let run = Experiment::open_within(Link::parse(LARGE), ROOM);
    let (spec, warnings) = (run.settings(), run.warnings());
    assert_eq!((spec.width, spec.length), (128, 500), "only the batch gives way");
    assert!(
        warnings.len() == 1 && warnings[0].contains(&format!("Batch is {} instead of 64", spec.batch)),
        "{warnings:?}"
    );
    assert!(Footprint::of(&spec).least <= ROOM);
    let mut one_more = spec.clone();
    one_more.batch += 1;
    assert!(Footprint::of(&one_more).least > ROOM, "{} is not the largest batch", spec.batch);
}

#[test]
fn where_no_batch_fits_the_length_gives_way_and_then_the_width() {
    let length = Experiment::open_within(Link::parse(LARGE), 24 << 20).settings();
    assert!(length.batch == 1 && length.length < 500 && length.width == 128, "{}", length.to_text());
    let width = Experiment::open_within(Link::parse("hidden_layers=100&width=256&precision=f64"), 16 << 20).settings();
    assert!(width.width < 256 && width.hidden_layers == 100, "{}", width.to_text());
    let smallest = Experiment::open_within(Link::parse(LARGE), 0);
    assert!(smallest.settings().length == 2 && smallest.settings().width == 1, "{:?}", smallest.warnings());
}

/// The device has less memory than was thought, and then too little for any size of the experiment.
#[test]
fn where_the_memory_is_short_an_experiment_shrinks_and_in_the_end_is_the_smallest() {
    let open = |text: &str| Experiment::open(Link::parse(text));
    let large = with_pieces(16 << 20, || open("hidden_layers=100&width=256"));
    let (spec, warnings) = (large.settings(), large.warnings());
    assert!(spec.hidden_layers == 100 && spec.width < 256, "{}", spec.to_text());
    assert!(warnings.len() == 1 && warnings[0].contains("Width is"), "told once: {warnings:?}");
    assert!(Footprint::of(&spec).least <= 16 << 20, "{}", spec.to_text());
    let none = with_pieces(512 << 10, || open("data=digits&precision=f64&step=9"));
    let (text, warnings) = (none.settings().to_text(), none.warnings().join(" "));
    assert!(text.contains("data=hand") && warnings.contains("too little memory"), "{text}: {warnings}");
    assert_eq!(none.asked_step(), 0);
}

/// An allocation that fails would end the program: what opens must fit, with all that opening takes for a moment.
#[test]
fn where_the_device_has_less_than_was_thought_what_opens_fits() {
    let texts = [
        "hidden_layers=60&width=100&batch=256",
        "hidden_layers=60&width=80&init=orthogonal&precision=f64&norm=layer",
        "data=adding&length=100&cell=lstm&width=32",
    ];
    for text in texts {
        let needs = Footprint::of(&Link::parse(text).spec).least;
        for share in [1.0, 0.9, 0.6, 0.35, 0.2] {
            let bytes = (share * needs as f64) as usize;
            let run = with_memory(bytes, || {
                let mut run = Experiment::open_within(Link::parse(text), 1 << 40);
                run.run(1);
                run.evaluate();
                run
            });
            assert!(run.warnings().concat().contains("would need"), "{text} in {bytes}: {:?}", run.warnings());
        }
    }
}

#[test]
fn a_change_that_does_not_fit_takes_the_largest_value_that_does() {
    let mut run = Experiment::open(Link::parse("hidden_layers=100&width=16"));
    let change = run.change_within("width", "256", 64 << 20);
    let width = run.settings().width;
    assert!((17..256).contains(&width), "{width}");
    assert!(change.warnings[0].contains(&format!("Width is {width} instead of 256")), "{:?}", change.warnings);
    // What is no size itself makes the batch smaller.
    let mut run = Experiment::open(Link::parse("hidden_layers=20&width=64&batch=1024"));
    let room = Footprint::of(&run.settings()).least;
    run.change_within("precision", "f64", room);
    assert!(run.settings().batch < 1024 && run.settings().width == 64);
}

#[test]
fn a_fork_that_does_not_fit_is_refused_with_sizes_at_which_both_do() {
    let run = Experiment::open(Link::parse("data=adding&length=100&cell=lstm&width=32"));
    let needs = Footprint::of(&run.settings()).least;
    assert_eq!(run.refusal("cell=gru", 2 * needs), None);
    let refusal = run.refusal("optimizer=adam", needs / 2).expect("there is no room");
    let keys: Vec<&str> = refusal.choices.iter().map(|choice| choice.key).collect();
    assert_eq!(keys, ["batch", "length", "width"]);
    for choice in refusal.choices {
        let change = format!("{}={}", choice.key, choice.value);
        let smaller = run.fork(&change);
        let both = smaller.footprint() + smaller.fork("optimizer=adam").footprint();
        assert!(both > needs, "{change} leaves much of the room unused");
        let free = needs + needs / 2 - Footprint::of(&smaller.settings()).least;
        assert_eq!(smaller.refusal("optimizer=adam", free), None, "{change}");
        assert!(choice.label.ends_with(&choice.value));
    }
}

#[test]
fn a_change_does_not_hold_both_experiments() {
    let before = held();
    let mut run = Experiment::open(Link::parse("hidden_layers=50&width=128"));
    let one = since(before);
    let (_, most) = peak_since(before, || run.change("width", "127"));
    assert!(most < one + one / 4, "{most} for a change, {one} for one of them");
    let (_, most) = peak_since(before, || run.replace(Link::parse("hidden_layers=50&width=126"), usize::MAX, ""));
    assert!(most < one + one / 4, "{most} for another link, {one} for one of them");
}

#[test]
fn with_the_least_checkpoints_a_run_is_the_same() {
    let spec = Link::parse("hidden_layers=3&width=8&optimizer=adam&sampling=epochs").spec;
    let mut runs = [Footprint::of(&spec).least, usize::MAX]
        .map(|room| Experiment::open_within(Link { spec: spec.clone(), ..Link::parse("") }, room));
    runs.iter_mut().for_each(|run| run.run(40));
    runs[1].shrink();
    for back in [1, 30, 200] {
        for run in &mut runs {
            (0..back).for_each(|_| assert!(run.back()));
        }
        assert_eq!(runs[0].digest(), runs[1].digest());
    }
    let full = Experiment::open(Link { spec, ..Link::parse("") });
    assert!(runs[1].footprint() < full.footprint(), "a shrunk run counts less");
}

#[test]
fn jobs_take_what_was_reckoned_at_most() {
    for text in ["hidden_layers=30&width=64", "data=adding&length=100&cell=gru&width=64"] {
        let mut run = Experiment::open(Link::parse(text));
        jobs_fit(&run, false);
        run.advance(1);
        jobs_fit(&run, true);
    }
}

fn jobs_fit(run: &Experiment, drawn: bool) {
    let text = run.link();
    let before = held();
    let most = |job: Job| 1.2 * Footprint::of_job(job, &run.settings(), drawn) as f64;
    let (_, check) = peak_since(before, || drop(run.gradient_check(4).advance(3)));
    assert!((check as f64) < most(Job::Check { examples: 4 }), "{text}: the check takes {check}");
    let (_, range) = peak_since(before, || run.range_test((1e-3, 1.0), 9).advance_phases(3));
    assert!((range as f64) < most(Job::Range), "{text}: the range test takes {range}");
    let (_, reach) = peak_since(before, || run.reaching(0).map(|mut reach| reach.advance()));
    assert!((reach as f64) < most(Job::Reach), "{text}: the reach takes {reach}");
    assert!(no_room(run.footprint_of(Job::Range), 1000).is_some_and(|words| words.contains("no room")));
}

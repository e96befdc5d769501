//! What a session does to its experiment.

use super::clock::computed;
use super::draw::Draw;
use super::links::{link, live_knob, value};
use super::read;
use super::tables;
use super::texts::check;
use gradient_lab::figure::{Compared, ComparedChart, compared_chart};
use gradient_lab::net::Weights;
use gradient_lab::probe::Confusion;
use gradient_lab::session::{Experiment, Job, Room, no_room};
use gradient_lab::spec::{KNOBS, Link};
use gradient_lab::verdict::reach_words;
use std::time::Duration;

/// An operation that computes for longer, with every read-out after it, is called a hang.
const HANG: Duration = Duration::from_secs(5);

/// Multiplications that one operation may cost, about: a fast session now and then beats a slow one.
const WORK: f64 = 3e6;

/// Rows of a table of own data, at most.
const ROWS: usize = 300;

/// One session under way: a main run, and perhaps others beside it.
pub struct Session<'a> {
    draw: Draw,
    /// The first is the main run.
    runs: Vec<Experiment>,
    log: &'a mut Vec<String>,
}

impl Session<'_> {
    /// Opens the link of a seed and does what the seed draws. `log` gets the link and each operation before it is done.
    ///
    /// # Errors
    /// A sentence with the text that must not be there.
    pub fn run(seed: u64, log: &mut Vec<String>) -> Result<(), String> {
        let mut draw = Draw::new(seed);
        let text = link(&mut draw);
        log.push(text.clone());
        let parsed = if text.contains("own=") { tables::link(&text, ROWS) } else { Link::parse(&text) };
        log.push(format!("opens {}", parsed.spec.to_text()));
        let begun = computed();
        // Where memory is short the experiment is smaller, whatever the link asks for.
        let room = if draw.below(8) == 0 { draw.size(0, 1 << 24) as usize } else { usize::MAX };
        log.push(format!("in {room} bytes"));
        // Sometimes its initial weights, or a part of them, were made ahead.
        let mut weights = seed.is_multiple_of(4).then(|| Weights::of(&parsed.spec));
        weights.iter_mut().for_each(|weights| {
            weights.advance();
        });
        let runs = vec![Experiment::open_within(parsed, Room { bytes: room, weights })];
        let mut session = Session { draw, runs, log };
        session.read(begun)?;
        for _ in 0..1 + session.draw.below(6) {
            let begun = computed();
            session.act()?;
            session.read(begun)?;
        }
        Ok(())
    }

    /// Multiplications of one phase of the main run, about.
    fn work(&self) -> f64 {
        let frame = self.runs[0].frame();
        let (sizes, place) = (frame.sizes, frame.place);
        (sizes.parameters * place.batch) as f64 / if frame.through_time() { 1.0 } else { place.stages as f64 } + 100.0
    }

    /// How many times something of `work` multiplications may be done: at least once.
    fn times(&mut self, most: f64, work: f64) -> u32 {
        let most = most.min(WORK / work).max(1.0);
        most.powf(self.draw.unit()) as u32
    }

    fn act(&mut self) -> Result<(), String> {
        let work = self.work();
        match self.draw.below(16) {
            0..=3 => {
                let phases = self.times(3000.0, work);
                self.log.push(format!("advance {phases}"));
                self.runs[0].advance(phases.into());
            }
            4 | 5 => {
                let times = self.times(8.0, 4.0 * work);
                self.log.push(format!("back {times}"));
                (0..times).any(|_| !self.runs[0].back());
            }
            6 => self.seek(work),
            7 => self.change(|draw| live_knob(draw).to_owned()),
            8 => self.change(|draw| KNOBS[draw.below(KNOBS.len())].key.to_owned()),
            9 => self.fork()?,
            10 => {
                self.log.push("reset".into());
                self.runs[0].reset();
            }
            11 => self.evaluate(work),
            12 => self.check(work)?,
            13 => {
                self.log.push("shrink".into());
                self.runs[0].shrink();
            }
            14 => {
                let phases = self.times(50.0, 4.0 * work);
                self.log.push(format!("head back, then on by {phases}"));
                let run = &mut self.runs[0];
                let _ = run.head_back() && run.seek_advance(phases);
                run.head(phases.into());
                while !run.seek_advance(phases) {}
            }
            _ => self.exchange(),
        }
        Ok(())
    }

    /// Heads for a step and goes some of the way.
    fn seek(&mut self, work: f64) {
        let steps = self.runs[0].frame().place.steps;
        let per_step = self.runs[0].frame().place.per_step as f64;
        let step = match self.draw.below(4) {
            0 => self.draw.size(0, 1_000_000),
            1 => self.draw.size(0, steps.max(1)),
            _ => steps + self.times(50.0, per_step * work),
        };
        let slices = self.draw.below(4);
        let phases = self.times(3000.0, work);
        self.log.push(format!("seek {step}, {slices} slices of {phases} phases"));
        self.runs[0].seek(step);
        (0..slices).any(|_| self.runs[0].seek_advance(phases));
    }

    fn change(&mut self, key: impl Fn(&mut Draw) -> String) {
        let key = key(&mut self.draw);
        let knob = KNOBS.iter().find(|knob| knob.key == key);
        let mut text = knob.map_or_else(String::new, |knob| value(&mut self.draw, knob));
        if self.draw.below(10) == 0 {
            text = ["", "1e9", "-1", "NaN", "½", "0"][self.draw.below(6)].into();
        }
        // A change of length or width may make a small run large.
        self.log.push(format!("change {key} to {text}"));
        self.runs[0].change(&key, &text);
    }

    /// Another run beside the main one, which follows it a little.
    fn fork(&mut self) -> Result<(), String> {
        let knob = &KNOBS[self.draw.below(KNOBS.len())];
        let changes = match self.draw.below(4) {
            0 => String::new(),
            1 => format!("{}=½&&=", knob.key),
            _ => format!("{}={}", knob.key, value(&mut self.draw, knob)),
        };
        self.log.push(format!("fork with {changes}"));
        let free = self.draw.size(0, 1 << 24) as usize;
        if let Some(refusal) = self.runs[0].refusal(&changes, free) {
            check("a refusal", &refusal.text, false)?;
            let labels: Vec<String> = refusal.choices.into_iter().map(|choice| choice.label).collect();
            check("a size", &labels.join(", "), false)?;
        }
        let mut fork = self.runs[0].fork(&changes);
        fork.seek_advance(20);
        self.runs.truncate(2);
        self.runs.push(fork);
        Ok(())
    }

    fn evaluate(&mut self, work: f64) {
        let frame = self.runs[0].frame();
        let examples = (frame.sizes.train + frame.sizes.test) as f64;
        let all = examples / frame.place.batch as f64 * frame.place.stages as f64 * work < 20.0 * WORK;
        self.log.push(format!("evaluate {}", if all { "all" } else { "some" }));
        if all {
            self.runs[0].evaluate();
            if self.runs[0].frame().spec.data.task().has_classes() {
                let _ = Confusion::of(self.runs[0].confusion().to_vec()).right();
            }
        } else {
            self.runs[0].evaluate_some();
        }
    }

    /// Some of the gradient check, of the range test and of the reach.
    fn check(&mut self, work: f64) -> Result<(), String> {
        let stages = self.runs[0].frame().place.stages as f64;
        let b = self.draw.below(3);
        self.log.push(format!("gradient check, range test, reach of example {b}"));
        let free = self.draw.size(0, 1 << 24) as usize;
        for job in [Job::Check { examples: 1 + b }, Job::Range, Job::Reach] {
            check("a job's refusal", &no_room(self.runs[0].footprint_of(job), free).unwrap_or_default(), false)?;
        }
        let numbers = self.times(30.0, 4.0 * stages * work) as usize;
        let stopped = self.runs[0].frame().stopped.is_some();
        let report = self.runs[0].gradient_check(1 + b).advance(numbers);
        check("the gradient check", &report.words(), stopped)?;
        let mut range = self.runs[0].range_test((1e-5, 10.0), 120);
        let steps = self.times(1000.0, 4.0 * work);
        range.advance_phases(steps);
        if let Some((rate, finished)) = range.curve().advice() {
            check("the advice", &format!("{rate} {finished}"), false)?;
        }
        self.reach(b, work)
    }

    fn reach(&mut self, b: usize, work: f64) -> Result<(), String> {
        let Some(mut reaching) = self.runs[0].reaching(b) else { return Ok(()) };
        let steps = self.times(50.0, 50.0 * work);
        if !(0..steps).any(|_| reaching.advance()) {
            return Ok(());
        }
        let (frame, reach) = (self.runs[0].frame(), reaching.reach().curve());
        check("the reach", &reach_words(&frame, &reach), frame.stopped.is_some())?;
        let mut compared = Compared::of(&frame, "A");
        compared.add_reach(&frame, &reach.norms);
        let charts = [ComparedChart::Reach, ComparedChart::Lag];
        charts.iter().try_for_each(|&kind| {
            read::chart(kind.key(), &compared_chart(kind, &[compared.clone()]), frame.stopped.is_some())
        })
    }

    /// Goes on with another run, or leaves it.
    fn exchange(&mut self) {
        let count = self.runs.len();
        let (with, keep) = (self.draw.below(count), self.draw.below(2) == 0);
        self.log.push(format!("go on with run {with} of {count}, {}", if keep { "keep the other" } else { "drop it" }));
        self.runs.swap(0, with);
        if !keep {
            self.runs.truncate(1);
        }
    }

    /// Reads everything after an operation that began at `begun`.
    fn read(&mut self, begun: Duration) -> Result<(), String> {
        read::everything(&mut self.runs, &mut self.draw)?;
        let time = computed().saturating_sub(begun);
        if time > HANG { Err(format!("hangs: {:.1} s", time.as_secs_f64())) } else { Ok(()) }
    }
}

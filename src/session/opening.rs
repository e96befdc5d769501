//! Experiments are opened, replaced and forked here, within the memory that is left for them.

use super::experiment::{Experiment, Precise, each};
use super::fit::{fitted, refusal};
use super::memory::{reserve, room_left};
use super::{Footprint, Job, Pool, Refusal, Room, Session};
use crate::data::generate;
use crate::net::Weights;
use crate::num::Real;
use crate::spec::{Dataset, Link, LiveKnob, Spec, SpecError};
use crate::train::Trainer;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Bytes that every device has.
const SMALL: usize = 1 << 20;

impl Experiment {
    /// Opens the experiment of a link at step 0; [`Experiment::seek_advance`] goes to the step it asks for.
    pub fn open(link: Link) -> Experiment {
        Experiment::open_within(link, usize::MAX)
    }

    /// Like [`Experiment::open`], where there is room: an experiment that does not fit opens with the largest batch,
    /// length or width that does, and a warning.
    pub fn open_within(link: Link, room: impl Into<Room>) -> Experiment {
        let room = room.into();
        Experiment::begin(made_to_fit(link, &room, ""), room)
    }

    /// Puts another experiment in its place, as [`Experiment::open_within`] does; `first` is the knob that gives way
    /// first. The two are never held together: for as long as the new one takes to open, only the smallest one is left.
    pub fn replace(&mut self, link: Link, room: impl Into<Room>, first: &str) {
        let room = self.with_own_weights(&link.spec, room.into());
        self.session = open(&smallest(), 0.into());
        *self = Experiment::begin(made_to_fit(link, &room, first), room);
    }

    /// The experiment of a link that fits, at step 0.
    fn begin(link: Link, room: Room) -> Experiment {
        let mut experiment =
            Experiment { session: open(&link.spec, room), warnings: link.warnings, asked_step: link.step };
        experiment.seek(link.step);
        experiment
    }

    /// The room with this run's initial weights, if another experiment has the same.
    fn with_own_weights(&self, other: &Spec, room: Room) -> Room {
        let own = self.starts_like(other).then(|| each!(&self.session, session => session.started_with()));
        Room { weights: own.or(room.weights), ..room }
    }

    /// Whether an experiment beside or in the place of this one takes its initial weights: it has the same, and this
    /// run knows them as precisely as that one does.
    pub fn starts_like(&self, other: &Spec) -> bool {
        let fits_f32 = |spec: &Spec| spec.precision.description().format.fits_f32();
        let own = self.frame().spec;
        Weights::alike(own, other) && (!fits_f32(own) || fits_f32(other))
    }

    /// An experiment beside this one, as [`Experiment::open_within`] opens it.
    pub fn beside(&self, link: Link, room: impl Into<Room>) -> Experiment {
        let room = self.with_own_weights(&link.spec, room.into());
        Experiment::open_within(link, room)
    }

    /// Opens the experiment of a spec at step 0.
    ///
    /// # Errors
    /// The first knob of `spec` that is outside its limits.
    pub fn new(spec: &Spec) -> Result<Experiment, SpecError> {
        spec.check()?;
        Ok(Experiment { session: open(spec, usize::MAX.into()), warnings: Vec::new(), asked_step: 0 })
    }

    /// A second experiment that differs in `changes`, written as in a link.
    ///
    /// If only live knobs change, they change at this run's step. If another knob changes, or this run has stopped,
    /// every change holds from the start. The fork begins at step 0 with the same seed;
    /// [`Experiment::seek_advance`] brings it to this run's step.
    pub fn fork(&self, changes: &str) -> Experiment {
        self.fork_within(changes, usize::MAX)
    }

    /// Like [`Experiment::fork`], in room into which [`Experiment::refusal`] says that it fits.
    pub fn fork_within(&self, changes: &str, room: impl Into<Room>) -> Experiment {
        let link = self.forked(changes);
        let room = self.with_own_weights(&link.spec, room.into());
        Experiment::begin(link, room)
    }

    /// Why a fork does not fit into `free` bytes beside this run; none if it does.
    pub fn refusal(&self, changes: &str, free: usize) -> Option<Refusal> {
        self.refusal_of(&self.forked(changes).spec, free)
    }

    /// The same for any other experiment.
    pub fn refusal_of(&self, other: &Spec, free: usize) -> Option<Refusal> {
        let free = room_left(Footprint::of(other).least, free);
        refusal(&self.settings(), other, free)
    }

    /// Bytes that a job takes beside this run.
    pub fn footprint_of(&self, job: Job) -> usize {
        let drawn = each!(&self.session, session => session.trainer().drawn());
        Footprint::of_job(job, self.frame().spec, drawn)
    }

    /// The experiment and the step of a fork.
    fn forked(&self, changes: &str) -> Link {
        let (step, stopped) = (self.frame().place.steps, self.frame().stopped.is_some());
        let (mut now, mut spec, mut warnings) = (self.settings(), self.frame().spec.clone(), Vec::new());
        let pairs: Vec<(&str, &str)> = changes.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let live_only = pairs.iter().all(|(key, _)| LiveKnob::from_key(key).is_some());
        let from = if live_only && !stopped { step } else { 0 };
        for (key, value) in pairs {
            let before = now.tuning();
            now.set(key, value, &mut warnings);
            match LiveKnob::from_key(key) {
                None => spec.set(key, value, &mut warnings),
                Some(knob) if now.tuning() != before => spec.change_live(from, knob, now.tuning().of(knob)),
                Some(_) => {}
            }
        }
        let spec = spec.settled(&mut warnings);
        Link { spec, step, warnings }
    }

    /// What it holds at most from now on.
    pub fn footprint(&self) -> usize {
        Footprint::of(self.frame().spec).with(self.pool())
    }

    fn pool(&self) -> Pool {
        each!(&self.session, session => session.pool())
    }

    /// Gives back the memory of all checkpoints but the recent ones; a long way back then takes longer.
    pub fn shrink(&mut self) {
        each!(&mut self.session, session => session.shrink());
    }
}

/// The smallest experiment.
fn smallest() -> Spec {
    Spec { data: Dataset::Hand, hidden_layers: 0, width: 1, ..Spec::default() }
}

/// The experiment that [`Experiment::open_within`] opens for a spec where the device has as much memory as was thought.
pub fn to_open(spec: Spec, room: usize, first: &str) -> Spec {
    fitted(spec, room, first, &mut Vec::new())
}

/// The link with a smaller experiment if its own does not fit into the room, or if the device has less memory than
/// was thought; in the end with the smallest of all. A warning says so.
fn made_to_fit(link: Link, given: &Room, first: &str) -> Link {
    let mut room = given.bytes;
    loop {
        let mut warnings = link.warnings.clone();
        let spec = fitted(link.spec.clone(), room, first, &mut warnings);
        let needs = Footprint::of(&spec).least;
        if has(needs, given) {
            return Link { spec, warnings, step: link.step };
        }
        if needs > room {
            // All sizes are as small as can be.
            warnings.push("This device has too little memory for it: the smallest experiment was opened.".into());
            return Link { spec: smallest(), warnings, step: 0 };
        }
        room = needs / 4 * 3;
    }
}

/// Whether the device has so many bytes. Weights that were made ahead are gone before all of it is held.
fn has(bytes: usize, room: &Room) -> bool {
    let ahead = room.weights.as_ref().map_or(0, Weights::bytes);
    bytes < SMALL || reserve(bytes.saturating_sub(ahead))
}

/// A settled spec is valid, so building its network cannot fail. It gets all its checkpoints if they fit into the room,
/// and the device has so much; where there is no limit, it is not asked.
fn open(spec: &Spec, room: Room) -> Precise {
    let grown = Footprint::of(spec).grown;
    let full = grown <= room.bytes && (room.bytes == usize::MAX || has(grown, &room));
    let pool = if full { Pool::Full } else { Pool::Least };
    let weights = room.weights.filter(|weights| weights.serve(spec));
    match spec.precision.description().format.fits_f32() {
        true => Precise::F32(Box::new(session(spec, weights, pool))),
        false => Precise::F64(Box::new(session(spec, weights, pool))),
    }
}

fn session<R: Real>(spec: &Spec, weights: Option<Weights>, pool: Pool) -> Session<R> {
    let data = generate(spec);
    let weights = weights.unwrap_or_else(|| Weights::draw(spec, data.train.features, data.train.outputs));
    Session::watch_with(Trainer::with_weights(spec, data, Some(weights)), pool)
}

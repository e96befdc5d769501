//! The lab: one running experiment, for the page.

use super::budget::{Counted, Share, free};
use super::frame::{crash_entry, dear_figures, frame, step_entry};
use super::functions::{knobs_object, link};
use super::jobs::{BoundaryJob, ReachJob, check_report};
use super::opening::ready;
use super::{Value, object};
use crate::probe::meter::Meter;
use crate::probe::{Frame, GradientCheck, Ranging};
use crate::session::{Change, Effect, Experiment, Footprint, Job, Refusal, Room, Size};
use crate::spec::Spec;
use crate::verdict::{Cure, Limits, Part, Tone, Why, headline, sentence, why};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Examples that the gradient check runs: enough to reach every unit, few enough to be quick.
const CHECK_EXAMPLES: usize = 4;

/// One running experiment, with the jobs that belong to it.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Boxed jobs are not printable.
pub struct Lab {
    pub(super) experiment: Experiment,
    share: Share,
    check: Option<Counted<GradientCheck>>,
    pub(super) limits: Limits,
    pub(super) range: Option<Counted<Box<dyn Ranging>>>,
    pub(super) rgba: Vec<u8>,
    pub(super) boundary: BoundaryJob,
    pub(super) reach: ReachJob,
}

#[wasm_bindgen]
impl Lab {
    /// Opens an experiment at step 0. Any text will do: what is ignored or corrected is in `warnings()`, also where an
    /// experiment is too large for the memory that is left.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Lab {
        Lab::of(Experiment::open_within(link(text), Room { weights: ready(), bytes: free() }))
    }

    pub(super) fn of(experiment: Experiment) -> Lab {
        let mut lab = Lab {
            experiment,
            share: Share::default(),
            check: None,
            limits: Limits::default(),
            range: None,
            rgba: Vec::new(),
            boundary: BoundaryJob::default(),
            reach: Default::default(),
        };
        lab.count();
        lab
    }

    /// Bytes for what takes its place: its jobs end with it.
    pub(super) fn room(&self) -> usize {
        let jobs = Counted::bytes(&self.check) + Counted::bytes(&self.range) + Counted::bytes(&self.reach.under_way);
        self.share.room() + jobs
    }

    /// Counts what it holds.
    fn count(&mut self) {
        self.share.set(self.experiment.footprint());
    }

    /// Gives back the memory of old checkpoints; a long way back then takes longer.
    pub fn shrink(&mut self) {
        self.experiment.shrink();
        self.count();
    }

    /// Sentences on settings of the last link or change that were ignored or corrected.
    pub fn warnings(&self) -> Vec<String> {
        self.experiment.warnings().to_vec()
    }

    /// The experiment as text, without its step.
    pub fn text(&self) -> String {
        self.frame_now().spec.to_text()
    }

    /// The experiment with its step: what follows # in a link.
    pub fn link(&self) -> String {
        self.experiment.link()
    }

    /// Every knob's value as text.
    pub fn knobs(&self) -> JsValue {
        knobs_object(&self.experiment.settings())
    }

    /// Sets one knob. A live knob changes the running experiment; any other restarts it.
    pub fn change(&mut self, key: &str, value: &str) -> JsValue {
        let restarts = self.experiment.restarts(key, value);
        let room = Room { weights: if restarts { ready() } else { None }, bytes: self.room() };
        if restarts {
            self.forget_jobs();
        }
        let Change { effect, warnings } = self.experiment.change_within(key, value, room);
        if effect == Effect::Restart {
            self.count();
        }
        object! { effect: effect.key(), warnings: warnings }.to_js()
    }

    /// A second run that differs in `changes`, written as in a link: see [`Experiment::fork`]. Ask `refusal` first.
    pub fn fork(&self, changes: &str) -> Lab {
        // A copy has the weights of this run: what was made ahead is for another, which opens next.
        let room = Room { weights: if changes.is_empty() { None } else { ready() }, bytes: free() };
        let mut fork = Lab::of(self.experiment.fork_within(changes, room));
        fork.limits = self.limits;
        fork
    }

    /// Why there is no memory for that run, with single changes of this one that would leave enough for both:
    /// `{text, choices: [{key, value, label}]}`; null if there is.
    pub fn refusal(&self, changes: &str) -> JsValue {
        Value::from(self.experiment.refusal(changes, free()).map(refusal_entry)).to_js()
    }

    /// Opens another experiment at step 0; if its text names a step, `seek_advance` goes there.
    pub fn load(&mut self, text: &str) -> Vec<String> {
        self.forget_jobs();
        let room = Room { weights: ready(), bytes: self.room() };
        self.experiment.replace(link(text), room, "");
        self.count();
        self.warnings()
    }

    /// Jobs belong to the experiment they were started for.
    fn forget_jobs(&mut self) {
        (self.check, self.range, self.reach) = (None, None, Default::default());
        self.boundary = BoundaryJob::default();
    }

    /// Runs up to `phases` phases and returns how many; fewer where a number that is not finite stopped the run.
    pub fn advance(&mut self, phases: u32) -> u32 {
        self.experiment.advance(phases.into()) as u32
    }

    /// Undoes one phase. Returns false at the start.
    pub fn back(&mut self) -> bool {
        self.experiment.back()
    }

    /// Heads for the phase before this one; `seek_advance` does the work in slices. Returns false at the start.
    pub fn head_back(&mut self) -> bool {
        self.experiment.head_back()
    }

    /// Heads for `phases` phases from here; `seek_advance` does the work in slices.
    pub fn head(&mut self, phases: u32) {
        self.experiment.head(phases.into());
    }

    /// Returns to step 0 with the same initial weights and the present knobs.
    pub fn reset(&mut self) {
        self.experiment.reset();
    }

    /// Heads for a step; `seek_advance` does the work in slices.
    pub fn seek(&mut self, step: u32) {
        self.experiment.seek(step.min(1_000_000));
    }

    /// Runs up to `phases` phases toward the step sought. True when there, or stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        self.experiment.seek_advance(phases)
    }

    /// Where the run is, with every figure of every stage.
    pub fn frame(&self) -> JsValue {
        frame(&self.frame_now()).to_js()
    }

    /// Distance from the initial weights and fractions of units that pass no gradient, per stage. Costly: call only
    /// when displayed.
    pub fn dear_figures(&self) -> JsValue {
        dear_figures(&self.frame_now()).to_js()
    }

    /// A meter that is measured on demand: the stages from `from` on, at least one of them. Costly: call only when
    /// displayed. Empty beyond the last stage, and where there is no such meter.
    pub fn meter(&self, key: &str, from: usize) -> JsValue {
        let values = Meter::named(key).map(|meter| meter.measure(&self.frame_now(), from));
        Value::list(values.unwrap_or_default()).to_js()
    }

    /// The last step as norms of all parameters: gradient → penalty → clip → rule → decay → ΔW → W.
    pub fn step_norms(&self) -> JsValue {
        step_entry(&self.frame_now()).to_js()
    }

    /// The first number that is not finite and what it was computed from; null while the run goes on.
    pub fn crash(&self) -> JsValue {
        Value::from(self.frame_now().crash().map(crash_entry)).to_js()
    }

    /// What happens in this phase, in colored pieces.
    pub fn sentence(&self) -> JsValue {
        Value::list(sentence(&self.frame_now(), &self.limits).into_iter().map(part_entry)).to_js()
    }

    /// What came of the last training step, in colored pieces.
    pub fn headline(&self) -> JsValue {
        Value::list(headline(&self.frame_now(), &self.limits).into_iter().map(part_entry)).to_js()
    }

    /// An explanation of what the gradient does, with changes to try.
    pub fn why(&self) -> JsValue {
        let run = self.frame_now();
        let Why { well, title, paragraphs, cures } = why(&run, &self.limits);
        // Before the first backward pass there is nothing to judge.
        let unknown = run.stopped.is_none() && run.whole_factor().is_none();
        let tone = if well {
            "well"
        } else if unknown {
            "note"
        } else {
            "sick"
        };
        let cures = Value::list(cures.into_iter().map(cure_entry));
        object! { tone: tone, title: title, paragraphs: paragraphs, cures: cures }.to_js()
    }

    /// Whether there is room for another experiment in the place of this one, or, with `copy`, for a copy of this one
    /// beside it.
    pub fn room_for(&self, text: &str, copy: bool) -> bool {
        let least = |spec: &Spec| Footprint::of(spec).least;
        let kept = if copy { least(self.frame_now().spec) } else { 0 };
        least(&link(text).spec).saturating_add(kept) <= self.room()
    }

    /// Starts the gradient check of the network in its present state. Returns why there is no memory for it; undefined
    /// if there is.
    pub fn check_begin(&mut self) -> Option<String> {
        let bytes = self.experiment.footprint_of(Job::Check { examples: CHECK_EXAMPLES });
        Counted::begin(&mut self.check, bytes, || self.experiment.gradient_check(CHECK_EXAMPLES))
    }

    /// Compares up to `numbers` more entries; null if no check is under way. The report that says it is done is the
    /// last one.
    pub fn check_advance(&mut self, numbers: u32) -> JsValue {
        let in_time = self.frame_now().through_time();
        let Some(check) = &mut self.check else { return JsValue::NULL };
        let report = check.job.advance(numbers as usize);
        if report.done {
            self.check = None;
        }
        check_report(report, in_time)
    }

    /// Cancels the check.
    pub fn check_cancel(&mut self) {
        self.check = None;
    }

    /// The digest of the whole state in hexadecimal: the same on every machine.
    pub fn digest(&self) -> String {
        format!("{:016x}", self.experiment.digest().0)
    }

    /// The run at this moment, for the functions of this module; the page reads it as `frame`.
    pub(super) fn frame_now(&self) -> Frame<'_> {
        self.experiment.frame()
    }
}

pub(super) fn refusal_entry(refusal: Refusal) -> Value {
    let choice = |size: Size| object! { key: size.key, value: size.value, label: size.label };
    object! { text: refusal.text, choices: Value::list(refusal.choices.into_iter().map(choice)) }
}

fn part_entry(part: Part) -> Value {
    let tone = match part.tone {
        Tone::Plain => None,
        Tone::Gradient => Some("gradient"),
        Tone::Figure => Some("figure"),
        Tone::Explodes => Some("explodes"),
    };
    object! { text: part.text, tone: tone }
}

pub(super) fn cure_entry(cure: Cure) -> Value {
    let change = |(key, value): (&'static str, String)| Value::List(vec![key.into(), value.into()]);
    let changes = Value::list(cure.changes.into_iter().map(change));
    object! { label: cure.label, note: cure.note, kind: cure.kind.key(), changes: changes }
}

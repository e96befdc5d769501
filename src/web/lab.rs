//! The lab: one experiment under way, for the page to drive.

use super::door::{knobs_object, link};
use super::frame::{crash_entry, dear_figures, frame, step_entry};
use super::{Value, object};
use crate::data::generate;
use crate::num::Real;
use crate::probe::{Cure, GradientCheck, Limits, Part, Ranging, Run, Session, Tone, Why, sentence, why};
use crate::spec::{LiveKnob, Precision, Spec};
use crate::train::Trainer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Examples that the gradient check runs: enough for every unit to be met, few enough to be quick.
const CHECK_EXAMPLES: usize = 4;

/// One experiment, in whatever precision its spec asks for.
#[wasm_bindgen]
#[allow(missing_debug_implementations)] // Nobody prints it, and what nobody calls need not be downloaded.
pub struct Lab {
    pub(super) run: Box<dyn Run>,
    warnings: Vec<String>,
    check: Option<GradientCheck>,
    pub(super) limits: Limits,
    pub(super) range: Option<Box<dyn Ranging>>,
    pub(super) rgba: Vec<u8>,
    pub(super) far: super::time::Far,
    /// The step the last link asked for.
    target_step: u32,
}

#[wasm_bindgen]
impl Lab {
    /// Opens an experiment at step 0. Any text will do: what is not understood is in `warnings()`.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Lab {
        let link = link(text);
        Lab::of(open(&link.spec), link.warnings, link.step)
    }

    fn of(run: Box<dyn Run>, warnings: Vec<String>, target_step: u32) -> Lab {
        Lab {
            run,
            warnings,
            check: None,
            limits: Limits::default(),
            range: None,
            rgba: Vec::new(),
            far: Default::default(),
            target_step,
        }
    }

    /// Sentences on what the last text or change asked for in vain.
    pub fn warnings(&self) -> Vec<String> {
        self.warnings.clone()
    }

    /// The experiment as text, without its step.
    pub fn text(&self) -> String {
        self.run.spec().to_text()
    }

    /// The experiment with its step: what follows # in a link.
    pub fn link(&self) -> String {
        // A run that stopped inside a step is found again on the way to the next.
        let step = self.run.place().steps + u32::from(self.run.stopped().is_some());
        match (step, self.text()) {
            (0, text) => text,
            (_, text) if text.is_empty() => format!("step={step}"),
            (_, text) => format!("{text}&step={step}"),
        }
    }

    /// The knobs as they stand now, live changes included.
    fn now(&self) -> Spec {
        let mut spec = self.run.spec().clone();
        spec.set_tuning(self.run.tuning());
        spec
    }

    /// Every knob's value as text.
    pub fn knobs(&self) -> JsValue {
        knobs_object(&self.now())
    }

    /// Sets one knob. A live one changes the running experiment; any other starts it anew.
    pub fn change(&mut self, key: &str, value: &str) -> JsValue {
        let now = self.now();
        let (mut changed, mut warnings) = (now.clone(), Vec::new());
        changed.set(key, value, &mut warnings);
        let effect = match LiveKnob::from_key(key) {
            _ if changed == now => "none",
            Some(knob) if self.run.set_live(knob, changed.tuning().of(knob)) => "live",
            Some(_) => {
                warnings.push("A link keeps a thousand changes of live knobs; reset to start anew.".into());
                "none"
            }
            None => {
                if key != "live" {
                    changed.live.clear();
                }
                self.open(&changed.to_text(), &mut warnings);
                "restart"
            }
        };
        self.warnings = warnings.clone();
        object! { effect: effect, warnings: warnings }.to_js()
    }

    /// A second run that differs in `changes` (as a link writes them). Live knobs alone change at the step that this
    /// one is at. Others start anew, and what is changed with them holds from the start; so it does where this one has
    /// stopped, too late to be cured. The fork begins at 0 with the same seed; `seek_advance` brings it to the same step.
    pub fn fork(&self, changes: &str) -> Lab {
        let (step, mut warnings) = (self.run.place().steps, Vec::new());
        let (mut now, mut spec) = (self.now(), self.run.spec().clone());
        let pairs: Vec<(&str, &str)> = changes.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let lives = pairs.iter().all(|(key, _)| LiveKnob::from_key(key).is_some());
        let from = if lives && self.run.stopped().is_none() { step } else { 0 };
        for (key, value) in pairs {
            let before = now.tuning();
            now.set(key, value, &mut warnings);
            match LiveKnob::from_key(key) {
                None => spec.set(key, value, &mut warnings),
                Some(knob) if now.tuning() != before => spec.change_live(from, knob, now.tuning().of(knob)),
                Some(_) => {}
            }
        }
        let link = link(&spec.to_text());
        warnings.extend(link.warnings);
        let mut lab = Lab { limits: self.limits, ..Lab::of(open(&link.spec), warnings, step) };
        lab.run.seek(step);
        lab
    }

    /// Opens another experiment at step 0; if its text names a step, `seek_advance` goes there.
    pub fn load(&mut self, text: &str) -> Vec<String> {
        let mut warnings = Vec::new();
        self.open(text, &mut warnings);
        self.warnings = warnings;
        self.run.seek(self.target_step);
        self.warnings.clone()
    }

    fn open(&mut self, text: &str, warnings: &mut Vec<String>) {
        let link = link(text);
        warnings.extend(link.warnings);
        *self = Lab { limits: self.limits, ..Lab::of(open(&link.spec), Vec::new(), link.step) };
    }

    /// Runs up to `phases` phases and says how many; fewer if a number that is not finite stopped it.
    pub fn advance(&mut self, phases: u32) -> u32 {
        self.run.run_phases(phases.into()) as u32
    }

    /// Undoes one phase. False at the start.
    pub fn back(&mut self) -> bool {
        self.run.back()
    }

    /// To step 0 with the same start weights and the knobs as they stand.
    pub fn reset(&mut self) {
        self.run.reset();
    }

    /// Heads for a step; `seek_advance` does the work.
    pub fn seek(&mut self, step: u32) {
        self.run.seek(step.min(1_000_000));
    }

    /// Runs up to `phases` phases towards it. True when there, or stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        self.run.seek_advance(phases)
    }

    /// Where the run stands, with every figure of every stage.
    pub fn frame(&self) -> JsValue {
        frame(&*self.run).to_js()
    }

    /// Distance from the start and the shares of units in trouble, per stage. Dear: ask where they are read.
    pub fn dear_figures(&self) -> JsValue {
        dear_figures(&*self.run).to_js()
    }

    /// The last step as norms of all parameters: gradient → penalty → clip → rule → decay → ΔW → W.
    pub fn step_norms(&self) -> JsValue {
        step_entry(&*self.run).to_js()
    }

    /// The first number that is not finite, with what it was made from; null while the run goes on.
    pub fn crash(&self) -> JsValue {
        Value::from(self.run.crash().map(crash_entry)).to_js()
    }

    /// The status line in pieces.
    pub fn sentence(&self) -> JsValue {
        Value::list(sentence(&*self.run).into_iter().map(part_entry)).to_js()
    }

    /// Why the gradient does what it does, with changes to try.
    pub fn why(&self) -> JsValue {
        let Why { well, title, paragraphs, cures } = why(&*self.run, &self.limits);
        // Before the first gradient has come down there is nothing to judge.
        let unknown = self.run.stopped().is_none() && self.run.whole_factor().is_none();
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

    /// Starts the gradient check of the network as it stands.
    pub fn check_begin(&mut self) {
        self.check = Some(self.run.check(CHECK_EXAMPLES));
    }

    /// Compares up to `numbers` more; null if no check is under way.
    pub fn check_advance(&mut self, numbers: u32) -> JsValue {
        let Some(check) = &mut self.check else { return JsValue::NULL };
        super::views::check_report(check.advance(numbers as usize))
    }

    /// Drops the check.
    pub fn check_cancel(&mut self) {
        self.check = None;
    }

    /// Everything a session holds as one number, in hexadecimal: equal on every machine.
    pub fn digest(&self) -> String {
        format!("{:016x}", self.run.digest().0)
    }

    pub(super) fn target_step(&self) -> u32 {
        self.target_step
    }
}

/// A spec that came out of the parser is valid: building it cannot fail, and has no other way to say so.
fn open(spec: &Spec) -> Box<dyn Run> {
    fn session<R: Real>(spec: &Spec) -> Box<dyn Run> {
        Box::new(Session::watch(Trainer::<R>::with_data(spec, generate(spec))))
    }
    match spec.precision {
        Precision::F32 => session::<f32>(spec),
        Precision::F64 => session::<f64>(spec),
    }
}

fn part_entry(part: Part) -> Value {
    let tone = match part.tone {
        Tone::Plain => None,
        Tone::Gradient => Some("gradient"),
        Tone::Signal => Some("signal"),
    };
    object! { text: part.text, tone: tone }
}

pub(super) fn cure_entry(cure: Cure) -> Value {
    let change = |(key, value): (&'static str, String)| Value::List(vec![key.into(), value.into()]);
    object! { label: cure.label, note: cure.note, changes: Value::list(cure.changes.into_iter().map(change)) }
}

//! The lab: one experiment under way, for the page to drive.

use super::door::{knobs_object, link};
use super::frame::{dear_figures, frame};
use super::{Value, object};
use crate::probe::{Cure, GradientCheck, Part, Session, Tone, Why, sentence, why};
use crate::spec::{KNOBS, Spec};
use crate::train::Trainer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Examples that the gradient check runs: enough for every unit to be met, few enough to be quick.
const CHECK_EXAMPLES: usize = 4;

/// One experiment, in f32.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lab {
    pub(super) session: Session<f32>,
    warnings: Vec<String>,
    check: Option<GradientCheck>,
    pub(super) rgba: Vec<u8>,
    /// The step the last link asked for.
    target_step: u32,
}

#[wasm_bindgen]
impl Lab {
    /// Opens an experiment at step 0. Any text will do: what is not understood is in `warnings()`.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Lab {
        let link = link(text);
        let session = session(&link.spec);
        Lab { session, warnings: link.warnings, check: None, rgba: Vec::new(), target_step: link.step }
    }

    /// Sentences on what the last text or change asked for in vain.
    pub fn warnings(&self) -> Vec<String> {
        self.warnings.clone()
    }

    /// The experiment as text, without its step.
    pub fn text(&self) -> String {
        self.spec().to_text()
    }

    /// The experiment with its step: what follows # in a link.
    pub fn link(&self) -> String {
        // A run that stopped inside a step is found again on the way to the next.
        let step = self.session.trainer().steps() + u32::from(self.session.stopped().is_some());
        match (step, self.text()) {
            (0, text) => text,
            (_, text) if text.is_empty() => format!("step={step}"),
            (_, text) => format!("{text}&step={step}"),
        }
    }

    /// Every knob's value as text.
    pub fn knobs(&self) -> JsValue {
        let mut spec = self.spec().clone();
        spec.learning_rate = self.session.trainer().learning_rate();
        knobs_object(&spec)
    }

    /// Sets one knob. A live one changes the running experiment; any other starts it anew.
    pub fn change(&mut self, key: &str, value: &str) -> JsValue {
        let live = KNOBS.iter().any(|knob| knob.key == key && knob.live);
        let (before, now) = (self.spec().clone(), self.session.trainer().learning_rate());
        let mut pairs = before.clone();
        let mut warnings = Vec::new();
        pairs.learning_rate = now;
        pairs.set(key, value, &mut warnings);
        let effect = if live && pairs.learning_rate != now {
            let kept = self.session.set_learning_rate(pairs.learning_rate);
            if !kept {
                warnings.push("A link keeps a thousand changes of the learning rate; reset to start anew.".into());
            }
            if kept { "live" } else { "none" }
        } else if !live && pairs != (Spec { learning_rate: now, ..before }) {
            if key != "live" {
                pairs.live.clear();
            }
            self.open(&pairs.to_text(), &mut warnings);
            "restart"
        } else {
            "none"
        };
        self.warnings = warnings.clone();
        object! { effect: effect, warnings: warnings }.to_js()
    }

    /// Opens another experiment at step 0; if its text names a step, `seek_advance` goes there.
    pub fn load(&mut self, text: &str) -> Vec<String> {
        let mut warnings = Vec::new();
        self.open(text, &mut warnings);
        self.warnings = warnings;
        self.session.seek(self.target_step);
        self.warnings.clone()
    }

    fn open(&mut self, text: &str, warnings: &mut Vec<String>) {
        let link = link(text);
        warnings.extend(link.warnings);
        self.session = session(&link.spec);
        self.check = None;
        self.target_step = link.step;
    }

    /// Runs up to `phases` phases and says how many; fewer if a number that is not finite stopped it.
    pub fn advance(&mut self, phases: u32) -> u32 {
        (0..phases).take_while(|_| self.session.advance().is_some()).count() as u32
    }

    /// Undoes one phase. False at the start.
    pub fn back(&mut self) -> bool {
        self.session.back()
    }

    /// To step 0 with the same start weights and the knobs as they stand.
    pub fn reset(&mut self) {
        self.session.reset();
    }

    /// Heads for a step; `seek_advance` does the work.
    pub fn seek(&mut self, step: u32) {
        self.session.seek(step.min(1_000_000));
    }

    /// Runs up to `phases` phases towards it. True when there, or stopped.
    pub fn seek_advance(&mut self, phases: u32) -> bool {
        self.session.seek_advance(phases)
    }

    /// Where the run stands, with every figure of every stage.
    pub fn frame(&self) -> JsValue {
        frame(&self.session).to_js()
    }

    /// Distance from the start and the shares of units in trouble, per stage. Dear: ask where they are read.
    pub fn dear_figures(&self) -> JsValue {
        dear_figures(&self.session).to_js()
    }

    /// The status line in pieces.
    pub fn sentence(&self) -> JsValue {
        Value::list(sentence(&self.session).into_iter().map(part_entry)).to_js()
    }

    /// Why the gradient does what it does, with changes to try.
    pub fn why(&self) -> JsValue {
        let Why { well, title, paragraphs, cures } = why(&self.session);
        let tone = if well { "well" } else { "sick" };
        let cures = Value::list(cures.into_iter().map(cure_entry));
        object! { tone: tone, title: title, paragraphs: paragraphs, cures: cures }.to_js()
    }

    /// Starts the gradient check of the network as it stands.
    pub fn check_begin(&mut self) {
        self.check = Some(GradientCheck::of(self.session.trainer(), CHECK_EXAMPLES));
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
        format!("{:016x}", crate::probe::Digest::of(&self.session).0)
    }

    pub(super) fn spec(&self) -> &Spec {
        &self.session.trainer().spec
    }

    pub(super) fn target_step(&self) -> u32 {
        self.target_step
    }
}

/// A spec that came out of the parser is valid: building it cannot fail, and has no other way to say so.
fn session(spec: &Spec) -> Session<f32> {
    Session::watch(Trainer::with_data(spec, crate::data::generate(spec)))
}

fn part_entry(part: Part) -> Value {
    let tone = match part.tone {
        Tone::Plain => None,
        Tone::Gradient => Some("gradient"),
        Tone::Signal => Some("signal"),
    };
    object! { text: part.text, tone: tone }
}

fn cure_entry(cure: Cure) -> Value {
    let change = |(key, value): (&'static str, String)| Value::List(vec![key.into(), value.into()]);
    object! { label: cure.label, note: cure.note, changes: Value::list(cure.changes.into_iter().map(change)) }
}

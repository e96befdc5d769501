//! Spec ↔ text (the link) ↔ JSON. The parser is total: any string gives a valid spec, and warnings about
//! what was ignored or corrected.

use super::knob::clamp_text;
use super::read::excerpt;
use super::spoken::{self, Meant};
use super::{Dataset, KNOBS, Knob, NormKind, Spec, Table, playground, presets, synonyms};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// The largest step that a link may name.
pub const LAST_STEP: u32 = 1_000_000;
/// The most warnings that are kept: a megabyte of noise would give far more than anyone reads.
const MOST_WARNINGS: usize = 20;

/// What is said of a link whose data are elsewhere.
const NOT_HERE: &str =
    "A link does not hold its data, and they are not in this page: open the file with them. Two circles stand in.";

/// Looks up what a link only names.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations)] // Functions are not printable.
pub struct Known<'a> {
    /// The link's text of a named experiment.
    pub experiment: &'a dyn Fn(&str) -> Option<String>,
    /// A table of the reader's own examples, by its id.
    pub table: &'a dyn Fn(&str) -> Option<Arc<Table>>,
}

impl Known<'_> {
    /// Nothing has a name.
    pub const NOTHING: Known<'static> = Known { experiment: &|_| None, table: &|_| None };
}

/// A whole link: experiment, step, and what was wrong with the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The experiment, always valid.
    pub spec: Spec,
    /// The step to show.
    pub step: u32,
    /// Warnings about what was ignored or corrected.
    pub warnings: Vec<String>,
}

impl Link {
    /// Reads `knob=value&knob=value&step=n`, or the JSON object of the same keys. `preset=ID` sets many at once. Of a
    /// whole address what follows its `#` counts.
    pub fn parse(text: &str) -> Link {
        let experiment = |id: &str| presets().into_iter().find(|preset| preset.id == id)?.runs.into_iter().next();
        let known = Known { experiment: &experiment, ..Known::NOTHING };
        let text = bare(text);
        if text.starts_with('{') {
            return match super::json::pairs(text) {
                Ok(pairs) => Link::from_pairs(&pairs, known),
                Err(why) => Link { warnings: [why].into(), ..Link::from_pairs(&[], known) },
            };
        }
        Link::from_text(text, known)
    }

    /// Whether something was said, and nothing of it understood.
    pub fn is_unread(&self) -> bool {
        !self.warnings.is_empty() && self.spec == Spec::default()
    }

    /// Like `parse`; `known` looks up what the text only names.
    pub fn from_text(text: &str, known: Known) -> Link {
        let pairs = text_pairs(bare(text));
        match playground::translated(&pairs) {
            None => Link::from_pairs(&pairs, known),
            Some((pairs, warning)) => {
                let mut link = Link::from_pairs(&pairs, known);
                link.warnings.insert(0, warning);
                link
            }
        }
    }

    /// Reads knobs and their values, from a link's text or a JSON object.
    pub fn from_pairs(pairs: &[(String, String)], known: Known) -> Link {
        let mut link = Link { spec: Spec::default(), step: 0, warnings: Vec::new() };
        link.take(pairs, known);
        if link.spec.data == Dataset::Own && link.spec.own.is_none() && pairs.iter().any(|(key, _)| key == "own") {
            link.warnings.push(NOT_HERE.into());
        }
        link.spec.settle(&mut link.warnings);
        if link.warnings.len() > MOST_WARNINGS {
            link.warnings.truncate(MOST_WARNINGS);
            link.warnings.push("More parts of this text could not be used.".into());
        }
        link
    }

    /// Applies a preset first, wherever it is in the text; the other knobs then override it.
    fn take(&mut self, pairs: &[(String, String)], known: Known) {
        for (_, id) in pairs.iter().filter(|(key, _)| key == "preset") {
            match (known.experiment)(id).or_else(|| (known.experiment)(&id.trim().to_ascii_uppercase())) {
                Some(text) => Link { spec: self.spec, step: self.step, .. } = Link::from_text(&text, Known::NOTHING),
                None => self.warnings.push(format!("There is no preset “{}”.", excerpt(id))),
            }
        }
        // The optimizer first, because it sets its own default decay, which a decay in the text overrides.
        let (first, rest): (Vec<_>, Vec<_>) =
            pairs.iter().filter(|(key, _)| key != "preset").partition(|(key, _)| synonyms::means(key, "optimizer"));
        for (key, value) in first.into_iter().chain(rest) {
            match key.as_str() {
                "step" => self.step(value),
                "own" => self.spec.own = (known.table)(value),
                "v" if value == "1" => {}
                "v" => {
                    let version = excerpt(value);
                    self.warnings.push(format!("This link was made for version “{version}”; this is version 1."));
                }
                _ => self.spec.set(key, value, &mut self.warnings),
            }
        }
    }

    fn step(&mut self, text: &str) {
        match text.parse::<u32>() {
            Ok(step) if step <= LAST_STEP => self.step = step,
            _ => self
                .warnings
                .push(format!("step takes a whole number up to {LAST_STEP}, not “{}”: 0 is used.", excerpt(text))),
        }
    }
}

impl Spec {
    /// Sets one knob from text. A value that cannot be used adds a warning; a number outside its limits is set to the
    /// nearest limit.
    pub fn set(&mut self, key: &str, text: &str, warnings: &mut Vec<String>) {
        let read_as = |text: &str, name: &str| format!("“{}” is read as {name}.", excerpt(text.trim()));
        let knob = match synonyms::knob(key) {
            Meant::Exactly(knob) => knob,
            Meant::Probably(knob) => {
                warnings.push(read_as(key, knob.key));
                knob
            }
            Meant::Nothing if warnings.len() > MOST_WARNINGS => return warnings.push(String::new()), // it is not shown
            Meant::Nothing => {
                let near = synonyms::nearest(key);
                let near = near.map_or(String::new(), |near| format!("; the nearest is {near}"));
                return warnings.push(format!("There is no knob “{}”{near}.", excerpt(key)));
            }
        };
        let text = match spoken::option(knob.kind.options(), text) {
            Meant::Exactly(option) => option,
            Meant::Probably(option) => {
                warnings.push(read_as(text, option));
                option
            }
            Meant::Nothing => text.trim(),
        };
        if let Err(why) = knob.write(self, text) {
            let clamped = clamp_text(&knob.kind, text).filter(|value| knob.write(self, value).is_ok());
            match clamped {
                Some(value) => warnings.push(format!("{why}: {value} is used.")),
                None => warnings.push(format!("{why}; {} is kept.", shown(&knob.read(self)))),
            }
        }
    }

    /// This spec with knobs that fit each other: a loss that fits the data, exceptions only for layers that exist. Each
    /// correction adds a warning.
    pub fn settled(mut self, warnings: &mut Vec<String>) -> Spec {
        self.settle(warnings);
        self
    }

    fn settle(&mut self, warnings: &mut Vec<String>) {
        self.settle_time(warnings);
        if let Some(loss) = self.loss.filter(|&loss| !self.task().allows(loss)) {
            let fitting = self.task().loss().key();
            warnings.push(format!("The loss {} does not fit these data: {fitting} is used.", loss.key()));
            self.loss = None;
        }
        if self.norm == NormKind::Batch && self.batch < 2 {
            warnings.push("Batch norm needs at least two examples in a batch: 2 are used.".into());
            self.batch = 2;
        }
        let layers = self.hidden_layers;
        let before = self.layer_activation.len() + self.layer_width.len();
        self.layer_activation.retain(|entry| entry.layer <= layers);
        self.layer_width.retain(|entry| entry.layer <= layers);
        if self.layer_activation.len() + self.layer_width.len() < before {
            warnings.push(format!("There are only {layers} hidden layers: settings for other layers are dropped."));
        }
    }

    /// The knobs that differ from the default, as `knob=value&knob=value`: what follows # in a link. The default of the
    /// decay depends on the optimizer. The reader's own examples have only their name in it.
    pub fn to_text(&self) -> String {
        let default = Spec { decay: self.optimizer.decay(), ..Spec::default() };
        let pair = |knob: &Knob| {
            let value = knob.read(self);
            (value != knob.read(&default)).then(|| format!("{}={}", knob.key, value))
        };
        let own = self.table().map(|table| format!("own={}", table.id()));
        KNOBS.iter().filter_map(pair).chain(own).collect::<Vec<String>>().join("&")
    }
}

/// A link's text without what stands around it: spaces, an address, `#` or `?`.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let address = text.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphabetic()));
    let text = if address { text.split_once('#').map_or("", |(_, hash)| hash) } else { text };
    text.trim_start_matches(['#', '?'])
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "none" } else { value }
}

fn text_pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(k, v)| (decode(k), decode(v))).collect()
}

/// Decodes %41 to A, as messengers and wikis escape links. Invalid escapes, and text that they do not make valid UTF-8,
/// stay as they are.
pub(super) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(hex_pair);
        decoded.push(escape.unwrap_or(bytes[at]));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.into())
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| (byte as char).to_digit(16);
    Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8)
}
